// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QSet>
#include <QString>

namespace atlas {

/// Messages of the desktop (org.freedesktop.Notifications on the session's D-Bus). Never blocks; where nobody shows
/// such messages, nothing happens: what is said is in the window as well.
class DesktopNotifications final : public QObject
{
    Q_OBJECT
public:
    explicit DesktopNotifications(
        const QDBusConnection& bus = QDBusConnection::sessionBus(), QObject* parent = nullptr);

    /// Plain text.
    void show(const QString& title, const QString& body);

signals:
    /// The user pressed one of ours.
    void activated();
    /// The server took a message.
    void shown();
    /// Nobody did.
    void failed(const QString& why);

private slots:
    void actionInvoked(uint id, const QString& action);
    void notificationClosed(uint id, uint reason);

private:
    QDBusConnection m_bus;
    QSet<uint> m_shown;
};

} // namespace atlas
