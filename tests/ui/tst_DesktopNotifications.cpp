// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/DesktopNotifications.h"

#include "tests/support/TestRegistry.h"

#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace atlas;

/// What a desktop has.
class FakeServer : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Message
    {
        QString title, body;
        QStringList actions;
    };
    std::vector<Message> messages;

public slots:
    uint Notify(const QString&, uint, const QString&, const QString& title, const QString& body,
        const QStringList& actions, const QVariantMap&, int)
    {
        messages.push_back({title, body, actions});
        return uint(messages.size());
    }

signals:
    void ActionInvoked(uint id, const QString& action);
    void NotificationClosed(uint id, uint reason);
};

/// On a bus of its own.
class tst_DesktopNotifications : public QObject
{
    Q_OBJECT

    QProcess m_daemon;
    QString m_address;

    QDBusConnection connectAs(const char* name) const
    {
        return QDBusConnection::connectToBus(m_address, QLatin1StringView(name));
    }

private slots:
    void initTestCase()
    {
        const auto program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (program.isEmpty())
            QSKIP("there is no dbus-daemon");
        m_daemon.start(program, {"--session", "--nofork", "--print-address"});
        QVERIFY(m_daemon.waitForReadyRead(10'000));
        m_address = QString::fromUtf8(m_daemon.readLine().trimmed());
        QVERIFY(connectAs("check").isConnected());
    }
    void cleanupTestCase()
    {
        for (const char* name : {"check", "server", "window", "alone"})
            QDBusConnection::disconnectFromBus(QLatin1StringView(name));
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    void withoutAServerNothingHappens()
    {
        DesktopNotifications notifications(connectAs("alone"));
        QSignalSpy failed(&notifications, &DesktopNotifications::failed);
        notifications.show(QStringLiteral("title"), QStringLiteral("body"));
        QCOMPARE(failed.count(), 0); // it did not wait
        QTRY_COMPARE(failed.count(), 1);
    }

    void withoutABusNothingHappens()
    {
        DesktopNotifications notifications(QDBusConnection(QStringLiteral("no such bus")));
        QSignalSpy failed(&notifications, &DesktopNotifications::failed);
        notifications.show(QStringLiteral("title"), QStringLiteral("body"));
        QCOMPARE(failed.count(), 1);
    }

    void aMessageIsShownAndLeadsBack()
    {
        FakeServer server;
        auto bus = connectAs("server");
        QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &server,
            QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));

        DesktopNotifications notifications(connectAs("window"));
        QSignalSpy shown(&notifications, &DesktopNotifications::shown);
        QSignalSpy activated(&notifications, &DesktopNotifications::activated);
        notifications.show(QStringLiteral("GPUs idle"), QStringLiteral("<b>ml</b> & co"));
        QTRY_COMPARE(shown.count(), 1);
        QCOMPARE(server.messages.size(), std::size_t(1));
        QCOMPARE(server.messages[0].title, QStringLiteral("GPUs idle"));
        QCOMPARE(server.messages[0].body, QStringLiteral("&lt;b&gt;ml&lt;/b&gt; &amp; co")); // no markup from outside
        QCOMPARE(server.messages[0].actions.value(0), QStringLiteral("default"));

        emit server.ActionInvoked(77, QStringLiteral("default")); // of another program
        emit server.ActionInvoked(1, QStringLiteral("default"));
        QTRY_COMPARE(activated.count(), 1);
        emit server.NotificationClosed(1, 2);
        emit server.ActionInvoked(1, QStringLiteral("default"));
        notifications.show(QStringLiteral("again"), {});
        QTRY_COMPARE(shown.count(), 2); // after the signals, on the same bus
        QCOMPARE(activated.count(), 1);
    }
};

ATLAS_TEST(tst_DesktopNotifications);
#include "tst_DesktopNotifications.moc"
