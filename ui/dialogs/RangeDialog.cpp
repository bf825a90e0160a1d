// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/RangeDialog.h"

#include "models/analysis/Format.h"
#include "ui/Theme.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace atlas {

namespace {

// The fields hold wall-clock times without a zone: QDateTimeEdit of Qt 6.4 cannot show any zone but UTC and the
// system's.
QDateTime wallClock(Instant t, const QTimeZone& zone)
{
    const auto local = QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone);
    return QDateTime(local.date(), local.time(), Qt::UTC);
}

Instant instantOf(const QDateTime& wall, const QTimeZone& zone)
{
    return Instant(std::chrono::seconds(QDateTime(wall.date(), wall.time(), zone).toSecsSinceEpoch()));
}

} // namespace

RangeDialog::RangeDialog(TimeRange range, const QTimeZone& zone, QWidget* parent)
    : QDialog(parent)
    , m_zone(zone)
{
    setWindowTitle(tr("Range"));
    const auto edit = [&](Instant t) {
        auto* made = new QDateTimeEdit(this);
        made->setTimeSpec(Qt::UTC);
        made->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:00"));
        made->setCalendarPopup(true);
        made->setDateTime(wallClock(t, zone));
        connect(made, &QDateTimeEdit::dateTimeChanged, this, &RangeDialog::check);
        return made;
    };
    m_length = new QLabel(this);
    m_from = edit(range.from);
    m_to = edit(range.to);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Apply | QDialogButtonBox::Cancel, this);
    m_apply = buttons->button(QDialogButtonBox::Apply);
    m_apply->setDefault(true);
    setAtlasRole(m_apply, "primary");
    auto* form = new QFormLayout;
    form->addRow(tr("From"), m_from);
    form->addRow(tr("To, not included"), m_to);
    form->addRow(tr("Time zone"), new QLabel(zoneName(zone), this));
    form->addRow(tr("Length"), m_length);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(buttons);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        emit chosen(this->range());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

TimeRange RangeDialog::range() const
{
    return {instantOf(m_from->dateTime(), m_zone), instantOf(m_to->dateTime(), m_zone)};
}

void RangeDialog::check()
{
    if (!m_from || !m_to || !m_apply)
        return; // while the fields are being made
    const auto chosenRange = range();
    m_apply->setEnabled(!chosenRange.isEmpty());
    m_length->setText(
        chosenRange.isEmpty() ? tr("The end must lie behind the start.") : formatDuration(chosenRange.length()));
}

} // namespace atlas
