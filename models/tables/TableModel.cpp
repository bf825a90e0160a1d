// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TableModel.h"

#include "models/analysis/Format.h"
#include "models/domain/Figure.h"

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

/// Cells beyond the row's end are empty: a row may be shorter than the header.
const Cell& cellOf(const TableRow& row, int column)
{
    static const Cell none;
    return column < int(row.cells.size()) ? row.cells[std::size_t(column)] : none;
}

bool sameNumber(double a, double b)
{
    return Figure(a) == Figure(b);
}

QString movementText(double places)
{
    if (places == 0)
        return QStringLiteral("=");
    const QString count = formatFigure(std::abs(places), Unit::Count);
    return places > 0 ? QStringLiteral("▲ ") + count : QStringLiteral("▼ ") + count;
}

bool isNumeric(CellKind kind)
{
    return kind == CellKind::Number || kind == CellKind::Change || kind == CellKind::Movement;
}

/// Mean of the known values: sparklines sort by their level.
QVariant levelOf(const std::vector<double>& series)
{
    double sum = 0;
    int count = 0;
    for (const double value : series) {
        if (isKnown(value)) {
            sum += value;
            ++count;
        }
    }
    return count > 0 ? QVariant(sum / count) : QVariant();
}

QVariant sortValue(const Cell& cell)
{
    if (const auto* number = std::get_if<double>(&cell))
        return isKnown(*number) ? QVariant(*number) : QVariant();
    if (const auto* text = std::get_if<QString>(&cell))
        return *text;
    if (const auto* time = std::get_if<Instant>(&cell))
        return QVariant(qint64(time->time_since_epoch().count()));
    if (const auto* series = std::get_if<std::vector<double>>(&cell))
        return levelOf(*series);
    return {};
}

/// A value whose keys are unique: later rows with a key seen before are dropped.
void dropRepeatedKeys(std::vector<TableRow>& rows)
{
    QHash<QString, int> seen;
    seen.reserve(qsizetype(rows.size()));
    std::erase_if(rows, [&seen](const TableRow& row) {
        const auto before = seen.size();
        seen.insert(row.key, 0);
        return seen.size() == before;
    });
}

} // namespace

bool sameCell(const Cell& a, const Cell& b)
{
    if (a.index() != b.index())
        return false;
    if (const auto* number = std::get_if<double>(&a))
        return sameNumber(*number, std::get<double>(b));
    if (const auto* series = std::get_if<std::vector<double>>(&a))
        return std::ranges::equal(*series, std::get<std::vector<double>>(b), sameNumber);
    return a == b;
}

int TableModel::rowOf(const QString& key) const
{
    if (m_keysAreOld) {
        m_rowOfKey.clear();
        m_rowOfKey.reserve(qsizetype(m_table.rows.size()));
        for (std::size_t i = 0; i < m_table.rows.size(); ++i)
            m_rowOfKey.insert(m_table.rows[i].key, int(i));
        m_keysAreOld = false;
    }
    return m_rowOfKey.value(key, -1);
}

QString TableModel::keyAt(int row) const
{
    return row >= 0 && row < int(m_table.rows.size()) ? m_table.rows[std::size_t(row)].key : QString();
}

int TableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.rows.size());
}

int TableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

void TableModel::setTable(Table table)
{
    dropRepeatedKeys(table.rows);
    const bool otherZone = table.zone != m_table.zone;
    const auto takeZone = [this](const QByteArray& id) {
        const QTimeZone zone(id);
        m_zone = zone.isValid() ? zone : QTimeZone("UTC");
    };
    if (table.columns != m_table.columns) {
        beginResetModel();
        m_table = std::move(table);
        takeZone(m_table.zone);
        m_keysAreOld = true;
        endResetModel();
        return;
    }
    m_table.title = table.title;
    m_table.zone = table.zone;
    m_table.scope = table.scope;
    m_table.range = table.range;
    takeZone(m_table.zone);

    QHash<QString, int> wanted;
    wanted.reserve(qsizetype(table.rows.size()));
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        wanted.insert(table.rows[i].key, int(i));

    removeMissing(wanted);
    takeCells(table.rows, otherZone);
    insertNew(table.rows, wanted);
}

/// Brings those that are gone to the end and removes them in one run.
void TableModel::removeMissing(const QHash<QString, int>& wanted)
{
    std::vector<int> order;
    order.reserve(m_table.rows.size());
    std::vector<int> gone;
    for (int row = 0; row < rowCount(); ++row)
        (wanted.contains(keyAt(row)) ? order : gone).push_back(row);
    if (gone.empty())
        return;
    const int staying = int(order.size());
    order.insert(order.end(), gone.begin(), gone.end());
    reorder(order);
    beginRemoveRows({}, staying, rowCount() - 1);
    m_table.rows.resize(std::size_t(staying));
    m_keysAreOld = true;
    endRemoveRows();
}

/// `order[i]` is the row that is to be at i.
void TableModel::reorder(const std::vector<int>& order)
{
    if (std::ranges::is_sorted(order))
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    auto& rows = m_table.rows;
    std::vector<int> newRowOf(order.size());
    Rows sorted;
    sorted.reserve(rows.size());
    for (std::size_t to = 0; to < order.size(); ++to) {
        newRowOf[std::size_t(order[to])] = int(to);
        sorted.push_back(std::move(rows[std::size_t(order[to])]));
    }
    rows = std::move(sorted);
    m_keysAreOld = true;
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const auto& index : before)
        after << this->index(newRowOf[std::size_t(index.row())], index.column());
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

/// Runs of changed rows are announced one by one while they are few.
void TableModel::takeCells(Rows& rows, bool everything)
{
    struct Run
    {
        int first, last, left, right;
    };
    constexpr std::size_t fewRuns = 4;
    std::vector<Run> runs;
    const int columns = columnCount();
    for (auto& row : rows) {
        const int at = rowOf(row.key);
        if (at < 0)
            continue; // is inserted later
        auto& mine = m_table.rows[std::size_t(at)];
        int first = columns, last = -1;
        for (int column = 0; column < columns; ++column) {
            if (everything || mine.setApart != row.setApart || !sameCell(cellOf(mine, column), cellOf(row, column))) {
                first = std::min(first, column);
                last = column;
            }
        }
        mine = row;
        if (last < 0)
            continue;
        if (!runs.empty() && at == runs.back().last + 1) {
            auto& run = runs.back();
            run = {run.first, at, std::min(run.left, first), std::max(run.right, last)};
        } else {
            runs.push_back({at, at, first, last});
        }
    }
    if (runs.size() > fewRuns) {
        Run all = runs.front();
        for (const auto& run : runs) {
            all = {std::min(all.first, run.first), std::max(all.last, run.last), std::min(all.left, run.left),
                std::max(all.right, run.right)};
        }
        runs = {all};
    }
    for (const auto& run : runs)
        emit dataChanged(index(run.first, run.left), index(run.last, run.right));
}

/// New rows come at the end in one run, and then all rows take their places.
void TableModel::insertNew(Rows& rows, const QHash<QString, int>& wanted)
{
    Rows added;
    for (auto& row : rows) {
        if (rowOf(row.key) < 0)
            added.push_back(std::move(row));
    }
    if (!added.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
        m_table.rows.insert(
            m_table.rows.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
        m_keysAreOld = true;
        endInsertRows();
    }
    std::vector<int> order(m_table.rows.size());
    for (int row = 0; row < rowCount(); ++row)
        order[std::size_t(wanted.value(keyAt(row)))] = row;
    reorder(order);
}

QString displayText(const Cell& cell, const TableColumn& column, const QTimeZone& zone)
{
    const bool change = column.kind == CellKind::Change;
    if (const auto* number = std::get_if<double>(&cell)) {
        if (column.kind == CellKind::Movement && isKnown(*number))
            return movementText(*number);
        return change && isKnown(*number) ? formatChange(*number, column.unit) : formatFigure(*number, column.unit);
    }
    if (const auto* text = std::get_if<QString>(&cell))
        return *text;
    if (const auto* time = std::get_if<Instant>(&cell))
        return formatInstant(*time, zone);
    if (std::holds_alternative<std::vector<double>>(cell))
        return {};
    return isNumeric(column.kind) ? formatFigure(unknown, column.unit) : QString();
}

QString TableModel::spokenText(const Cell& cell, const TableColumn& column) const
{
    QString value = displayText(cell, column, m_zone);
    if (const auto* number = std::get_if<double>(&cell); number && isKnown(*number)) {
        if (column.kind == CellKind::Number)
            value = formatWithUnit(*number, column.unit);
    } else if (const auto* series = std::get_if<std::vector<double>>(&cell)) {
        double low = unknown, high = unknown;
        for (const double v : *series) {
            low = isKnown(low) && !(v < low) ? low : v;
            high = isKnown(high) && !(v > high) ? high : v;
        }
        value = tr("between %1 and %2").arg(formatFigure(low, column.unit), formatWithUnit(high, column.unit));
    } else if (isNumeric(column.kind) && !std::holds_alternative<QString>(cell)) {
        value = tr("unknown");
    }
    return tr("%1: %2", "column title: value").arg(column.title, value);
}

QVariant TableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& row = m_table.rows[std::size_t(index.row())];
    const auto& column = m_table.columns[std::size_t(index.column())];
    const Cell& cell = cellOf(row, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(cell, column, m_zone);
    case Qt::TextAlignmentRole:
        return int((isNumeric(column.kind) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return spokenText(cell, column);
    case SortRole:
        return sortValue(cell);
    case KeyRole:
        return row.key;
    case SetApartRole:
        return row.setApart;
    case KindRole:
        return int(column.kind);
    case SeriesRole:
        if (const auto* series = std::get_if<std::vector<double>>(&cell))
            return QVariant::fromValue(*series);
        return {};
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto& column = m_table.columns[std::size_t(section)];
    switch (role) {
    case Qt::DisplayRole: {
        // A change carries its unit in the cell: its sign and unit belong together.
        return column.kind == CellKind::Number ? titleWithUnit(column.title, column.unit) : column.title;
    }
    case Qt::TextAlignmentRole:
        return int((isNumeric(column.kind) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::InitialSortOrderRole: // the first click on a number asks for the largest
        return int(column.kind == CellKind::Text ? Qt::AscendingOrder : Qt::DescendingOrder);
    case KeyRole:
        return column.id;
    case KindRole:
        return int(column.kind);
    default:
        return {};
    }
}

} // namespace atlas
