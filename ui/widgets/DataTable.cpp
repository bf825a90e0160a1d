// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/DataTable.h"

#include "models/tables/TableModel.h"
#include "models/tables/TableSortProxy.h"
#include "models/tables/TableText.h"
#include "ui/delegates/SparklineDelegate.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/TableHeader.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QToolTip>

#include <algorithm>
#include <vector>

namespace atlas {

namespace {

constexpr int longText = 240; ///< texts are not cut below this much

} // namespace

DataTable::DataTable(QWidget* parent)
    : QTableView(parent)
    , m_model(new TableModel(this))
    , m_proxy(new TableSortProxy(this))
    , m_header(new TableHeader(this))
    , m_figures(new FigureDelegate(this))
    , m_sparklines(new SparklineDelegate(this))
{
    m_proxy->setSourceModel(m_model);
    setHorizontalHeader(m_header);
    setModel(m_proxy);
    setItemDelegate(m_figures);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false); // Tab leaves the table
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_header->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
    applyFontHeight();
    setTheme(Theme::Light);
    connectAll();
}

DataTable::~DataTable() = default;

void DataTable::connectAll()
{
    connect(m_header, &QHeaderView::sortIndicatorChanged, this, [this](int section) {
        m_sortId = m_proxy->headerData(section, Qt::Horizontal, TableModel::KeyRole).toString();
    });
    connect(m_header, &QHeaderView::sectionResized, this, [this] { m_userWidths = m_userWidths || !m_layingOut; });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &DataTable::announceSelection);

    auto* copy = new QAction(tr("&Copy"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &DataTable::copySelection);
    addAction(copy);

    auto* source = new QAction(tr("&Where does this come from?"), this);
    source->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_I), QKeySequence(Qt::ALT | Qt::Key_Return)});
    source->setShortcutContext(Qt::WidgetShortcut);
    connect(source, &QAction::triggered, this, [this] {
        if (const auto figure = currentFigure())
            emit figureRequested(*figure);
    });
    addAction(source);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void DataTable::setTheme(Theme theme)
{
    const auto& colors = atlas::palette(theme);
    QPalette p = QTableView::palette();
    p.setColor(QPalette::Base, colors.surface);
    p.setColor(QPalette::Window, colors.surface);
    p.setColor(QPalette::Text, colors.text);
    for (const auto group : {QPalette::Active, QPalette::Inactive}) // the delegates paint the selection
        p.setColor(group, QPalette::Highlight, Qt::transparent);
    setPalette(p);
    m_header->setTheme(theme);
    m_figures->setTheme(theme);
    m_sparklines->setTheme(theme);
    viewport()->update();
}

void DataTable::applyFontHeight()
{
    constexpr int rowHeight = 28;
    const int height = std::max(rowHeight, fontMetrics().height() + 8);
    verticalHeader()->setDefaultSectionSize(height);
    m_header->setFixedHeight(height + 2);
}

void DataTable::setTable(std::shared_ptr<const Table> table)
{
    const auto columns = table->columns, before = m_model->table().columns;
    const bool otherColumns = !std::ranges::equal(columns, before, {}, &TableColumn::id, &TableColumn::id)
        || !std::ranges::equal(columns, before, {}, &TableColumn::kind, &TableColumn::kind);
    const bool wasEmpty = m_model->rowCount() == 0;
    {
        const QScopedValueRollback selecting(m_selecting, true); // a row that goes was not deselected by the user
        m_model->setTable(std::move(table));
    }
    if (otherColumns)
        applyColumns();
    else if ((wasEmpty || columns != before) && !m_userWidths) {
        for (int column = 0; column < int(columns.size()); ++column) {
            if (wasEmpty || columns[std::size_t(column)] != before[std::size_t(column)])
                measureColumn(column);
        }
        layOutColumns();
    }
}

const Table& DataTable::table() const
{
    return m_model->table();
}

int DataTable::columnOf(const QString& columnId) const
{
    const auto& columns = m_model->table().columns;
    const auto at = std::ranges::find(columns, columnId, &TableColumn::id);
    return at == columns.end() ? -1 : int(at - columns.begin());
}

/// After the columns changed: delegates, hidden columns, sorting and widths anew.
void DataTable::applyColumns()
{
    const auto& columns = m_model->table().columns;
    m_stretched = -1;
    for (int column = 0; column < int(columns.size()); ++column) {
        const auto& entry = columns[std::size_t(column)];
        setItemDelegateForColumn(column, entry.kind == CellKind::Sparkline ? m_sparklines : nullptr);
        setColumnHidden(column, m_hidden.contains(entry.id));
        if (m_stretched < 0 && entry.kind == CellKind::Text)
            m_stretched = column;
    }
    const QString sortId = m_sortId;
    sortBy(sortId, m_header->sortIndicatorOrder());
    m_sortId = sortId; // columns that come back later are sorted by it again
    m_userWidths = false;
    measureColumns();
    layOutColumns();
}

void DataTable::measureColumns()
{
    const auto count = m_proxy->columnCount();
    m_widths = m_wanted = m_common = m_spare = QList<int>(count, 0);
    m_decimals = QList<int>(count, -1);
    for (int column = 0; column < count; ++column)
        measureColumn(column);
}

void DataTable::measureColumn(int column)
{
    constexpr int rowsLookedAt = 200, widestText = 360, widestWish = 520, widestHeader = 220;
    const int rows = std::min(rowsLookedAt, m_proxy->rowCount());
    m_decimals[column] = -1;
    if (m_model->table().columns[std::size_t(column)].kind == CellKind::Number) {
        for (int row = 0; row < rows; ++row)
            m_decimals[column] = std::max(
                m_decimals[column], FigureDelegate::decimals(m_proxy->index(row, column).data().toString(), QLocale()));
    }
    m_figures->setDecimals(m_decimals);
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QString title = m_proxy->headerData(column, Qt::Horizontal).toString();
    const int header =
        std::min(widestHeader, m_header->fontMetrics().horizontalAdvance(title)) + 2 * RowDelegate::padding + 6;
    const auto* delegate = itemDelegateForColumn(column) ? itemDelegateForColumn(column) : m_figures;
    std::vector<int> cells(std::size_t(std::max(rows, 1)), 0);
    for (int row = 0; row < rows; ++row)
        cells[std::size_t(row)] = delegate->sizeHint(option, m_proxy->index(row, column)).width();
    std::ranges::sort(cells);
    const int longest = cells.back();
    const int content = std::min(widestText, longest);
    const int least = m_header->minimumSectionSize(); // which a column gets whatever is asked for
    m_widths[column] = std::max({header + TableHeader::arrowWidth, content, least});
    m_wanted[column] = std::max(m_widths[column], std::min(widestWish, longest));
    const std::size_t percent = column == m_stretched ? 95 : 90; // a row is known by its name
    m_common[column] = std::max({header, cells[((cells.size() - 1) * percent + 99) / 100], least});
    m_spare[column] = m_widths[column] - std::max({header, content, least});
}

/// Where all columns at their narrowest are wider than the view.
void DataTable::leaveColumnsOut()
{
    const auto& columns = m_model->table().columns;
    const auto narrowest = [&](int column) {
        const int width = m_widths[column] - m_spare[column];
        return column == m_stretched                              ? narrowestName()
            : columns[std::size_t(column)].kind == CellKind::Text ? narrowestText(column)
                                                                  : width;
    };
    int needed = 0;
    for (int column = 0; column < m_widths.size(); ++column)
        needed += m_hidden.contains(columns[std::size_t(column)].id) ? 0 : narrowest(column);
    for (const auto& id : m_givingWay) {
        const int column = columnOf(id);
        if (column < 0 || m_hidden.contains(id))
            continue;
        const bool out = needed > viewport()->width() && column != m_header->sortIndicatorSection();
        needed -= out ? narrowest(column) : 0;
        setColumnHidden(column, out);
    }
}

int DataTable::narrowestName() const
{
    constexpr int least = 140, most = 280;
    const int share = std::clamp(viewport()->width() / 4, least, most);
    return std::min({share, m_widths[m_stretched], std::max(least, m_common[m_stretched])});
}

/// To which a column of texts can be narrowed: nine of ten are shown whole, unless those are long, too.
int DataTable::narrowestText(int column) const
{
    return std::min({longText, m_widths[column], m_common[column]});
}

/// Columns as wide as their content; what is left over is shared out. The first text column, which says who it is
/// about, gives way first, but not below what names can be told apart by: then the others are scrolled.
void DataTable::layOutColumns()
{
    if (m_userWidths || m_widths.size() != m_proxy->columnCount())
        return;
    const QScopedValueRollback layingOut(m_layingOut, true);
    leaveColumnsOut();
    int others = 0;
    for (int column = 0; column < m_widths.size(); ++column) {
        if (isColumnHidden(column) || column == m_stretched)
            continue;
        setColumnWidth(column, m_widths[column]);
        others += m_widths[column];
    }
    if (m_stretched < 0 || isColumnHidden(m_stretched))
        return;
    const int name = narrowestName();
    int missing = name + others - viewport()->width();
    if (viewport()->width() > m_widths[m_stretched] + others) {
        shareOut(viewport()->width() - m_widths[m_stretched] - others);
        return;
    }
    setColumnWidth(m_stretched, std::max(name, name - missing));
    if (missing <= 0)
        return;
    // Where not all fit, long texts give way first; then, rather than scroll for a little, columns give the room that
    // they keep for the arrow of sorting.
    const auto& columns = m_model->table().columns;
    auto widths = m_widths;
    int spares = 0;
    for (int column = 0; column < widths.size(); ++column) {
        if (isColumnHidden(column) || column == m_stretched)
            continue;
        if (columns[std::size_t(column)].kind == CellKind::Text) {
            const int given = std::clamp(widths[column] - narrowestText(column), 0, missing);
            widths[column] -= given;
            missing -= given;
        }
        spares += column == m_header->sortIndicatorSection() ? 0 : m_spare[column];
    }
    const bool suffices = missing <= spares;
    for (int column = 0; column < widths.size(); ++column) {
        if (isColumnHidden(column) || column == m_stretched)
            continue;
        if (suffices && column != m_header->sortIndicatorSection()) {
            const int given = std::min(missing, m_spare[column]);
            widths[column] -= given;
            missing -= given;
        }
        setColumnWidth(column, widths[column]);
    }
}

/// More room than the columns need: cut texts get theirs first, then all grow alike, so that a row stays together.
void DataTable::shareOut(int room)
{
    const auto& columns = m_model->table().columns;
    auto widths = m_widths;
    const auto widen = [&](int column) {
        const int given = std::min(room, m_wanted[column] - widths[column]);
        widths[column] += given;
        room -= given;
    };
    for (int column = 0; column < widths.size(); ++column) {
        const bool isText = columns[std::size_t(column)].kind == CellKind::Text;
        if (isText && column != m_stretched && !isColumnHidden(column))
            widen(column);
    }
    widen(m_stretched);
    qint64 sum = 0;
    for (int column = 0; column < widths.size(); ++column) {
        if (!isColumnHidden(column) && columns[std::size_t(column)].kind != CellKind::Sparkline)
            sum += widths[column];
    }
    int left = room;
    for (int column = 0; column < widths.size(); ++column) {
        if (isColumnHidden(column) || columns[std::size_t(column)].kind == CellKind::Sparkline)
            continue;
        const int given = int(qint64(room) * widths[column] / sum);
        widths[column] += given;
        left -= given;
    }
    widths[m_stretched] += left; // of rounding
    for (int column = 0; column < widths.size(); ++column) {
        if (!isColumnHidden(column))
            setColumnWidth(column, widths[column]);
    }
}

QString DataTable::setFilter(const QString& text, const QString& columnId)
{
    const QStringList keys = m_announced;
    {
        const QScopedValueRollback selecting(m_selecting, true); // rows that go were not deselected by the user
        if (const auto accepted = m_proxy->setFilter(text, columnId); !accepted)
            return accepted.error().message;
        if (selectedKeys() != keys)
            selectKeys(keys);
    }
    m_announced = keys;
    m_filterText = text;
    return {};
}

std::vector<int> DataTable::shownRows() const
{
    std::vector<int> rows;
    rows.reserve(std::size_t(m_proxy->rowCount()));
    for (int row = 0; row < m_proxy->rowCount(); ++row)
        rows.push_back(m_proxy->mapToSource(m_proxy->index(row, 0)).row());
    return rows;
}

QList<int> DataTable::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        if (const int column = m_header->logicalIndex(visual); !isColumnHidden(column))
            columns << column;
    }
    return columns;
}

TablePart DataTable::shownPart() const
{
    return {m_model->sharedTable(), {}, shownRows(), shownColumns()};
}

void DataTable::sortBy(const QString& columnId, Qt::SortOrder order)
{
    sortByColumn(columnOf(columnId), order);
}

void DataTable::setChangeMeaning(const QString& columnId, ChangeMeaning meaning)
{
    m_figures->setChangeMeaning(columnId, meaning);
    viewport()->update();
}

void DataTable::setColumnShown(const QString& columnId, bool shown)
{
    if (shown != m_hidden.contains(columnId))
        return;
    m_hidden.removeAll(columnId);
    if (!shown)
        m_hidden << columnId;
    if (const int column = columnOf(columnId); column >= 0) {
        {
            const QScopedValueRollback layingOut(m_layingOut, true); // not a width that the user gave
            setColumnHidden(column, !shown);
        }
        layOutColumns();
    }
}

void DataTable::setColumnsGivingWay(const QStringList& columnIds)
{
    m_givingWay = columnIds;
    layOutColumns();
}

QStringList DataTable::selectedKeys() const
{
    QList<int> rows;
    for (const auto& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows << row;
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    QStringList keys;
    for (const int row : rows)
        keys << m_proxy->keyAt(row);
    return keys;
}

void DataTable::selectKeys(const QStringList& keys)
{
    const auto before = selectedKeys();
    QItemSelection selection;
    QModelIndex first;
    for (const auto& key : keys) {
        const int row = m_proxy->rowOf(key);
        if (row < 0)
            continue;
        const auto index = m_proxy->index(row, 0);
        selection.select(index, index);
        if (!first.isValid())
            first = index;
    }
    {
        const QScopedValueRollback selecting(m_selecting, true);
        selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_announced = selectedKeys();
        if (m_announced != before && first.isValid()) // else where one is in the table stays
            selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    }
    if (m_announced != before && first.isValid())
        scrollTo(first);
}

void DataTable::announceSelection()
{
    if (m_selecting)
        return;
    const QStringList keys = selectedKeys();
    if (keys == m_announced)
        return;
    m_announced = keys;
    emit selectionKeysChanged(keys);
}

std::optional<FigureRef> DataTable::currentFigure() const
{
    const auto index = m_proxy->mapToSource(currentIndex());
    if (!index.isValid())
        return std::nullopt;
    const auto row = std::size_t(index.row());
    auto figure = figureAt(table(), row, std::size_t(index.column()));
    for (std::size_t column = 0; !figure && column < table().columns.size(); ++column)
        figure = figureAt(table(), row, column);
    return figure;
}

/// Selected rows as rows of the proxy; all where none is.
QList<int> DataTable::copiedRows() const
{
    QList<int> rows;
    const QStringList keys = selectedKeys();
    for (const auto& key : keys)
        rows << m_proxy->rowOf(key);
    for (int row = 0; keys.isEmpty() && row < m_proxy->rowCount(); ++row)
        rows << row;
    return rows;
}

QString DataTable::copyText() const
{
    return toTabSeparated(*m_proxy, copiedRows(), shownColumns());
}

void DataTable::copySelection() const
{
    const auto rows = copiedRows(), columns = shownColumns();
    auto* data = new QMimeData;
    data->setText(toTabSeparated(*m_proxy, rows, columns));
    data->setHtml(toHtml(*m_proxy, rows, columns));
    QApplication::clipboard()->setMimeData(data);
}

void DataTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->key() == Qt::Key_Escape && selectionModel()->hasSelection()) {
        clearSelection();
    } else {
        QTableView::keyPressEvent(event);
    }
}

void DataTable::mouseMoveEvent(QMouseEvent* event)
{
    setHoveredRow(rowAt(int(event->position().y())));
    QTableView::mouseMoveEvent(event);
}

void DataTable::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    m_hoveredRow = row;
    m_figures->setHoveredRow(row);
    m_sparklines->setHoveredRow(row);
    viewport()->update();
}

bool DataTable::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        setHoveredRow(-1);
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    return QTableView::viewportEvent(event);
}

/// The whole text of a cell that is cut; plain, whatever it contains.
void DataTable::showToolTip(const QPoint& at, const QPoint& globalAt)
{
    const auto index = indexAt(at);
    const QString text = index.data(Qt::DisplayRole).toString();
    const bool cut = fontMetrics().horizontalAdvance(text) > visualRect(index).width() - 2 * RowDelegate::padding;
    QToolTip::showText(globalAt, cut ? plainToolTip(text) : QString(), viewport());
}

void DataTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
}

void DataTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        applyFontHeight();
        measureColumns();
        layOutColumns();
    }
}

} // namespace atlas
