// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/AlertRules.h"

#include "models/analysis/CleanRow.h"
#include "models/analysis/NameFilter.h"
#include "models/analysis/Parts.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace atlas {

namespace {

enum class HourState : std::uint8_t { Unknown, Holds, Between, Clear };

/// One hour of a subject as a rule sees it.
struct WatchedHour
{
    HourState state = HourState::Unknown;
    double value = unknown, gpus = unknown;
};

double figureOf(Metric metric, const CleanRow& row)
{
    if (metric == Metric::Utilization)
        return row.a == 0.0 ? unknown : row.u;
    if (metric == Metric::AllocationRate)
        return row.c > 0 ? 100 * row.a / row.c : unknown;
    return row.a;
}

/// Reads the hours of one subject.
class Watch
{
public:
    Watch(const AlertRule& rule, const AlertSpan& span, int subject)
        : m_rule(rule)
        , m_span(span)
        , m_isCluster(span.grid->scope().level == Level::Cluster)
        , m_columns(*span.grid, subject)
        , m_clearThreshold(rule.clearThreshold.known() ? rule.clearThreshold.value : rule.threshold)
    {
        for (m_begin = span.from; m_begin < span.to && !span.presence->contains(m_begin);)
            ++m_begin;
    }

    WatchedHour at(HourIndex hour) const
    {
        const auto i = std::int64_t(hour) - m_span.grid->firstHour();
        const bool hasCluster = m_span.presence->contains(hour);
        const bool hasRow = i >= 0 && i < m_span.grid->hours() && m_columns.hasRow(std::size_t(i));
        if (!hasCluster || !hasRow)
            return withoutRow(hour, hasCluster);
        const CleanRow row(m_columns, std::size_t(i), m_isCluster, m_span.options.zeroHoursAreUnknown);
        return {stateOf(row, figureOf(m_rule.metric, row)), figureOf(m_rule.metric, row), row.a};
    }

private:
    WatchedHour withoutRow(HourIndex hour, bool hasCluster) const
    {
        if (!hasCluster) {
            const bool missing = m_rule.condition == AlertCondition::Missing && m_isCluster && hour >= m_begin
                && (!m_span.knownTo || hour < *m_span.knownTo);
            return {missing ? HourState::Holds : HourState::Unknown, unknown, unknown};
        }
        // Nobody there: 0 GPUs, and no utilisation that could be low.
        const bool counts = m_rule.metric == Metric::AverageAllocated && m_rule.condition != AlertCondition::Missing
            && m_rule.level != Level::Workload && m_rule.leastGpus <= 0;
        return {counts ? beyond(0) : HourState::Clear, counts ? 0 : unknown, 0};
    }
    HourState stateOf(const CleanRow& row, double value) const
    {
        if (m_rule.leastGpus > 0 && !isKnown(row.a) && m_rule.condition != AlertCondition::Missing)
            return HourState::Unknown;
        if (row.a < m_rule.leastGpus || (m_rule.metric == Metric::Utilization && row.a == 0.0))
            return HourState::Clear;
        if (m_rule.condition == AlertCondition::Missing)
            return isKnown(value) ? HourState::Clear : HourState::Holds;
        return isKnown(value) ? beyond(value) : HourState::Unknown;
    }
    HourState beyond(double value) const
    {
        const bool below = m_rule.condition == AlertCondition::Below;
        const auto isBeyond = [value, below](
                                  double threshold) { return below ? value < threshold : value > threshold; };
        if (isBeyond(m_rule.threshold))
            return HourState::Holds;
        return isBeyond(m_clearThreshold) ? HourState::Between : HourState::Clear;
    }

    const AlertRule& m_rule;
    const AlertSpan& m_span;
    bool m_isCluster;
    SubjectColumns m_columns;
    double m_clearThreshold;
    HourIndex m_begin = 0; ///< the cluster's first hour
};

/// Finds the episodes of one subject, hour after hour.
class Episodes
{
public:
    Episodes(const AlertRule& rule, std::string subject, std::vector<AlertEpisode>& found)
        : m_rule(rule)
        , m_subject(std::move(subject))
        , m_found(found)
    {
    }

    void add(HourIndex hour, const WatchedHour& watched)
    {
        if (watched.state == HourState::Unknown) {
            if (isKnown(watched.gpus))
                m_inGap += watched.gpus;
            return;
        }
        if (m_fires)
            goOn(hour, watched);
        else
            wait(hour, watched);
    }
    void finish()
    {
        if (m_fires)
            m_found.push_back(m_episode);
    }

private:
    /// Not firing: counts the run.
    void wait(HourIndex hour, const WatchedHour& watched)
    {
        if (watched.state != HourState::Holds) {
            m_run = 0;
            return;
        }
        if (m_run++ == 0) {
            m_inGap = 0;
            m_episode = {};
            m_episode.subject = m_subject;
            m_episode.first = hour;
        }
        include(m_episode, hour, watched);
        if (m_run >= m_rule.hours) {
            m_episode.firedAt = hour;
            m_fires = true;
            m_clear = 0;
        }
    }
    /// Firing: hours that may turn out to be its end are kept apart.
    void goOn(HourIndex hour, const WatchedHour& watched)
    {
        if (watched.state != HourState::Clear) {
            if (m_clear > 0)
                m_episode = m_withClear;
            m_clear = 0;
            include(m_episode, hour, watched);
            return;
        }
        if (m_clear++ == 0)
            m_withClear = m_episode;
        include(m_withClear, hour, watched);
        if (m_clear >= m_rule.clearHours) {
            m_episode.clearedAt = hour;
            m_found.push_back(m_episode);
            m_fires = false;
            m_run = 0;
        }
    }
    void include(AlertEpisode& episode, HourIndex hour, const WatchedHour& watched)
    {
        episode.last = hour;
        ++episode.hours;
        episode.gpuHours += std::exchange(m_inGap, 0.0) + (isKnown(watched.gpus) ? watched.gpus : 0);
        episode.value = watched.value;
        episode.gpus = watched.gpus;
        const bool lower = m_rule.condition != AlertCondition::Above;
        if (isKnown(watched.value) && !(lower ? watched.value >= episode.worst : watched.value <= episode.worst))
            episode.worst = watched.value;
    }

    const AlertRule& m_rule;
    std::string m_subject;
    std::vector<AlertEpisode>& m_found;
    AlertEpisode m_episode, m_withClear; ///< m_withClear: with the clear hours at its end
    double m_inGap = 0; ///< GPU-hours held in the unknown hours since the last known one
    int m_run = 0, m_clear = 0;
    bool m_fires = false;
};

} // namespace

const std::vector<Metric>& alertMetrics()
{
    static const std::vector<Metric> all{Metric::Utilization, Metric::AllocationRate, Metric::AverageAllocated};
    return all;
}

bool isAbout(const AlertRule& rule, std::string_view subject)
{
    const auto only = NameFilter::compile(rule.only), except = NameFilter::compile(rule.except);
    return only && except && (only->isEmpty() || only->matches(subject)) && !except->matches(subject);
}

std::vector<int> subjectsOf(const AlertRule& rule, const HourGrid& grid)
{
    std::vector<int> subjects;
    const auto only = NameFilter::compile(rule.only), except = NameFilter::compile(rule.except);
    for (int subject = 0; only && except && subject < grid.subjectCount(); ++subject) {
        const auto& name = grid.subjects()[std::size_t(subject)];
        if ((only->isEmpty() || only->matches(name)) && !except->matches(name))
            subjects.push_back(subject);
    }
    return subjects;
}

std::vector<AlertEpisode> episodesOf(const AlertRule& rule, const AlertSpan& span)
{
    const auto subjects = subjectsOf(rule, *span.grid);
    std::vector<std::vector<AlertEpisode>> bySubject(subjects.size());
    const auto hours = std::size_t(std::max(0, int(span.to - span.from)));
    inParts(subjects.size(), subjects.size() * hours, [&](std::size_t first, std::size_t end) {
        for (auto i = first; i < end; ++i) {
            const Watch watch(rule, span, subjects[i]);
            Episodes episodes(rule, span.grid->subjects()[std::size_t(subjects[i])], bySubject[i]);
            for (HourIndex hour = span.from; hour < span.to; ++hour)
                episodes.add(hour, watch.at(hour));
            episodes.finish();
        }
    });
    std::vector<AlertEpisode> found;
    for (auto& some : bySubject)
        found.insert(found.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    return found;
}

AlertTrial trialOf(const std::vector<AlertEpisode>& episodes)
{
    AlertTrial trial;
    std::set<std::string_view> subjects;
    for (const auto& episode : episodes) {
        ++trial.episodes;
        subjects.insert(episode.subject);
        trial.hours += episode.hours;
        trial.gpuHours += episode.gpuHours;
        trial.open += episode.isOpen();
    }
    trial.subjects = int(subjects.size());
    return trial;
}

std::vector<double> watchedFigure(const AlertRule& rule, const AlertSpan& span, int subject)
{
    std::vector<double> values;
    const Watch watch(rule, span, subject);
    for (HourIndex hour = span.from; hour < span.to; ++hour)
        values.push_back(watch.at(hour).value);
    return values;
}

} // namespace atlas
