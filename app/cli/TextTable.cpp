// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TextTable.h"

#include "app/cli/CommandOptions.h"
#include "models/analysis/Format.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace atlas {

namespace {

class TextTable
{
public:
    explicit TextTable(const Table& head)
        : m_zone(head.zone)
        , m_columns(head.columns)
    {
        std::vector<QString> titles;
        for (const auto& column : m_columns) {
            titles.push_back(column.kind == CellKind::Time
                    ? QStringLiteral("%1 (%2)").arg(column.title, zoneName(m_zone))
                    : titleWithUnit(column.title, column.unit));
        }
        add(titles);
    }

    void addCells(const std::vector<Cell>& cells)
    {
        std::vector<QString> texts;
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            texts.push_back(textOf(cells[i], m_columns[i].unit));
        add(texts);
    }

    QString text() const
    {
        QString all;
        for (const auto& line : m_lines) {
            QString words;
            for (std::size_t i = 0; i < line.size(); ++i) {
                const bool isFigure = m_columns[i].kind != CellKind::Text && m_columns[i].kind != CellKind::Time;
                words += isFigure ? line[i].rightJustified(m_widths[i]) : line[i].leftJustified(m_widths[i]);
                words += QStringLiteral("  ");
            }
            while (words.endsWith(u' '))
                words.chop(1);
            all += words + u'\n';
        }
        return all;
    }

private:
    void add(const std::vector<QString>& texts)
    {
        m_widths.resize(texts.size());
        m_lines.emplace_back();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            m_lines.back().push_back(printable(texts[i]));
            m_widths[i] = std::max(m_widths[i], texts[i].size());
        }
    }
    QString textOf(const Cell& cell, Unit unit) const
    {
        if (const auto* words = std::get_if<QString>(&cell))
            return *words;
        if (const auto* time = std::get_if<Instant>(&cell)) {
            return QDateTime::fromSecsSinceEpoch(time->time_since_epoch().count(), m_zone)
                .toString(QStringLiteral("yyyy-MM-dd HH:mm"));
        }
        const auto* number = std::get_if<double>(&cell);
        return formatFigure(number ? *number : unknown, unit);
    }

    const QTimeZone m_zone;
    const std::vector<TableColumn> m_columns;
    std::vector<std::vector<QString>> m_lines;
    std::vector<qsizetype> m_widths;
};

} // namespace

std::optional<Error> writeTextTable(RowSource& rows, QIODevice& out)
{
    TextTable table(rows.head());
    std::vector<Cell> cells;
    for (;;) {
        const auto more = rows.next(cells);
        if (!more)
            return more.error();
        if (!*more)
            break;
        cells.resize(rows.head().columns.size());
        table.addCells(cells);
    }
    const auto bytes = table.text().toUtf8();
    if (out.write(bytes) != bytes.size()) {
        return Error{ErrorClass::Export, QStringLiteral("Writing failed: %1.").arg(out.errorString()), {}, 0, {}};
    }
    return std::nullopt;
}

} // namespace atlas
