// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/AlertFiles.h"
#include "tests/alerts/AlertFixtures.h"
#include "tests/support/TestRegistry.h"

#include <QFile>
#include <QTemporaryDir>

using namespace atlas;

namespace {

bool writeText(const QString& path, const QByteArray& text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

} // namespace

class tst_AlertFiles : public QObject
{
    Q_OBJECT
private slots:
    void rulesComeBackAsTheyWere()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("config/rules.json"));
        QVERIFY(!readAlertRules(path).value());
        auto rules = defaultAlertRules();
        auto odd = test::idleRule();
        odd.name = QStringLiteral("„odd“ \n团队");
        odd.level = Level::Dimension;
        odd.dimension = {DimensionType::Annotation, "example.org/cost:centre"};
        odd.only = QStringLiteral("~^a,b$");
        odd.except = QStringLiteral("x, y");
        odd.clearThreshold = 7.5;
        odd.clearHours = 4;
        odd.leastGpus = 0.5;
        odd.enabled = false;
        odd.threshold = 0.1;
        rules.push_back(odd);
        QVERIFY(writeAlertRules(path, rules));
        QCOMPARE(readAlertRules(path).value().value(), rules);
    }

    void memoryComesBackAsItWas()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("memory.json"));
        QVERIFY(readAlertMemory(path).value().empty());
        AlertMemory one;
        one.alert.ruleId = QStringLiteral("idle");
        one.alert.scope = {"c", Level::Workload, {}};
        one.alert.subject = "ns/job";
        one.alert.since = hourStart(482'000);
        one.alert.lastHour = 482'010;
        one.alert.acknowledged = true;
        one.fires = true;
        auto two = one;
        two.alert.mutedUntil = mutedForGood;
        two.alert.subject = "ns/other";
        QVERIFY(writeAlertMemory(path, {one, two}));
        QCOMPARE(readAlertMemory(path).value(), (std::vector{one, two}));
    }

    void rulesByHandMayBeShort()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("rules.json"));
        QVERIFY(writeText(path, R"({"format": "gpu-atlas-alert-rules", "version": 1, "rules": [
            {"id": "a", "name": "Idle", "level": "label:team", "threshold": 5, "hours": 3}]})"));
        const auto rules = readAlertRules(path).value().value();
        QCOMPARE(rules.size(), std::size_t(1));
        QCOMPARE(rules[0].dimension, (DimensionKey{DimensionType::Label, "team"}));
        QCOMPARE(rules[0].condition, AlertCondition::Below);
        QCOMPARE(rules[0].metric, Metric::Utilization);
        QVERIFY(rules[0].enabled && !rules[0].clearThreshold.known());
    }

    void whatIsNotUnderstoodIsSaid_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        const auto rules = [](const char* text) -> QByteArray {
            return QByteArray(R"({"format": "gpu-atlas-alert-rules", "version": 1, "rules": [)") + text + "]}";
        };
        QTest::newRow("no JSON") << QByteArray("{\"format\": ") << "at its byte";
        QTest::newRow("another file") << QByteArray("{\"format\": \"x\"}") << "another kind of file";
        QTest::newRow("no list") << QByteArray(R"({"format": "gpu-atlas-alert-rules"})") << "another kind of file";
        QTest::newRow("newer") << QByteArray(R"({"format": "gpu-atlas-alert-rules", "version": 2, "rules": []})")
                               << "newer version";
        QTest::newRow("no level") << rules(R"({"id": "a"})") << "rule 1: \"level\"";
        QTest::newRow("no id") << rules(R"({"level": "cluster"})") << "rule 1: \"id\"";
        QTest::newRow("a null id") << rules(R"({"id": null, "level": "cluster"})") << "rule 1: \"id\"";
        QTest::newRow("an empty id") << rules(R"({"id": "", "level": "cluster"})") << "rule 1: \"id\"";
        QTest::newRow("the first of two")
            << rules(R"({"id": "a", "level": "cluster", "metric": "x", "hours": "y"})") << "\"metric\"";
        QTest::newRow("more hours than are read")
            << rules(R"({"id": "a", "level": "cluster", "hours": 10001})") << "\"hours\"";
        QTest::newRow("unknown level") << rules(R"({"id": "a", "level": "rack"})") << "\"level\"";
        QTest::newRow("unknown figure") << rules(R"({"id": "a", "level": "cluster", "metric": "power"})")
                                        << "\"metric\"";
        QTest::newRow("text for a number")
            << rules(R"({"id": "a", "level": "cluster", "threshold": "5"})") << "\"threshold\"";
        QTest::newRow("half an hour") << rules(R"({"id": "a", "level": "cluster", "hours": 0.5})") << "\"hours\"";
        QTest::newRow("twice") << rules(R"({"id": "a", "level": "cluster"}, {"id": "a", "level": "cluster"})")
                               << "the id \"a\"";
    }
    void whatIsNotUnderstoodIsSaid()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("rules.json"));
        QVERIFY(writeText(path, text));
        const auto rules = readAlertRules(path);
        QVERIFY(!rules);
        QCOMPARE(rules.error().cls, ErrorClass::Usage);
        QVERIFY2(rules.error().message.contains(says) && rules.error().message.contains(path),
            qPrintable(rules.error().message));
    }

    void setAsideIsNotLost()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("rules.json"));
        QVERIFY(writeText(path, "broken"));
        const auto kept = setAside(path, hourStart(482'016)).value();
        QVERIFY(!QFile::exists(path));
        QFile file(kept);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("broken"));
        QVERIFY(!setAside(path, hourStart(482'016)));
    }

    void aPlaceThatCannotBeWrittenIsSaid()
    {
        const QTemporaryDir folder;
        const auto blocked = folder.filePath(QStringLiteral("file"));
        QVERIFY(writeText(blocked, "x"));
        const auto written = writeAlertRules(blocked + QStringLiteral("/rules.json"), {});
        QVERIFY(!written);
        QCOMPARE(written.error().cls, ErrorClass::Export);
    }
};

ATLAS_TEST(tst_AlertFiles);
#include "tst_AlertFiles.moc"
