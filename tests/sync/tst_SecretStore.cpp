// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/SecretStore.h"

#include "tests/support/TestRegistry.h"

#include <QDirIterator>
#include <QEventLoop>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTimer>

using namespace atlas;

/// Each keyring in a process of its own: see SecretAsker.cpp.
class tst_SecretStore : public QObject
{
    Q_OBJECT

    /// What the process printed; nothing of it may be on disk afterwards.
    static QByteArray ask(const QString& bus, int limit, const QString& home)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION",
                 "GNOME_DESKTOP_SESSION_ID", "KDE_FULL_SESSION"})
            environment.remove(QString::fromLatin1(name));
        environment.insert(QStringLiteral("HOME"), home);
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home);
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home);
        environment.insert(QStringLiteral("XDG_DATA_HOME"), home);
        environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        if (!bus.isEmpty())
            environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), bus);
        QProcess process;
        process.setProcessEnvironment(environment);
        QEventLoop loop; // the silent bus has to accept meanwhile
        connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
        process.start(QStringLiteral(ATLAS_SECRET_ASKER), {QString::number(limit)});
        QTimer::singleShot(std::chrono::seconds(60), &loop, &QEventLoop::quit); // ends a test that hangs
        loop.exec();
        if (process.state() != QProcess::NotRunning) {
            process.kill();
            process.waitForFinished();
        }
        return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? process.readAll() : "crashed";
    }

    static bool secretIsOnDisk(const QString& folder)
    {
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const auto bytes = file.readAll();
            if (bytes.contains("canary-5e1f") || bytes.contains(QByteArray("canary-5e1f").toBase64().left(12)))
                return true;
        }
        return false;
    }

private slots:
    void K2_withoutAKeyringTheSecretHoldsForTheRun()
    {
        const QTemporaryDir home;
        const auto out = ask(QString(), 5000, home.path());
        QVERIFY2(out.contains("write returned at once\nhas 1\n"), out.constData());
        QVERIFY2(
            out.contains("kept: The token is kept until the program ends, and nowhere on disk: there is no keyring"),
            out.constData());
        QVERIFY2(out.contains("own: same\n"), out.constData());
        QVERIFY2(out.contains("other: AUTH The token of this connection cannot be read"), out.constData());
        QVERIFY(!secretIsOnDisk(home.path()));
    }

    void K2_aKeyringThatHangsCountsAsAbsentAfterTheLimit()
    {
        const QTemporaryDir home;
        QLocalServer bus;
        const QString path = home.filePath(QStringLiteral("bus"));
        QVERIFY(bus.listen(path));
        const auto out = ask(QStringLiteral("unix:path=") + path, 300, home.path());
        QVERIFY2(out.contains("write returned at once\nhas 1\n"), out.constData());
        QVERIFY2(
            out.contains("kept: The token is kept until the program ends, and nowhere on disk: the keyring does not "
                         "answer"),
            out.constData());
        QVERIFY2(out.contains("own: same\n"), out.constData());
        QVERIFY2(out.contains("other: AUTH "), out.constData());
        QVERIFY2(out.contains("after the limit"), out.constData());
        QVERIFY(bus.hasPendingConnections()); // it was asked
        QVERIFY(!secretIsOnDisk(home.path()));
    }

    void anEmptySecretIsNone()
    {
        SecretStore store(QStringLiteral("gpu-atlas-test"), std::chrono::milliseconds(200));
        QVERIFY(!store.has(QStringLiteral("c")));
        const auto first = store.write(QStringLiteral("c"), "x");
        QVERIFY(store.has(QStringLiteral("c")));
        const auto second = store.write(QStringLiteral("c"), {});
        QVERIFY(!store.has(QStringLiteral("c")));
        // Known to be none: the keyring is not asked again.
        const auto none = store.read(QStringLiteral("c"));
        QVERIFY(none.isFinished());
        QVERIFY(none.result().value().isEmpty());
        QTRY_VERIFY(first.isFinished() && second.isFinished());
    }

    void dyingWithQuestionsOpenCancelsThem()
    {
        QFuture<Result<QByteArray>> open;
        {
            SecretStore store(QStringLiteral("gpu-atlas-test"), std::chrono::milliseconds(60000));
            open = store.read(QStringLiteral("c"));
        }
        QTRY_VERIFY(open.isFinished());
    }
};

ATLAS_TEST(tst_SecretStore);
#include "tst_SecretStore.moc"
