// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/ReportWorkbook.h"

namespace atlas {

Workbook reportWorkbook(const Report& report)
{
    Workbook workbook;
    workbook.facts = report.facts;
    workbook.facts.insert(workbook.facts.begin(), {report.title, report.subtitle});
    workbook.created = report.created;
    for (const auto& sheet : report.sheets) {
        WorkbookSheet written{sheet.name, sheet.table};
        if (const auto& chart = sheet.chart) {
            written.charts.push_back({chart->lines ? WorkbookChartKind::Line : WorkbookChartKind::Bars, chart->title,
                chart->labels, chart->values, chart->most});
        }
        workbook.sheets.push_back(std::move(written));
    }
    return workbook;
}

} // namespace atlas
