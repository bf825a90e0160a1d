// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/ConnectionSettings.h"

#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace atlas;

namespace {

const QByteArray newer = R"({"format":"gpu-atlas-connections","version":7,"theme":"dark","connections":[
{"id":"p1","name":"old","url":"h","colour":"red","price_per_gpu_hour":null},
{"id":"gone","url":"h","colour":"blue"}]})";

ConnectionProfile profileAt(const char* url)
{
    ConnectionProfile profile;
    profile.id = QStringLiteral("p1");
    profile.name = QStringLiteral("Production");
    profile.url = QUrl(QString::fromLatin1(url));
    return profile;
}

bool write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_ConnectionSettings : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

private slots:
    void typedAddresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("address");
        const auto row = [](const char* typed, const char* address) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(address);
        };
        row("gpu.example.com", "https://gpu.example.com");
        row(" gpu.example.com:8443/lens/ ", "https://gpu.example.com:8443/lens");
        row("localhost:8080", "http://localhost:8080");
        row("127.0.0.1:1/api/v1", "http://127.0.0.1:1/api/v1");
        row("[::1]:8080", "http://[::1]:8080");
        row("https://localhost", "https://localhost");
        row("HTTP://Host.example/x//", "http://host.example/x");
        row("https://h/lens/v1/gpu-aggregation/clusters?x=1#y", "https://h/lens/v1");
        row("h/api/v1/gpu-aggregation", "https://h/api/v1");
        row("h/gpu-aggregation-lens/v1", "https://h/gpu-aggregation-lens/v1");
        row("h/gpu-aggregation/x/gpu-aggregation/clusters", "https://h/gpu-aggregation/x");
        row("x.localhost:8080", "http://x.localhost:8080");
        row("https://h/a%2Fb/", "https://h/a%2Fb");
        row("", "");
        row("https://", "");
        row("two words.example", "");
    }
    void typedAddresses()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, address);
        QCOMPARE(tidyUrl(typed).toString(QUrl::FullyEncoded), address);
    }

    void K4_userInfoIsMovedOutOfTheAddress()
    {
        QString moved;
        QCOMPARE(tidyUrl(QStringLiteral("https://ann:s%40cret@gpu.example.com/api"), &moved),
            QUrl(QStringLiteral("https://gpu.example.com/api")));
        QCOMPARE(moved, QStringLiteral("ann:s@cret"));
        QCOMPARE(basicAuthorization(moved), QByteArray("Basic " + QByteArray("ann:s@cret").toBase64()));
        QCOMPARE(basicAuthorization(QStringLiteral("key")), QByteArray("Basic " + QByteArray("key:").toBase64()));
        tidyUrl(QStringLiteral("gpu.example.com"), &moved);
        QVERIFY(moved.isEmpty());

        const auto refused = refusal(profileAt("https://ann:s3cret@gpu.example.com"));
        QVERIFY(refused && refused->cls == ErrorClass::Usage);
        QVERIFY(!refused->message.contains(QStringLiteral("s3cret")));
        QVERIFY(apiConfigOf(profileAt("https://ann:s3cret@h"), {}).baseUrl.userInfo().isEmpty());
        auto profile = profileAt("https://ann:s3cret@gpu.example.com");
        QVERIFY(writeConnections(path("k4.json"), {profile}));
        QVERIFY(!contents(path("k4.json")).contains("s3cret"));
    }

    void K4_plainHttpToAnotherMachineNeedsPermission()
    {
        auto profile = profileAt("http://gpu.example.com");
        QVERIFY(isPlainHttp(profile.url));
        QCOMPARE(refusal(profile)->cls, ErrorClass::Usage);
        profile.insecureHttp = true;
        QVERIFY(!refusal(profile));
        QVERIFY(apiConfigOf(profile, {}).insecureHttp);
        for (const char* own : {"http://localhost:1", "http://127.0.0.1:1", "http://127.8.8.8", "http://[::1]"}) {
            QVERIFY(!refusal(profileAt(own)));
            QVERIFY(!isPlainHttp(QUrl(QString::fromLatin1(own))));
        }
        // Names that only look like this machine.
        for (const char* other : {"http://localhost.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1"})
            QVERIFY(refusal(profileAt(other)));
    }

    void profilesThatCannotBeUsedAreRefused()
    {
        for (const char* url : {"", "ftp://h/x", "/just/a/path", "https://"})
            QVERIFY2(refusal(profileAt(url)), url);

        auto profile = profileAt("https://h");
        profile.auth = AuthKind::Header;
        for (const char* bad : {"", "Two Words", "X:Y", "Host", "content-length", "X\r\nY"}) {
            profile.headerName = QString::fromLatin1(bad);
            QVERIFY2(refusal(profile), bad);
        }
        profile.headerName = QStringLiteral("X-Api-Key");
        QVERIFY(!refusal(profile));

        QVERIFY(write(path("a.pem"), "x"));
        profile.clientCertFile = path("a.pem");
        QVERIFY(refusal(profile)); // without its key
        profile.clientKeyFile = path("none.pem");
        QVERIFY(refusal(profile)->message.contains(QStringLiteral("none.pem")));
        profile.clientKeyFile = path("a.pem");
        QVERIFY(!refusal(profile));
        profile.caFile = m_folder.path(); // a folder
        QVERIFY(refusal(profile));
    }

    void theSecretGoesIntoTheClientsConfigAndNowhereElse()
    {
        auto profile = profileAt("https://h/api");
        profile.auth = AuthKind::Bearer;
        profile.caFile = QStringLiteral("/ca.pem");
        profile.systemProxy = false;
        profile.ratesAreFractions = true;
        const auto config = apiConfigOf(profile, "token\n");
        QCOMPARE(config.auth, (ApiAuth{AuthKind::Bearer, "token", {}}));
        QCOMPARE(config.baseUrl, profile.url);
        QCOMPARE(config.customCaFile, profile.caFile);
        QVERIFY(!config.systemProxy && config.ratesAreFractions);

        profile.auth = AuthKind::Header;
        profile.headerName = QStringLiteral("X-Api-Key");
        QCOMPARE(apiConfigOf(profile, "k").auth, (ApiAuth{AuthKind::Header, "k", "X-Api-Key"}));
        // A second header in disguise is not sent, and neither is an empty one.
        QCOMPARE(apiConfigOf(profile, "k\r\nX-Evil: 1").auth.kind, AuthKind::None);
        QCOMPARE(apiConfigOf(profile, {}).auth.kind, AuthKind::None);
    }

    void secretsThatCannotBeSent()
    {
        QVERIFY(!secretRefusal("abc.DEF-123_~+/="));
        QVERIFY(!secretRefusal("a=b; c=d"));
        for (const QByteArray& bad :
            {QByteArray(), QByteArray("a\nb"), QByteArray("a\0b", 3), QByteArray(70000, 'x')}) {
            const auto refused = secretRefusal(bad);
            QVERIFY(refused && refused->cls == ErrorClass::Usage);
        }
        QVERIFY(!secretRefusal("s3cr\net")->message.contains(QStringLiteral("s3cr")));
    }

    void whatIsSavedIsReadAgain()
    {
        auto profile = profileAt("https://gpu.example.com:8443/lens/v1");
        profile.enabled = false;
        profile.clusters = QStringList{QStringLiteral("a"), QStringLiteral("数据")};
        profile.auth = AuthKind::Header;
        profile.headerName = QStringLiteral("X-Key");
        profile.insecureHttp = true;
        profile.caFile = QStringLiteral("/etc/ca.pem");
        profile.clientCertFile = QStringLiteral("/c");
        profile.clientKeyFile = QStringLiteral("/k");
        profile.systemProxy = false;
        profile.ratesAreFractions = true;
        profile.basis = UtilizationBasis::AllGpus;
        profile.zeroHoursAreUnknown = true;
        profile.zone = "Europe/Berlin";
        profile.pricePerGpuHour = 2.35;
        profile.currency = QStringLiteral("EUR");
        auto second = profileAt("http://localhost:1");
        second.id = QStringLiteral("p2");
        const QString file = path("deep/er/connections.json");
        const auto written = writeConnections(file, {profile, second});
        QVERIFY2(written, written ? "" : qPrintable(written.error().message));
        const auto read = readConnections(file);
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QCOMPARE(*read, (std::vector<ConnectionProfile>{profile, second}));
        QCOMPARE(QFileInfo(file).permissions() & (QFileDevice::ReadOther | QFileDevice::ReadGroup),
            QFileDevice::Permissions());

        QVERIFY(readConnections(path("nowhere.json"))->empty());
        QVERIFY(!QFileInfo::exists(path("nowhere.json")));
    }

    void keysOfNewerVersionsSurvive()
    {
        const QString file = path("newer.json");
        QVERIFY(write(file, newer));
        auto profiles = readConnections(file).value();
        QCOMPARE(profiles.size(), 2U);
        QVERIFY(profiles[0].pricePerGpuHour < 0);
        profiles.pop_back();
        profiles[0].name = QStringLiteral("new");
        QVERIFY(writeConnections(file, profiles));
        const auto object = QJsonDocument::fromJson(contents(file)).object();
        QCOMPARE(object["version"].toInt(), 7);
        QCOMPARE(object["theme"].toString(), QStringLiteral("dark"));
        QCOMPARE(object["connections"].toArray().size(), 1);
        QCOMPARE(object["connections"][0]["colour"].toString(), QStringLiteral("red"));
        QCOMPARE(object["connections"][0]["name"].toString(), QStringLiteral("new"));
    }

    void filesThatAreNotOursAreRefusedAndLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("[connections]\nurl=x\n");
        QTest::newRow("cut") << QByteArray(R"({"format":"gpu-atlas-connections","connections":[{"id":"p)");
        QTest::newRow("another format") << QByteArray(R"({"connections":[]})");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("wrong type") << QByteArray(
            R"({"format":"gpu-atlas-connections","connections":[{"id":"a","enabled":"yes"}]})");
        QTest::newRow("unknown kind") << QByteArray(
            R"({"format":"gpu-atlas-connections","connections":[{"id":"a","auth":"psychic"}]})");
        QTest::newRow("no name") << QByteArray(R"({"format":"gpu-atlas-connections","connections":[{}]})");
        QTest::newRow("twins") << QByteArray(
            R"({"format":"gpu-atlas-connections","connections":[{"id":"a"},{"id":"a"}]})");
    }
    void filesThatAreNotOursAreRefusedAndLeftAlone()
    {
        QFETCH(const QByteArray, text);
        const QString file = path("foreign.json");
        QVERIFY(write(file, text));
        const auto read = readConnections(file);
        QVERIFY(!read);
        QCOMPARE(read.error().cls, ErrorClass::Usage);
        QVERIFY(read.error().message.contains(file));
        QCOMPARE(contents(file), text);
    }

    void aFailedSaveLeavesTheOldFile()
    {
        const QString file = path("foreign.json");
        QVERIFY(write(file, "something else"));
        auto written = writeConnections(file, {profileAt("https://h")});
        QVERIFY(!written);
        QCOMPARE(written.error().cls, ErrorClass::Export);
        QCOMPARE(contents(file), QByteArray("something else"));
        written = writeConnections(file + QStringLiteral("/below/a/file.json"), {});
        QCOMPARE(written.error().cls, ErrorClass::Export);
    }
};

ATLAS_TEST(tst_ConnectionSettings);
#include "tst_ConnectionSettings.moc"
