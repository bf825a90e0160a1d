// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace atlas {

enum class TableFormat : std::uint8_t { Workbook, SpreadsheetCsv, MachineCsv };

/// What of a panel leaves the window, and how.
struct PanelExport
{
    enum What : std::uint8_t {
        CopyPicture,
        SavePicture,
        SaveTable, ///< the rows and columns as they are shown
        SaveHours, ///< the hours behind it, as the store has them
        Print,
    };
    What what = SaveTable;
    QString picture = {}; ///< with SavePicture: "png", "svg" or "pdf"
    int scale = 1; ///< of PNG
    TableFormat table = TableFormat::Workbook;

    friend bool operator==(const PanelExport&, const PanelExport&) = default;
};

/// The same of a whole page.
struct PageExport
{
    enum What : std::uint8_t { Workbook, Picture, Document, Print };
    What what = Workbook;
    QString picture = {}; ///< with Picture: "png" or "svg"

    friend bool operator==(const PageExport&, const PageExport&) = default;
};

} // namespace atlas
