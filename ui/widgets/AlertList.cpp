// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/AlertList.h"
#include "ui/widgets/PlainLabel.h"

#include "charts/PaintHelpers.h"
#include "models/analysis/Format.h"
#include "models/views/Alerts.h"
#include "models/views/Derive.h"

#include <QGuiApplication>

#include <algorithm>

namespace atlas {

namespace {

/// A long name leaves room for what is the matter; hovering says all of it.
QString shortened(const QString& name)
{
    constexpr double longest = 20; // characters
    return elideMiddle(name, longest, [](const QString& text) { return double(text.size()); });
}

QString lineOf(const FiringAlert& alert, Instant now)
{
    const auto& name = alert.scope.level == Level::Cluster ? alert.scope.cluster : alert.subject;
    return AlertList::tr("%1 · %2 · for %3 · %4")
        .arg(shortened(displayName(name)), alertValue(alert), formatDuration(now - alert.since),
            displayName(alert.ruleName.toStdString()));
}

} // namespace

AlertList::AlertList(QWidget* parent)
    : QListWidget(parent)
{
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Firing alerts"));
    setUniformItemSizes(true);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto choose = [this](const QListWidgetItem* item) { emit chosen(m_alerts[std::size_t(row(item))]); };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, [this, choose](const QListWidgetItem* item) {
        if (!QGuiApplication::mouseButtons()) // a double click was a click before
            choose(item);
    });
}

void AlertList::setTheme(Theme theme)
{
    m_theme = theme;
    colour();
}

void AlertList::setAlerts(const std::vector<FiringAlert>& alerts, Instant now, const QTimeZone& zone)
{
    m_alerts = alerts;
    const int current = currentRow();
    clear();
    for (const auto& alert : alerts) {
        const auto text = lineOf(alert, now);
        auto* item = new QListWidgetItem(QStringLiteral("● ") + text, this);
        item->setData(Qt::AccessibleTextRole, text);
        const QString all = displayName(alert.ruleName.toStdString()) + QLatin1Char('\n') + alertSentence(alert, zone);
        item->setToolTip(plainToolTip(all));
    }
    setCurrentRow(std::min(current, count() - 1));
    colour();
}

/// What nobody has seen yet is in the colour of a fault; what was acknowledged or muted steps back.
void AlertList::colour()
{
    const auto& colors = atlas::palette(m_theme);
    for (int i = 0; i < count(); ++i) {
        const auto& alert = m_alerts[std::size_t(i)];
        const bool quiet = alert.acknowledged || alert.mutedUntil;
        item(i)->setForeground(quiet ? colors.secondary : colors.bad);
    }
}

} // namespace atlas
