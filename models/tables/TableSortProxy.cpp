// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TableSortProxy.h"

#include "models/tables/TableModel.h"

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
    if (aText)
        return m_collator.compare(a.toString(), b.toString()) < 0;
    if (a.typeId() == QMetaType::LongLong)
        return a.toLongLong() < b.toLongLong();
    return a.toDouble() < b.toDouble();
}

} // namespace atlas
