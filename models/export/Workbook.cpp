// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/Workbook.h"

#include "models/analysis/Format.h"
#include "models/export/ExportFile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTimeZone>

#include <algorithm>
#include <cmath>
#include <map>

#include <xlsxwriter.h>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Workbook)
};

constexpr lxw_row_t rowsInASheet = 1'048'576;
constexpr qsizetype longestText = 32'767;
constexpr int longestName = 31;
constexpr double narrowest = 8, widest = 48;

/// Seconds since 1900 as spreadsheets count days; with the hours of a zone's clock.
double serialDate(Instant time, const QTimeZone& zone)
{
    constexpr double daysTo1970 = 25569, day = 86400;
    const auto seconds = time.time_since_epoch().count();
    const int offset = zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC));
    return daysTo1970 + double(seconds + offset) / day;
}

const char* numberFormat(Unit unit)
{
    switch (unit) {
    case Unit::Percent:
        return "0.0";
    case Unit::Count:
        return "#,##0";
    case Unit::Money:
        return "#,##0.00";
    default:
        return "#,##0.0##";
    }
}

class SheetNames
{
public:
    QByteArray take(const QString& wanted)
    {
        QString name = cleanText(wanted);
        for (QChar& c : name) {
            if (QStringLiteral("[]:*?/\\\n\r\t").contains(c))
                c = u' ';
        }
        name = name.simplified().left(longestName);
        while (name.startsWith(u'\''))
            name.remove(0, 1);
        if (name.isEmpty())
            name = QStringLiteral("Sheet");
        QString unique = name;
        for (int n = 2; m_taken.contains(unique.toLower()); ++n) {
            const QString end = QStringLiteral(" (%1)").arg(n);
            unique = name.left(longestName - end.size()) + end;
        }
        m_taken.insert(unique.toLower());
        return unique.toUtf8();
    }

private:
    QSet<QString> m_taken;
};

/// Writes into a file of its own: the library wants a path.
class WorkbookFile
{
public:
    WorkbookFile(const QString& path, const QString& folder)
    {
        QByteArray temporary = QFile::encodeName(folder); // copied by the library
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = temporary.data();
        m_book = workbook_new_opt(QFile::encodeName(path).constData(), &options);
        m_bold = workbook_add_format(m_book);
        format_set_bold(m_bold);
        m_date = workbook_add_format(m_book);
        format_set_num_format(m_date, "yyyy-mm-dd hh:mm");
    }

    void addFacts(const std::vector<std::pair<QString, QString>>& facts)
    {
        auto* sheet = workbook_add_worksheet(m_book, m_names.take(Text::tr("About")).constData());
        worksheet_set_column(sheet, 0, 0, 24, nullptr);
        worksheet_set_column(sheet, 1, 1, 72, nullptr);
        lxw_row_t row = 0;
        for (const auto& [name, value] : facts) {
            writeText(sheet, row, 0, name, m_bold);
            writeText(sheet, row++, 1, value, nullptr);
        }
    }
    void addTable(const WorkbookSheet& content)
    {
        const auto& table = content.table;
        std::size_t next = 0;
        do {
            const auto rows = std::min<std::size_t>(table.rows.size() - next, rowsInASheet - 1);
            auto* sheet = workbook_add_worksheet(m_book, m_names.take(content.name).constData());
            const auto columns = writeHeader(sheet, table);
            for (std::size_t i = 0; i < rows; ++i)
                writeRow(sheet, lxw_row_t(i + 1), table, table.rows[next + i]);
            if (columns > 0)
                worksheet_autofilter(sheet, 0, 0, lxw_row_t(rows), lxw_col_t(columns - 1));
            worksheet_freeze_panes(sheet, 1, 0);
            next += rows;
        } while (next < table.rows.size());
    }
    /// 0: all went well.
    lxw_error close() { return workbook_close(m_book); }

private:
    lxw_format* formatOf(Unit unit)
    {
        auto*& format = m_formats[unit];
        if (!format) {
            format = workbook_add_format(m_book);
            format_set_num_format(format, numberFormat(unit));
        }
        return format;
    }
    static bool isLocal(const Table& table) { return zoneName(QTimeZone(table.zone)) != QStringLiteral("UTC"); }

    int writeHeader(lxw_worksheet* sheet, const Table& table)
    {
        lxw_col_t at = 0;
        const auto head = [&](const QString& text, double width) {
            worksheet_set_column(sheet, at, at, std::clamp(width, narrowest, widest), nullptr);
            writeText(sheet, 0, at++, text, m_bold);
        };
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto& column = table.columns[i];
            if (column.kind == CellKind::Sparkline)
                continue;
            constexpr double dateWidth = 18, filterButton = 4;
            if (column.kind == CellKind::Time) {
                if (isLocal(table))
                    head(Text::tr("%1 (%2)").arg(column.title, zoneName(QTimeZone(table.zone))), dateWidth);
                head(Text::tr("%1 (UTC)").arg(column.title), dateWidth);
                continue;
            }
            const QString title = titleWithUnit(column.title, column.unit);
            head(title, std::max(double(title.size()) + filterButton, widthOf(table, i)));
        }
        return at;
    }
    /// As wide as the longest of the first texts.
    static double widthOf(const Table& table, std::size_t column)
    {
        constexpr std::size_t looked = 200;
        qsizetype longest = 0;
        for (std::size_t i = 0; i < std::min(looked, table.rows.size()); ++i) {
            if (column < table.rows[i].cells.size()) {
                if (const auto* text = std::get_if<QString>(&table.rows[i].cells[column]))
                    longest = std::max(longest, text->size());
            }
        }
        return double(longest) + 2;
    }
    void writeRow(lxw_worksheet* sheet, lxw_row_t row, const Table& table, const TableRow& content)
    {
        lxw_col_t at = 0;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto& column = table.columns[i];
            if (column.kind == CellKind::Sparkline)
                continue;
            const auto& cell = i < content.cells.size() ? content.cells[i] : Cell();
            if (column.kind == CellKind::Time) {
                if (const auto* time = std::get_if<Instant>(&cell)) {
                    if (isLocal(table))
                        worksheet_write_number(sheet, row, at++, serialDate(*time, QTimeZone(table.zone)), m_date);
                    worksheet_write_number(sheet, row, at++, serialDate(*time, QTimeZone::utc()), m_date);
                } else {
                    at = lxw_col_t(at + (isLocal(table) ? 2 : 1));
                }
                continue;
            }
            if (const auto* number = std::get_if<double>(&cell); number && std::isfinite(*number))
                worksheet_write_number(sheet, row, at, *number, formatOf(column.unit));
            else if (const auto* text = std::get_if<QString>(&cell))
                writeText(sheet, row, at, *text, nullptr);
            ++at;
        }
    }
    void writeText(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const QString& text, lxw_format* format)
    {
        QString clean = cleanText(text);
        if (clean.size() > longestText) {
            const QString mark = Text::tr(" … (cut)");
            clean = clean.left(longestText - mark.size()) + mark;
        }
        worksheet_write_string(
            sheet, row, column, clean.toUtf8().constData(), format); // a string, whatever it begins with
    }

    lxw_workbook* m_book = nullptr;
    lxw_format *m_bold = nullptr, *m_date = nullptr;
    std::map<Unit, lxw_format*> m_formats;
    SheetNames m_names;
};

} // namespace

std::optional<Error> writeWorkbook(const Workbook& workbook, const QString& path)
{
    return writeExportFile(path, [&](QIODevice& out) -> std::optional<Error> {
        const auto failed = [](const QString& why) {
            return Error{ErrorClass::Export,
                Text::tr("The workbook could not be written: %1. What was there before is as it was.").arg(why), {}, 0,
                {}};
        };
        QTemporaryDir folder;
        const QString made = folder.filePath(QStringLiteral("book.xlsx"));
        if (!folder.isValid())
            return failed(folder.errorString());
        WorkbookFile book(made, folder.path());
        if (!workbook.facts.empty())
            book.addFacts(workbook.facts);
        for (const auto& sheet : workbook.sheets)
            book.addTable(sheet);
        if (const auto error = book.close(); error != LXW_NO_ERROR)
            return failed(QString::fromUtf8(lxw_strerror(error)));
        QFile whole(made);
        if (!whole.open(QIODevice::ReadOnly))
            return failed(whole.errorString());
        constexpr qint64 piece = 1 << 20;
        while (!whole.atEnd()) {
            const auto bytes = whole.read(piece);
            if (bytes.isEmpty() || out.write(bytes) != bytes.size())
                return failed(out.errorString());
        }
        return std::nullopt;
    });
}

} // namespace atlas
