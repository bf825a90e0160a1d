// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Session.h"
#include "ui/Theme.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace atlas {

class StatusPresenter;

/// ● Fresh · API prod-a · 168 of 168 h · 3 rejected rows · what is going on. The message of a failure is in it, too.
class StatusStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit StatusStrip(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setStatus(const SessionStatus& status, const StatusPresenter* hours);

    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QColor dotColor() const;

    Theme m_theme = Theme::Light;
    SessionStatus m_status;
    QLabel *m_state, *m_facts, *m_activity;
    QProgressBar* m_progress;
};

} // namespace atlas
