// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/DesktopNotifications.h"

#include <QDBusError>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace atlas {

namespace {

const auto service = QStringLiteral("org.freedesktop.Notifications");
const auto path = QStringLiteral("/org/freedesktop/Notifications");
constexpr int patience = 5000; // ms

} // namespace

DesktopNotifications::DesktopNotifications(const QDBusConnection& bus, QObject* parent)
    : QObject(parent)
    , m_bus(bus)
{
    m_bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this, SLOT(actionInvoked(uint, QString)));
    m_bus.connect(
        service, path, service, QStringLiteral("NotificationClosed"), this, SLOT(notificationClosed(uint, uint)));
}

void DesktopNotifications::show(const QString& title, const QString& body)
{
    if (!m_bus.isConnected()) {
        emit failed(m_bus.lastError().message()); // no call would end
        return;
    }
    auto call = QDBusMessage::createMethodCall(service, path, service, QStringLiteral("Notify"));
    // Servers may read the body as markup, and names come from outside.
    const QStringList actions{QStringLiteral("default"), tr("Show")};
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("io.github.gpuatlas.GpuAtlas")},
        {QStringLiteral("category"), QStringLiteral("device.error")}};
    call.setArguments({QStringLiteral("GPU Atlas"), 0U, QStringLiteral("io.github.gpuatlas.GpuAtlas"), title,
        body.toHtmlEscaped(), actions, hints, -1});
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, patience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError()) {
            emit failed(reply.error().message());
            return;
        }
        m_shown.insert(reply.value());
        emit shown();
    });
}

void DesktopNotifications::actionInvoked(uint id, const QString&)
{
    if (m_shown.contains(id))
        emit activated();
}

void DesktopNotifications::notificationClosed(uint id, uint)
{
    m_shown.remove(id);
}

} // namespace atlas
