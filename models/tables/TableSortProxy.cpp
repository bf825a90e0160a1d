// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TableSortProxy.h"

#include "models/tables/TableModel.h"

#include <compare>

namespace atlas {

TableSortProxy::TableSortProxy(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(TableModel::SortRole);
    setFilterKeyColumn(-1);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

int TableSortProxy::rowOf(const QString& key) const
{
    const auto* model = qobject_cast<const TableModel*>(sourceModel());
    const int row = model ? model->rowOf(key) : -1;
    return row < 0 ? -1 : mapFromSource(model->index(row, 0)).row();
}

QString TableSortProxy::keyAt(int row) const
{
    return index(row, 0).data(TableModel::KeyRole).toString();
}

bool TableSortProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    // The proxy turns the answer round when it sorts downwards; what must stay last is turned round here once more.
    const bool downwards = sortOrder() == Qt::DescendingOrder;
    const auto last = [&](bool leftIsLast) { return leftIsLast == downwards; };

    const bool leftApart = left.data(TableModel::SetApartRole).toBool();
    const bool rightApart = right.data(TableModel::SetApartRole).toBool();
    if (leftApart != rightApart)
        return last(leftApart);

    const QVariant a = left.data(sortRole()), b = right.data(sortRole());
    if (a.isValid() != b.isValid())
        return last(!a.isValid());
    const bool aText = a.typeId() == QMetaType::QString, bText = b.typeId() == QMetaType::QString;
    if (aText != bText)
        return last(aText); // words such as "new" among numbers
    const auto order = aText ? std::weak_order(m_collator.compare(a.toString(), b.toString()), 0)
        : a.typeId() == QMetaType::LongLong ? std::weak_order(a.toLongLong(), b.toLongLong())
                                            : std::weak_order(a.toDouble(), b.toDouble());
    // Equal rows keep the table's order in either direction; whether sorting alone keeps it depends on the Qt version.
    return order == 0 ? (downwards ? left.row() > right.row() : left.row() < right.row()) : order < 0;
}

} // namespace atlas
