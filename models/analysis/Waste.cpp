// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Waste.h"

#include "models/analysis/CleanRow.h"
#include "models/analysis/Parts.h"
#include "models/analysis/Ranking.h"

#include <algorithm>

namespace atlas {

namespace {

std::size_t rowsOf(const HourGrid& grid)
{
    return std::size_t(grid.subjectCount()) * std::size_t(grid.hours());
}

/// Follows one subject from hour to hour.
class RunFinder
{
public:
    RunFinder(int subject, HourIndex from, HourIndex to, const ReclaimRule& rule, std::vector<IdleRun>& runs)
        : m_from(from)
        , m_to(to)
        , m_rule(rule)
        , m_runs(runs)
    {
        m_run.subject = subject;
    }

    void idle(HourIndex hour, double gpus)
    {
        if (m_run.hours == 0) {
            m_run.since = hour;
            m_run.fromTheStart = !m_seen;
        }
        m_seen = true;
        m_run.until = hour + 1;
        ++m_run.hours;
        if (hour < m_from || hour >= m_to)
            return;
        m_run.idleGpuHours += gpus;
        if (m_run.hours > m_rule.afterHours)
            m_run.freedGpuHours += gpus;
    }
    void end(bool ongoing = false)
    {
        m_seen = true;
        m_run.ongoing = ongoing;
        if (m_run.hours > 0 && m_run.until > m_from)
            m_runs.push_back(m_run);
        m_run = {.subject = m_run.subject};
    }

private:
    const HourIndex m_from, m_to;
    const ReclaimRule& m_rule;
    std::vector<IdleRun>& m_runs;
    IdleRun m_run;
    bool m_seen = false; ///< an hour that says idle or not
};

} // namespace

std::vector<IdleRun> idleRuns(const HourGrid& grid, HourIndex from, HourIndex to, const HourPresence& presence,
    const ReclaimRule& rule, const UsageOptions& options)
{
    std::vector<std::vector<IdleRun>> bySubject(std::size_t(grid.subjectCount()));
    const HourIndex last = std::min(to, grid.firstHour() + grid.hours());
    const auto follow = [&](int subject) {
        const SubjectColumns columns(grid, subject);
        RunFinder finder(subject, from, to, rule, bySubject[std::size_t(subject)]);
        for (HourIndex hour = grid.firstHour(); hour < last; ++hour) {
            if (!presence.contains(hour))
                continue;
            const auto i = std::size_t(hour - grid.firstHour());
            if (!columns.hasRow(i)) {
                finder.end();
                continue;
            }
            const CleanRow row(columns, i, false, options.zeroHoursAreUnknown);
            if (row.a == 0.0 || row.u > rule.threshold)
                finder.end();
            else if (isKnown(row.a) && isKnown(row.u))
                finder.idle(hour, row.a);
        }
        finder.end(true);
    };
    inParts(bySubject.size(), rowsOf(grid), [&follow](std::size_t first, std::size_t end) {
        for (auto subject = first; subject < end; ++subject)
            follow(int(subject));
    });
    std::vector<IdleRun> runs;
    for (const auto& some : bySubject)
        runs.insert(runs.end(), some.begin(), some.end());
    return runs;
}

Reclaim reclaimOf(const std::vector<IdleRun>& runs)
{
    Reclaim result;
    std::copy_if(runs.begin(), runs.end(), std::back_inserter(result.runs),
        [](const IdleRun& run) { return run.freedGpuHours > 0; });
    ExactSum freed;
    int previous = -1;
    for (const auto& run : result.runs) { // by subject still
        freed.add(run.freedGpuHours);
        result.subjects += run.subject != previous;
        previous = run.subject;
    }
    result.freedGpuHours = freed.value();
    std::stable_sort(result.runs.begin(), result.runs.end(),
        [](const IdleRun& a, const IdleRun& b) { return a.freedGpuHours > b.freedGpuHours; });
    return result;
}

namespace {

std::optional<HourIndex> heldSince(const HourGrid& grid, int subject, HourIndex to, const HourPresence& presence)
{
    const SubjectColumns columns(grid, subject);
    std::optional<HourIndex> since;
    for (HourIndex hour = std::min(to, grid.firstHour() + grid.hours()) - 1; hour >= grid.firstHour(); --hour) {
        if (!presence.contains(hour))
            continue;
        const auto i = std::size_t(hour - grid.firstHour());
        const double gpus = columns.hasRow(i) ? CleanRow(columns, i, false, false).a : 0;
        if (gpus > 0)
            since = hour;
        else if (gpus == 0.0 && since)
            break;
    }
    return since;
}

} // namespace

double IdleHolder::idleGpuDays() const
{
    return metricValue(usage, Metric::IdleGpuHours) / 24;
}

std::vector<IdleHolder> idleHolders(const HourGrid& grid, HourIndex from, HourIndex to, const HourPresence& presence,
    const std::vector<IdleRun>& runs, const UsageOptions& options)
{
    const auto usages = usageOfAll(grid, from, to, presence, options);
    std::vector<std::optional<HourIndex>> since(usages.size());
    inParts(since.size(), rowsOf(grid), [&](std::size_t first, std::size_t end) {
        for (auto subject = first; subject < end; ++subject)
            since[subject] = heldSince(grid, int(subject), to, presence);
    });
    std::vector<IdleHolder> holders;
    ExactSum total;
    auto run = runs.begin();
    for (int subject = 0; subject < grid.subjectCount(); ++subject) {
        IdleHolder holder;
        holder.subject = subject;
        for (; run != runs.end() && run->subject == subject; ++run) {
            if (!holder.run || run->idleGpuHours >= holder.run->idleGpuHours)
                holder.run = *run;
        }
        holder.usage = usages[std::size_t(subject)];
        if (holder.usage.hoursPresent == 0)
            continue;
        holder.heldSince = since[std::size_t(subject)];
        total.add(holder.usage.idleGpuHours);
        holders.push_back(std::move(holder));
    }
    for (auto& holder : holders)
        holder.share = sharePercent(metricValue(holder.usage, Metric::IdleGpuHours), total.value());
    std::stable_sort(holders.begin(), holders.end(), [](const IdleHolder& a, const IdleHolder& b) {
        return a.usage.idleGpuHours > b.usage.idleGpuHours; // subjects are in the order of their names
    });
    return holders;
}

std::array<Quadrant, 4> quadrantsOf(const std::vector<IdleHolder>& holders, double gpuHours, double utilization)
{
    std::array<Quadrant, 4> quadrants;
    for (const auto& holder : holders) {
        const Usage& usage = holder.usage;
        if (!isKnown(usage.utilization))
            continue;
        auto& quadrant =
            quadrants[(usage.gpuHours >= gpuHours ? 1U : 0U) + (usage.utilization > utilization ? 2U : 0U)];
        ++quadrant.subjects;
        quadrant.gpuHours += usage.gpuHours;
        quadrant.idleGpuHours += usage.idleGpuHours;
    }
    return quadrants;
}

} // namespace atlas
