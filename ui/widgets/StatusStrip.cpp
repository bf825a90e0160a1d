// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/StatusStrip.h"

#include "models/views/StatusPresenter.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>

namespace atlas {

namespace {

constexpr int dotSize = 9;

QString stateName(SessionState state)
{
    switch (state) {
    case SessionState::Loading:
        return StatusStrip::tr("Loading");
    case SessionState::Fresh:
        return StatusStrip::tr("Fresh");
    case SessionState::Stale:
        return StatusStrip::tr("Stale");
    case SessionState::Partial:
        return StatusStrip::tr("Partial");
    case SessionState::LoginNeeded:
        return StatusStrip::tr("Login needed");
    case SessionState::Blocked:
        return StatusStrip::tr("Blocked");
    case SessionState::ReadOnly:
        return StatusStrip::tr("Read-only");
    }
    return {};
}

QLabel* plainLabel(const char* role, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    setAtlasRole(label, role);
    return label;
}

} // namespace

StatusStrip::StatusStrip(QWidget* parent)
    : QWidget(parent)
    , m_state(plainLabel("secondary", this))
    , m_facts(plainLabel("secondary", this))
    , m_activity(plainLabel("secondary", this))
    , m_progress(new QProgressBar(this))
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("atlasEdge", "bottom");
    setAtlasRole(this, "bar");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::panel + dotSize + space::tight, space::unit, space::panel, space::unit);
    row->setSpacing(space::panel);
    row->addWidget(m_state);
    row->addWidget(m_facts, 1);
    row->addWidget(m_activity);
    row->addWidget(m_progress);
    m_facts->setMinimumWidth(0);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    setStatus({}, nullptr);
}

void StatusStrip::setTheme(Theme theme)
{
    m_theme = theme;
    update();
}

void StatusStrip::setStatus(const SessionStatus& status, const StatusPresenter* hours)
{
    m_status = status;
    const bool open = hours != nullptr;
    m_state->setText(open ? stateName(status.state) : tr("Nothing is open"));
    QStringList facts;
    if (open)
        facts << status.source;
    if (open && hours->hoursExpected() > 0)
        facts << tr("%1 of %2 h").arg(hours->hoursPresent()).arg(hours->hoursExpected());
    if (status.rejectedRows > 0)
        facts << tr("rejected rows: %1").arg(status.rejectedRows);
    if (status.error)
        facts << status.error->message;
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_facts->setToolTip(status.error ? status.error->message + QLatin1Char('\n') + status.error->detail : QString());
    m_activity->setText(status.activity);
    m_activity->setVisible(status.busy && !status.activity.isEmpty());
    m_progress->setVisible(status.busy);
    m_progress->setRange(0, status.total); // 0: it runs to and fro
    m_progress->setValue(status.done);
    update();
}

QString StatusStrip::text() const
{
    return m_state->text() + QStringLiteral(" · ") + m_facts->text();
}

QColor StatusStrip::dotColor() const
{
    const auto& colors = atlas::palette(m_theme);
    switch (m_status.state) {
    case SessionState::Fresh:
        return colors.good;
    case SessionState::Stale:
    case SessionState::Partial:
        return colors.warning;
    case SessionState::LoginNeeded:
    case SessionState::Blocked:
        return colors.bad;
    case SessionState::ReadOnly:
        return colors.accent;
    case SessionState::Loading:
        break;
    }
    return colors.secondary;
}

void StatusStrip::paintEvent(QPaintEvent* event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF dot(space::panel, (height() - dotSize) / 2.0, dotSize, dotSize);
    const bool hollow = m_status.state == SessionState::Loading || m_status.state == SessionState::ReadOnly;
    painter.setPen(QPen(dotColor(), 2));
    painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(dotColor()));
    painter.drawEllipse(dot.adjusted(1, 1, -1, -1));
}

} // namespace atlas
