// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileDetails.h"

#include "charts/TimeSeriesChart.h"
#include "ui/Theme.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/PlainLabel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace atlas {

namespace {
constexpr int longWord = 20; ///< characters
} // namespace

TileDetails::TileDetails(QWidget* parent)
    : QWidget(parent)
    , m_title(plainText("title", this))
    , m_caption(plainText("caption", this))
    , m_gpusPanel(new ChartPanel(
          tr("GPUs held"), tr("allocated_gpu_count of each hour: the mean of the hour's samples."), this))
    , m_utilizationPanel(new ChartPanel(
          tr("Utilisation"), tr("avg_utilization of each hour, in the band from min_ to max_utilization."), this))
    , m_gpus(new TimeSeriesChart(this))
    , m_utilization(new TimeSeriesChart(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::panel);

    auto* panel = new QFrame(this);
    setAtlasRole(panel, "panel");
    auto* panelColumn = new QVBoxLayout(panel);
    panelColumn->setContentsMargins(space::panel, space::panel, 0, space::panel);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    panelColumn->addWidget(m_title);
    // Labels can be many: they scroll, so that the charts keep their place.
    auto* scroll = new QScrollArea(panel);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* list = new QWidget(scroll);
    scroll->viewport()->setAutoFillBackground(false);
    m_facts = new QGridLayout(list);
    m_facts->setContentsMargins(0, 0, space::tight, 0);
    m_facts->setHorizontalSpacing(space::panel);
    m_facts->setVerticalSpacing(space::unit);
    m_facts->setColumnStretch(1, 1);
    scroll->setWidget(list);
    list->setAutoFillBackground(false); // the panel's surface shows
    scroll->setAccessibleName(tr("Details"));
    panelColumn->addWidget(scroll, 1);
    column->addWidget(panel, 3);

    column->addWidget(m_caption);
    m_gpusPanel->setContent(m_gpus);
    m_utilizationPanel->setContent(m_utilization);
    column->addWidget(m_gpusPanel, 2);
    column->addWidget(m_utilizationPanel, 2);
}

void TileDetails::setTheme(Theme theme)
{
    m_gpus->setTheme(theme);
    m_utilization->setTheme(theme);
}

void TileDetails::setFacts(const QString& title, const AllocationFacts& facts)
{
    if (title == m_shownTitle && facts == m_shown)
        return;
    m_shownTitle = title;
    m_shown = facts;
    m_title->setText(title);
    while (QLayoutItem* item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    // a new grid row each: those of before would keep their share of the height
    const int first = m_facts->rowCount();
    m_facts->setRowStretch(first - 1, 0);
    int row = first;
    for (const auto& [caption, value] : facts) {
        auto* name = plainLabel("caption", this, caption);
        QLabel* text = nullptr;
        if (value.size() > longWord && !value.contains(QLatin1Char(' '))) { // nowhere to break
            text = new ElidedLabel(0, this);
            text->setText(value);
            auto* copy = new QAction(tr("Copy"), text); // what is cut cannot be marked
            copy->setShortcut(QKeySequence::Copy);
            copy->setShortcutContext(Qt::WidgetShortcut);
            connect(copy, &QAction::triggered, text, [value] { QApplication::clipboard()->setText(value); });
            text->addAction(copy);
            text->setContextMenuPolicy(Qt::ActionsContextMenu);
            text->setFocusPolicy(Qt::ClickFocus);
        } else {
            text = plainText("", this, value);
            text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        }
        m_facts->addWidget(name, row, 0, Qt::AlignTop);
        m_facts->addWidget(text, row++, 1, Qt::AlignTop);
    }
    m_facts->setRowStretch(row, 1);
}

void TileDetails::setHistory(const AllocationHistory& history)
{
    m_caption->setText(history.caption);
    m_caption->setVisible(!history.caption.isEmpty());
    m_gpus->setData(history.gpus);
    m_utilization->setData(history.utilization);
    m_gpusPanel->setTable(history.table);
    m_utilizationPanel->setTable(history.table);
}

QStringList TileDetails::texts() const
{
    QStringList texts{m_shownTitle};
    for (const auto& [caption, value] : m_shown)
        texts << caption << value;
    return texts;
}

} // namespace atlas
