// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "ui/Theme.h"

#include <QTimeZone>
#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;

namespace atlas {

class StateDot;

/// All clusters with their states, a line each, the worst first, and beside each the button that helps.
class ClusterStateList final : public QWidget
{
    Q_OBJECT
public:
    explicit ClusterStateList(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setStatuses(const std::vector<ClusterStatus>& statuses, Instant now, const QTimeZone& zone);

    /// "c · Prod · Fresh" a line: what is shown.
    QStringList texts() const;

signals:
    void retryRequested(const QString& connection);
    void loginRequested(const QString& connection);

private:
    struct Line
    {
        StateDot* dot;
        QLabel *name, *connection, *state;
        QPushButton* button;
        QString id;
        bool login = false;
    };
    void addLine();

    Theme m_theme = Theme::Light;
    QGridLayout* m_grid;
    std::vector<Line> m_lines;
};

} // namespace atlas
