// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ClusterChoice.h"

#include "charts/PaintHelpers.h"
#include "models/analysis/Format.h"
#include "ui/Theme.h"
#include "ui/widgets/PlainLabel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {

namespace {

constexpr int fewClusters = 8, popupWidth = 280, mostRows = 14, longestName = 260;

QString shown(const QString& cluster)
{
    return displayName(cluster.toStdString());
}

} // namespace

ClusterChoice::ClusterChoice(DashboardState& state, QWidget* parent)
    : QToolButton(parent)
    , m_state(state)
    , m_popup(new QFrame(this, Qt::Popup))
    , m_search(new QLineEdit(m_popup))
    , m_list(new QListWidget(m_popup))
{
    setToolTip(tr("Clusters"));
    setAccessibleName(tr("Clusters"));
    setFocusPolicy(Qt::TabFocus);
    setMaximumWidth(longestName);
    setProperty("atlasMenu", true);
    build();
    connect(this, &QToolButton::clicked, this, &ClusterChoice::openList);
}

void ClusterChoice::build()
{
    setAtlasRole(m_popup, "panel");
    auto* column = new QVBoxLayout(m_popup);
    column->setContentsMargins(space::tight, space::tight, space::tight, space::tight);
    column->setSpacing(space::unit);
    m_search->setPlaceholderText(tr("Find a cluster"));
    m_search->setAccessibleName(tr("Find a cluster"));
    m_search->setClearButtonEnabled(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Clusters"));
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addWidget(plainText("caption", m_popup, tr("A name shows that cluster alone, its box several at once.")));
    connect(m_search, &QLineEdit::textChanged, this, &ClusterChoice::narrow);
    connect(m_list, &QListWidget::itemPressed, this, [this] { m_boxClicked = false; });
    connect(m_list, &QListWidget::itemChanged, this, &ClusterChoice::toggled);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
        if (!m_boxClicked)
            chooseOnly(item);
    });
    connect(m_list, &QListWidget::itemActivated, this, &ClusterChoice::chooseOnly);
}

void ClusterChoice::setClusters(const Inventory& inventory)
{
    QStringList clusters;
    for (const auto& info : inventory.clusters)
        clusters << QString::fromStdString(info.name);
    if (clusters == m_clusters) { // data came: what is typed, marked or pressed in the list stays
        refresh();
        return;
    }
    m_clusters = clusters;
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const auto add = [this](const QString& text, const QString& cluster) {
        auto* item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, cluster);
        item->setSizeHint({popupWidth / 2, space::row});
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    };
    add(tr("All clusters"), {});
    for (const auto& cluster : m_clusters)
        add(shown(cluster), cluster);
    m_list->item(0)->setHidden(m_clusters.size() < 2);
    m_search->setVisible(m_clusters.size() > fewClusters);
    narrow(m_search->text());
    refresh();
}

QStringList ClusterChoice::names() const
{
    QStringList names;
    for (const auto& cluster : m_clusters)
        names << shown(cluster);
    return names;
}

void ClusterChoice::refresh()
{
    const auto& query = m_state.query();
    const QSignalBlocker quiet(m_list);
    for (int row = 0; row < m_list->count(); ++row) {
        const auto cluster = m_list->item(row)->data(Qt::UserRole).toString();
        const bool on = row == 0 ? query.allClusters : query.clusters.contains(cluster);
        m_list->item(row)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }
    QStringList names;
    for (const auto& cluster : query.clusters)
        names << shown(cluster);
    const auto count = names.size();
    QString text = tr("No cluster");
    if (count == 1)
        text = names.front();
    else if (count > 1)
        text = query.allClusters ? tr("All %n clusters", nullptr, int(count)) : tr("%n clusters", nullptr, int(count));
    const auto cut = fontMetrics().elidedText(text, Qt::ElideMiddle, longestName - 3 * space::page);
    setText(plainMenuText(cut));
    setToolTip(count > 1 ? plainToolTip(names.join(QLatin1Char('\n'))) : tr("Clusters"));
    setAccessibleDescription(names.join(QStringLiteral(", ")));
}

void ClusterChoice::openList()
{
    if (m_clusters.isEmpty())
        return;
    m_search->clear();
    const int rows = std::min(mostRows, int(m_clusters.size()) + 1);
    m_list->setFixedHeight(rows * std::max(m_list->sizeHintForRow(0), 1) + space::unit);
    m_popup->setFixedWidth(popupWidth);
    m_popup->adjustSize();
    m_popup->move(mapToGlobal(QPoint(0, height() + 2)));
    m_popup->show();
    const auto current = m_clusters.indexOf(m_state.query().primaryCluster());
    m_list->setCurrentRow(std::max(0, int(current) + 1));
    m_list->setFocus();
}

/// The mark that the buttons of menus have.
void ClusterChoice::paintEvent(QPaintEvent* event)
{
    QToolButton::paintEvent(event);
    constexpr int size = 12;
    QPainter painter(this);
    QIcon(QStringLiteral(":/atlas/icons/chevron-down-grey.svg"))
        .paint(&painter, width() - size - space::unit - 3, (height() - size) / 2, size, size);
}

void ClusterChoice::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        openList();
    else
        QToolButton::keyPressEvent(event);
}

void ClusterChoice::chooseOnly(QListWidgetItem* item)
{
    m_popup->hide();
    const auto cluster = item->data(Qt::UserRole).toString();
    if (cluster.isEmpty())
        m_state.setAllClusters(m_clusters);
    else
        m_state.setClusters({cluster});
}

void ClusterChoice::toggled(QListWidgetItem* item)
{
    m_boxClicked = true;
    const bool on = item->checkState() == Qt::Checked;
    const auto cluster = item->data(Qt::UserRole).toString();
    if (cluster.isEmpty()) {
        if (on)
            m_state.setAllClusters(m_clusters);
        else
            m_state.setClusters({m_state.query().primaryCluster()});
    } else {
        QStringList chosen;
        for (const auto& name : m_clusters) { // in their own order
            if (name == cluster ? on : m_state.query().clusters.contains(name))
                chosen << name;
        }
        if (!chosen.isEmpty()) // one is always shown
            m_state.setClusters(chosen);
    }
    refresh();
}

void ClusterChoice::narrow(const QString& text)
{
    for (int row = 1; row < m_list->count(); ++row)
        m_list->item(row)->setHidden(!m_list->item(row)->text().contains(text, Qt::CaseInsensitive));
}

} // namespace atlas
