// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/FilterExpression.h"

#include <QAbstractProxyModel>
#include <QCollator>

#include <vector>

namespace atlas {

class TableModel;

/// Sorts a TableModel by raw values. Rows set apart stand after all others and unknown values after all known ones, in
/// either direction; equal rows keep the order of the table. Text compares by the locale, digits as numbers.
///
/// A filter narrows the rows. Whatever changes, rows that stay keep their persistent indexes, and views are told in at
/// most four steps, however many rows come and go: 50,000 rows filter and sort while one types.
class TableSortProxy final : public QAbstractProxyModel
{
    Q_OBJECT
public:
    explicit TableSortProxy(QObject* parent = nullptr);

    /// `model` has to be a TableModel.
    void setSourceModel(QAbstractItemModel* model) override;

    /// Shows the rows that a FilterExpression accepts; `columnId`: the column meant where a term names none. Where it
    /// cannot be understood the rows stay as they are, and the error says why. Columns that come later read it anew.
    Result<void> setFilter(const QString& text, const QString& columnId = {});

    /// Row of a key in the sorted order, -1 where it is not there.
    int rowOf(const QString& key) const;
    QString keyAt(int row) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex& proxyIndex) const override;
    QModelIndex mapFromSource(const QModelIndex& sourceIndex) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// A column that is not there: the table's own order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_order; }

private:
    /// Rows of the model that are to be shown, in their order.
    std::vector<int> wantedRows() const;
    void sortRows(std::vector<int>& rows) const;
    void show(const std::vector<int>& rows);
    void reorder(const std::vector<int>& rows);
    void place();
    void parseFilter();

    void rowsCame(int first, int last);
    void rowsGo(int first, int last);
    void rowsWent(int first, int last);
    void cellsChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight, const QList<int>& roles);
    void rowsWillMove();
    void rowsMoved();

    TableModel* m_model = nullptr;
    QCollator m_collator;
    QString m_filterText, m_filterColumn;
    FilterExpression m_filter;
    int m_sortColumn = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::vector<int> m_rows; ///< the model's row of each shown one
    std::vector<int> m_places; ///< of each row of the model: where it is shown, -1: it is not
    QModelIndexList m_moving; ///< while the model reorders: ours, and the model's of the same cells
    QList<QPersistentModelIndex> m_movingSource;
};

} // namespace atlas
