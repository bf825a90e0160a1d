// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sample/SampleCommand.h"
#include "models/alerts/AlertFiles.h"
#include "models/store/SqliteStore.h"
#include "tests/cli/Program.h"
#include "tests/support/TestRegistry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace atlas;
using namespace atlas::test;

namespace {

const Instant end = hourStart(485'000); // 2025-04-30T08:00Z

} // namespace

/// On a small sample cluster, with rules in a file.
class tst_AlertsCommand : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString store() const { return m_folder.filePath(QStringLiteral("sample.db")); }
    QString rulesOf(const std::vector<AlertRule>& rules) const
    {
        const auto path = m_folder.filePath(QStringLiteral("rules.json"));
        return writeAlertRules(path, rules) ? path : QString();
    }
    Ran ask(const std::vector<AlertRule>& rules, const QStringList& more = {}) const
    {
        QStringList arguments{"alerts", "--store", store(), "--rules", rulesOf(rules)};
        if (!more.contains(QStringLiteral("--at")))
            arguments << "--at"
                      << "end";
        return run(arguments + more);
    }
    static AlertRule heldRule(double above)
    {
        AlertRule rule;
        rule.id = QStringLiteral("held");
        rule.name = QStringLiteral("Held");
        rule.level = Level::Cluster;
        rule.condition = AlertCondition::Above;
        rule.metric = Metric::AverageAllocated;
        rule.threshold = above;
        rule.hours = 1;
        return rule;
    }

private slots:
    void initTestCase()
    {
        SampleOptions options;
        options.out = store();
        options.days = 2;
        options.gpus = 64;
        options.namespaces = 4;
        options.end = end;
        const auto made = writeSample(options, SystemClock());
        QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    }

    void nothingFires()
    {
        const auto ran = ask({heldRule(1e6)});
        QCOMPARE(ran.code, 0);
        QCOMPARE(ran.out, QByteArray("Nothing fires.\n"));
        QVERIFY2(ran.err.isEmpty(), ran.err.constData());
    }

    void somethingFires()
    {
        const auto ran = ask({heldRule(0)});
        QCOMPARE(ran.code, 11);
        QVERIFY2(ran.out.endsWith("2 alerts fire.\n"), ran.out.constData());
        QVERIFY2(ran.out.startsWith("Held: "), ran.out.constData());
        QVERIFY2(ran.err.isEmpty(), ran.err.constData());
    }

    void onlyOneCluster()
    {
        const auto both = QJsonDocument::fromJson(ask({heldRule(0)}, {"--format", "json"}).out).object();
        const auto clusters = both.value("clusters").toArray();
        QCOMPARE(clusters.size(), 2);
        const auto name = clusters[0].toObject().value("name").toString();
        const auto ran = ask({heldRule(0)}, {"--cluster", name, "--format", "json"});
        QCOMPARE(ran.code, 11);
        const auto alerts = QJsonDocument::fromJson(ran.out).object().value("alerts").toArray();
        QCOMPARE(alerts.size(), 1);
        const auto alert = alerts[0].toObject();
        QCOMPARE(alert.value("cluster").toString(), name);
        QCOMPARE(alert.value("rule").toString(), QStringLiteral("held"));
        QCOMPARE(alert.value("level").toString(), QStringLiteral("cluster"));
        QCOMPARE(alert.value("metric").toString(), QStringLiteral("allocated_gpus"));
        QVERIFY(alert.value("value").toDouble() > 0);
        QCOMPARE(alert.value("last_hour").toString(), QStringLiteral("2025-04-30T07:00:00Z"));
        QCOMPARE(ask({heldRule(0)}, {"--cluster", "nobody"}).code, 2);
    }

    void atAnotherTime()
    {
        // A rule of 40 hours does not fire in the first hours, but at the end.
        auto rule = heldRule(0);
        rule.hours = 40;
        QCOMPARE(ask({rule}, {"--at", "2025-04-29T00:00:00Z"}).code, 0);
        QCOMPARE(ask({rule}, {"--at", "2025-04-30T08:00:00Z"}).code, 11);
        QCOMPARE(ask({rule}, {"--at", "noon"}).code, 2);
    }

    void oldDataAreToldApartFromQuiet()
    {
        auto rule = heldRule(0);
        rule.hours = 2000;
        const auto ran = ask({rule}, {"--at", "2025-05-10T00:00:00Z"});
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.err.contains("--at end"), ran.err.constData());
        // What is missing for long enough fires.
        rule.condition = AlertCondition::Missing;
        rule.hours = 24;
        QCOMPARE(ask({rule}, {"--at", "2025-05-10T00:00:00Z"}).code, 11);
    }

    void whatNobodyAnsweredIsSaid()
    {
        const auto path = m_folder.filePath(QStringLiteral("asked.db"));
        QVERIFY(QFile::copy(store(), path));
        const auto clusters =
            QJsonDocument::fromJson(ask({heldRule(0)}, {"--format", "json"}).out).object().value("clusters").toArray();
        const auto name = clusters[0].toObject().value("name").toString();
        {
            CoverageEntry entry;
            entry.cluster = name.toStdString();
            entry.endpoint = "cluster/hourly-stats";
            entry.range = {end - std::chrono::hours(1), end};
            entry.state = CoverageState::Complete;
            entry.fetchedAt = end + std::chrono::minutes(5);
            entry.request = "cluster/hourly-stats?cluster=c";
            RowBatch batch;
            batch.coverage = {entry};
            auto writing = SqliteStore::open(path, StoreOptions());
            QVERIFY(writing);
            auto committed = (*writing)->commit(batch);
            committed.waitForFinished();
            QVERIFY(committed.result());
        }
        auto rule = heldRule(0);
        rule.condition = AlertCondition::Missing;
        rule.hours = 3;
        const auto asked = [&](const char* at) {
            return run({"alerts", "--store", path, "--rules", rulesOf({rule}), "--cluster", name, "--at", at});
        };
        QCOMPARE(asked("2025-04-30T10:00:00Z").code, 0);
        const auto ran = asked("2025-04-30T13:00:00Z");
        QCOMPARE(ran.code, 11);
        QVERIFY2(ran.out.contains("nothing was answered since 2025-04-30T08:05:00Z (4 h"), ran.out.constData());
    }

    void rulesThatCannotBeUsed()
    {
        auto rule = heldRule(0);
        rule.only = QStringLiteral("~(");
        auto ran = ask({rule});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("The rule \"Held\": The expression \"(\" is not valid"), ran.err.constData());
        rule.enabled = false; // then nobody minds
        QCOMPARE(ask({rule}).code, 0);
        QVERIFY(writeFile(m_folder.filePath(QStringLiteral("broken.json")), "{"));
        for (const char* name : {"broken.json", "none.json"}) {
            ran = run({"alerts", "--store", store(), "--rules", m_folder.filePath(QLatin1StringView(name))});
            QCOMPARE(ran.code, 2);
            QVERIFY2(ran.err.contains(name), ran.err.constData());
        }
        QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("broken.json")))); // it is left where it is
    }

    void aStoreThatIsNotThere()
    {
        const auto ran = run({"alerts", "--store", m_folder.filePath(QStringLiteral("none.db"))});
        QCOMPARE(ran.code, 8);
        QCOMPARE(run({"alerts", "--store", store(), "--format", "xml"}).code, 2);
    }
};

ATLAS_TEST(tst_AlertsCommand);
#include "tst_AlertsCommand.moc"
