// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/WallClockField.h"

#include "models/analysis/Format.h"
#include "models/domain/WallClock.h"
#include "ui/Theme.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <algorithm>

namespace atlas {

namespace {

QDateTime localTime(Instant t, const QTimeZone& zone)
{
    return QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone);
}

} // namespace

WallClockField::WallClockField(Instant shown, const QTimeZone& zone, QWidget* parent)
    : QWidget(parent)
    , m_zone(zone)
    , m_edit(new QDateTimeEdit(this))
    , m_which(new QComboBox(this))
{
    // Date and time without a zone: QDateTimeEdit of Qt 6.4 cannot show any zone but UTC and the system's.
    m_edit->setTimeSpec(Qt::UTC);
    m_edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_edit->setCalendarPopup(true);
    m_which->setAccessibleName(tr("Ahead of UTC"));
    m_which->setToolTip(tr("Clocks are set back: this time comes twice."));
    const auto local = localTime(shown, zone);
    m_edit->setDateTime(QDateTime(local.date(), local.time(), Qt::UTC));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::tight);
    row->addWidget(m_edit, 1);
    row->addWidget(m_which);
    setFocusProxy(m_edit);
    find(0);
    find(int(std::ranges::find(m_instants, shown) - m_instants.begin()));
    connect(m_edit, &QDateTimeEdit::dateTimeChanged, this, [this] {
        find(m_which->currentIndex());
        emit changed();
    });
    connect(m_which, &QComboBox::currentIndexChanged, this, &WallClockField::changed);
}

void WallClockField::find(int wanted)
{
    const auto wall = m_edit->dateTime();
    m_instants = instantsAt(wall.date(), wall.time(), m_zone);
    const QSignalBlocker quiet(m_which);
    m_which->clear();
    for (const auto t : m_instants)
        m_which->addItem(QStringLiteral("UTC")
            + QString::fromStdString(offsetText(std::chrono::seconds(localTime(t, m_zone).offsetFromUtc()))));
    m_which->setCurrentIndex(std::clamp(wanted, 0, std::max(0, m_which->count() - 1)));
    m_which->setVisible(m_instants.size() > 1);
}

std::optional<Instant> WallClockField::instant() const
{
    if (m_instants.empty())
        return std::nullopt;
    return m_instants[std::size_t(std::max(0, m_which->currentIndex()))];
}

} // namespace atlas
