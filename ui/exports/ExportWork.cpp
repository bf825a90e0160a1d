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

Result<TableFacts> factsOf(const ExportOrigin& origin, StoreReader& store)
{
    return exportFacts(store, origin.source, origin.scope);
}

std::vector<WorkbookSheet> sheetsOf(const std::vector<ShownSheet>& shown)
{
    std::vector<WorkbookSheet> sheets;
    for (const auto& sheet : shown)
        sheets.push_back({sheet.name, sheet.part.made()});
    return sheets;
}

Result<void> writeSheets(const ExportOrigin& origin, const TableFacts& facts, std::vector<WorkbookSheet> sheets,
    TableFormat format, const QString& path, Progress& progress)
{
    if (format == TableFormat::Workbook) {
        Workbook workbook;
        workbook.facts = facts;
        workbook.sheets = std::move(sheets);
        workbook.created = origin.source.created;
        return resultOf(writeWorkbook(workbook, path, &progress));
    }
    const auto options = csvOptions(origin, format, facts);
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
    const auto store = origin.open();
    if (!store)
        return tl::unexpected(store.error());
    const auto facts = factsOf(origin, **store);
    if (!facts)
        return tl::unexpected(facts.error());
    return writeSheets(origin, *facts, sheetsOf(shown), format, path, progress);
}

Result<void> writeLevel(const ExportOrigin& origin, const LevelExport& wish, const QString& title, TableFormat format,
    const QString& path, Progress& progress)
{
    const auto store = origin.open();
    if (!store)
        return tl::unexpected(store.error());
    auto rows = levelRows(**store, wish, progress);
    if (!rows)
        return tl::unexpected(rows.error());
    const auto facts = factsOf(origin, **store);
    if (!facts)
        return tl::unexpected(facts.error());
    WorkbookSheet sheet;
    sheet.name = wish.bucket ? (*rows)->head().title : title; // a page's rows are under the page's words
    sheet.rows = std::move(*rows);
    return writeSheets(origin, *facts, {sheet}, format, path, progress);
}

Result<Report> gatherReport(const Exporter::OpenStore& open, const ReportWish& wish, Progress& progress)
{
    const auto store = open();
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

Result<void> writePage(const ExportOrigin& origin, const std::vector<ShownSheet>& shown, const ReportWish& wish,
    const QString& path, Progress& progress)
{
    const auto store = origin.open();
    if (!store)
        return tl::unexpected(store.error());
    const auto facts = factsOf(origin, **store);
    if (!facts)
        return tl::unexpected(facts.error());
    const auto report = makeReport(**store, wish, progress);
    if (!report)
        return tl::unexpected(report.error());
    auto all = sheetsOf(shown);
    for (const auto& sheet : report->sheets) {
        if (sheet.id == u"data-quality" || sheet.id == u"gaps" || sheet.id == u"definitions")
            all.push_back({sheet.name, sheet.table});
    }
    return writeSheets(origin, *facts, std::move(all), TableFormat::Workbook, path, progress);
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
