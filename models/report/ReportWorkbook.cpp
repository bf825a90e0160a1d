// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/ReportWorkbook.h"

namespace atlas {

namespace {

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

} // namespace

Workbook reportWorkbook(const Report& report)
{
    Workbook workbook;
    workbook.facts = report.facts;
    workbook.facts.insert(workbook.facts.begin(), {report.title, report.subtitle});
    workbook.created = report.created;
    for (const auto& sheet : report.sheets) {
        WorkbookSheet written{sheet.name, sheet.table};
        for (const auto& chart : sheet.charts)
            written.charts.push_back({kindOf(chart.kind), chart.title, chart.labels, chart.values, chart.most});
        workbook.sheets.push_back(std::move(written));
    }
    return workbook;
}

} // namespace atlas
