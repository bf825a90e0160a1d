// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ChartPanel.h"

#include "charts/Accessibility.h"
#include "models/tables/TableText.h"
#include "ui/Theme.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ProgressLine.h"
#include "ui/widgets/ToolButtons.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QWhatsThis>

namespace atlas {

namespace {

constexpr int titleWidth = 90;

} // namespace

ChartPanel::ChartPanel(const QString& title, const QString& definition, QWidget* parent)
    : QFrame(parent)
{
    setAtlasRole(this, "panel");
    setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::tight, space::panel, space::panel);
    column->setSpacing(space::tight);
    buildHeader();
    column->addLayout(m_header);
    buildBody();
    column->addWidget(m_errorStrip);
    column->addLayout(m_stack, 1);
    m_progress = new ProgressLine(this);
    setTitle(title);
    setDefinition(definition);
    updateIcons();
    setState(PanelState::loading());
}

void ChartPanel::buildHeader()
{
    m_header = new QHBoxLayout;
    m_header->setSpacing(space::unit);
    m_header->addStrut(space::row); // titles of neighbours stand in one line, with and without choices beside them
    m_title = new ElidedLabel(titleWidth, this);
    setAtlasRole(m_title, "title");
    m_note = new ElidedLabel(0, this); // gives way before the title does
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setAtlasRole(m_note, "caption");
    m_age = plainLabel("badge", this);
    m_age->hide();
    m_info = quietButton(tr("How it is defined"), this);
    m_tableButton = quietButton(tr("Show as table"), this);
    m_tableButton->setCheckable(true);
    m_menuButton = quietButton(tr("Copy or save"), this);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setMenu(new QMenu(m_menuButton));
    m_maximiseButton = quietButton(tr("Maximise"), this);
    m_extras = new QHBoxLayout;
    m_extras->setSpacing(space::unit);

    m_header->addWidget(m_title);
    m_header->addWidget(m_info);
    m_header->addWidget(m_note, 1);
    m_header->addLayout(m_extras);
    m_header->addWidget(m_age);
    for (auto* button : {m_tableButton, m_menuButton, m_maximiseButton})
        m_header->addWidget(button);
    m_tableButton->hide();

    connect(m_info, &QToolButton::clicked, this, &ChartPanel::showDefinition);
    connect(m_tableButton, &QToolButton::toggled, this, &ChartPanel::setShowsTable);
    connect(m_menuButton->menu(), &QMenu::aboutToShow, this, &ChartPanel::fillMenu);
    connect(m_maximiseButton, &QToolButton::clicked, this, [this] { setMaximised(!isMaximised()); });
}

void ChartPanel::buildBody()
{
    m_errorStrip = new QFrame(this);
    setAtlasRole(m_errorStrip, "strip-error");
    auto* grid = new QGridLayout(m_errorStrip);
    grid->setContentsMargins(space::tight, space::unit, space::unit, space::unit);
    m_errorText = plainLabel("", m_errorStrip);
    m_errorText->setWordWrap(true);
    m_errorDetail = plainLabel("caption", m_errorStrip);
    m_errorDetail->setWordWrap(true);
    m_errorDetail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_errorDetail->hide();
    auto* retryButton = new QPushButton(tr("Retry"), m_errorStrip);
    m_detailsButton = new QToolButton(m_errorStrip);
    m_detailsButton->setText(tr("Details"));
    m_detailsButton->setCheckable(true);
    grid->addWidget(m_errorText, 0, 0);
    grid->addWidget(m_detailsButton, 0, 1, Qt::AlignTop);
    grid->addWidget(retryButton, 0, 2, Qt::AlignTop);
    grid->addWidget(m_errorDetail, 1, 0, 1, 3);
    grid->setColumnStretch(0, 1);
    connect(retryButton, &QPushButton::clicked, this, &ChartPanel::retry);
    connect(m_detailsButton, &QToolButton::toggled, m_errorDetail, &QWidget::setVisible);

    m_empty = new QWidget(this);
    auto* column = new QVBoxLayout(m_empty);
    m_emptyText = plainLabel("secondary", m_empty);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyAction = new QPushButton(m_empty);
    column->addStretch(1);
    column->addWidget(m_emptyText);
    column->addWidget(m_emptyAction, 0, Qt::AlignHCenter);
    column->addStretch(1);
    connect(m_emptyAction, &QPushButton::clicked, this, &ChartPanel::action);

    m_blank = new QWidget(this);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_blank);
    m_stack->addWidget(m_empty);
}

QString ChartPanel::title() const
{
    return m_title->text();
}

void ChartPanel::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void ChartPanel::setDefinition(const QString& definition)
{
    m_definition = definition;
    m_info->setToolTip(definition);
    m_info->setAccessibleDescription(definition);
    m_info->setVisible(!definition.isEmpty());
}

void ChartPanel::setNote(const QString& note)
{
    m_note->setText(note);
}

QString ChartPanel::note() const
{
    return m_note->text();
}

void ChartPanel::setContent(QWidget* content)
{
    m_content = content;
    m_stack->addWidget(content);
    auto shown = content->findChildren<QWidget*>();
    shown << content;
    for (auto* widget : shown) {
        if (dynamic_cast<AccessibleChart*>(widget))
            widget->installEventFilter(this); // the ring around what has the keyboard
        // tables and charts of all kinds have this signal
        if (widget->metaObject()->indexOfSignal("figureRequested(atlas::FigureRef)") >= 0)
            connect(widget, SIGNAL(figureRequested(atlas::FigureRef)), SIGNAL(figureRequested(atlas::FigureRef)));
    }
    setState(m_state);
}

void ChartPanel::addHeaderWidget(QWidget* widget)
{
    m_extras->addWidget(widget);
}

void ChartPanel::setTable(std::shared_ptr<const Table> table)
{
    m_table = std::move(table);
    m_tableButton->setVisible(!m_table->columns.empty());
    m_isTableShown = false;
    fillTable();
}

/// Hands the table to its view once somebody sees it: behind a chart it may change many times a second.
void ChartPanel::fillTable()
{
    if (m_isTableShown || !m_dataTable || !showsTable())
        return;
    m_dataTable->setTable(*m_table);
    m_isTableShown = true;
}

bool ChartPanel::showsTable() const
{
    return m_tableButton->isChecked();
}

void ChartPanel::setShowsTable(bool on)
{
    m_tableButton->setChecked(on);
    m_tableButton->setToolTip(on ? tr("Show as chart") : tr("Show as table"));
    if (on && !m_dataTable) {
        m_dataTable = new DataTable(this);
        m_dataTable->setTheme(m_theme);
        connect(m_dataTable, &DataTable::figureRequested, this, &ChartPanel::figureRequested);
        m_stack->addWidget(m_dataTable);
    }
    fillTable();
    setState(m_state);
}

void ChartPanel::setState(const PanelState& state)
{
    m_state = state;
    if (state.kind == PanelState::Ready || state.kind == PanelState::Stale)
        m_hadContent = true;
    else if (state.kind == PanelState::Empty)
        m_hadContent = false;

    m_progress->setRunning(state.kind == PanelState::Loading);
    m_age->setVisible(state.kind == PanelState::Stale);
    m_age->setText(state.text);
    m_errorStrip->setVisible(state.kind == PanelState::Error);
    m_errorText->setText(state.text);
    m_errorDetail->setText(state.detail);
    m_detailsButton->setVisible(!state.detail.isEmpty());
    m_errorDetail->setVisible(state.kind == PanelState::Error && m_detailsButton->isChecked());
    m_emptyText->setText(state.text);
    m_emptyAction->setText(state.action);
    m_emptyAction->setVisible(!state.action.isEmpty());

    QWidget* shown = m_blank;
    if (state.kind == PanelState::Empty)
        shown = m_empty;
    else if (m_hadContent && m_content)
        shown = showsTable() && m_dataTable ? static_cast<QWidget*>(m_dataTable) : m_content;
    m_stack->setCurrentWidget(shown);
    m_menuButton->setEnabled(shown != m_blank && shown != m_empty);
    m_tableButton->setEnabled(m_menuButton->isEnabled());
}

void ChartPanel::setTheme(Theme theme)
{
    m_theme = theme;
    m_progress->setTheme(theme);
    if (m_dataTable)
        m_dataTable->setTheme(theme);
    updateIcons();
}

void ChartPanel::updateIcons()
{
    const auto color = atlas::palette(m_theme).secondary;
    m_info->setIcon(tintedIcon(QStringLiteral("info"), color));
    m_tableButton->setIcon(tintedIcon(QStringLiteral("table"), color));
    m_menuButton->setIcon(tintedIcon(QStringLiteral("export"), color));
    m_maximiseButton->setIcon(tintedIcon(isMaximised() ? QStringLiteral("close") : QStringLiteral("maximise"), color));
}

void ChartPanel::showDefinition()
{
    QWhatsThis::showText(m_info->mapToGlobal(QPoint(0, m_info->height())), m_definition.toHtmlEscaped(), m_info);
}

void ChartPanel::fillMenu()
{
    auto* menu = m_menuButton->menu();
    menu->clear();
    const auto add = [this](QMenu* into, const QString& text, const PanelExport& what) {
        into->addAction(text, this, [this, what] { emit exportRequested(what); });
    };
    const bool hasTable = !shownPart().columns.isEmpty();
    add(menu, tr("Copy picture"), {PanelExport::CopyPicture});
    if (hasTable)
        menu->addAction(tr("Copy table"), this, &ChartPanel::copyTable);
    menu->addSeparator();
    auto* pictures = menu->addMenu(tr("Save picture"));
    add(pictures, tr("PNG …"), {PanelExport::SavePicture, QStringLiteral("png"), 1});
    for (int scale = 2; scale <= 4; ++scale)
        add(pictures, tr("PNG, %1 times as fine …").arg(scale),
            {PanelExport::SavePicture, QStringLiteral("png"), scale});
    add(pictures, tr("SVG …"), {PanelExport::SavePicture, QStringLiteral("svg")});
    add(pictures, tr("PDF …"), {PanelExport::SavePicture, QStringLiteral("pdf")});
    if (hasTable)
        addTableActions(menu, tr("Save table"), PanelExport::SaveTable);
    if (const auto* view = tableView(); m_table->scope || (view && view->table().scope))
        addTableActions(menu, tr("Save the hours behind it"), PanelExport::SaveHours);
    menu->addSeparator();
    add(menu, tr("Print …"), {PanelExport::Print});
}

void ChartPanel::addTableActions(QMenu* menu, const QString& title, PanelExport::What what)
{
    auto* formats = menu->addMenu(title);
    const std::pair<QString, TableFormat> kinds[] = {{tr("Excel workbook …"), TableFormat::Workbook},
        {tr("CSV for spreadsheets …"), TableFormat::SpreadsheetCsv},
        {tr("CSV for programs …"), TableFormat::MachineCsv}};
    for (const auto& [text, format] : kinds)
        formats->addAction(text, this, [this, what, format = format] { emit exportRequested({what, {}, 1, format}); });
}

QMenu* ChartPanel::exportMenu()
{
    fillMenu();
    return m_menuButton->menu();
}

DataTable* ChartPanel::tableView() const
{
    if (showsTable() && m_dataTable)
        return m_dataTable;
    if (auto* table = qobject_cast<DataTable*>(m_content))
        return table;
    auto* inside = m_content ? m_content->findChild<DataTable*>() : nullptr; // under a filter, say
    return inside && inside->isVisibleTo(m_content) ? inside : nullptr;
}

bool ChartPanel::isTable() const
{
    return tableView() != nullptr;
}

TablePart ChartPanel::shownPart() const
{
    const auto* view = tableView();
    auto part = view ? view->shownPart() : TablePart::whole(m_table);
    if (part.table->title.isEmpty())
        part.title = title();
    return part;
}

QString ChartPanel::filterText() const
{
    const auto* view = tableView();
    return view ? view->filterText() : QString();
}

QString ChartPanel::tableText() const
{
    return toTabSeparated(shownTable());
}

void ChartPanel::copyTable()
{
    auto* data = new QMimeData;
    const auto table = shownTable();
    data->setText(toTabSeparated(table));
    data->setHtml(toHtml(table));
    QApplication::clipboard()->setMimeData(data);
}

void ChartPanel::setMaximised(bool on)
{
    if (on == isMaximised())
        return;
    if (on) {
        auto* home = parentWidget();
        auto* host = home;
        while (host && !host->inherits("atlas::Page") && !host->isWindow())
            host = host->parentWidget();
        if (!host)
            return;
        m_placeholder = new QWidget(home);
        m_placeholder->setSizePolicy(sizePolicy());
        m_placeholder->setMinimumSize(size());
        if (auto* splitter = qobject_cast<QSplitter*>(home))
            splitter->replaceWidget(splitter->indexOf(this), m_placeholder);
        else if (home->layout())
            delete home->layout()->replaceWidget(this, m_placeholder);
        setParent(host);
        host->installEventFilter(this);
        layoutOverlay();
        show();
        raise();
        setFocus();
    } else {
        parentWidget()->removeEventFilter(this);
        auto* home = m_placeholder->parentWidget();
        if (auto* splitter = qobject_cast<QSplitter*>(home))
            splitter->replaceWidget(splitter->indexOf(m_placeholder), this);
        else if (home->layout())
            delete home->layout()->replaceWidget(m_placeholder, this);
        setParent(home);
        show();
        delete m_placeholder;
    }
    m_maximiseButton->setToolTip(isMaximised() ? tr("Back to the page (Esc)") : tr("Maximise"));
    updateIcons();
}

void ChartPanel::layoutOverlay()
{
    setGeometry(parentWidget()->rect().adjusted(space::panel, space::panel, -space::panel, -space::panel));
}

bool ChartPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (isMaximised() && watched == parentWidget() && event->type() == QEvent::Resize)
        layoutOverlay();
    if (watched != parentWidget() && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        const bool byKeys = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
        m_ring = event->type() == QEvent::FocusIn && byKeys;
        update();
    }
    return QFrame::eventFilter(watched, event);
}

void ChartPanel::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    if (!m_ring)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(atlas::palette(m_theme).accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), space::radius, space::radius);
}

void ChartPanel::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    m_progress->setGeometry(1, 1, width() - 2, m_progress->height());
    m_progress->raise();
}

void ChartPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isMaximised())
        setMaximised(false);
    else
        QFrame::keyPressEvent(event);
}

} // namespace atlas
