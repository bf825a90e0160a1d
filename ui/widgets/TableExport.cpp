// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TableExport.h"

#include "models/domain/Async.h"
#include "models/export/Csv.h"
#include "models/export/ExportFile.h"
#include "models/export/Workbook.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QtConcurrentRun>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::TableExport)
};

} // namespace

QString fileNameOf(const QString& title)
{
    QString name = title;
    for (QChar& c : name) {
        if (QStringLiteral("/\\:*?\"<>|").contains(c) || !c.isPrint())
            c = u'-';
    }
    return name.simplified();
}

std::optional<Error> writeTable(
    const Table& table, const QString& title, const TableFacts& facts, const QString& path, bool forSpreadsheets)
{
    if (path.endsWith(QLatin1StringView(".xlsx"), Qt::CaseInsensitive))
        return writeWorkbook({facts, {{title, table}}}, path);
    CsvOptions options;
    if (forSpreadsheets) {
        options.profile = CsvProfile::Excel;
        options.locale = QLocale();
    }
    return writeExportFile(path, [&](QIODevice& out) { return writeCsv(table, options, out); });
}

void saveTable(QWidget* parent, const Table& table, const QString& title, const TableFacts& facts)
{
    auto* dialog = new QFileDialog(parent, Text::tr("Save table"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString workbook = Text::tr("Workbook (*.xlsx)"), spreadsheet = Text::tr("CSV for spreadsheets (*.csv)"),
                  machine = Text::tr("CSV for programs (*.csv)");
    dialog->setNameFilters({workbook, spreadsheet, machine});
    dialog->setDefaultSuffix(QStringLiteral("xlsx"));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, workbook](const QString& filter) {
        dialog->setDefaultSuffix(filter == workbook ? QStringLiteral("xlsx") : QStringLiteral("csv"));
    });
    dialog->selectFile(fileNameOf(title) + QStringLiteral(".xlsx"));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
        [parent, table, title, facts, dialog, machine](const QString& path) {
            const bool forSpreadsheets = dialog->selectedNameFilter() != machine;
            const auto written = QtConcurrent::run(writeTable, table, title, facts, path, forSpreadsheets);
            whenDone(written, parent, [parent](const std::optional<Error>& error) {
                if (!error)
                    return;
                auto* box = new QMessageBox(
                    QMessageBox::Warning, Text::tr("Save table"), error->message, QMessageBox::Ok, parent);
                box->setTextFormat(Qt::PlainText);
                box->setAttribute(Qt::WA_DeleteOnClose);
                box->open();
            });
        });
    dialog->open();
}

} // namespace atlas
