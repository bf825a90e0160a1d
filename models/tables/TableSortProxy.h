// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>

namespace atlas {

/// Sorts a TableModel by raw values. Rows set apart stand after all others and unknown values after all known ones, in
/// either direction; equal rows keep the order of the table. Text compares by the locale, digits as numbers.
///
/// setFilterFixedString() narrows the rows to those with the text in any text column, ignoring case.
class TableSortProxy final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit TableSortProxy(QObject* parent = nullptr);

    /// Row of a key in the sorted order, -1 where it is not there.
    int rowOf(const QString& key) const;
    QString keyAt(int row) const;

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QCollator m_collator;
};

} // namespace atlas
