// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Palette.h"
#include "charts/Sparkline.h"
#include "models/analysis/Format.h"
#include "models/tables/TableModel.h"
#include "ui/report/ReportPieces.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace atlas {

namespace {

struct TableText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ReportPages)
};

constexpr double gap = 12, padding = 3.5, sparklineWidth = 76, leastText = 56;
constexpr int mostLines = 5; // of a cell

struct PrintedColumn
{
    std::size_t index = 0; ///< in the table
    bool isNumber = false, isSeries = false;
    double width = 0;
    double least = 0; ///< that it can be narrowed to
    std::optional<int> decimals = std::nullopt; ///< of all its numbers; nullopt: each as it is written alone
};

/// What is written in a cell.
struct CellText
{
    QStringList lines;
    QString below; ///< lighter, in a line of its own; empty: none
};

/// As the other numbers of its column are.
QString withDecimals(double value, int decimals)
{
    const double shown = std::round(std::abs(value) * std::pow(10.0, decimals));
    const QString text = QLocale().toString(std::abs(value), 'f', decimals);
    return value < 0 && shown > 0 ? QChar(0x2212) + text : text;
}

/// A table fitted into a width; shared by its rows.
struct PrintedTable
{
    Table table;
    QTimeZone zone;
    std::vector<PrintedColumn> columns;
    QFont font = letters(LetterSize::table), headFont = letters(LetterSize::table, QFont::DemiBold),
          belowFont = letters(LetterSize::small);

    QString offset; ///< of all its times, where they share one: it is written once in the heading
    QStringList clusters; ///< of several: in the names of rows

    QString text(const Cell& cell, const PrintedColumn& column) const
    {
        if (const auto* time = std::get_if<Instant>(&cell); time && !offset.isEmpty()) {
            // The shortest way in which no reader takes the month for the day.
            const auto local = QDateTime::fromSecsSinceEpoch(time->time_since_epoch().count(), zone);
            return local.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
        }
        const auto* number = std::get_if<double>(&cell);
        if (number && isKnown(*number) && column.decimals)
            return withDecimals(*number, *column.decimals);
        return displayText(cell, table.columns[column.index], zone);
    }
    /// What its cells begin with, where that is a cluster's name.
    QString clusterOf(const Cell& cell, const PrintedColumn& column) const
    {
        const auto* name = std::get_if<QString>(&cell);
        if (!name || table.columns[column.index].kind != CellKind::Text)
            return {};
        const auto found = std::ranges::find_if(
            clusters, [name](const QString& cluster) { return name->startsWith(QString(cluster + u'/')); });
        return found == clusters.end() ? QString() : *found;
    }
    /// The text in the column, the cluster in a line of its own below the name.
    CellText cellText(const Cell& cell, const PrintedColumn& column) const
    {
        const QString cluster = clusterOf(cell, column);
        const Cell name = cluster.isEmpty() ? Cell() : Cell(std::get<QString>(cell).mid(cluster.size() + 1));
        CellText written{lines(text(cluster.isEmpty() ? cell : name, column), column, font), {}};
        if (!cluster.isEmpty())
            written.below = linesOf(displayName(cluster.toStdString()), belowFont, column.width, 1).front();
        return written;
    }
    /// As wide as it is in one line, or in two.
    double widthOf(const Cell& cell, const PrintedColumn& column) const
    {
        const QString cluster = clusterOf(cell, column);
        const QFontMetricsF metrics(font);
        if (cluster.isEmpty())
            return metrics.horizontalAdvance(text(cell, column));
        const Cell name(std::get<QString>(cell).mid(cluster.size() + 1));
        return std::max(metrics.horizontalAdvance(text(name, column)),
            QFontMetricsF(belowFont).horizontalAdvance(displayName(cluster.toStdString())));
    }
    QString heading(const PrintedColumn& column) const
    {
        const auto& about = table.columns[column.index];
        if (about.kind == CellKind::Time && !offset.isEmpty())
            return TableText::tr("%1 (%2)", "title of times, offset").arg(about.title, offset);
        return about.kind == CellKind::Number || about.kind == CellKind::Change ? titleWithUnit(about.title, about.unit)
                                                                                : about.title;
    }
    QStringList lines(const QString& text, const PrintedColumn& column, const QFont& with) const
    {
        return linesOf(text, with, column.width, column.isNumber ? 1 : mostLines);
    }
};

bool isNumeric(CellKind kind)
{
    return kind == CellKind::Number || kind == CellKind::Change || kind == CellKind::Movement;
}

bool isKnownCell(const Cell& cell)
{
    if (const auto* number = std::get_if<double>(&cell))
        return isKnown(*number);
    if (const auto* text = std::get_if<QString>(&cell))
        return !text->isEmpty();
    return !std::holds_alternative<std::monostate>(cell);
}

/// "+08:00", where all times of the table end in it.
QString sharedOffset(const PrintedTable& printed)
{
    QString shared;
    for (const auto& row : printed.table.rows) {
        for (const auto& cell : row.cells) {
            const auto* time = std::get_if<Instant>(&cell);
            if (!time)
                continue;
            const QString offset = formatInstant(*time, printed.zone).section(QLatin1Char(' '), -1);
            if (!shared.isEmpty() && offset != shared)
                return {};
            shared = offset;
        }
    }
    return shared;
}

double widestWord(const QString& text, const QFontMetricsF& metrics)
{
    double widest = 0;
    for (const auto& word : text.split(QLatin1Char(' ')))
        widest = std::max(widest, metrics.horizontalAdvance(word));
    return widest;
}

/// The wished columns that say something.
std::vector<PrintedColumn> chosenColumns(const ReportTable& wish)
{
    const auto& table = wish.table;
    std::vector<PrintedColumn> columns;
    const auto add = [&](std::size_t index) {
        const auto kind = table.columns[index].kind;
        const bool says = std::any_of(table.rows.begin(), table.rows.end(),
            [index](const TableRow& row) { return index < row.cells.size() && isKnownCell(row.cells[index]); });
        if (says || table.rows.empty())
            columns.push_back({index, isNumeric(kind), kind == CellKind::Sparkline, 0, 0});
    };
    for (const auto& id : wish.columns) {
        const auto found = std::ranges::find(table.columns, id, &TableColumn::id);
        if (found != table.columns.end())
            add(std::size_t(found - table.columns.begin()));
    }
    for (std::size_t i = 0; wish.columns.isEmpty() && i < table.columns.size(); ++i)
        add(i);
    return columns;
}

int decimalsOf(const QString& text)
{
    const auto point = text.lastIndexOf(QLocale().decimalPoint());
    return point < 0 ? 0 : int(text.size() - point) - 1;
}

/// One below the other numbers are compared by their length: 20 stands as 20.0 beside 145.8, and 81.3 as 81 beside
/// 3,290, unless some are too small for that.
void alignDecimals(PrintedTable& printed)
{
    constexpr double large = 1000, million = 1e6, small = 10;
    for (auto& column : printed.columns) {
        const auto& about = printed.table.columns[column.index];
        if (about.kind != CellKind::Number)
            continue;
        int most = 0;
        double largest = 0, least = large;
        const auto look = [&](double value) {
            if (!isKnown(value))
                return;
            most = std::max(most, decimalsOf(formatFigure(value, about.unit)));
            largest = std::max(largest, std::abs(value));
            least = value != 0 ? std::min(least, std::abs(value)) : least;
        };
        for (const auto& row : printed.table.rows) {
            if (const auto* value = std::get_if<double>(&row.cells[column.index]))
                look(*value);
        }
        if (about.total)
            look(about.total->value);
        if (most > 0 && largest < large)
            column.decimals = most;
        else if (most > 0 && largest < million && least >= small)
            column.decimals = 0;
    }
}

double sum(const PrintedTable& printed, double PrintedColumn::*member)
{
    return std::accumulate(printed.columns.begin(), printed.columns.end(), 0.0,
        [member](double all, const PrintedColumn& column) { return all + column.*member; });
}

double gapsOf(const PrintedTable& printed)
{
    return printed.columns.empty() ? 0 : gap * double(printed.columns.size() - 1);
}

/// How wide columns are, and how wide they have to be.
void measure(PrintedTable& printed)
{
    const QFontMetricsF bold(printed.headFont);
    for (auto& column : printed.columns) {
        const auto& about = printed.table.columns[column.index];
        double widest = column.isSeries ? sparklineWidth : 0;
        for (const auto& row : printed.table.rows)
            widest = std::max(widest, printed.widthOf(row.cells[column.index], column));
        if (about.total)
            widest = std::max(widest, bold.horizontalAdvance(printed.text(about.total->value, column)));
        const double head = widestWord(printed.heading(column), bold);
        column.width = std::ceil(std::max(widest, head)) + 1;
        column.least =
            about.kind == CellKind::Text ? std::min(column.width, std::max(head + 1, leastText)) : column.width;
    }
}

/// As wide as their texts where there is room, and what is left shared out; else texts are folded.
void fit(PrintedTable& printed, double width)
{
    const QFontMetricsF bold(printed.headFont);
    const double room = width - gapsOf(printed);
    const double natural = sum(printed, &PrintedColumn::width), least = sum(printed, &PrintedColumn::least);
    if (natural <= room) {
        // Headings first come to stand in one line.
        double wanted = 0;
        for (const auto& column : printed.columns)
            wanted += std::max(0.0, bold.horizontalAdvance(printed.heading(column)) + 1 - column.width);
        const double part = wanted > 0 ? std::min(1.0, (room - natural) / wanted) : 0;
        for (auto& column : printed.columns)
            column.width += part * std::max(0.0, bold.horizontalAdvance(printed.heading(column)) + 1 - column.width);
        const double left = room - sum(printed, &PrintedColumn::width);
        const double more = std::min(40.0, left / double(printed.columns.size()));
        for (auto& column : printed.columns)
            column.width += more;
        return;
    }
    if (least > room) { // more columns than even small letters have room for: all are narrowed
        for (auto& column : printed.columns)
            column.width = column.least * room / least;
        return;
    }
    // What each gives is in proportion to what it can; short texts stay on a line where long ones have enough to give.
    constexpr double isShort = 0.25; // of the room
    const auto given = [&](bool all) {
        double most = 0;
        for (const auto& column : printed.columns)
            most += all || column.width > isShort * room ? column.width - column.least : 0;
        return most;
    };
    const bool all = given(false) < natural - room;
    const double share = std::min(1.0, (natural - room) / given(all));
    for (auto& column : printed.columns) {
        if (all || column.width > isShort * room)
            column.width -= share * (column.width - column.least);
    }
}

Piece headingOf(const std::shared_ptr<const PrintedTable>& printed)
{
    std::vector<QStringList> texts;
    qsizetype most = 1;
    for (const auto& column : printed->columns) {
        texts.push_back(linesOf(printed->heading(column), printed->headFont, column.width, 4));
        most = std::max(most, texts.back().size());
    }
    const double line = lineHeight(printed->headFont);
    Piece piece;
    piece.height = double(most) * line + 2 * padding;
    piece.withNext = true;
    piece.paint = [printed, texts, most, line, height = piece.height](QPainter& painter, QPointF at) {
        const auto& colors = palette(Theme::Light);
        double x = at.x();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const auto& column = printed->columns[i];
            painter.setPen(colors.secondary);
            const double y = at.y() + padding + double(most - texts[i].size()) * line; // on the lowest line
            drawLines(painter, {x, y}, column.width, texts[i], printed->headFont,
                column.isNumber ? Qt::AlignRight : Qt::AlignLeft);
            x += column.width + gap;
        }
        painter.setPen(QPen(colors.secondary, 0.75));
        painter.drawLine(QPointF(at.x(), at.y() + height), QPointF(x - gap, at.y() + height));
    };
    return piece;
}

/// A row of texts, one a column; sparklines where there is a row.
Piece rowOf(
    const std::shared_ptr<const PrintedTable>& printed, std::vector<CellText> texts, const TableRow* row, bool isTotal)
{
    const auto& font = isTotal ? printed->headFont : printed->font;
    const double line = lineHeight(font);
    qsizetype most = 1;
    for (const auto& text : texts)
        most = std::max(most, text.lines.size() + (text.below.isEmpty() ? 0 : 1));
    Piece piece;
    piece.height = double(most) * line + 2 * padding;
    piece.paint = [printed, texts = std::move(texts), row, isTotal, font, height = piece.height](
                      QPainter& painter, QPointF at) {
        const auto& colors = palette(Theme::Light);
        double x = at.x();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const auto& column = printed->columns[i];
            if (column.isSeries && row) {
                if (const auto* series = std::get_if<std::vector<double>>(&row->cells[column.index])) {
                    paintSparkline(painter, {x, at.y() + 1, column.width, height - 3}, *series,
                        roleColor(Role::Used, Theme::Light));
                }
            }
            painter.setPen(row && row->setApart ? colors.secondary : colors.text);
            drawLines(painter, {x, at.y() + padding}, column.width, texts[i].lines, font,
                column.isNumber ? Qt::AlignRight : Qt::AlignLeft);
            painter.setPen(colors.secondary);
            const double below = at.y() + padding + double(texts[i].lines.size()) * lineHeight(font);
            drawLines(painter, {x, below}, column.width, {texts[i].below}, printed->belowFont);
            x += column.width + gap;
        }
        painter.setPen(QPen(isTotal ? colors.secondary : colors.border, isTotal ? 0.75 : 0.5));
        const double y = isTotal ? at.y() : at.y() + height;
        painter.drawLine(QPointF(at.x(), y), QPointF(x - gap, y));
    };
    return piece;
}

/// A line of small letters.
Piece lineOf(const QString& text, int size, QFont::Weight weight, double width)
{
    const auto font = letters(size, weight);
    const auto lines = linesOf(text, font, width);
    Piece piece;
    piece.height = double(lines.size()) * lineHeight(font);
    piece.paint = [lines, font, width](QPainter& painter, QPointF at) {
        painter.setPen(palette(Theme::Light).secondary);
        drawLines(painter, at, width, lines, font);
    };
    return piece;
}

/// The first ones, and those that are set apart: what makes the rest add up is not left out.
std::vector<TableRow> shownRows(const ReportTable& wish)
{
    constexpr int mostApart = 6;
    std::vector<TableRow> shown;
    int rows = 0, apart = 0;
    for (const auto& row : wish.table.rows) {
        if (row.setApart ? apart++ < mostApart : rows++ < std::max(1, wish.most))
            shown.push_back(row);
    }
    return shown;
}

std::shared_ptr<PrintedTable> measured(const ReportTable& wish)
{
    auto made = std::make_shared<PrintedTable>();
    made->columns = chosenColumns(wish);
    made->zone = QTimeZone(wish.table.zone);
    made->table = wish.table;
    made->table.rows = shownRows(wish);
    made->offset = sharedOffset(*made);
    made->clusters = wish.clusters;
    alignDecimals(*made);
    measure(*made);
    return made;
}

double leastWidth(const PrintedTable& printed)
{
    return sum(printed, &PrintedColumn::least) + gapsOf(printed);
}

/// In letters of another size.
Piece scaled(const Piece& piece, double by)
{
    auto other = piece;
    other.height *= by;
    other.above *= by;
    other.paint = [paint = piece.paint, by](QPainter& painter, QPointF at) {
        painter.translate(at);
        painter.scale(by, by);
        paint(painter, {});
    };
    return other;
}

/// What is said of rows that are not there.
QString leftOutText(int rows, bool inTotal, bool fromWindow)
{
    if (fromWindow)
        return inTotal ? TableText::tr("%n more row(s), in the total: the window has all.", nullptr, rows)
                       : TableText::tr("%n more row(s): the window has all.", nullptr, rows);
    return inTotal ? TableText::tr("%n more row(s), in the total: the workbook has all.", nullptr, rows)
                   : TableText::tr("%n more row(s): the workbook has all.", nullptr, rows);
}

std::vector<Piece> fittedPieces(
    const ReportTable& wish, const std::shared_ptr<PrintedTable>& made, double width, bool fromWindow)
{
    const auto rows = wish.table.rows.size(), shown = made->table.rows.size();
    fit(*made, width);
    const std::shared_ptr<const PrintedTable> printed = made;

    std::vector<Piece> pieces;
    const auto heading = std::make_shared<const Piece>(headingOf(printed));
    pieces.push_back(*heading);
    for (const auto& row : printed->table.rows) {
        std::vector<CellText> texts;
        for (const auto& column : printed->columns)
            texts.push_back(printed->cellText(row.cells[column.index], column));
        pieces.push_back(rowOf(printed, std::move(texts), &row, false));
        pieces.back().heading = heading;
    }
    // A short table stays whole; of a long one no single row is left above or below.
    constexpr double shortHeight = 240; // a quarter of a page
    const double height = std::accumulate(
        pieces.begin(), pieces.end(), 0.0, [](double sum, const Piece& piece) { return sum + piece.height; });
    for (std::size_t row = 0; row < shown; ++row)
        pieces[row + 1].withNext = row + 1 < shown && (height <= shortHeight || row == 0 || row + 3 >= shown);
    const bool hasTotal = std::any_of(printed->columns.begin(), printed->columns.end(),
        [&](const PrintedColumn& column) { return printed->table.columns[column.index].total.has_value(); });
    if (rows > shown) {
        pieces.back().withNext = true; // the last row is not parted from what follows it
        pieces.push_back(
            lineOf(leftOutText(int(rows - shown), hasTotal, fromWindow), LetterSize::small, QFont::Normal, width));
        pieces.back().above = 4;
    }
    if (hasTotal && rows > 1) {
        std::vector<CellText> texts;
        bool named = false;
        for (const auto& column : printed->columns) {
            const auto& about = printed->table.columns[column.index];
            QString text = about.total ? printed->text(about.total->value, column) : QString();
            if (!named && about.kind == CellKind::Text) {
                text = TableText::tr("Total");
                named = true;
            }
            texts.push_back({{text}, {}});
        }
        pieces.back().withNext = true;
        pieces.push_back(rowOf(printed, std::move(texts), nullptr, true));
        pieces.back().above = 2;
    }
    return pieces;
}

} // namespace

double leastTableWidth(const ReportTable& table)
{
    return leastWidth(*measured(table));
}

std::vector<Piece> tablePieces(const ReportTable& wish, double width, bool printed)
{
    const auto made = measured(wish);
    if (made->columns.empty())
        return {};
    constexpr double smallest = 0.6; // of letters that can still be read
    const double by = std::clamp(width / leastWidth(*made), smallest, 1.0);
    auto pieces = fittedPieces(wish, made, width / by, printed);
    if (by < 1) {
        std::shared_ptr<const Piece> heading; // rows share it
        for (auto& piece : pieces) {
            piece = scaled(piece, by);
            if (piece.heading && !heading)
                heading = std::make_shared<const Piece>(scaled(*piece.heading, by));
            if (piece.heading)
                piece.heading = heading;
        }
    }
    pieces.back().withNext = false;
    if (!wish.table.title.isEmpty()) {
        pieces.insert(pieces.begin(), lineOf(wish.table.title, LetterSize::panel, QFont::DemiBold, width));
        pieces.front().withNext = true;
    }
    return pieces;
}

} // namespace atlas
