// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Table.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QTimeZone>

#include <memory>
#include <vector>

namespace atlas {

/// A Table value as an item model. A new value is taken over by difference: rows keep their persistent indexes by
/// their key, so that selection, scroll position and sorting survive a refresh; only other columns reset the model, not
/// other titles of the same ones.
///
/// The value is shared, not copied, however many rows it has; only of one whose keys are not unique is a copy made, in
/// which of rows with the same key the first is kept. GUI thread.
class TableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum ItemRole {
        SortRole = Qt::UserRole + 1, ///< the raw value: double, qint64 seconds or QString; invalid where unknown
        KeyRole, ///< the row's key; in the horizontal header the column's id
        SetApartRole, ///< bool: sorts after all others
        KindRole, ///< int(CellKind) of the column; in the horizontal header as well
        SeriesRole, ///< std::vector<double> of a sparkline cell
    };

    using QAbstractTableModel::QAbstractTableModel;

    const Table& table() const { return *m_table; }
    std::shared_ptr<const Table> sharedTable() const { return m_table; }
    /// While a new value is taken over, rows may still be of the one before.
    const TableRow& rowAt(int row) const { return *m_rows[std::size_t(row)]; }
    /// Replaces the value: rows that are gone are removed and new ones inserted in one run each, layout changes bring
    /// all rows to their places, and changed cells are announced in a few ranges. So a table of 50,000 rows is taken
    /// over in a handful of signals.
    void setTable(std::shared_ptr<const Table> table);
    void setTable(Table table) { setTable(std::make_shared<const Table>(std::move(table))); }

    /// -1 where there is none.
    int rowOf(const QString& key) const;
    QString keyAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void reset(std::shared_ptr<const Table> table);
    void takeColumns(const std::vector<TableColumn>& before);
    void removeMissing(std::vector<int>& newRows);
    void reorder(const std::vector<int>& order);
    void takeCells(const std::vector<int>& newRows, bool everything);
    void insertNew(std::vector<int>& newRows);
    QString spokenText(const Cell& cell, const TableColumn& column) const;

    std::shared_ptr<const Table> m_table = std::make_shared<const Table>();
    std::vector<const TableRow*> m_rows; ///< of m_table
    QTimeZone m_zone{"UTC"};
    mutable QHash<QString, int> m_rowOfKey; ///< made when asked for
    mutable bool m_keysAreOld = false;
};

/// A cell as it is shown, without its unit: an em dash where its number is unknown; empty for a sparkline. Text, which
/// a cell holds whole, as displayName() shows names from outside.
QString displayText(const Cell& cell, const TableColumn& column, const QTimeZone& zone);

/// Cells as a person sees them: two unknown numbers are the same.
bool sameCell(const Cell& a, const Cell& b);

} // namespace atlas

Q_DECLARE_METATYPE(std::vector<double>)
