// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/ServedStore.h"
#include "tests/support/TestRegistry.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>

#include <memory>
#include <set>

using namespace atlas;
using namespace atlas::test;

namespace {

const QString day = QStringLiteral("start_time=2025-01-01T00:00:00Z&end_time=2025-01-02T23:00:00Z");

int codeOf(const QJsonObject& envelope)
{
    return envelope.value(QLatin1StringView("meta")).toObject().value(QLatin1StringView("code")).toInt();
}
QJsonObject pageOf(const QJsonObject& envelope)
{
    return envelope.value(QLatin1StringView("data")).toObject();
}
QJsonArray rowsOf(const QJsonObject& envelope)
{
    return pageOf(envelope).value(QLatin1StringView("data")).toArray();
}
QStringList namesOf(const QJsonObject& envelope)
{
    QStringList names;
    for (const auto& name : envelope.value(QLatin1StringView("data")).toArray())
        names << name.toString();
    return names;
}

} // namespace

class tst_ApiServer : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ServedStore> m_served;

    QJsonObject get(const QString& target) const { return m_served->get(target); }

private slots:
    void initTestCase() { m_served = std::make_unique<ServedStore>(); }
    void cleanupTestCase() { m_served.reset(); }

    void eachEndpointAnswers_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("total");
        QTest::newRow("cluster") << "cluster/hourly-stats?" + day << 30;
        QTest::newRow("namespaces") << "namespaces/hourly-stats?" + day << 90;
        QTest::newRow("one namespace") << "namespaces/hourly-stats?namespace=%E6%95%B0%E6%8D%AE&" + day << 30;
        QTest::newRow("empty namespace means all") << "namespaces/hourly-stats?namespace=&" + day << 90;
        QTest::newRow("label") << "labels/hourly-stats?dimension_type=label&dimension_key=team&" + day << 60;
        QTest::newRow("label value")
            << "labels/hourly-stats?dimension_type=label&dimension_key=team&dimension_value=red&" + day << 30;
        QTest::newRow("annotation") << "labels/hourly-stats?dimension_type=annotation&dimension_key=project&" + day
                                    << 1;
        QTest::newRow("workloads") << "workloads/hourly-stats?" + day << 60;
        QTest::newRow("one workload") << "workloads/hourly-stats?namespace=ml&workload_name=train&" + day << 30;
        QTest::newRow("other type") << "workloads/hourly-stats?workload_type=Job&" + day << 0;
        QTest::newRow("other cluster") << "cluster/hourly-stats?cluster=beta&" + day << 1;
        QTest::newRow("both ends are inclusive")
            << "cluster/hourly-stats?start_time=2025-01-01T03:00:00Z&end_time=2025-01-01T05:00:00Z" << 3;
        QTest::newRow("an offset")
            << "cluster/hourly-stats?start_time=2025-01-01T11:00:00%2B08:00&end_time=2025-01-01T05:00:00Z" << 3;
        QTest::newRow("S9 a hundred years")
            << "cluster/hourly-stats?start_time=1970-01-01T00:00:00Z&end_time=2070-01-01T00:00:00Z" << 30;
        QTest::newRow("S9 SQL in a filter") << "namespaces/hourly-stats?namespace=%27%20or%20%271%27=%271&" + day << 0;
    }
    void eachEndpointAnswers()
    {
        QFETCH(QString, target);
        QFETCH(int, total);
        const auto envelope = get(target);
        QCOMPARE(codeOf(envelope), 2000);
        QCOMPARE(pageOf(envelope).value(QLatin1StringView("total")).toInt(-1), total);
        QCOMPARE(int(rowsOf(envelope).size()), total);
    }

    void metadataIsListed()
    {
        QCOMPARE(namesOf(get(QStringLiteral("clusters"))), (QStringList{"alpha", "beta"}));
        QCOMPARE(namesOf(get("namespaces?" + day)), (QStringList{"ml", "web", "数据"}));
        QCOMPARE(namesOf(get("namespaces?cluster=beta&" + day)), QStringList());
        QCOMPARE(namesOf(get("dimension-keys?dimension_type=label&" + day)), QStringList{"team"});
        QCOMPARE(namesOf(get("dimension-keys?dimension_type=annotation&" + day)), QStringList{"project"});
        QCOMPARE(namesOf(get("dimension-values?dimension_type=label&dimension_key=team&" + day)),
            (QStringList{"blue", "red"}));
    }

    void snapshotsAreOldestFirstAndLatestIsTheNewest()
    {
        const auto latest = pageOf(get(QStringLiteral("snapshots/latest")));
        QCOMPARE(latest.value(QLatin1StringView("allocated_gpu_count")).toInt(), 12);
        QVERIFY(!latest.value(QLatin1StringView("allocation_details")).toObject().isEmpty());
        const auto list = get("snapshots?" + day).value(QLatin1StringView("data")).toArray();
        QCOMPARE(int(list.size()), 3);
        QCOMPARE(list[0].toObject().value(QLatin1StringView("allocated_gpu_count")).toInt(), 10);
        QCOMPARE(list[2].toObject(), latest);
        // Without a range: the 24 hours before now, which is the end of the data.
        QCOMPARE(int(get(QStringLiteral("snapshots")).value(QLatin1StringView("data")).toArray().size()), 2);
        QCOMPARE(codeOf(get(QStringLiteral("snapshots?cluster=beta"))), 2000);
        QCOMPARE(codeOf(get(QStringLiteral("snapshots/latest?cluster=beta"))), 4004);
    }

    void S9_badParametersAreToldInTheEnvelope_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("code");
        QTest::newRow("no range") << "cluster/hourly-stats" << 4001;
        QTest::newRow("no end") << "cluster/hourly-stats?start_time=2025-01-01T00:00:00Z" << 4001;
        QTest::newRow("bad time") << "cluster/hourly-stats?start_time=now&end_time=2025-01-01T00:00:00Z" << 4001;
        QTest::newRow("reversed")
            << "cluster/hourly-stats?start_time=2025-01-02T00:00:00Z&end_time=2025-01-01T00:00:00Z" << 4001;
        QTest::newRow("no dimension type") << "labels/hourly-stats?dimension_key=team&" + day << 4001;
        QTest::newRow("bad dimension type") << "labels/hourly-stats?dimension_type=x&dimension_key=team&" + day << 4001;
        QTest::newRow("no dimension key") << "labels/hourly-stats?dimension_type=label&" + day << 4001;
        QTest::newRow("bad order") << "cluster/hourly-stats?order_by=allocated_gpu_count&" + day << 4001;
        QTest::newRow("bad direction") << "cluster/hourly-stats?order_direction=up&" + day << 4001;
        QTest::newRow("page -1") << "cluster/hourly-stats?page=-1&" + day << 4001;
        QTest::newRow("page 0") << "cluster/hourly-stats?page=0&" + day << 4001;
        QTest::newRow("page_size 0") << "cluster/hourly-stats?page_size=0&" + day << 4001;
        QTest::newRow("twice") << "cluster/hourly-stats?cluster=alpha&cluster=beta&" + day << 4001;
        QTest::newRow("keys without type") << "dimension-keys?" + day << 4001;
        QTest::newRow("values without key") << "dimension-values?dimension_type=label&" + day << 4001;
        QTest::newRow("namespaces without range") << "namespaces" << 4001;
        QTest::newRow("snapshots reversed")
            << "snapshots?start_time=2025-01-02T00:00:00Z&end_time=2025-01-01T00:00:00Z" << 4001;
        QTest::newRow("unknown parameter") << "cluster/hourly-stats?namespaces=ml&" + day << 4001;
        QTest::newRow("unknown cluster") << "cluster/hourly-stats?cluster=gamma&" + day << 4004;
        QTest::newRow("unknown cluster's snapshots") << "snapshots?cluster=gamma" << 4004;
    }
    void S9_badParametersAreToldInTheEnvelope()
    {
        QFETCH(QString, target);
        QFETCH(int, code);
        const auto reply = m_served->request("GET", ("/api/v1/gpu-aggregation/" + target).toUtf8());
        QCOMPARE(reply.status, 200);
        const auto envelope = QJsonDocument::fromJson(reply.body).object();
        QCOMPARE(codeOf(envelope), code);
        QVERIFY(envelope.value(QLatin1StringView("data")).isNull());
        QVERIFY(!envelope.value(QLatin1StringView("meta"))
                     .toObject()
                     .value(QLatin1StringView("message"))
                     .toString()
                     .isEmpty());
    }

    void S9_thePageSizeCapIsReportedTruthfully()
    {
        const auto page = pageOf(get("namespaces/hourly-stats?page_size=1000000000&" + day));
        QCOMPARE(page.value(QLatin1StringView("page_size")).toInt(), 1000);
        QCOMPARE(page.value(QLatin1StringView("total_pages")).toInt(), 1);
    }

    void aWalkOverPagesIsComplete_data()
    {
        QTest::addColumn<QString>("order");
        QTest::newRow("time") << "order_by=time";
        QTest::newRow("ties everywhere") << "order_by=utilization";
        QTest::newRow("ties downwards") << "order_by=utilization&order_direction=desc";
    }
    void aWalkOverPagesIsComplete()
    {
        QFETCH(QString, order);
        std::set<std::pair<QString, QString>> keys;
        int rows = 0;
        for (int page = 1; page <= 13; ++page) {
            const auto envelope =
                get(QStringLiteral("namespaces/hourly-stats?page=%1&page_size=7&%2&%3").arg(page).arg(order, day));
            QCOMPARE(pageOf(envelope).value(QLatin1StringView("total_pages")).toInt(), 13);
            QCOMPARE(pageOf(envelope).value(QLatin1StringView("page")).toInt(), page);
            for (const auto& row : rowsOf(envelope)) {
                ++rows;
                keys.insert({row.toObject().value(QLatin1StringView("namespace")).toString(),
                    row.toObject().value(QLatin1StringView("stat_hour")).toString()});
            }
        }
        QCOMPARE(rows, 90);
        QCOMPARE(int(keys.size()), 90);
        QCOMPARE(int(rowsOf(get("namespaces/hourly-stats?page=14&page_size=7&" + day)).size()), 0);
        QCOMPARE(int(rowsOf(get("namespaces/hourly-stats?page=9223372036854775807&page_size=7&" + day)).size()), 0);
    }

    void ordersAreThoseAskedFor()
    {
        const auto rows = rowsOf(get("cluster/hourly-stats?order_by=utilization&order_direction=desc&" + day));
        for (int i = 0; i < 30; ++i)
            QCOMPARE(rows[i].toObject().value(QLatin1StringView("avg_utilization")).toInt(), 29 - i);
        const auto newest = rowsOf(get("cluster/hourly-stats?order_direction=desc&page_size=1&" + day));
        QCOMPARE(newest[0].toObject().value(QLatin1StringView("stat_hour")).toString(), "2025-01-02T05:00:00Z");
    }

    void bothPrefixesLeadToTheSame()
    {
        const auto target = ("/gpu-aggregation/cluster/hourly-stats?" + day).toUtf8();
        const auto reply = m_served->request("GET", "/v1" + target);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, m_served->request("GET", "/api/v1" + target).body);
    }

    void otherPathsAreNotFound()
    {
        for (const char* path : {"/", "/api/v1", "/api/v1/gpu-aggregation/", "/api/v1/gpu-aggregation/clusters/",
                 "/api/v1/gpu-aggregation/../../etc/passwd", "/api/v2/gpu-aggregation/clusters"}) {
            const auto reply = m_served->request("GET", path);
            QCOMPARE(reply.status, 404);
            QCOMPARE(codeOf(QJsonDocument::fromJson(reply.body).object()), 4004);
        }
        QCOMPARE(m_served->request("GET", "/healthz").status, 200);
        QCOMPARE(m_served->request("GET", "/readyz").status, 200);
    }

    void S4_onlyReadingIsPossible()
    {
        for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "TRACE"}) {
            const auto reply = m_served->request(method, "/api/v1/gpu-aggregation/clusters");
            QCOMPARE(reply.status, 405);
            QVERIFY(reply.head.contains("Allow: GET, HEAD"));
        }
        const auto options = m_served->request("OPTIONS", "/api/v1/gpu-aggregation/clusters");
        QCOMPARE(options.status, 204);
        QVERIFY(options.head.contains("Allow: GET, HEAD, OPTIONS"));
        const auto head = m_served->request("HEAD", "/api/v1/gpu-aggregation/clusters");
        QCOMPARE(head.status, 200);
        QVERIFY(head.body.isEmpty());
        const auto get =
            m_served->request("GET", "/api/v1/gpu-aggregation/clusters", "Origin: http://evil.example\r\n");
        QVERIFY(get.head.contains("X-Content-Type-Options: nosniff"));
        QVERIFY(get.head.contains("Cache-Control: no-store"));
        QVERIFY(get.head.contains("Vary: Origin"));
        QVERIFY(!get.head.toLower().contains("access-control"));
    }

    void S2_onlyTheServersOwnNamesAreAnswered()
    {
        const auto port = QByteArray::number(m_served->url().port());
        const auto with = [&](const QByteArray& hosts, const QByteArray& target = "/healthz") {
            return m_served->raw("GET " + target + " HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n").status;
        };
        QCOMPARE(with("Host: 127.0.0.1:" + port + "\r\n"), 200);
        QCOMPARE(with("Host: LocalHost:" + port + "\r\n"), 200);
        QCOMPARE(with("Host: [::1]:" + port + "\r\n"), 200);
        QCOMPARE(with(""), 400);
        QCOMPARE(with("Host: 127.0.0.1:" + port + "\r\nHost: 127.0.0.1:" + port + "\r\n"), 400);
        QCOMPARE(with("Host: evil.example:" + port + "\r\n"), 421);
        QCOMPARE(with("Host: 127.0.0.1\r\n"), 421);
        QCOMPARE(with("Host: 127.0.0.1:1\r\n"), 421);
        QCOMPARE(with("Host: localhost.evil.example:" + port + "\r\n"), 421);
        QCOMPARE(with("Host: 127.0.0.1:" + port + "\r\n", "http://evil.example/healthz"), 421);
    }

    void S5_tooLargeRequestsAreRefused()
    {
        const QByteArray longTarget = "/api/v1/gpu-aggregation/clusters?x=" + QByteArray(9000, 'x');
        QCOMPARE(m_served->request("GET", longTarget).status, 414);
        const auto headers = m_served->request("GET", "/healthz", "X: " + QByteArray(64 * 1024, 'x') + "\r\n").status;
        QVERIFY2(headers == 431 || headers == 0, qPrintable(QString::number(headers)));
        QCOMPARE(m_served->request("GET", "/healthz", "Content-Length: 5\r\n").status, 413);
        QCOMPARE(m_served->request("GET", "/healthz").status, 200);
    }

    void S6_headersThatNeverEndAreBrokenOff()
    {
        QTcpSocket slow;
        slow.connectToHost(m_served->url().host(), quint16(m_served->url().port()));
        QVERIFY(slow.waitForConnected());
        slow.write("GET /healthz HTTP/1.1\r\nX: ");
        QElapsedTimer time;
        time.start();
        while (slow.state() == QAbstractSocket::ConnectedState && time.elapsed() < 12'000) {
            slow.write("x"); // never silent
            slow.flush();
            slow.waitForDisconnected(200);
        }
        QVERIFY2(time.elapsed() < 9'000, qPrintable(QString::number(time.elapsed())));
        QVERIFY(time.elapsed() > 3'000);
        QCOMPARE(m_served->request("GET", "/healthz").status, 200);
    }

    void S1_onlyLoopbackAddressesAreAccepted()
    {
        QCOMPARE(ListenAddress::parse(QStringLiteral("127.0.0.1:0"))->port, quint16(0));
        QCOMPARE(ListenAddress::parse(QStringLiteral("localhost:81"))->host, QStringLiteral("localhost"));
        QCOMPARE(ListenAddress::parse(QStringLiteral("[::1]:81"))->host, QStringLiteral("::1"));
        for (const char* text : {"0.0.0.0:80", "10.0.0.1:80", "[::]:80", "example.org:80", "127.0.0.1", ":80", "",
                 "127.0.0.1:70000", "127.0.0.1:x"}) {
            const auto parsed = ListenAddress::parse(QString::fromLatin1(text));
            QVERIFY2(!parsed && parsed.error().cls == ErrorClass::Usage, text);
        }
    }

    void aPortInUseIsAnError()
    {
        ApiServer second;
        const FixedClock clock(Instant{});
        const auto url =
            second.start(m_served->store(), clock, {QStringLiteral("127.0.0.1"), quint16(m_served->url().port())});
        QVERIFY(!url);
        QCOMPARE(url.error().cls, ErrorClass::Net);
    }

    void extensionsAreAdvertisedAndAnswer()
    {
        const auto names = namesOf(get("extensions"));
        QVERIFY(names.contains("summary/daily") && names.contains("summary/monthly"));
        for (const auto& name : names) {
            const auto reply = get(name + "?" + day);
            QCOMPARE(codeOf(reply), 2000);
            QVERIFY(!reply.value(QLatin1StringView("data")).toArray().isEmpty());
            QCOMPARE(codeOf(get(name)), 4001); // no range
        }
        double gpuHours = 0;
        int hours = 0;
        const auto days = get("summary/daily?cluster=alpha&zone=Asia/Shanghai&" + day);
        for (const auto& period : days.value(QLatin1StringView("data")).toArray()) {
            gpuHours += period.toObject().value(QLatin1StringView("allocated_gpu_hours")).toDouble();
            hours += period.toObject().value(QLatin1StringView("hours")).toInt();
        }
        QCOMPARE(hours, ServedStore::hours);
        QCOMPARE(gpuHours, 40.5 * ServedStore::hours);
        QCOMPARE(codeOf(get("summary/daily?zone=Mars/Olympus&" + day)), 4001);
        QCOMPARE(codeOf(get("summary/daily?zone=CST&" + day)), 4001); // a rule of POSIX to some, UTC under that name
        QCOMPARE(codeOf(get("summary/daily?level=workload&" + day)), 4001);
        QCOMPARE(codeOf(get("summary/daily?start_time=1970-01-01T00:00:00Z&end_time=2070-01-01T00:00:00Z")), 4001);
    }
};

ATLAS_TEST(tst_ApiServer);
#include "tst_ApiServer.moc"
