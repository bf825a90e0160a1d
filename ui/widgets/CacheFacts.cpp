// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/CacheFacts.h"

#include "models/analysis/Format.h"
#include "models/views/DataValues.h"
#include "ui/Theme.h"
#include "ui/widgets/ElidedLabel.h"

#include <QFormLayout>
#include <QLocale>
#include <QSpinBox>

namespace atlas {

namespace {
constexpr int mostDays = 10 * 365, mostSnapshotDays = 365;
} // namespace

CacheFacts::CacheFacts(QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_size(addFact(tr("Size")))
    , m_rows(addFact(tr("Holds")))
    , m_hidden(addFact(tr("Hidden rows")))
    , m_checked(addFact(tr("Checked")))
    , m_path(addFact(tr("File")))
    , m_hours(addDays(tr("Keeps hours for"), mostDays))
    , m_snapshots(addDays(tr("Keeps every snapshot for"), mostSnapshotDays))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(space::page);
    m_form->setVerticalSpacing(space::unit);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_hidden->setToolTip(
        tr("Rows that two complete fetches in a row no longer had. They are kept, and shown nowhere."));
    m_snapshots->setToolTip(tr("After that, one an hour."));
}

QLabel* CacheFacts::addFact(const QString& title)
{
    auto* value = new ElidedLabel(0, this);
    auto* name = new QLabel(title, this);
    setAtlasRole(name, "secondary");
    m_form->addRow(name, value);
    return value;
}

QSpinBox* CacheFacts::addDays(const QString& title, int most)
{
    auto* days = new QSpinBox(this);
    days->setRange(0, most);
    days->setSpecialValueText(tr("ever"));
    days->setSuffix(tr(" days"));
    days->setButtonSymbols(QAbstractSpinBox::NoButtons);
    days->setKeyboardTracking(false); // a half-typed number must not throw data away
    days->setFixedWidth(96);
    days->setAccessibleName(title);
    auto* name = new QLabel(title, this);
    name->setBuddy(days);
    name->setMinimumHeight(space::row); // beside the middle of the field
    setAtlasRole(name, "secondary");
    m_form->addRow(name, days);
    connect(days, &QSpinBox::valueChanged, this, &CacheFacts::announce);
    return days;
}

void CacheFacts::setFacts(const StoreFacts& facts, const QTimeZone& zone)
{
    const QLocale locale;
    m_size->setText(facts.freeBytes > 0
            ? tr("%1, of that free to be used again: %2").arg(formatBytes(facts.bytes), formatBytes(facts.freeBytes))
            : formatBytes(facts.bytes));
    m_rows->setText(
        tr("hourly rows: %1 · snapshots: %2").arg(locale.toString(facts.hourRows), locale.toString(facts.snapshots)));
    m_hidden->setText(locale.toString(facts.hiddenRows));
    m_checked->setText(facts.integrityCheckedAt
            ? tr("whole and consistent at %1").arg(formatInstant(*facts.integrityCheckedAt, zone))
            : tr("not yet"));
    m_path->setText(facts.path.isEmpty() ? tr("in memory: nothing is kept beyond this run") : facts.path);
    m_form->setRowVisible(m_hidden, facts.hiddenRows > 0);
}

void CacheFacts::setRetention(const std::optional<RetentionPolicy>& policy)
{
    m_setting = true;
    m_form->setRowVisible(m_hours, policy.has_value());
    m_form->setRowVisible(m_snapshots, policy.has_value());
    const auto shown = policy.value_or(RetentionPolicy{});
    m_hours->setValue(int(shown.hours.count()));
    m_snapshots->setValue(int(shown.snapshots.count()));
    m_setting = false;
}

void CacheFacts::announce()
{
    if (!m_setting)
        emit retentionChanged({std::chrono::days(m_hours->value()), std::chrono::days(m_snapshots->value())});
}

QStringList CacheFacts::texts() const
{
    QStringList all;
    for (auto* value : {m_size, m_rows, m_hidden, m_checked, m_path}) {
        if (const auto* name = qobject_cast<QLabel*>(m_form->labelForField(value)); name && m_form->isRowVisible(value))
            all << name->text() + QStringLiteral(": ") + value->text();
    }
    return all;
}

} // namespace atlas
