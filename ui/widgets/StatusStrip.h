// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Session.h"
#include "ui/Theme.h"

#include <QTimer>
#include <QWidget>

class QFrame;
class QLabel;
class QProgressBar;
class QToolButton;

namespace atlas {

class ClusterStateList;
class StateDot;
class StatusPresenter;

/// ● Fresh · API prod-a · 168 of 168 h · 3 rejected rows … 4 clusters, 1 needs a look … what is going on, Cancel.
///
/// The state is the primary cluster's; a list of all opens from the button. While a server asked for a pause the time
/// that is left is counted down. Plain http to another machine is said in red for as long as it is used.
class StatusStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit StatusStrip(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    /// `hours`: null where nothing is open.
    void setStatus(const SessionStatus& status, const std::vector<ClusterStatus>& clusters, bool cancellable,
        const StatusPresenter* hours);

    QString text() const;
    QString clustersText() const;
    bool showsInsecure() const;
    ClusterStateList* clusterList() const { return m_list; }

public slots:
    void toggleClusters();

signals:
    void cancelRequested();
    void retryRequested(const QString& connection);
    void loginRequested(const QString& connection);

private:
    void buildRow();
    void buildPopup();
    void showState();
    void showActivity();

    Theme m_theme = Theme::Light;
    SessionStatus m_status;
    std::vector<ClusterStatus> m_clusters;
    bool m_cancellable = false;
    const StatusPresenter* m_hours = nullptr;
    StateDot* m_dot;
    QLabel *m_state, *m_insecure, *m_facts, *m_activity;
    QToolButton *m_clustersButton, *m_cancel;
    QProgressBar* m_progress;
    QFrame* m_popup;
    ClusterStateList* m_list;
    QTimer m_second; ///< while something is counted down
};

} // namespace atlas
