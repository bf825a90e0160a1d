// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TableSortProxy.h"

#include "models/tables/TableModel.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace atlas {

namespace {

/// What a row is sorted by, taken from its cell once a sort. Words such as "new" stand behind the numbers, unknown
/// values behind those.
struct SortKey
{
    enum Kind : std::uint8_t { Number, Word, Unknown };

    bool apart = false;
    Kind kind = Unknown;
    double number = 0;
    std::optional<QCollatorSortKey> word;
};

SortKey sortKey(const TableModel& model, int row, int column, const QCollator& collator)
{
    SortKey key;
    key.apart = model.rowAt(row).setApart;
    const QVariant value = model.data(model.index(row, column), TableModel::SortRole);
    if (value.typeId() == QMetaType::QString) {
        key.kind = SortKey::Word;
        key.word = collator.sortKey(value.toString());
    } else if (value.isValid()) {
        key.kind = SortKey::Number;
        key.number = value.toDouble(); // seconds and figures alike: both are exact
    }
    return key;
}

} // namespace

TableSortProxy::TableSortProxy(QObject* parent)
    : QAbstractProxyModel(parent)
{
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

void TableSortProxy::setSourceModel(QAbstractItemModel* model)
{
    beginResetModel();
    if (m_model)
        m_model->disconnect(this);
    QAbstractProxyModel::setSourceModel(model);
    m_model = qobject_cast<TableModel*>(model);
    if (m_model) {
        const auto toldOf = [](auto handler, TableSortProxy* self) {
            return [handler, self](const QModelIndex&, int first, int last) { (self->*handler)(first, last); };
        };
        connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &TableSortProxy::beginResetModel);
        connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
            parseFilter();
            m_rows = wantedRows();
            place();
            endResetModel();
        });
        connect(m_model, &QAbstractItemModel::rowsInserted, this, toldOf(&TableSortProxy::rowsCame, this));
        connect(m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, toldOf(&TableSortProxy::rowsGo, this));
        connect(m_model, &QAbstractItemModel::rowsRemoved, this, toldOf(&TableSortProxy::rowsWent, this));
        connect(m_model, &QAbstractItemModel::dataChanged, this, &TableSortProxy::cellsChanged);
        connect(m_model, &QAbstractItemModel::headerDataChanged, this, &TableSortProxy::headerDataChanged);
        connect(m_model, &QAbstractItemModel::layoutAboutToBeChanged, this, &TableSortProxy::rowsWillMove);
        connect(m_model, &QAbstractItemModel::layoutChanged, this, &TableSortProxy::rowsMoved);
    }
    parseFilter();
    m_rows = wantedRows();
    place();
    endResetModel();
}

Result<void> TableSortProxy::setFilter(const QString& text, const QString& columnId)
{
    if (m_model && m_model->columnCount() > 0) {
        auto filter = FilterExpression::parse(text, m_model->table().columns, columnId);
        if (!filter)
            return tl::unexpected<Error>(filter.error());
        m_filter = std::move(*filter);
    }
    m_filterText = text;
    m_filterColumn = columnId;
    show(wantedRows());
    return {};
}

/// With the columns there are now; what cannot be understood with them narrows nothing.
void TableSortProxy::parseFilter()
{
    m_filter = {};
    if (!m_model || m_filterText.isEmpty())
        return;
    if (auto filter = FilterExpression::parse(m_filterText, m_model->table().columns, m_filterColumn))
        m_filter = std::move(*filter);
}

int TableSortProxy::rowOf(const QString& key) const
{
    const int row = m_model ? m_model->rowOf(key) : -1;
    return row < 0 ? -1 : m_places[std::size_t(row)];
}

QString TableSortProxy::keyAt(int row) const
{
    return m_model && row >= 0 && row < int(m_rows.size()) ? m_model->keyAt(m_rows[std::size_t(row)]) : QString();
}

QModelIndex TableSortProxy::index(int row, int column, const QModelIndex& parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex TableSortProxy::parent(const QModelIndex&) const
{
    return {};
}

int TableSortProxy::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TableSortProxy::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_model ? 0 : m_model->columnCount();
}

QModelIndex TableSortProxy::mapToSource(const QModelIndex& proxyIndex) const
{
    if (!m_model || !proxyIndex.isValid() || proxyIndex.row() >= int(m_rows.size()))
        return {};
    return m_model->index(m_rows[std::size_t(proxyIndex.row())], proxyIndex.column());
}

QModelIndex TableSortProxy::mapFromSource(const QModelIndex& sourceIndex) const
{
    if (!sourceIndex.isValid() || sourceIndex.row() >= int(m_places.size()))
        return {};
    const int row = m_places[std::size_t(sourceIndex.row())];
    return row < 0 ? QModelIndex() : createIndex(row, sourceIndex.column());
}

QVariant TableSortProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_model ? m_model->headerData(section, orientation, role) : QVariant();
}

void TableSortProxy::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_order = order;
    std::vector<int> rows = m_rows;
    sortRows(rows);
    reorder(rows);
}

std::vector<int> TableSortProxy::wantedRows() const
{
    std::vector<int> rows;
    if (!m_model)
        return rows;
    rows.reserve(std::size_t(m_model->rowCount()));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_filter.accepts(m_model->rowAt(row)))
            rows.push_back(row);
    }
    sortRows(rows);
    return rows;
}

void TableSortProxy::sortRows(std::vector<int>& rows) const
{
    if (m_sortColumn < 0 || m_sortColumn >= columnCount()) {
        std::ranges::sort(rows);
        return;
    }
    std::vector<SortKey> keys(std::size_t(m_model->rowCount()));
    for (const int row : rows)
        keys[std::size_t(row)] = sortKey(*m_model, row, m_sortColumn, m_collator);
    const bool downwards = m_order == Qt::DescendingOrder;
    std::ranges::sort(rows, [&](int left, int right) {
        const auto &a = keys[std::size_t(left)], &b = keys[std::size_t(right)];
        if (a.apart != b.apart)
            return b.apart;
        if (a.kind != b.kind)
            return a.kind < b.kind;
        if (a.kind == SortKey::Number && a.number != b.number)
            return (a.number < b.number) != downwards;
        if (a.kind == SortKey::Word) {
            if (const int order = a.word->compare(*b.word); order != 0)
                return (order < 0) != downwards;
        }
        return left < right;
    });
}

void TableSortProxy::place()
{
    m_places.assign(m_model ? std::size_t(m_model->rowCount()) : 0, -1);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_places[std::size_t(m_rows[i])] = int(i);
}

/// Those that go are brought to the end and leave in one run; those that come are put there in one run, and then all
/// take their places.
void TableSortProxy::show(const std::vector<int>& rows)
{
    if (rows == m_rows)
        return;
    std::vector<char> wanted(m_places.size(), 0);
    for (const int row : rows)
        wanted[std::size_t(row)] = 1;
    std::vector<int> next = m_rows;
    const auto going =
        std::stable_partition(next.begin(), next.end(), [&wanted](int row) { return wanted[std::size_t(row)] != 0; });
    const int staying = int(going - next.begin());
    if (going != next.end()) {
        reorder(next);
        beginRemoveRows({}, staying, int(m_rows.size()) - 1);
        m_rows.resize(std::size_t(staying));
        place();
        endRemoveRows();
    }
    if (int(rows.size()) > staying) {
        beginInsertRows({}, staying, int(rows.size()) - 1);
        std::ranges::copy_if(
            rows, std::back_inserter(m_rows), [this](int row) { return m_places[std::size_t(row)] < 0; });
        place();
        endInsertRows();
    }
    reorder(rows);
}

void TableSortProxy::reorder(const std::vector<int>& rows)
{
    if (rows == m_rows)
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> sourceRows;
    sourceRows.reserve(std::size_t(before.size()));
    for (const auto& index : before)
        sourceRows.push_back(m_rows[std::size_t(index.row())]);
    m_rows = rows;
    place();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        after << createIndex(m_places[std::size_t(sourceRows[std::size_t(i)])], before[i].column());
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

void TableSortProxy::rowsCame(int first, int last)
{
    const int count = last - first + 1;
    for (int& row : m_rows)
        row += row >= first ? count : 0;
    place();
    show(wantedRows());
}

void TableSortProxy::rowsGo(int first, int last)
{
    std::vector<int> rows = m_rows;
    std::erase_if(rows, [=](int row) { return row >= first && row <= last; });
    show(rows);
}

void TableSortProxy::rowsWent(int first, int last)
{
    const int count = last - first + 1;
    for (int& row : m_rows)
        row -= row > last ? count : 0;
    place();
}

void TableSortProxy::cellsChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles)
{
    int first = int(m_rows.size()), last = -1;
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
        const int shown = m_places[std::size_t(row)];
        if (shown < 0)
            continue;
        first = std::min(first, shown);
        last = std::max(last, shown);
    }
    if (last >= 0)
        emit dataChanged(createIndex(first, topLeft.column()), createIndex(last, bottomRight.column()), roles);
    const bool isSorted = m_sortColumn >= 0;
    if (isSorted || !m_filter.isEmpty())
        show(wantedRows());
}

void TableSortProxy::rowsWillMove()
{
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    m_moving = persistentIndexList();
    m_movingSource.clear();
    for (const auto& index : std::as_const(m_moving))
        m_movingSource << mapToSource(index);
}

void TableSortProxy::rowsMoved()
{
    m_rows = wantedRows();
    place();
    QModelIndexList after;
    for (const auto& source : std::as_const(m_movingSource))
        after << mapFromSource(source);
    changePersistentIndexList(m_moving, after);
    m_moving.clear();
    m_movingSource.clear();
    emit layoutChanged({}, VerticalSortHint);
}

} // namespace atlas
