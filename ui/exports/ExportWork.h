// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/export/Workbook.h"
#include "models/tables/TablePart.h"
#include "models/views/LevelExport.h"
#include "models/views/Report.h"
#include "ui/Exporter.h"
#include "ui/exports/PanelExport.h"
#include "ui/widgets/PictureExport.h"

#include <QLocale>

#include <vector>

/// The work of exports, apart from the window: each blocks, and is for a thread of a JobList.
namespace atlas {

/// What an export is of: asked of the store when it is written, so that it holds for just those rows.
struct ExportOrigin
{
    Exporter::OpenStore open;
    ExportSource source;
    ExportScope scope;
    QLocale locale; ///< of CSV for spreadsheets
    bool factsInCsv = false; ///< lines above the header
};

/// A table as it is shown, under the name of its panel.
struct ShownSheet
{
    QString name;
    TablePart part;
};

/// Tables as they are shown, a sheet each; CSV has one. Behind them a workbook has what says how far they can be
/// trusted and what their figures are.
Result<void> writeTables(const ExportOrigin& origin, const std::vector<ShownSheet>& shown, TableFormat format,
    const QString& path, Progress& progress);
/// Rows of a level of the store.
Result<void> writeLevel(const ExportOrigin& origin, const LevelExport& wish, const QString& title, TableFormat format,
    const QString& path, Progress& progress);

Result<Report> gatherReport(const Exporter::OpenStore& open, const ReportWish& wish, Progress& progress);
Result<void> writeReportWorkbook(
    const Exporter::OpenStore& open, const ReportWish& wish, const QString& path, Progress& progress);

Result<void> writePicture(const Picture& picture, const QString& path, Progress& progress);
/// What is made already.
Result<void> writeBytes(const QByteArray& bytes, const QString& path, Progress& progress);

/// ".xlsx" or ".csv".
QString tableSuffix(TableFormat format);

} // namespace atlas
