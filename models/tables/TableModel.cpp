// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TableModel.h"

#include "models/analysis/Format.h"
#include "models/domain/Figure.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

/// The places of the keys, of which it has fewer than the rows where they are not unique.
QHash<QString, int> placesOf(const std::vector<TableRow>& rows)
{
    QHash<QString, int> places;
    places.reserve(qsizetype(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
        places.insert(rows[i].key, int(i));
    return places;
}

/// Without the later ones of rows with the same key.
std::shared_ptr<const Table> withoutRepeated(const Table& table)
{
    auto unique = std::make_shared<Table>(table);
    QHash<QString, int> seen;
    std::erase_if(unique->rows, [&seen](const TableRow& row) {
        const auto before = seen.size();
        seen.insert(row.key, 0);
        return seen.size() == before;
    });
    return unique;
}

bool isSameColumn(const TableColumn& a, const TableColumn& b)
{
    return a.id == b.id && a.kind == b.kind;
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
        m_rowOfKey.reserve(qsizetype(m_rows.size()));
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            m_rowOfKey.insert(m_rows[i]->key, int(i));
        m_keysAreOld = false;
    }
    return m_rowOfKey.value(key, -1);
}

QString TableModel::keyAt(int row) const
{
    return row >= 0 && row < int(m_rows.size()) ? rowAt(row).key : QString();
}

int TableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_table->columns.size());
}

void TableModel::setTable(std::shared_ptr<const Table> table)
{
    if (table == m_table)
        return;
    const auto takeZone = [this] {
        const QTimeZone zone(m_table->zone);
        m_zone = zone.isValid() ? zone : QTimeZone("UTC");
    };
    if (!std::ranges::equal(table->columns, m_table->columns, isSameColumn)) {
        reset(std::move(table));
        takeZone();
        endResetModel();
        return;
    }
    // Where the same rows are in the same order, as they are when only their figures changed, no key is looked up.
    const auto isKeyOf = [](const TableRow& row, const TableRow* mine) { return row.key == mine->key; };
    const bool sameRows = std::ranges::equal(table->rows, m_rows, isKeyOf);
    QHash<QString, int> places;
    if (!sameRows) {
        places = placesOf(table->rows);
        if (places.size() < qsizetype(table->rows.size())) {
            table = withoutRepeated(*table);
            places = placesOf(table->rows);
        }
    }
    std::vector<int> newRows(m_rows.size()); // of each row: where it is in the new value, -1: it is not
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        newRows[i] = sameRows ? int(i) : places.value(m_rows[i]->key, -1);

    const auto before = std::exchange(m_table, std::move(table)); // its rows are ours until they are replaced
    const bool otherZone = m_table->zone != before->zone;
    takeZone();
    takeColumns(before->columns);
    removeMissing(newRows);
    takeCells(newRows, otherZone);
    if (sameRows)
        return;
    insertNew(newRows);
    std::vector<int> order(m_rows.size());
    for (std::size_t row = 0; row < newRows.size(); ++row)
        order[std::size_t(newRows[row])] = int(row);
    reorder(order);
    m_rowOfKey = std::move(places);
    m_keysAreOld = false;
}

/// Begins a reset; who calls ends it.
void TableModel::reset(std::shared_ptr<const Table> table)
{
    auto places = placesOf(table->rows);
    if (places.size() < qsizetype(table->rows.size())) {
        table = withoutRepeated(*table);
        places = placesOf(table->rows);
    }
    beginResetModel();
    m_table = std::move(table);
    m_rows.clear();
    m_rows.reserve(m_table->rows.size());
    for (const auto& row : m_table->rows)
        m_rows.push_back(&row);
    m_rowOfKey = std::move(places);
    m_keysAreOld = false;
}

/// Titles and units of the same columns may be others.
void TableModel::takeColumns(const std::vector<TableColumn>& before)
{
    const auto& now = m_table->columns;
    int first = -1, last = -1;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (now[i].title == before[i].title && now[i].unit == before[i].unit)
            continue;
        first = first < 0 ? int(i) : first;
        last = int(i);
    }
    if (first < 0)
        return;
    emit headerDataChanged(Qt::Horizontal, first, last);
    if (!m_rows.empty()) // a unit decides how its figures are written
        emit dataChanged(index(0, first), index(rowCount() - 1, last));
}

/// Brings those that are gone to the end and removes them in one run.
void TableModel::removeMissing(std::vector<int>& newRows)
{
    std::vector<int> order, gone;
    order.reserve(m_rows.size());
    for (int row = 0; row < rowCount(); ++row)
        (newRows[std::size_t(row)] >= 0 ? order : gone).push_back(row);
    if (gone.empty())
        return;
    const auto staying = order.size();
    order.insert(order.end(), gone.begin(), gone.end());
    reorder(order);
    beginRemoveRows({}, int(staying), rowCount() - 1);
    m_rows.resize(staying);
    m_keysAreOld = true;
    endRemoveRows();
    std::erase(newRows, -1);
}

/// `order[i]` is the row that is to be at i.
void TableModel::reorder(const std::vector<int>& order)
{
    if (std::ranges::is_sorted(order))
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> newRowOf(order.size());
    std::vector<const TableRow*> sorted;
    sorted.reserve(m_rows.size());
    for (std::size_t to = 0; to < order.size(); ++to) {
        newRowOf[std::size_t(order[to])] = int(to);
        sorted.push_back(m_rows[std::size_t(order[to])]);
    }
    m_rows = std::move(sorted);
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
void TableModel::takeCells(const std::vector<int>& newRows, bool everything)
{
    struct Run
    {
        int first, last, left, right;
    };
    constexpr std::size_t fewRuns = 4;
    constexpr int manyRows = 5000;
    std::vector<Run> runs;
    const int columns = columnCount();
    for (int at = 0; at < rowCount(); ++at) {
        const auto& row = m_table->rows[std::size_t(newRows[std::size_t(at)])];
        const auto& mine = *std::exchange(m_rows[std::size_t(at)], &row);
        // Of very many rows that change here and there, those that follow are not worth comparing.
        everything = everything || (runs.size() > fewRuns && rowCount() > manyRows);
        int first = columns, last = -1;
        for (int column = 0; column < columns; ++column) {
            if (everything || mine.setApart != row.setApart || !sameCell(cellOf(mine, column), cellOf(row, column))) {
                first = std::min(first, column);
                last = column;
            }
        }
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

/// New rows come at the end in one run.
void TableModel::insertNew(std::vector<int>& newRows)
{
    if (newRows.size() == m_table->rows.size())
        return;
    std::vector<char> isHere(m_table->rows.size(), 0);
    for (const int row : newRows)
        isHere[std::size_t(row)] = 1;
    beginInsertRows({}, rowCount(), int(m_table->rows.size()) - 1);
    for (std::size_t i = 0; i < isHere.size(); ++i) {
        if (isHere[i])
            continue;
        newRows.push_back(int(i));
        m_rows.push_back(&m_table->rows[i]);
    }
    m_keysAreOld = true;
    endInsertRows();
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
        return displayName(text->toStdString());
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
    const auto& row = rowAt(index.row());
    const auto& column = m_table->columns[std::size_t(index.column())];
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
    const auto& column = m_table->columns[std::size_t(section)];
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
