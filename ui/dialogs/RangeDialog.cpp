// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/RangeDialog.h"

#include "models/analysis/Format.h"
#include "ui/Theme.h"
#include "ui/dialogs/WallClockField.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace atlas {

RangeDialog::RangeDialog(TimeRange range, const QTimeZone& zone, QWidget* parent)
    : QDialog(parent)
    , m_zone(zone)
{
    setWindowTitle(tr("Range"));
    m_length = new QLabel(this);
    m_length->setWordWrap(true);
    m_from = new WallClockField(range.from, zone, this);
    m_to = new WallClockField(range.to, zone, this);
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
    for (auto* field : {m_from, m_to})
        connect(field, &WallClockField::changed, this, &RangeDialog::check);
    check();
}

TimeRange RangeDialog::range() const
{
    const auto from = m_from->instant(), to = m_to->instant();
    if (!from || !to)
        return {};
    return {std::chrono::floor<std::chrono::hours>(*from), std::chrono::ceil<std::chrono::hours>(*to)};
}

void RangeDialog::check()
{
    const auto chosenRange = range();
    m_apply->setEnabled(!chosenRange.isEmpty());
    if (!m_from->instant() || !m_to->instant())
        m_length->setText(tr("Clocks are set forward: this time does not exist."));
    else if (chosenRange.isEmpty())
        m_length->setText(tr("The end must lie behind the start."));
    else if (chosenRange.from != *m_from->instant() || chosenRange.to != *m_to->instant())
        m_length->setText(tr("%1: whole hours of UTC, %2")
                              .arg(formatDuration(chosenRange.length()), formatRange(chosenRange, m_zone)));
    else
        m_length->setText(formatDuration(chosenRange.length()));
}

} // namespace atlas
