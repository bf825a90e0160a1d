// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/WatchLines.h"
#include "tests/cli/Program.h"
#include "tests/support/FaultServer.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

using namespace atlas;
using namespace atlas::test;

namespace {

const QByteArray oneRow = R"({"meta":{"code":2000,"message":"OK"},"data":{"total":1,"page":1,"page_size":1,
"total_pages":1,"data":[{"id":1,"cluster_name":"alpha","stat_hour":"2025-01-01T00:00:00Z","total_gpu_capacity":64,
"allocated_gpu_count":40,"allocation_rate":62.5,"avg_utilization":50}]},"tracing":null})";

const QByteArray savedConnections = R"({"format":"gpu-atlas-connections","connections":[
{"id":"one","name":"One","url":"ONE"},{"id":"two","name":"Two","url":"TWO"},
{"id":"off","name":"Off","enabled":false,"url":"localhost:9"}]})";

const QStringList january{"--from", "2025-01-01", "--to", "2025-01-02"};

/// gpu-atlasctl with a home of its own, read while it runs.
class Program
{
public:
    Program(const QString& home, const QStringList& arguments, const QByteArray& input = {},
        const QString& credentials = {})
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
            environment.insert(QString::fromLatin1(name), home);
        environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        if (!credentials.isEmpty())
            environment.insert(QStringLiteral("CREDENTIALS_DIRECTORY"), credentials);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(home);
        process.start(QStringLiteral(ATLAS_CTL), arguments);
        process.write(input);
        process.closeWriteChannel();
    }
    ~Program()
    {
        process.kill();
        process.waitForFinished();
    }

    bool printed(const QByteArray& words)
    {
        output += process.readAllStandardOutput() + process.readAllStandardError();
        return output.contains(words);
    }
    bool ended() const { return process.state() == QProcess::NotRunning; }
    int code() const { return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1; }

    QProcess process;
    QByteArray output;
};

} // namespace

/// Tokens, and what goes on without a window.
class tst_Connections : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    /// Answers rows of alpha to whoever shows `value` in header `name`, and repeats what others showed.
    static void guard(FaultServer& server, const QByteArray& name, const QByteArray& value)
    {
        server.on(QStringLiteral("/"), [=](const FaultServer::Request& asked) {
            const auto shown = asked.headers.value(name);
            if (shown != value)
                return FaultServer::json(R"({"code":401,"message":"wrong: )" + shown + R"("})", 401);
            if (asked.path.endsWith(QStringLiteral("/clusters")))
                return FaultServer::json(R"({"meta":{"code":2000,"message":"OK"},"data":["alpha"],"tracing":null})");
            if (asked.path.endsWith(QStringLiteral("/cluster/hourly-stats")))
                return FaultServer::json(oneRow);
            return FaultServer::json(R"({"meta":{"code":4004,"message":"no data"},"data":null,"tracing":null})");
        });
    }

private slots:
    void K1_secretsInArgumentsAreRefusedNamingTheWays()
    {
        const QStringList sync{"sync", "--url", "http://127.0.0.1:9"};
        for (const char* option : {"--token=canary-1", "--cookie=canary-1", "--header=canary-1"}) {
            const auto ran = run(sync + january + QStringList{QString::fromLatin1(option)});
            QCOMPARE(ran.code, 2);
            for (const char* way : {"--token-stdin", "--token-file", "0600", "--token-keyring", "LoadCredential"})
                QVERIFY2(ran.err.contains(way), ran.err.constData());
            QVERIFY(!ran.err.contains("canary-1"));
        }
        QCOMPARE(run({"sync", "--watch", "--token", "canary-1"}).code, 2);
    }

    void theTokenIsSentAsTheOptionsSay_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("bearer without more")
            << QStringList{} << QByteArray("authorization") << QByteArray("Bearer s3c");
        QTest::newRow("bearer") << QStringList{"--auth", "bearer"} << QByteArray("authorization")
                                << QByteArray("Bearer s3c");
        QTest::newRow("cookie") << QStringList{"--auth", "cookie"} << QByteArray("cookie") << QByteArray("s3c");
        QTest::newRow("header") << QStringList{"--auth", "header:X-Api-Key"} << QByteArray("x-api-key")
                                << QByteArray("s3c");
    }
    void theTokenIsSentAsTheOptionsSay()
    {
        QFETCH(const QStringList, options);
        QFETCH(const QByteArray, header);
        QFETCH(const QByteArray, value);
        FaultServer server;
        guard(server, header, value);
        const auto ran = run(QStringList{"sync", "--url", server.url(QStringLiteral("/api/v1")).toString(), "--store",
                                 path("auth.db"), "--token-stdin"}
                + january + options,
            "s3c\n");
        QVERIFY2(ran.code == 0, ran.err.constData());
        QFile::remove(path("auth.db"));
    }

    void wrongWaysToAToken()
    {
        const QStringList sync = QStringList{"sync", "--url", "http://127.0.0.1:9"} + january;
        QCOMPARE(run(sync + QStringList{"--auth", "psychic"}).code, 2);
        QCOMPARE(run(sync + QStringList{"--auth", "header:Two Words", "--token-stdin"}, "x").code, 2);
        QCOMPARE(run(sync + QStringList{"--auth", "bearer"}).code, 2); // and no token
        QCOMPARE(run(sync + QStringList{"--token-stdin"}, "").code, 2);
        QCOMPARE(run(sync + QStringList{"--token-stdin"}, "two\nlines").code, 2);
        QCOMPARE(run(sync + QStringList{"--token-stdin", "--token-keyring", "p"}, "x").code, 2);
        QCOMPARE(run(sync + QStringList{"--client-cert", path("none.pem")}).code, 2);
        QCOMPARE(run({"sync", "--watch", "--url", "http://127.0.0.1:9", "--from", "2025-01-01"}).code, 2);
        QCOMPARE(run({"sync", "--watch", "--config", path("nowhere.json")}).code, 2);
    }

    void K2_withoutAKeyringItsTokenIsAMatterOfLogin()
    {
        Program program(m_folder.path(),
            QStringList{"sync", "--url", "http://127.0.0.1:9", "--token-keyring", "prod", "--store", path("k2.db")}
                + january);
        QTRY_VERIFY_WITH_TIMEOUT(program.ended(), 20000);
        QCOMPARE(program.code(), 4);
        QVERIFY2(program.printed("AUTH: The token of this connection cannot be read"), program.output.constData());
    }

    void aServiceGetsItsTokenAsACredential()
    {
        FaultServer server;
        guard(server, "authorization", "Bearer cred-7");
        QDir(m_folder.path()).mkpath(QStringLiteral("credentials"));
        QVERIFY(writeFile(path("credentials/token"), "cred-7\n"));
        Program program(m_folder.path(),
            QStringList{"sync", "--url", server.url(QStringLiteral("/api/v1")).toString(), "--store", path("c.db")}
                + january,
            {}, path("credentials"));
        QTRY_VERIFY_WITH_TIMEOUT(program.ended(), 20000);
        program.printed("");
        QVERIFY2(program.code() == 0, program.output.constData());
    }

    void watchingPrintsStatesUntilSigterm()
    {
        FaultServer server, guarded;
        guard(server, "none", {});
        guard(guarded, "authorization", "Bearer nobody has it");
        QByteArray config = savedConnections;
        config.replace("ONE", server.url(QStringLiteral("/api/v1")).toEncoded());
        config.replace("TWO", guarded.url(QStringLiteral("/api/v1")).toEncoded());
        QVERIFY(writeFile(path("connections.json"), config));
        Program program(m_folder.path(),
            {"sync", "--watch", "--json", "--config", path("connections.json"), "--store", path("watch.db"),
                "--history", "2"});
        QTRY_VERIFY_WITH_TIMEOUT(program.printed("\"connection\":\"two\",\"connection_name\":\"Two\",\"state\":"
                                                 "\"login-needed\""),
            20000);
        QTRY_VERIFY_WITH_TIMEOUT(program.printed("\"cluster\":\"alpha\",\"connection\":\"one\""), 20000);
        QVERIFY(!program.output.contains("\"off\""));
        for (const auto& line : program.output.trimmed().split('\n'))
            QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
        program.process.terminate();
        QTRY_VERIFY_WITH_TIMEOUT(program.ended(), 20000);
        QCOMPARE(program.code(), 0);
        QVERIFY(QFile::exists(path("watch.db")));
    }

    void L4_aLineForAChangeAndNotForEachFailure()
    {
        FixedClock clock(Instant(std::chrono::hours(480000)));
        WatchLines lines(clock, false);
        ClusterStatus status;
        status.cluster = QStringLiteral("pr\x1b[31mod");
        status.state = ClusterState::Fresh;
        QCOMPARE(lines.update({status}), std::string("2024-10-04T00:00:00Z pr\xEF\xBF\xBD[31mod: fresh\n"));
        QCOMPARE(lines.update({status}), std::string());
        status.state = ClusterState::Stale;
        status.error = Error{ErrorClass::Net, QStringLiteral("away."), {}, 0, {}};
        status.lastSuccess = clock.now();
        QCOMPARE(lines.update({status}),
            std::string("2024-10-04T00:00:00Z pr\xEF\xBF\xBD[31mod: stale since 2024-10-04T00:00:00Z: NET: away.\n"));
        status.failures = 7;
        status.nextTry = clock.now();
        QCOMPARE(lines.update({status}), std::string());
        status.error->cls = ErrorClass::Timeout;
        QVERIFY(!lines.update({status}).empty());
    }

    void K3_aSecretInUseIsFoundNowhere_data()
    {
        QTest::addColumn<QString>("auth");
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("bearer") << QStringLiteral("bearer") << QByteArray("authorization");
        QTest::newRow("cookie") << QStringLiteral("cookie") << QByteArray("cookie");
        QTest::newRow("header") << QStringLiteral("header:X-Api-Key") << QByteArray("x-api-key");
    }
    void K3_aSecretInUseIsFoundNowhere()
    {
        QFETCH(const QString, auth);
        QFETCH(const QByteArray, header);
        const QByteArray secret = "Canary/7f3a+" + header + "=9c1e&x";
        const QByteArray value = auth == QStringLiteral("bearer") ? QByteArray("Bearer " + secret) : secret;
        const QTemporaryDir home;
        const auto in = [&](const char* name) { return home.filePath(QString::fromLatin1(name)); };
        FaultServer server, echoing;
        guard(server, header, value);
        guard(echoing, header, "something else");
        QByteArray seen;
        const auto options = [&](const FaultServer& of, const char* store) {
            return QStringList{"sync", "--url", of.url(QStringLiteral("/api/v1")).toString(), "--auth", auth,
                "--token-stdin", "--store", in(store)};
        };
        {
            Program watching(home.path(), options(server, "w.db") + QStringList{"--watch"}, secret);
            QTRY_VERIFY_WITH_TIMEOUT(watching.printed(" alpha: "), 10000);
            for (const char* name : {"cmdline", "environ"}) {
                QFile file(
                    QStringLiteral("/proc/%1/%2").arg(watching.process.processId()).arg(QLatin1StringView(name)));
                if (file.open(QIODevice::ReadOnly)) // not for others: the process is not dumpable
                    seen += file.readAll();
            }
            watching.process.terminate();
            QTRY_VERIFY_WITH_TIMEOUT(watching.ended(), 20000);
            watching.printed("");
            seen += watching.output;
        }
        Program refused(home.path(), options(echoing, "r.db") + january, secret);
        QTRY_VERIFY_WITH_TIMEOUT(refused.ended(), 20000);
        refused.printed("");
        QCOMPARE(refused.code(), 4);
        seen += refused.output;
        for (const QStringList& arguments :
            {QStringList{"sync", "--url", server.url(QStringLiteral("/api/v1")).toString(), "--auth", auth,
                 "--token-stdin", "--store", in("s.db")}
                    + january,
                QStringList{"doctor", "--store", in("w.db")},
                QStringList{"doctor", "--store", in("w.db"), "--format", "json"}}) {
            const auto ran = run(arguments, secret);
            seen += ran.out + ran.err;
        }
        {
            RunningServer served(in("w.db"));
            const auto ran =
                run(QStringList{"sync", "--url", served.url(), "--auth", auth, "--token-stdin", "--store", in("v.db")}
                        + january,
                    secret);
            QVERIFY2(ran.code == 0, ran.err.constData());
            seen += ran.out + ran.err;
        }
        QVERIFY(std::any_of(server.requests().begin(), server.requests().end(),
            [&](const FaultServer::Request& asked) { return asked.headers.value(header) == value; }));

        QDirIterator files(home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        int searched = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            seen += file.readAll();
            ++searched;
        }
        QVERIFY(searched >= 2 && seen.contains("alpha"));
        // Of a text within a longer one, base64 has one of three forms at each end: the middle is the same in each.
        const auto middle = [](const QByteArray& text, int offset) {
            return QByteArray(QByteArray(offset, 'x') + text).toBase64().mid(4, text.size());
        };
        for (const auto& form : {secret, secret.toPercentEncoding(), secret.toBase64(), middle(secret, 0),
                 middle(secret, 1), middle(secret, 2), QByteArray("Canary/7f3a")})
            QVERIFY2(!seen.contains(form), form.constData());
    }
};

ATLAS_TEST(tst_Connections);
#include "tst_Connections.moc"
