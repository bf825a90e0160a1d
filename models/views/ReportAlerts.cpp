// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Clusters.h"
#include "models/analysis/Format.h"
#include "models/views/Alerts.h"
#include "models/views/Derive.h"
#include "models/views/ListText.h"
#include "models/views/ReportParts.h"

#include <algorithm>

namespace atlas {

namespace {

/// A stretch of time for which a rule fired, and for whom.
struct Fired
{
    AlertEpisode episode;
    const AlertRule* rule = nullptr;
    std::string cluster;
};

/// The end of the hours of which a missing row means something.
HourIndex knownTo(const ReportWish& wish)
{
    return std::min(wish.range.endHour(), hourIndex(wish.created - rowsMayTake));
}

class Evaluation
{
public:
    explicit Evaluation(const ReportInput& input)
        : m_in(input)
    {
    }

    ReportAlerts alerts()
    {
        ReportAlerts alerts;
        startTables(alerts);
        for (const auto& rule : m_in.wish.rules) {
            if (rule.enabled)
                evaluate(rule, alerts);
        }
        std::stable_sort(m_fired.begin(), m_fired.end(),
            [](const Fired& a, const Fired& b) { return a.episode.gpuHours > b.episode.gpuHours; });
        for (const auto& fired : m_fired)
            addEpisode(fired, alerts.episodes);
        alerts.fired = int(m_fired.size());
        alerts.earlier = int(std::ranges::count_if(
            m_fired, [this](const Fired& fired) { return fired.episode.firedAt < m_in.wish.range.firstHour(); }));
        return alerts;
    }

private:
    void startTables(ReportAlerts& alerts) const
    {
        const auto zone = m_in.wish.zone.id();
        alerts.rules.title = ReportWords::tr("Rules");
        alerts.rules.zone = alerts.episodes.zone = zone;
        alerts.rules.columns = {{QStringLiteral("rule"), ReportWords::tr("Rule")},
            {QStringLiteral("meaning"), ReportWords::tr("Fires for")},
            {QStringLiteral("fired"), ReportWords::tr("Fired"), CellKind::Number, Unit::Count},
            {QStringLiteral("subjects"), ReportWords::tr("Subjects"), CellKind::Number, Unit::Count},
            {QStringLiteral("lasting"), ReportWords::tr("Still firing"), CellKind::Number, Unit::Count},
            {QStringLiteral("gpu_hours"), ReportWords::tr("GPU-hours held"), CellKind::Number, Unit::GpuHours}};
        alerts.episodes.title = ReportWords::tr("What fired");
        alerts.episodes.columns = {{QStringLiteral("subject"), ReportWords::tr("Subject")},
            {QStringLiteral("rule"), ReportWords::tr("Rule")},
            {QStringLiteral("fired"), ReportWords::tr("Fired at"), CellKind::Time},
            {QStringLiteral("since"), ReportWords::tr("Since"), CellKind::Time},
            {QStringLiteral("until"), ReportWords::tr("Until"), CellKind::Time},
            {QStringLiteral("hours"), ReportWords::tr("Lasted"), CellKind::Number, Unit::Hours},
            {QStringLiteral("worst"), ReportWords::tr("Worst"), CellKind::Number},
            {QStringLiteral("worst_unit"), ReportWords::tr("Unit of the worst")},
            {QStringLiteral("gpu_hours"), ReportWords::tr("GPU-hours held"), CellKind::Number, Unit::GpuHours}};
    }

    static const GridPtr* gridOf(const ReportInput::Watched& watched, const AlertRule& rule)
    {
        const auto found = std::find_if(watched.grids.begin(), watched.grids.end(), [&rule](const GridPtr& grid) {
            return grid->scope().level == rule.level
                && (rule.level != Level::Dimension || grid->scope().dimension == rule.dimension);
        });
        return found == watched.grids.end() ? nullptr : &*found;
    }

    void evaluate(const AlertRule& rule, ReportAlerts& alerts)
    {
        const QString name = ruleName(rule).isEmpty() ? alertSentence(rule) : ruleName(rule);
        if (const auto faults = faultsOf(rule); !faults.isEmpty()) {
            alerts.remarks
                << ReportWords::tr("The rule \"%1\" was not looked at: %2").arg(name, formatSentences(faults));
            return;
        }
        std::vector<AlertEpisode> found;
        bool looked = false;
        for (const auto& watched : m_in.watched) {
            const auto* grid = gridOf(watched, rule);
            if (!grid || watched.grids.empty())
                continue;
            looked = true;
            const HourPresence presence(*watched.grids.front());
            const AlertSpan span{grid->get(), &presence, (*grid)->firstHour(), m_in.wish.range.endHour(),
                knownTo(m_in.wish), watched.options};
            for (auto& episode : episodesOf(rule, span)) {
                if (!fallsIn(episode))
                    continue;
                m_fired.push_back({episode, &rule, watched.cluster});
                episode.subject = qualifiedName(watched.cluster, episode.subject);
                found.push_back(std::move(episode));
            }
        }
        if (!looked) {
            alerts.remarks << ReportWords::tr(
                "The rule \"%1\" was not looked at: the hours that it is about are too many "
                "for a range as long as this one.")
                                  .arg(name);
            return;
        }
        const auto trial = trialOf(found);
        alerts.lasting += trial.open;
        alerts.rules.rows.push_back({rule.id, false,
            {name, alertSentence(rule), double(trial.episodes), double(trial.subjects), double(trial.open),
                trial.gpuHours}});
    }

    /// It fired at some time of the range.
    bool fallsIn(const AlertEpisode& episode) const
    {
        const auto& range = m_in.wish.range;
        return episode.firedAt < range.endHour() && (episode.isOpen() || *episode.clearedAt > range.firstHour());
    }

    void addEpisode(const Fired& fired, Table& table) const
    {
        const auto& [episode, rule, cluster] = fired;
        const bool several = m_in.parts.size() > 1 && rule->level != Level::Cluster;
        const auto unit = metricUnit(rule->metric);
        TableRow row;
        row.subject = several ? qualifiedName(cluster, episode.subject) : episode.subject;
        row.range = TimeRange{hourStart(episode.first), hourStart(episode.last + 1)};
        row.key = QStringList{rule->id, QString::fromStdString(qualifiedName(cluster, episode.subject)),
            QString::number(episode.first)}
                      .join(QLatin1Char('\n'));
        const bool watchesFigure = rule->condition != AlertCondition::Missing && episode.worst.known();
        row.cells = {QString::fromStdString(row.subject),
            ruleName(*rule).isEmpty() ? alertSentence(*rule) : ruleName(*rule), hourStart(episode.firedAt),
            row.range->from, episode.isOpen() ? Cell(ReportWords::tr("lasts")) : Cell(hourStart(*episode.clearedAt)),
            double(episode.last + 1 - episode.first), watchesFigure ? Cell(episode.worst.value) : Cell(),
            watchesFigure ? Cell(unitName(unit)) : Cell(), episode.gpuHours};
        table.rows.push_back(std::move(row));
    }

    const ReportInput& m_in;
    std::vector<Fired> m_fired;
};

} // namespace

ReportAlerts alertsOf(const ReportInput& input)
{
    return Evaluation(input).alerts();
}

} // namespace atlas
