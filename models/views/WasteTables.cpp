// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/WasteTables.h"

#include "models/analysis/Format.h"
#include "models/analysis/Ranking.h"
#include "models/views/Derive.h"
#include "models/views/ListText.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace atlas {

namespace {

constexpr std::size_t namedWorkloads = 2;
/// Runs beyond this many are too small to be looked at one by one.
constexpr std::size_t mostRuns = 2000;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Waste)
};

Cell number(double value)
{
    return isKnown(value) ? Cell(value) : Cell();
}

/// How a run is, in words that tens of thousands of rows share.
class RunStates
{
public:
    explicit RunStates(double threshold)
        : m_never(Text::tr("never at or below %1").arg(formatWithUnit(threshold, Unit::Percent)))
        , m_texts{Text::tr("ended"), Text::tr("still idle")}
    {
        for (std::size_t i = 0; i < m_texts.size(); ++i)
            m_fromTheStart[i] = Text::tr("%1, perhaps since earlier").arg(m_texts[i]);
    }
    const QString& of(const std::optional<IdleRun>& run) const
    {
        return run ? (run->fromTheStart ? m_fromTheStart : m_texts)[run->ongoing ? 1 : 0] : m_never;
    }

private:
    QString m_never;
    std::array<QString, 2> m_texts, m_fromTheStart; ///< of runs that ended, and that last
};

QString workloadName(const std::string& subject)
{
    return displayName(std::string_view(subject).substr(subject.rfind('/') + 1));
}

/// "train-0 12.3, web 4.0, and 5 more".
QString workloadsText(const HourGrid& grid, const std::vector<const IdleHolder*>& holders)
{
    QStringList texts;
    for (std::size_t i = 0; i < std::min(namedWorkloads, holders.size()); ++i) {
        if (holders[i]->usage.idleGpuHours > 0)
            texts << workloadName(grid.subjects()[std::size_t(holders[i]->subject)]) + QLatin1Char(' ')
                    + QLocale().toString(holders[i]->idleGpuDays(), 'f', 1);
    }
    if (holders.size() > namedWorkloads)
        texts << Text::tr("and %n more", nullptr, int(holders.size() - namedWorkloads));
    return formatList(texts);
}

std::optional<IdleRun> largestRun(const std::vector<const IdleHolder*>& holders, std::optional<IdleRun> largest)
{
    for (const auto* holder : holders) {
        if (holder->run && (!largest || holder->run->idleGpuHours > largest->idleGpuHours))
            largest = holder->run;
    }
    return largest;
}

class Columns
{
public:
    explicit Columns(Table& table)
        : m_table(table)
    {
    }
    void add(const char* id, const QString& title, CellKind kind, Unit unit = Unit::None,
        std::optional<Metric> metric = std::nullopt)
    {
        m_table.columns.push_back({QString::fromLatin1(id), title, kind, unit, metric});
    }

private:
    Table& m_table;
};

QString money(const QString& title, const QString& currency)
{
    return Text::tr("%1 (%2)", "cost, currency").arg(title, currency);
}

} // namespace

std::map<std::string, std::vector<const IdleHolder*>> workloadsByNamespace(
    const HourGrid& workloads, const std::vector<IdleHolder>& holders)
{
    std::map<std::string, std::vector<const IdleHolder*>> result;
    for (const auto& holder : holders) {
        const auto& name = workloads.subjects()[std::size_t(holder.subject)];
        result[name.substr(0, name.rfind('/'))].push_back(&holder);
    }
    return result;
}

Table holdersTable(const WasteInput& in, const HourGrid& grid, const std::vector<IdleHolder>& holders,
    const HourGrid* workloads, const std::map<std::string, std::vector<const IdleHolder*>>& byNamespace)
{
    const auto level = grid.scope().level;
    const bool areWorkloads = level == Level::Workload, namesWorkloads = workloads && level == Level::Namespace;
    Table table;
    table.title = areWorkloads ? Text::tr("Workload") : in.subjectTitle;
    table.zone = in.zone.id();
    table.scope = GridScope{in.clusterName, level, grid.scope().dimension};
    table.range = in.range;
    Columns columns(table);
    columns.add("name", table.title, CellKind::Text);
    columns.add("days", Text::tr("Held idle (GPU·d)"), CellKind::Number);
    if (namesWorkloads)
        columns.add("workloads", Text::tr("On these workloads (GPU·d)"), CellKind::Text);
    columns.add("since", Text::tr("Idle since"), CellKind::Time);
    columns.add("state", Text::tr("State"), CellKind::Text);
    columns.add("held_since", Text::tr("Held at least since"), CellKind::Time);
    columns.add("share", Text::tr("Share of idle"), CellKind::Number, Unit::Percent);
    columns.add("idle", Text::tr("Held idle"), CellKind::Number, Unit::GpuHours, Metric::IdleGpuHours);
    columns.add("gpu_hours", Text::tr("Allocated"), CellKind::Number, Unit::GpuHours, Metric::GpuHours);
    columns.add("utilization", Text::tr("Utilisation"), CellKind::Number, Unit::Percent, Metric::Utilization);
    columns.add("below", Text::tr("At or below %1").arg(formatWithUnit(in.rule.threshold, Unit::Percent)),
        CellKind::Number, Unit::GpuHours, Metric::IdleBelowGpuHours);
    table.columns.back().idleThreshold = in.rule.threshold;
    columns.add("unknown", Text::tr("Unknown use"), CellKind::Number, Unit::GpuHours, Metric::UnknownGpuHours);
    if (!in.currency.isEmpty())
        columns.add(
            "cost", money(Text::tr("Cost of idle"), in.currency), CellKind::Number, Unit::Money, Metric::IdleCost);
    const RunStates states(in.rule.threshold);
    table.rows.reserve(holders.size());
    for (const auto& holder : holders) {
        const auto& name = grid.subjects()[std::size_t(holder.subject)];
        const auto& usage = holder.usage;
        TableRow row;
        row.key = QString::fromStdString(name);
        row.subject = name;
        row.cells.reserve(table.columns.size());
        row.cells.emplace_back(QString::fromStdString(name));
        row.cells.push_back(number(holder.idleGpuDays()));
        auto run = holder.run;
        if (namesWorkloads) {
            const auto found = byNamespace.find(name);
            row.cells.emplace_back(
                found == byNamespace.end() ? Cell() : Cell(workloadsText(*workloads, found->second)));
            // Of the workload that was idle most: a namespace is seldom idle as a whole.
            if (found != byNamespace.end())
                run = largestRun(found->second, run);
        }
        row.cells.push_back(run ? Cell(hourStart(run->since)) : Cell());
        row.cells.emplace_back(states.of(run));
        row.cells.push_back(holder.heldSince ? Cell(hourStart(*holder.heldSince)) : Cell());
        row.cells.push_back(number(holder.share));
        for (const auto metric : {Metric::IdleGpuHours, Metric::GpuHours, Metric::Utilization,
                 Metric::IdleBelowGpuHours, Metric::UnknownGpuHours})
            row.cells.push_back(number(metricValue(usage, metric)));
        if (!in.currency.isEmpty())
            row.cells.push_back(number(metricValue(usage, Metric::IdleCost)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table reclaimTable(const WasteInput& in, const HourGrid& grid, const Reclaim& reclaim)
{
    Table table;
    const bool areWorkloads = grid.scope().level == Level::Workload;
    table.title = areWorkloads ? Text::tr("Workload") : in.subjectTitle;
    table.zone = in.zone.id();
    Columns columns(table);
    columns.add("name", table.title, CellKind::Text);
    columns.add("freed", Text::tr("Freed"), CellKind::Number, Unit::GpuHours);
    if (!in.currency.isEmpty())
        columns.add("cost", money(Text::tr("Saved"), in.currency), CellKind::Number, Unit::Money);
    columns.add("since", Text::tr("Idle since"), CellKind::Time);
    columns.add("until", Text::tr("Last idle hour"), CellKind::Time);
    columns.add("hours", Text::tr("Idle"), CellKind::Number, Unit::Hours);
    columns.add("state", Text::tr("State"), CellKind::Text);
    const RunStates states(in.rule.threshold);
    double rest = 0;
    for (const auto& run : reclaim.runs) {
        if (table.rows.size() == mostRuns) {
            rest += run.freedGpuHours;
            continue;
        }
        const auto& name = grid.subjects()[std::size_t(run.subject)];
        TableRow row;
        row.key = QString::fromStdString(name) + QChar(0x1f) + QString::number(run.since);
        row.subject = name;
        row.cells = {QString::fromStdString(name), run.freedGpuHours};
        if (!in.currency.isEmpty())
            row.cells.push_back(number(run.freedGpuHours * in.options.pricePerGpuHour));
        row.cells.emplace_back(hourStart(run.since));
        row.cells.emplace_back(hourStart(run.until - 1));
        row.cells.emplace_back(double(run.hours));
        row.cells.emplace_back(states.of(run));
        table.rows.push_back(std::move(row));
    }
    if (reclaim.runs.size() > mostRuns) {
        TableRow row;
        row.key = QStringLiteral("others");
        row.setApart = true;
        row.cells = {Text::tr("%n more", nullptr, int(reclaim.runs.size() - mostRuns)), rest};
        if (!in.currency.isEmpty())
            row.cells.push_back(number(rest * in.options.pricePerGpuHour));
        row.cells.resize(table.columns.size());
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace atlas
