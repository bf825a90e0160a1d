// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/tables/TablePart.h"
#include "ui/delegates/FigureDelegate.h"

#include <QTableView>

#include <memory>

namespace atlas {

class SparklineDelegate;
class TableHeader;
class TableModel;
class TableSortProxy;

/// A Table on the screen: sortable by its headers, narrowed by a filter, selectable by row, copied as tab-separated
/// text (Ctrl+C), walked and activated by keyboard. Where its cells are figures, Ctrl+I or the context menu asks where
/// the current one comes from. A refresh keeps selection, sorting, scroll position and the widths that the user chose.
class DataTable final : public QTableView
{
    Q_OBJECT
public:
    explicit DataTable(QWidget* parent = nullptr);
    ~DataTable() override;

    void setTheme(Theme theme);

    /// Shared, not copied: a large table costs the window's thread no more than the difference to the one before.
    void setTable(std::shared_ptr<const Table> table);
    void setTable(const Table& table) { setTable(std::make_shared<const Table>(table)); }
    const Table& table() const;

    /// Shows only rows that a FilterExpression accepts; `columnId`: the column meant where a term names none. Where it
    /// cannot be understood the rows stay, and a sentence that says why is given back, else nothing. Selected rows that
    /// the filter hides are selected again when it shows them.
    QString setFilter(const QString& text, const QString& columnId = {});
    /// As it was typed.
    QString filterText() const { return m_filterText; }
    /// The rows that are shown, as rows of table(), from top to bottom.
    std::vector<int> shownRows() const;
    /// What is shown: rows, columns, order and filter.
    TablePart shownPart() const;
    Table shownTable() const { return shownPart().made(); }
    /// Sorts as a click on the header would; an id that is not there: the table's own order.
    void sortBy(const QString& columnId, Qt::SortOrder order);
    void setChangeMeaning(const QString& columnId, ChangeMeaning meaning);
    void setColumnShown(const QString& columnId, bool shown);
    /// Columns that are left out, the first of them first, where not all have room: so much less is scrolled sideways.
    /// What the table is sorted by stays.
    void setColumnsGivingWay(const QStringList& columnIds);

    /// Keys of the selected rows, from top to bottom.
    QStringList selectedKeys() const;
    /// Selects by key and brings the first into view, without selectionKeysChanged(). Keys that are not there are left
    /// out; an empty key or list clears.
    void selectKeys(const QStringList& keys);
    void selectKey(const QString& key) { selectKeys(key.isEmpty() ? QStringList() : QStringList{key}); }

    /// What Ctrl+C puts on the clipboard: the selected rows, or all where none is; shown columns in their order; beside
    /// it as HTML.
    QString copyText() const;

    /// What the current cell shows, or the first of its row that is a figure.
    std::optional<FigureRef> currentFigure() const;

public slots:
    void copySelection() const;

signals:
    /// Where the figure of a cell comes from wants to be seen.
    void figureRequested(const atlas::FigureRef& figure);
    /// The user selected other rows.
    void selectionKeysChanged(const QStringList& keys);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void connectAll();
    void applyFontHeight();
    void applyColumns();
    void measureColumns();
    void measureColumn(int column);
    void leaveColumnsOut();
    int narrowestName() const;
    int narrowestText(int column) const;
    void layOutColumns();
    void shareOut(int room);
    void announceSelection();
    void setHoveredRow(int row);
    void showToolTip(const QPoint& at, const QPoint& globalAt);
    int columnOf(const QString& columnId) const;
    /// Shown columns in their order, as columns of table().
    QList<int> shownColumns() const;
    QList<int> copiedRows() const;

    TableModel* m_model;
    TableSortProxy* m_proxy;
    TableHeader* m_header;
    FigureDelegate* m_figures;
    SparklineDelegate* m_sparklines;
    QStringList m_announced; ///< keys last told, or set from outside
    QString m_sortId;
    QStringList m_hidden, m_givingWay; ///< ids
    QList<int> m_widths; ///< as the content asks for
    QList<int> m_decimals; ///< of the columns of numbers, the most of any
    QList<int> m_common; ///< with which the header and most cells are not cut
    QList<int> m_wanted; ///< with which nothing would be cut
    QList<int> m_spare; ///< what of them is kept for the arrow of sorting alone
    QString m_filterText;
    int m_hoveredRow = -1;
    int m_stretched = -1; ///< takes the width that is left over
    bool m_layingOut = false, m_selecting = false, m_userWidths = false;
};

} // namespace atlas
