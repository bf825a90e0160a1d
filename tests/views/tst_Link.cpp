// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/LevelId.h"
#include "models/views/Definitions.h"
#include "models/views/Link.h"
#include "models/views/ListText.h"
#include "models/views/RangeText.h"
#include "tests/support/TestRegistry.h"

#include <QCoreApplication>
#include <QScopeGuard>
#include <QTest>
#include <QTranslator>

#include <random>

using namespace atlas;
using namespace Qt::StringLiterals;

namespace {

Instant at(const char* text)
{
    return std::chrono::floor<std::chrono::seconds>(parseRfc3339(text)->time);
}

const QStringList oddNames{QStringLiteral("ml-training"), QStringLiteral("训练/任务 一"), QStringLiteral("a=b&c"),
    QStringLiteral("100%+1"), QStringLiteral("two\nlines"), QStringLiteral("#?;:@,"), QStringLiteral(" blanks "),
    QStringLiteral("\u202Eright to left"), QStringLiteral("😀"), QStringLiteral("%41"), QStringLiteral("select=x")};

/// Any query that the window can be in.
DashboardQuery randomQuery(std::mt19937& random)
{
    const auto below = [&random](int n) { return int(random() % unsigned(n)); };
    const auto name = [&] { return oddNames[below(int(oddNames.size()))]; };
    const auto some = [&](int most) {
        QStringList names;
        for (int i = below(most + 1); i > 0; --i)
            names << name();
        return names;
    };
    DashboardQuery query;
    const char* const pages[] = {"overview", "explore", "waste"};
    query.page = QLatin1StringView(pages[below(3)]);
    query.allClusters = below(4) == 0;
    if (!query.allClusters)
        query.clusters = some(3);
    query.preset = RangePreset(below(int(RangePreset::Custom) + 1));
    if (query.preset == RangePreset::Custom) {
        const auto from = hourStart(below(600'000));
        query.custom = {from, from + std::chrono::seconds(1 + below(10'000'000))};
    }
    const char* const zones[] = {"UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires"};
    query.zone = zones[below(3)];
    query.bucket = Bucket(below(int(Bucket::Quarter) + 1));
    query.previousBy = below(2) ? DayShift::WallClock : DayShift::Duration;
    const auto dimension = [&] {
        return DimensionKey{below(2) ? DimensionType::Label : DimensionType::Annotation, name().toStdString()};
    };
    if (below(2))
        query.dimension = dimension();
    query.metric = Metric(below(int(Metric::Share) + 1));
    query.selection.names = some(3);
    if (!query.selection.isEmpty()) {
        query.selection.level = Level(below(4));
        if (query.selection.level == Level::Dimension)
            query.selection.dimension = dimension();
    }
    for (int i = below(4); i > 0; --i)
        query.view.insert(QStringLiteral("explore.") + name(), name());
    return query;
}

} // namespace

class tst_Link : public QObject
{
    Q_OBJECT

private slots:
    void aLinkLooksAsPeopleExpect();
    void everyQueryComesBackFromItsLink();
    void whatIsNotUnderstoodIsNamed_data();
    void whatIsNotUnderstoodIsNamed();
    void pagesThatAreNotThereAreRefused();
    void namesOfFiguresBucketsAndLevelsAreUniqueAndComeBack();
    void everyFigureHasADefinition();
    void formulasAndListsAreTranslated();
    void rangesAreReadAsTheyAreCopied_data();
    void rangesAreReadAsTheyAreCopied();
    void copiedRangesComeBack();
    void noRangeIsMadeOfOtherText_data();
    void noRangeIsMadeOfOtherText();
};

void tst_Link::aLinkLooksAsPeopleExpect()
{
    DashboardQuery query;
    query.page = QStringLiteral("explore");
    query.clusters = QStringList{QStringLiteral("prod-a"), QStringLiteral("prod b")};
    query.zone = "Asia/Shanghai";
    query.bucket = Bucket::Day;
    query.selection = {Level::Workload, {}, {QStringLiteral("ml/train")}};
    query.view.insert(QStringLiteral("explore.level"), QStringLiteral("workload"));
    QCOMPARE(linkOf(query),
        QStringLiteral("gpu-atlas:?page=explore&range=last-7d&cluster=prod-a&cluster=prod%20b&zone=Asia/Shanghai&"
                       "bucket=day&of=workload&select=ml/train&explore.level=workload"));
}

void tst_Link::everyQueryComesBackFromItsLink()
{
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        const auto query = randomQuery(random);
        const auto link = linkOf(query);
        QVERIFY2(!link.contains(u' ') && !link.contains(u'\n'), qUtf8Printable(link));
        // as it comes out of a mail
        const auto back = queryFromLink(QStringLiteral("  ") + link + QStringLiteral("\n"));
        QVERIFY2(back.has_value(), qUtf8Printable(link));
        QVERIFY2(*back == query, qUtf8Printable(link));
    }
}

void tst_Link::whatIsNotUnderstoodIsNamed_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const char* link, const char* named) {
        QTest::newRow(name) << QString::fromUtf8(link) << QString::fromUtf8(named);
    };
    row("another scheme", "https://example.org/?page=overview", "gpu-atlas:?");
    row("nothing", "", "gpu-atlas:?");
    row("a key", "gpu-atlas:?page=overview&colour=red", "colour=red");
    row("a range", "gpu-atlas:?range=last-9d", "range=last-9d");
    row("a range that is empty", "gpu-atlas:?range=2024-12-08/2024-12-01", "2024-12-08/2024-12-01");
    row("a zone", "gpu-atlas:?zone=Mars/Base", "zone=Mars/Base");
    row("a bucket", "gpu-atlas:?bucket=minute", "bucket=minute");
    row("a metric", "gpu-atlas:?metric=joy", "metric=joy");
    row("a level", "gpu-atlas:?of=dimension&select=x", "of=dimension");
    row("a dimension that is none", "gpu-atlas:?dimension=namespace", "dimension=namespace");
    row("twice", "gpu-atlas:?page=waste&page=explore", "page=explore");
    row("no value", "gpu-atlas:?cluster=", "cluster=");
    row("two at once", "gpu-atlas:?bucket=minute&metric=joy", "bucket=minute, metric=joy");
}

void tst_Link::whatIsNotUnderstoodIsNamed()
{
    QFETCH(QString, link);
    QFETCH(QString, named);
    const auto query = queryFromLink(link);
    QVERIFY(!query);
    QCOMPARE(query.error().cls, ErrorClass::Usage);
    QVERIFY2(query.error().message.contains(named), qUtf8Printable(query.error().message));
}

void tst_Link::pagesThatAreNotThereAreRefused()
{
    const QStringList pages{QStringLiteral("overview"), QStringLiteral("waste")};
    QVERIFY(queryFromLink(QStringLiteral("gpu-atlas:?page=waste&waste.threshold=5"), pages));
    QVERIFY(!queryFromLink(QStringLiteral("gpu-atlas:?page=weather"), pages));
    QVERIFY(!queryFromLink(QStringLiteral("gpu-atlas:?weather.city=Rome"), pages));
}

void tst_Link::namesOfFiguresBucketsAndLevelsAreUniqueAndComeBack()
{
    for (int i = 0; i <= int(Metric::Share); ++i)
        QCOMPARE(metricFromId(metricId(Metric(i))), std::optional(Metric(i)));
    for (int i = 0; i <= int(Bucket::Quarter); ++i)
        QCOMPARE(bucketFromId(bucketId(Bucket(i))), std::optional(Bucket(i)));
    for (const auto& key : {LevelKey{Level::Cluster, {}}, LevelKey{Level::Workload, {}},
             LevelKey{Level::Dimension, {DimensionType::Annotation, "cost:centre"}}})
        QVERIFY(levelFromId(levelId(key.level, key.dimension)) == key);
    QVERIFY(!levelFromId(QStringLiteral("label:")));
}

void tst_Link::everyFigureHasADefinition()
{
    QStringList sentences;
    for (int i = 0; i <= int(Metric::Share); ++i) {
        QVERIFY(!metricFormula(Metric(i)).isEmpty());
        QVERIFY(metricDefinition(Metric(i)).endsWith(u'.'));
        QVERIFY(!sentences.contains(metricDefinition(Metric(i))));
        sentences << metricDefinition(Metric(i));
    }
    QVERIFY(metricFormula(Metric::UsedGpuHours, UtilizationBasis::AllGpus).contains(QStringLiteral("c·u")));
}

void tst_Link::formulasAndListsAreTranslated()
{
    class Translator final : public QTranslator
    {
    public:
        QString translate(const char* context, const char* text, const char*, int) const override
        {
            const auto found = QString::fromUtf8(text);
            if (qstrcmp(context, "atlas::Definition") == 0)
                return u'«' + found + u'»';
            return found == QStringLiteral(", ")   ? QStringLiteral("、")
                : found == QStringLiteral("%1 %2") ? QStringLiteral("%1%2")
                                                   : QString();
        }
        bool isEmpty() const override { return false; }
    } translator;
    QCoreApplication::installTranslator(&translator);
    const auto removed = qScopeGuard([&] { QCoreApplication::removeTranslator(&translator); });
    QCOMPARE(metricFormula(Metric::AverageAllocated), QStringLiteral("«Σ a / hours»"));
    QVERIFY(metricFormula(Metric::IdleCost, UtilizationBasis::AllGpus).startsWith(u'«'));
    QVERIFY(metricExplanation(Metric::Coverage).contains(QStringLiteral("«100 · hours with data")));
    QCOMPARE(formatList({u"甲"_s, u"乙"_s, u"丙"_s}), u"甲、乙、丙"_s);
    QCOMPARE(formatSentences({u"甲。"_s, u"乙。"_s, u"丙。"_s}), u"甲。乙。丙。"_s);
    QVERIFY(formatSentences({}).isEmpty());
}

void tst_Link::rangesAreReadAsTheyAreCopied_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("as copied") << QStringLiteral("2024-12-01T00:00+08:00/2024-12-08T00:00+08:00");
    QTest::newRow("with seconds") << QStringLiteral("2024-12-01T00:00:00+08:00/2024-12-08T00:00:00+08:00");
    QTest::newRow("in another zone") << QStringLiteral("2024-11-30T16:00Z/2024-12-07T16:00Z");
    QTest::newRow("no zone: the display's") << QStringLiteral("2024-12-01T00:00/2024-12-08T00:00");
    QTest::newRow("dates of the display's zone") << QStringLiteral(" 2024-12-01/2024-12-08\n");
    QTest::newRow("a date and a time") << QStringLiteral("2024-12-01 / 2024-12-08T00:00");
}

void tst_Link::rangesAreReadAsTheyAreCopied()
{
    QFETCH(QString, text);
    const TimeRange week{at("2024-11-30T16:00:00Z"), at("2024-12-07T16:00:00Z")};
    QCOMPARE(rangeFromText(text, QTimeZone("Asia/Shanghai")), std::optional(week));
}

void tst_Link::copiedRangesComeBack()
{
    // over a clock change, in a zone of half hours, with seconds
    const TimeRange ranges[] = {{at("2024-10-27T00:00:00Z"), at("2024-10-27T01:00:00Z")},
        {at("2024-12-01T10:30:00Z"), at("2024-12-02T10:30:00Z")},
        {at("2024-12-01T10:30:07Z"), at("2024-12-01T10:30:08Z")}};
    for (const auto& range : ranges) {
        for (const char* zone : {"UTC", "Europe/Berlin", "Asia/Kolkata"})
            QCOMPARE(rangeFromText(rangeToText(range, QTimeZone(zone)), QTimeZone("America/New_York")),
                std::optional(range));
    }
    QCOMPARE(rangeToText(ranges[1], QTimeZone("Asia/Kolkata")),
        QStringLiteral("2024-12-01T16:00+05:30/2024-12-02T16:00+05:30"));
}

void tst_Link::noRangeIsMadeOfOtherText_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
        {"", "/", "2024-12-01", "2024-12-08/2024-12-01", "2024-12-01/2024-12-01", "2024-13-01/2024-14-01",
            "2024-12-01T25:00/2024-12-02", "yesterday/today", "2024-12-01/2024-12-02/2024-12-03"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void tst_Link::noRangeIsMadeOfOtherText()
{
    QFETCH(QString, text);
    QVERIFY(!rangeFromText(text, QTimeZone::utc()));
}

ATLAS_TEST(tst_Link);
#include "tst_Link.moc"
