// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/StatusStrip.h"

#include "models/views/ClusterStates.h"
#include "models/views/StatusPresenter.h"
#include "ui/widgets/ClusterStateList.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/StateDot.h"
#include "ui/widgets/ToolButtons.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>

namespace atlas {

namespace {

constexpr int countInterval = 1000, progressWidth = 120, popupWidth = 680; // ms, pixels

/// As far as the source as a whole has a state that clusters have, too.
std::optional<ClusterState> clusterState(SessionState state)
{
    switch (state) {
    case SessionState::Loading:
        return std::nullopt;
    case SessionState::Fresh:
        return ClusterState::Fresh;
    case SessionState::Stale:
        return ClusterState::Stale;
    case SessionState::Partial:
        return ClusterState::Partial;
    case SessionState::LoginNeeded:
        return ClusterState::LoginNeeded;
    case SessionState::Blocked:
        return ClusterState::Blocked;
    case SessionState::ReadOnly:
        return ClusterState::ReadOnly;
    }
    return std::nullopt;
}

} // namespace

StatusStrip::StatusStrip(QWidget* parent)
    : QWidget(parent)
    , m_dot(new StateDot(this))
    , m_state(plainLabel("secondary", this))
    , m_insecure(plainLabel("badge-bad", this))
    , m_facts(plainLabel("secondary", this))
    , m_activity(plainLabel("secondary", this))
    , m_clustersButton(quietButton({}, this))
    , m_cancel(quietButton({}, this))
    , m_progress(new QProgressBar(this))
    , m_popup(new QFrame(this, Qt::Popup))
    , m_list(new ClusterStateList(m_popup))
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("atlasEdge", "bottom");
    setAtlasRole(this, "bar");
    m_insecure->setText(tr("insecure"));
    m_insecure->setToolTip(tr("A connection uses plain http to another machine: anybody on the way can read and change "
                              "what it sends, the token included."));
    buildRow();
    buildPopup();
    connect(&m_second, &QTimer::timeout, this, &StatusStrip::showState);
    m_second.setInterval(countInterval);
    setStatus({}, {}, false, nullptr);
}

void StatusStrip::buildRow()
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::panel, space::unit, space::panel, space::unit);
    row->setSpacing(space::panel);
    row->addWidget(m_dot);
    row->addWidget(m_state);
    row->addWidget(m_insecure);
    row->addWidget(m_facts, 1);
    row->addWidget(m_clustersButton);
    row->addWidget(m_activity);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    m_facts->setMinimumWidth(0);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(progressWidth);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop fetching; what came stays"));
    m_clustersButton->setToolTip(tr("All clusters and their states"));
    connect(m_cancel, &QToolButton::clicked, this, &StatusStrip::cancelRequested);
    connect(m_clustersButton, &QToolButton::clicked, this, &StatusStrip::toggleClusters);
}

void StatusStrip::buildPopup()
{
    setAtlasRole(m_popup, "panel");
    m_popup->setAccessibleName(tr("All clusters and their states"));
    auto* column = new QVBoxLayout(m_popup);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->addWidget(m_list);
    connect(m_list, &ClusterStateList::retryRequested, this, &StatusStrip::retryRequested);
    connect(m_list, &ClusterStateList::loginRequested, this, [this](const QString& connection) {
        m_popup->hide();
        emit loginRequested(connection);
    });
}

void StatusStrip::setTheme(Theme theme)
{
    m_theme = theme;
    m_dot->setTheme(theme);
    m_list->setTheme(theme);
}

void StatusStrip::setStatus(const SessionStatus& status, const std::vector<ClusterStatus>& clusters, bool cancellable,
    const StatusPresenter* hours)
{
    m_status = status;
    m_clusters = clusters;
    m_cancellable = cancellable;
    m_hours = hours;
    showState();
    showActivity();
}

void StatusStrip::showState()
{
    const bool open = m_hours != nullptr;
    const auto now = open ? m_hours->state().clockNow() : Instant{};
    const auto zone = open ? m_hours->state().zone() : QTimeZone("UTC");
    const auto* leading = open ? leadingStatus(m_clusters, m_hours->state().query().primaryCluster()) : nullptr;
    auto state = clusterState(m_status.state);
    QString name = state ? stateName(*state) : tr("Loading");
    QStringList facts;
    bool reasoned = false; // then the reason comes last: it may be long
    if (leading && m_status.state != SessionState::Loading) {
        state = leading->state;
        reasoned = leading->error && (*state == ClusterState::Blocked || *state == ClusterState::ReadOnly);
        name = reasoned ? stateName(*state) : stateText(*leading, now, zone);
        facts << statusTitle(*leading);
        if (const auto wait = countdownText(*leading, now); !wait.isEmpty())
            facts << wait;
    }
    m_dot->setState(open ? state : std::nullopt);
    m_state->setText(open ? name : tr("Nothing is open"));
    if (open)
        facts << m_status.source;
    if (open && m_hours->hoursExpected() > 0)
        facts << tr("%1 of %2 h").arg(m_hours->hoursPresent()).arg(m_hours->hoursExpected());
    if (m_status.rejectedRows > 0)
        facts << tr("rejected rows: %1").arg(m_status.rejectedRows);
    if (reasoned)
        facts << leading->error->message;
    else if (m_status.error && !leading) // else a banner has it
        facts << m_status.error->message;
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_facts->setToolTip(m_status.error
            ? plainToolTip(m_status.error->message + QLatin1Char('\n') + m_status.error->detail)
            : QString());

    const auto any = [this](auto&& what) { return std::any_of(m_clusters.begin(), m_clusters.end(), what); };
    m_insecure->setVisible(any([](const auto& status) { return status.insecure; }));
    const auto bad =
        std::count_if(m_clusters.begin(), m_clusters.end(), [](const auto& status) { return severity(status) > 0; });
    const QString count = tr("%n cluster(s)", nullptr, int(m_clusters.size()));
    m_clustersButton->setText(
        bad > 0 ? count + QStringLiteral(" · ") + tr("%n want(s) a look", nullptr, int(bad)) : count);
    m_clustersButton->setVisible(!m_clusters.empty());
    m_list->setStatuses(m_clusters, now, zone);
    const bool counting = any([now](const auto& status) { return !countdownText(status, now).isEmpty(); });
    if (counting != m_second.isActive())
        counting ? m_second.start() : m_second.stop();
}

void StatusStrip::showActivity()
{
    m_activity->setText(m_status.activity);
    m_activity->setVisible(m_status.busy && !m_status.activity.isEmpty());
    m_progress->setVisible(m_status.busy);
    m_progress->setRange(0, m_status.total); // 0: it runs to and fro
    m_progress->setValue(m_status.done);
    m_cancel->setVisible(m_status.busy && m_cancellable);
}

void StatusStrip::toggleClusters()
{
    if (m_popup->isVisible()) {
        m_popup->hide();
        return;
    }
    m_popup->setFixedWidth(std::min(popupWidth, std::max(width() - 2 * space::page, 1)));
    m_popup->adjustSize();
    const QPoint corner = m_clustersButton->mapToGlobal(QPoint(m_clustersButton->width(), -space::unit));
    m_popup->move(corner.x() - m_popup->width(), corner.y() - m_popup->height());
    m_popup->show();
}

QString StatusStrip::text() const
{
    return m_state->text() + QStringLiteral(" · ") + m_facts->text();
}

QString StatusStrip::clustersText() const
{
    return m_clustersButton->isHidden() ? QString() : m_clustersButton->text();
}

bool StatusStrip::showsInsecure() const
{
    return !m_insecure->isHidden();
}

} // namespace atlas
