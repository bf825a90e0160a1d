// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exports/ExportWork.h"

#include "models/export/Csv.h"
#include "models/export/ExportFile.h"
#include "models/report/ReportWorkbook.h"

#include <utility>

namespace atlas {

namespace {

Result<void> resultOf(const std::optional<Error>& error)
{
    return error ? Result<void>(tl::unexpected(*error)) : Result<void>();
}

CsvOptions csvOptions(const ExportOrigin& origin, TableFormat format, const TableFacts& facts)
{
    CsvOptions options;
    if (format == TableFormat::SpreadsheetCsv) {
        options.profile = CsvProfile::Excel;
        options.locale = origin.locale;
    }
    if (origin.factsInCsv)
        options.facts = facts;
    return options;
}

std::vector<WorkbookSheet> sheetsOf(const std::vector<ShownSheet>& shown)
{
    std::vector<WorkbookSheet> sheets;
    for (const auto& sheet : shown) {
        sheets.push_back({sheet.name, sheet.part.made()});
        sheets.back().isPart = sheet.part.rows.size() < sheet.part.table->rows.size();
    }
    return sheets;
}

Result<void> writeSheets(const ExportOrigin& origin, StoreReader& store, std::vector<WorkbookSheet> sheets,
    TableFormat format, const QString& path, Progress& progress)
{
    if (format == TableFormat::Workbook) {
        Workbook workbook;
        workbook.sheets = std::move(sheets);
        if (auto completed = complete(workbook, store, origin.source, origin.scope, progress); !completed)
            return completed;
        return resultOf(writeWorkbook(workbook, path, &progress));
    }
    const auto facts = exportFacts(store, origin.source, origin.scope);
    if (!facts)
        return tl::unexpected(facts.error());
    const auto options = csvOptions(origin, format, *facts);
    const auto& sheet = sheets.front();
    const auto write = [&](QIODevice& out) {
        return sheet.rows ? writeCsv(*sheet.rows, options, out, &progress)
                          : writeCsv(sheet.table, options, out, &progress);
    };
    return resultOf(writeExportFile(path, write, &progress));
}

} // namespace

Result<void> writeTables(const ExportOrigin& origin, const std::vector<ShownSheet>& shown, TableFormat format,
    const QString& path, Progress& progress)
{
    const auto store = origin.open(progress);
    if (!store)
        return tl::unexpected(store.error());
    auto of = origin;
    for (const auto& sheet : shown) {
        if (const auto& scope = sheet.part.table->scope; scope && scope->level == Level::Workload)
            of.scope.level = Level::Workload;
    }
    return writeSheets(of, **store, sheetsOf(shown), format, path, progress);
}

Result<void> writeLevel(const ExportOrigin& origin, const LevelExport& wish, const QString& title, TableFormat format,
    const QString& path, Progress& progress)
{
    const auto store = origin.open(progress);
    if (!store)
        return tl::unexpected(store.error());
    auto asked = wish;
    asked.forPrograms = format == TableFormat::MachineCsv;
    auto rows = levelRows(**store, asked, progress);
    if (!rows)
        return tl::unexpected(rows.error());
    WorkbookSheet sheet;
    sheet.name = wish.bucket ? (*rows)->head().title : title; // a page's rows are under the page's words
    sheet.rows = std::move(*rows);
    auto of = origin;
    of.scope.level = wish.level;
    return writeSheets(of, **store, {sheet}, format, path, progress);
}

Result<Report> gatherReport(const Exporter::OpenStore& open, const ReportWish& wish, Progress& progress)
{
    const auto store = open(progress);
    if (!store)
        return tl::unexpected(store.error());
    return makeReport(**store, wish, progress);
}

Result<void> writeReportWorkbook(
    const Exporter::OpenStore& open, const ReportWish& wish, const QString& path, Progress& progress)
{
    const auto report = gatherReport(open, wish, progress);
    if (!report)
        return tl::unexpected(report.error());
    return resultOf(writeWorkbook(reportWorkbook(*report), path, &progress));
}

Result<void> writePicture(const Picture& picture, const QString& path, Progress& progress)
{
    return writeBytes(pictureBytes(picture), path, progress);
}

Result<void> writeBytes(const QByteArray& bytes, const QString& path, Progress& progress)
{
    const auto write = [&bytes](QIODevice& out) -> std::optional<Error> {
        if (out.write(bytes) == bytes.size())
            return std::nullopt;
        return Error{ErrorClass::Export, out.errorString(), {}, 0, {}};
    };
    return resultOf(writeExportFile(path, write, &progress));
}

QString tableSuffix(TableFormat format)
{
    return format == TableFormat::Workbook ? QStringLiteral("xlsx") : QStringLiteral("csv");
}

} // namespace atlas
