// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TextTable.h"

#include "app/cli/CommandOptions.h"
#include "models/analysis/Format.h"
#include "models/domain/WallClock.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <iterator>
#include <utility>

namespace atlas {

namespace {

/// Columns of a terminal: signs of Chinese, Japanese and Korean, and pictures, take two.
qsizetype widthOf(const QString& text)
{
    constexpr std::pair<char32_t, char32_t> wide[] = {{0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
    qsizetype width = 0;
    for (const char32_t sign : text.toUcs4()) {
        width += std::any_of(std::begin(wide), std::end(wide),
                     [sign](const auto& range) { return range.first <= sign && sign <= range.second; })
            ? 2
            : 1;
    }
    return width;
}

/// A long name stands over a narrow column of figures: its middle is left out.
QString shortened(const QString& title)
{
    constexpr qsizetype longest = 32, end = 15;
    return title.size() > longest ? QString(title.left(end) + u'…' + title.right(end)) : title;
}

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
                    : titleWithUnit(shortened(column.title), column.unit));
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
                const QString room(m_widths[i] - widthOf(line[i]), u' ');
                words += isFigure ? QString(room + line[i]) : QString(line[i] + room);
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
            m_widths[i] = std::max(m_widths[i], widthOf(m_lines.back().back()));
        }
    }
    QString textOf(const Cell& cell, Unit unit) const
    {
        if (const auto* words = std::get_if<QString>(&cell))
            return *words;
        if (const auto* time = std::get_if<Instant>(&cell)) {
            const auto local = QDateTime::fromSecsSinceEpoch(time->time_since_epoch().count(), m_zone);
            QString text = local.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
            if (instantsAt(local.date(), local.time(), m_zone).size() > 1) // which of the two
                text += QString::fromStdString(offsetText(std::chrono::seconds(local.offsetFromUtc())));
            return text;
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
