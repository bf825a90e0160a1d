// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Usage.h"

#include "models/analysis/CleanRow.h"
#include "models/analysis/Parts.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace atlas {

namespace {

void raise(double& highest, double value)
{
    if (isKnown(value) && !(value <= highest))
        highest = value;
}

void raise(PeakHour& peak, double value, HourIndex hour)
{
    if (isKnown(value) && !(value <= peak.value))
        peak = {value, hourStart(hour)};
}

/// Nearest rank: the value at index floor((n−1)·p) of the sorted ones. Counts percentages by size first, so that only
/// those near the wanted rank have to be put in order: of a year's hours a few dozen.
class Percentiles
{
public:
    void add(double percent)
    {
        ++m_counts[binOf(percent)];
        m_values.push_back(percent);
    }
    std::size_t size() const { return m_values.size(); }
    double at(double p) const
    {
        if (m_values.empty())
            return unknown;
        auto rank = std::size_t(std::floor(double(m_values.size() - 1) * p));
        std::size_t bin = 0;
        for (; rank >= m_counts[bin]; ++bin)
            rank -= m_counts[bin];
        std::vector<double> near;
        near.reserve(m_counts[bin]);
        std::copy_if(m_values.begin(), m_values.end(), std::back_inserter(near),
            [bin](double value) { return binOf(value) == bin; });
        std::nth_element(near.begin(), near.begin() + std::ptrdiff_t(rank), near.end());
        return near[rank];
    }

private:
    static constexpr std::size_t bins = 256;
    static std::size_t binOf(double percent) { return std::min(bins - 1, std::size_t(percent * (bins / 100.0))); }

    std::vector<double> m_values;
    std::array<std::uint32_t, bins> m_counts{};
};

/// Adds rows up to a Usage.
class UsageSums
{
public:
    UsageSums(bool isCluster, const UsageOptions& options)
        : m_isCluster(isCluster)
        , m_allGpus(isCluster && options.basis == UtilizationBasis::AllGpus)
        , m_zeroIsUnknown(options.zeroHoursAreUnknown)
        , m_idleThreshold(options.idleThreshold)
        , m_price(options.pricePerGpuHour)
    {
    }

    void add(const SubjectColumns& columns, std::size_t i, HourIndex hour)
    {
        CleanRow row(columns, i, m_isCluster, m_zeroIsUnknown);
        addOwn(row, columns, i); // may find more that is out of range
        ++m_usage.hoursPresent;
        m_usage.outOfRangeHours += row.outOfRange;
        m_usage.allZeroHours += row.allZero;
        m_usage.zeroGpuHours += row.a == 0.0;
        addHours(row);
        addCapacity(row);
        addUtilization(row, hour);
        raise(m_usage.peakAllocated, row.a, hour);
        if (isKnown(row.active)) {
            m_active.add(row.active);
            ++m_activeRows;
            raise(m_usage.peakActiveWorkloads, row.active);
        } else {
            ++m_activeUnknown;
        }
    }

    Usage finish(int hoursExpected, int clusterHours);

private:
    /// What the server worked out for the row by itself.
    void addOwn(CleanRow& row, const SubjectColumns& columns, std::size_t i)
    {
        if (const double rate = row.count(columns.at(Column::AllocationRate, i)); isKnown(rate)) {
            m_rate.add(rate);
            ++m_rateRows;
        }
        if (const double samples = row.count(columns.at(Column::SampleCount, i)); isKnown(samples))
            m_samples.add(samples);
        if (!(row.allZero && m_zeroIsUnknown)) {
            raise(m_usage.maxP50, row.percent(columns.at(Column::P50, i)));
            raise(m_usage.maxP95, row.percent(columns.at(Column::P95, i)));
        }
    }
    void addHours(const CleanRow& row)
    {
        if (isKnown(row.a)) {
            m_allocated.add(row.a);
            ++m_usage.known.allocated;
            m_usage.known.measured += row.a == 0.0 || isKnown(row.u);
        }
        const double of = m_allGpus ? row.c : row.a;
        const double used = of == 0.0 ? 0 : of * row.u / 100; // where nothing is there nothing is used
        if (isKnown(used)) {
            m_used.add(used);
            ++m_usage.known.used;
        }
        if (isKnown(row.a) && isKnown(used)) {
            m_idle.add(row.a - used);
            ++m_usage.known.idle;
        } else if (isKnown(row.a))
            m_unknown.add(row.a);
        else if (m_isCluster && isKnown(row.c))
            m_unknown.add(isKnown(used) ? row.c - used : row.c);
        if (isKnown(row.a) && isKnown(row.u)) {
            m_measured.add(row.a);
            m_weighted.add(row.a * row.u);
            if (row.u <= m_idleThreshold)
                m_idleBelow.add(row.a);
        }
    }
    void addCapacity(const CleanRow& row)
    {
        if (isKnown(row.c)) {
            m_capacity.add(row.c);
            ++m_usage.known.capacity;
        }
        if (!isKnown(row.a))
            return;
        if (isKnown(row.c)) {
            ++m_usage.known.rated;
            m_ratedAllocated.add(row.a);
            m_ratedCapacity.add(row.c);
        }
        if (!m_isCluster)
            return;
        if (!isKnown(row.c)) {
            ++m_usage.unknownCapacityHours;
            m_over.add(row.a);
        } else if (row.c >= row.a) {
            m_unallocated.add(row.c - row.a);
        } else {
            m_over.add(row.a - row.c);
        }
    }
    void addUtilization(const CleanRow& row, HourIndex hour)
    {
        if (isKnown(row.u)) {
            m_mean.add(row.u);
            m_hourly.add(row.u);
        }
        raise(m_usage.peakUtilization, row.max, hour);
        if (isKnown(row.min) && !(row.min >= m_usage.minUtilization))
            m_usage.minUtilization = row.min;
    }

    bool m_isCluster, m_allGpus, m_zeroIsUnknown;
    double m_idleThreshold;
    Figure m_price;
    Usage m_usage;
    ExactSum m_allocated, m_used, m_idle, m_unknown, m_measured, m_weighted, m_idleBelow;
    ExactSum m_capacity, m_unallocated, m_over, m_ratedAllocated, m_ratedCapacity;
    ExactSum m_mean, m_active, m_rate, m_samples;
    int m_activeRows = 0, m_activeUnknown = 0, m_rateRows = 0;
    Percentiles m_hourly;
};

Usage UsageSums::finish(int hoursExpected, int clusterHours)
{
    auto& u = m_usage;
    u.hoursExpected = hoursExpected;
    u.clusterHours = clusterHours;
    u.pricePerGpuHour = m_price;
    u.gpuHours = m_allocated.value();
    u.usedGpuHours = m_used.value();
    u.idleGpuHours = m_idle.value();
    u.unknownGpuHours = m_unknown.value();
    u.idleBelowGpuHours = m_idleBelow.value();
    u.measuredGpuHours = m_measured.value();
    u.utilization = ratio(m_weighted.value(), u.measuredGpuHours);
    u.meanUtilization = ratio(m_mean.value(), double(m_hourly.size()));
    u.maxUtilization = u.peakUtilization.value;
    u.p50OfHours = m_hourly.at(0.50);
    u.p95OfHours = m_hourly.at(0.95);
    u.averageAllocated = ratio(u.gpuHours, clusterHours - (u.hoursPresent - u.known.allocated));
    u.averageWhilePresent = ratio(u.gpuHours, u.known.allocated);
    u.activeHours = clusterHours - m_activeUnknown;
    if (m_activeRows > 0)
        u.meanActiveWorkloads = ratio(m_active.value(), u.activeHours);
    u.capacityGpuHours = m_capacity.value();
    u.unallocatedGpuHours = m_unallocated.value();
    u.overallocatedGpuHours = m_over.value();
    u.ratedGpuHours = m_ratedAllocated.value();
    u.ratedCapacityGpuHours = m_ratedCapacity.value();
    u.allocationRate = sharePercent(u.ratedGpuHours, u.ratedCapacityGpuHours);
    u.meanAllocationRate = ratio(m_rate.value(), m_rateRows);
    u.sampleCount = m_samples.value();
    return u;
}

} // namespace

HourPresence::HourPresence(const HourGrid& clusterGrid)
    : m_first(clusterGrid.firstHour())
{
    m_prefix.reserve(std::size_t(clusterGrid.hours()) + 1);
    m_prefix.push_back(0);
    for (int subject = 0; subject < std::min(1, clusterGrid.subjectCount()); ++subject) {
        const SubjectColumns columns(clusterGrid, subject);
        for (int hour = 0; hour < clusterGrid.hours(); ++hour)
            m_prefix.push_back(m_prefix.back() + (columns.hasRow(std::size_t(hour)) ? 1 : 0));
    }
}

HourPresence HourPresence::ofKnownCapacity(const HourGrid& clusterGrid)
{
    HourPresence presence;
    presence.m_first = clusterGrid.firstHour();
    presence.m_prefix.push_back(0);
    if (clusterGrid.subjectCount() == 0)
        return presence;
    const SubjectColumns columns(clusterGrid, 0);
    for (int hour = 0; hour < clusterGrid.hours(); ++hour) {
        const bool known = isKnown(CleanRow(columns, std::size_t(hour), true, false).c);
        presence.m_prefix.push_back(presence.m_prefix.back() + (known ? 1 : 0));
    }
    return presence;
}

bool HourPresence::contains(HourIndex hour) const
{
    const auto i = std::int64_t(hour) - m_first;
    return i >= 0 && i + 1 < std::int64_t(m_prefix.size()) && m_prefix[std::size_t(i)] != m_prefix[std::size_t(i) + 1];
}

int HourPresence::count(HourIndex from, HourIndex to) const
{
    const auto known = HourIndex(m_prefix.size()) - 1;
    const auto first = std::clamp<HourIndex>(from - m_first, 0, std::max(0, known));
    const auto last = std::clamp<HourIndex>(to - m_first, first, std::max(0, known));
    return known <= 0 ? 0 : m_prefix[std::size_t(last)] - m_prefix[std::size_t(first)];
}

std::vector<TimeRange> HourPresence::missing(HourIndex from, HourIndex to) const
{
    std::vector<TimeRange> runs;
    for (HourIndex hour = from; hour < to; ++hour) {
        if (contains(hour))
            continue;
        if (!runs.empty() && runs.back().to == hourStart(hour))
            runs.back().to = hourStart(hour + 1);
        else
            runs.push_back({hourStart(hour), hourStart(hour + 1)});
    }
    return runs;
}

double sharePercent(double part, double whole)
{
    return ratio(100.0 * part, whole);
}

Usage usageOf(const HourGrid& grid, int subject, HourIndex from, HourIndex to, const HourPresence& presence,
    const UsageOptions& options)
{
    UsageSums sums(grid.scope().level == Level::Cluster, options);
    if (subject >= 0 && subject < grid.subjectCount()) {
        const SubjectColumns columns(grid, subject);
        const auto first = std::max(from, grid.firstHour());
        const auto last = std::min(to, grid.firstHour() + grid.hours());
        for (HourIndex hour = first; hour < last; ++hour) {
            const auto i = std::size_t(hour - grid.firstHour());
            if (presence.contains(hour) && columns.hasRow(i))
                sums.add(columns, i, hour);
        }
    }
    return sums.finish(std::max(0, to - from), presence.count(from, to));
}

std::vector<Usage> usageOfAll(
    const HourGrid& grid, HourIndex from, HourIndex to, const HourPresence& presence, const UsageOptions& options)
{
    std::vector<Usage> usages(std::size_t(grid.subjectCount()));
    const auto rows = usages.size() * std::size_t(std::clamp(to - from, 0, grid.hours()));
    inParts(usages.size(), rows, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i)
            usages[i] = usageOf(grid, int(i), from, to, presence, options);
    });
    return usages;
}

double idleBelowOfAll(
    const HourGrid& grid, HourIndex from, HourIndex to, const HourPresence& presence, const UsageOptions& options)
{
    std::vector<double> below(std::size_t(grid.subjectCount()));
    const auto first = std::max(from, grid.firstHour());
    const auto last = std::min(to, grid.firstHour() + grid.hours());
    const bool isCluster = grid.scope().level == Level::Cluster;
    inParts(
        below.size(), below.size() * std::size_t(std::max(last - first, 0)), [&](std::size_t begin, std::size_t end) {
            for (std::size_t subject = begin; subject < end; ++subject) {
                const SubjectColumns columns(grid, int(subject));
                ExactSum sum;
                for (HourIndex hour = first; hour < last; ++hour) {
                    const auto i = std::size_t(hour - grid.firstHour());
                    if (!isKnown(columns.at(Column::Allocated, i)) || !presence.contains(hour))
                        continue;
                    const CleanRow row(columns, i, isCluster, options.zeroHoursAreUnknown);
                    if (isKnown(row.a) && row.u <= options.idleThreshold)
                        sum.add(row.a);
                }
                below[subject] = sum.value();
            }
        });
    ExactSum all;
    for (const double one : below)
        all.add(one);
    return all.value();
}

Change changeOf(double current, double previous)
{
    Change change{current, previous, current - previous, unknown};
    if (previous != 0.0) // unknown stays unknown by itself
        change.percent = change.absolute / std::abs(previous) * 100;
    return change;
}

} // namespace atlas
