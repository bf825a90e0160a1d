// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/ReportWorkbook.h"

#include <QCoreApplication>
#include <QStringList>
#include <QTimeZone>

#include <algorithm>
#include <iterator>
#include <utility>

namespace atlas {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Report)
};

WorkbookChartKind kindOf(ReportSheetChart::Kind kind)
{
    switch (kind) {
    case ReportSheetChart::Lines:
        return WorkbookChartKind::Line;
    case ReportSheetChart::Stack:
        return WorkbookChartKind::StackedArea;
    case ReportSheetChart::Bars:
        break;
    }
    return WorkbookChartKind::Bars;
}

void append(Workbook& workbook, const std::vector<ReportSheet>& sheets)
{
    for (const auto& sheet : sheets) {
        WorkbookSheet written{sheet.name, sheet.table};
        written.whenEmpty = sheet.whenEmpty;
        for (const auto& chart : sheet.charts)
            written.charts.push_back({kindOf(chart.kind), chart.title, chart.labels, chart.values, chart.most});
        workbook.sheets.push_back(std::move(written));
    }
}

/// Its columns, by what they are: the ids of a page's table and of a table of buckets differ.
class Columns
{
public:
    explicit Columns(const Table& table)
        : m_table(table)
    {
    }
    bool has(const char* id, CellKind kind) const
    {
        return std::ranges::any_of(m_table.columns,
            [&](const TableColumn& column) { return column.id == QLatin1StringView(id) && column.kind == kind; });
    }
    /// Those of the figures that are there.
    std::vector<std::pair<QString, Role>> of(std::initializer_list<std::pair<Metric, Role>> figures) const
    {
        std::vector<std::pair<QString, Role>> found;
        for (const auto& [metric, role] : figures) {
            for (const auto& column : m_table.columns) {
                if (column.metric == metric && column.subject.empty())
                    found.emplace_back(column.id, role);
            }
        }
        return found;
    }

private:
    const Table& m_table;
};

} // namespace

std::vector<WorkbookChart> chartsOf(const Table& table)
{
    constexpr int barsShown = 10;
    constexpr std::size_t mostLines = 12;
    const Columns columns(table);
    const auto held = columns.of({{Metric::UsedGpuHours, Role::Used}, {Metric::IdleGpuHours, Role::HeldIdle}});
    const bool isBucketed = columns.has("bucket", CellKind::Text);
    const auto name = std::ranges::find_if(table.columns, [](const TableColumn& column) {
        return QStringList{QStringLiteral("name"), QStringLiteral("workload"), QStringLiteral("label")}.contains(
            column.id);
    });
    if (name != table.columns.end() && !isBucketed && !held.empty())
        return {{WorkbookChartKind::Bars, held.size() > 1 ? Words::tr("Used and held idle") : Words::tr("Held idle"),
            name->id, held, barsShown}};
    const bool isOfOneCluster = table.scope && table.scope->level == Level::Cluster && !table.scope->cluster.empty();
    if (isBucketed && isOfOneCluster) {
        auto parts = held;
        std::ranges::copy(
            columns.of({{Metric::UnallocatedGpuHours, Role::Unallocated}, {Metric::UnknownGpuHours, Role::Unknown}}),
            std::back_inserter(parts));
        return {{WorkbookChartKind::StackedArea, Words::tr("What the GPU-hours of the capacity did"),
                    QStringLiteral("from"), parts},
            {WorkbookChartKind::Line, Words::tr("Allocation rate and utilisation"), QStringLiteral("from"),
                columns.of(
                    {{Metric::AllocationRate, Role::AllocationRate}, {Metric::Utilization, Role::Utilization}})}};
    }
    if (table.columns.size() < 2 || table.columns.size() > mostLines || table.columns.front().id != u"time")
        return {};
    WorkbookChart lines{WorkbookChartKind::Line, table.title, table.columns.front().id, {}};
    for (const auto& column : table.columns) {
        if (column.kind == CellKind::Number && column.unit == table.columns[1].unit)
            lines.values.emplace_back(column.id, Role::Category);
    }
    return {lines};
}

Result<void> complete(
    Workbook& workbook, StoreReader& store, const ExportSource& source, const ExportScope& scope, Progress& progress)
{
    auto facts = exportFacts(store, source, scope);
    if (!facts)
        return tl::unexpected(facts.error());
    ReportWish wish;
    wish.clusters = scope.clusters;
    wish.range = scope.range;
    wish.zone = QTimeZone(scope.zone);
    wish.options = scope.options;
    wish.currency = scope.currency;
    wish.created = source.created;
    const auto trust = trustSheets(store, wish, progress);
    if (!trust)
        return tl::unexpected(trust.error());
    workbook.facts = std::move(*facts);
    workbook.created = source.created;
    for (auto& sheet : workbook.sheets) {
        sheet.charts = chartsOf(sheet.rows ? sheet.rows->head() : sheet.table);
        sheet.isPart = sheet.isPart || !scope.filter.isEmpty() || !scope.subjects.empty();
    }
    append(workbook, *trust);
    return {};
}

Workbook reportWorkbook(const Report& report)
{
    Workbook workbook;
    workbook.facts = report.facts;
    workbook.facts.insert(
        workbook.facts.begin(), {Words::tr("Report"), QString(report.title + QStringLiteral(" · ") + report.subtitle)});
    workbook.created = report.created;
    append(workbook, report.sheets);
    return workbook;
}

} // namespace atlas
