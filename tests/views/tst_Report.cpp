// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report/ReportWorkbook.h"
#include "models/views/Report.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

const Instant end = at("2024-12-16T00:00:00Z"); // a Monday

ReportWish weekly(const std::vector<std::string>& clusters)
{
    ReportWish wish;
    wish.clusters = clusters;
    wish.range = {end - 7 * 24h, end};
    wish.previousRange = {end - 14 * 24h, end - 7 * 24h};
    wish.previousName = QStringLiteral("previous week");
    wish.zone = QTimeZone("UTC");
    wish.options.assign(clusters.size(), UsageOptions());
    wish.source = QStringLiteral("Memory");
    wish.version = QStringLiteral("1.2.3");
    wish.created = end + 1h;
    return wish;
}

Report made(StoreReader& store, const ReportWish& wish)
{
    Progress progress;
    auto report = makeReport(store, wish, progress);
    if (!report)
        qFatal("%s", qPrintable(report.error().message));
    return std::move(*report);
}

const ReportSection* sectionOf(const Report& report, const char* id)
{
    const auto found = std::ranges::find(report.sections, QLatin1StringView(id), &ReportSection::id);
    return found == report.sections.end() ? nullptr : &*found;
}

const Table& sheetOf(const Report& report, const char* id)
{
    const auto found = std::ranges::find(report.sheets, QLatin1StringView(id), &ReportSheet::id);
    if (found == report.sheets.end())
        qFatal("no sheet %s", id);
    return found->table;
}

std::size_t columnOf(const Table& table, const char* id)
{
    return std::size_t(
        std::ranges::find(table.columns, QLatin1StringView(id), &TableColumn::id) - table.columns.begin());
}

/// The total as it is written, checked against what the rows make of it.
double totalOf(const Table& table, const char* id)
{
    const auto column = columnOf(table, id);
    const auto& total = table.columns.at(column).total;
    if (!total)
        qFatal("no total of %s", id);
    const auto sum = [&table](std::size_t index) {
        double all = 0;
        for (const auto& row : table.rows) {
            if (const auto* value = std::get_if<double>(&row.cells.at(index)); value && isKnown(*value))
                all += *value;
        }
        return all;
    };
    const double again = total->of.isEmpty() ? sum(column)
                                             : (total->percent ? 100 : 1) * sum(columnOf(table, qPrintable(total->of)))
            / sum(columnOf(table, qPrintable(total->per)));
    if (std::abs(again - total->value) > 1e-9 * std::max(1.0, std::abs(again)))
        qFatal("%s: %.17g, and the rows make %.17g", id, total->value, again);
    return total->value;
}

QString textOf(const ReportSection& section)
{
    QStringList texts;
    for (const auto& block : section.blocks) {
        if (const auto* text = std::get_if<ReportText>(&block))
            texts << text->text;
    }
    return texts.join(QLatin1Char('\n'));
}

AlertRule fullCluster(double threshold)
{
    AlertRule rule;
    rule.id = QStringLiteral("full");
    rule.name = QStringLiteral("Rather full");
    rule.level = Level::Cluster;
    rule.condition = AlertCondition::Above;
    rule.metric = Metric::AllocationRate;
    rule.threshold = threshold;
    rule.hours = 6;
    return rule;
}

} // namespace

class tst_Report : public QObject
{
    Q_OBJECT

private slots:
    void hasTheSectionsInOrder();
    void everyTotalIsTheClustersFigure();
    void whatNobodyExplainsIsARow();
    void rowsThatSayMoreThanTheClusterAreADifference();
    void namespacesAddUpToTheClusterHoweverItIsRead();
    void sheetsHaveNumbersWherePagesHaveWords();
    void whatWasAskedForAndWhatThereIsStandBesideEachOther();
    void anEmptySheetSaysWhy();
    void anyWorkbookSaysHowFarItCanBeTrusted();
    void tablesHaveTheChartsOfTheirFigures();
    void namesWhatTheRangeIs_data();
    void namesWhatTheRangeIs();
    void anHourWithoutDataIsAGapAndNoZero();
    void aRangeWithoutDataSaysSo();
    void severalClustersAreOneAndAPartEach();
    void alertsOfTheRangeAlone();
    void aPriceAddsCosts();
    void whatCannotBeIsRefused();
    void aCancelledReportIsNone();
    void theWorkbookHasEverySheet();
};

void tst_Report::hasTheSectionsInOrder()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    const auto report = made(session.store(), weekly({"prod"}));
    QStringList ids;
    for (const auto& section : report.sections)
        ids << section.id;
    QCOMPARE(ids,
        (QStringList{
            "summary", "time", "change", "namespaces", "teams", "waste", "alerts", "data-quality", "definitions"}));
    QCOMPARE(report.title, QStringLiteral("GPU report: prod"));
    QVERIFY2(textOf(*sectionOf(report, "teams")).contains(QStringLiteral("No label")), "there are none");
    QVERIFY(textOf(*sectionOf(report, "alerts")).contains(QStringLiteral("no alert rules")));
    // 100 GPUs, 80 of them allocated, at 50 %.
    const auto summary = textOf(*sectionOf(report, "summary"));
    QVERIFY2(summary.contains(QStringLiteral("Of 16,800 GPU·h of capacity 80.0 %")), qPrintable(summary));
    QVERIFY2(summary.contains(QStringLiteral("50.0 % was used")), qPrintable(summary));
    QVERIFY2(summary.contains(QStringLiteral("6,720 GPU·h were held idle")), qPrintable(summary));
}

void tst_Report::everyTotalIsTheClustersFigure()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    const auto report = made(session.store(), weekly({"prod"}));
    for (const char* id : {"hours", "days"}) {
        const auto& table = sheetOf(report, id);
        QCOMPARE(totalOf(table, "capacity"), 16800.0);
        QCOMPARE(totalOf(table, "allocated"), 13440.0);
        QCOMPARE(totalOf(table, "used"), 6720.0);
        QCOMPARE(totalOf(table, "idle"), 6720.0);
        QCOMPARE(totalOf(table, "unallocated"), 3360.0);
        QCOMPARE(totalOf(table, "unknown"), 0.0);
        QCOMPARE(totalOf(table, "rate"), 80.0);
        QCOMPARE(totalOf(table, "utilization"), 50.0);
    }
    QCOMPARE(sheetOf(report, "hours").rows.size(), 168U);
    QCOMPARE(sheetOf(report, "days").rows.size(), 7U);
    QCOMPARE(totalOf(sheetOf(report, "gpu-hours"), "gpu_hours"), 16800.0);
    const auto& namespaces = sheetOf(report, "namespaces");
    QCOMPARE(totalOf(namespaces, "gpu_hours"), 13440.0);
    QCOMPARE(totalOf(namespaces, "used"), 6720.0);
    QCOMPARE(totalOf(namespaces, "utilization"), 50.0);
    QCOMPARE(totalOf(namespaces, "share"), 100.0);
}

void tst_Report::whatNobodyExplainsIsARow()
{
    MemorySession session;
    auto batch = twoWeeks("prod", end);
    std::erase_if(batch.namespaces, [](const NamespaceHour& row) { return row.name == "small"; });
    session.commit(std::move(batch));
    const auto report = made(session.store(), weekly({"prod"}));
    const auto& table = sheetOf(report, "namespaces");
    QCOMPARE(table.rows.size(), 2U);
    QVERIFY(table.rows.back().setApart);
    QCOMPARE(totalOf(table, "gpu_hours"), 13440.0);
    QCOMPARE(totalOf(table, "used"), 6720.0);
    QCOMPARE(totalOf(table, "idle"), 6720.0);
}

void tst_Report::rowsThatSayMoreThanTheClusterAreADifference()
{
    MemorySession session;
    auto batch = twoWeeks("prod", end);
    // 30 GPU·h used of 13,440 in an hour's row of one namespace that the cluster's own row does not have.
    auto& row = *std::ranges::find_if(
        batch.namespaces, [](const NamespaceHour& hour) { return hour.name == "big" && hour.at.time == end - 5h; });
    row.avgUtilization = double(row.avgUtilization) + 0.01;
    session.commit(std::move(batch));
    const auto report = made(session.store(), weekly({"prod"}));
    const auto& table = sheetOf(report, "namespaces");
    const auto& last = table.rows.back();
    QVERIFY(last.setApart);
    QCOMPARE(last.cells[columnOf(table, "name")], Cell(QStringLiteral("Difference from the cluster's own rows")));
    QVERIFY(std::get<double>(last.cells[columnOf(table, "used")]) < 0); // of some millionths, and not left out
    QCOMPARE(last.cells[columnOf(table, "gpu_hours")], Cell(0.0));
    QCOMPARE(totalOf(table, "used"), 6720.0);
    QCOMPARE(totalOf(table, "idle"), 6720.0);
    QVERIFY(textOf(*sectionOf(report, "namespaces")).contains(QStringLiteral("differ by")));
}

void tst_Report::namespacesAddUpToTheClusterHoweverItIsRead()
{
    MemorySession session;
    auto batch = twoWeeks("prod", end);
    for (auto& row : batch.namespaces) { // an hour in which one namespace is all zero, and the cluster is not
        if (row.name == "big" && row.at.time == end - 5h)
            row.avgUtilization = row.maxUtilization = row.minUtilization = 0.0;
    }
    session.commit(std::move(batch));
    auto zeroIsUnknown = UsageOptions(), overAll = UsageOptions();
    zeroIsUnknown.zeroHoursAreUnknown = true;
    overAll.basis = UtilizationBasis::AllGpus;
    for (const auto& options : {UsageOptions(), zeroIsUnknown, overAll}) {
        auto wish = weekly({"prod"});
        wish.options = {options};
        const auto report = made(session.store(), wish);
        const auto &hours = sheetOf(report, "hours"), &namespaces = sheetOf(report, "namespaces");
        QCOMPARE(totalOf(namespaces, "gpu_hours"), totalOf(hours, "allocated"));
        for (const char* id : {"used", "idle", "unknown"})
            QVERIFY2(std::abs(totalOf(namespaces, id) - totalOf(hours, id)) < 1e-6, id);
    }
}

void tst_Report::sheetsHaveNumbersWherePagesHaveWords()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    auto wish = weekly({"prod"});
    wish.rules = {fullCluster(70)};
    const auto report = made(session.store(), wish);
    const auto& alerts = sheetOf(report, "alerts");
    QCOMPARE(alerts.rows.at(0).cells[columnOf(alerts, "worst")], Cell(80.0));
    QCOMPARE(alerts.rows.at(0).cells[columnOf(alerts, "worst_unit")], Cell(QStringLiteral("%")));
    QString printed;
    for (const auto& block : sectionOf(report, "alerts")->blocks) {
        const auto* table = std::get_if<ReportTable>(&block);
        const auto* first = table && !table->table.rows.empty() ? &table->table : nullptr;
        if (const auto column = first ? columnOf(*first, "worst") : 0; first && column < first->columns.size())
            printed = std::get<QString>(first->rows[0].cells[column]);
    }
    QCOMPARE(printed, QStringLiteral("80.0 %"));
    const auto& changes = sheetOf(report, "changes");
    QVERIFY(!changes.rows.empty());
    for (const auto& row : changes.rows) {
        for (const char* id : {"later", "earlier", "change"})
            QVERIFY2(!std::holds_alternative<QString>(row.cells[columnOf(changes, id)]), qPrintable(row.key));
    }
    QCOMPARE(totalOf(sheetOf(report, "causes"), "change"), totalOf(sheetOf(report, "change-namespaces"), "change"));
}

void tst_Report::whatWasAskedForAndWhatThereIsStandBesideEachOther()
{
    MemorySession session;
    auto batch = twoWeeks("prod", end);
    std::erase_if(batch.clusters, [](const ClusterHour& row) { return row.at.time == end - 5h; });
    CoverageEntry known;
    known.cluster = "prod";
    known.endpoint = "cluster/hourly-stats";
    known.range = {end - 7 * 24h, end};
    known.state = CoverageState::Complete;
    batch.coverage = {known};
    session.commit(std::move(batch));
    const auto report = made(session.store(), weekly({"prod"}));
    const auto& coverage = sheetOf(report, "coverage");
    QCOMPARE(coverage.rows.size(), 1U);
    QCOMPARE(coverage.rows[0].cells[columnOf(coverage, "complete")], Cell(168.0));
    QCOMPARE(coverage.rows[0].cells[columnOf(coverage, "with_rows")], Cell(167.0));
    QCOMPARE(totalOf(sheetOf(report, "gaps"), "hours"), 1.0);
    QCOMPARE(totalOf(sheetOf(report, "data-quality"), "present"), 167.0);
}

void tst_Report::anEmptySheetSaysWhy()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    const auto report = made(session.store(), weekly({"prod"}));
    int empty = 0;
    for (const auto& sheet : report.sheets) {
        empty += sheet.table.rows.empty();
        QVERIFY2(!sheet.table.rows.empty() || !sheet.whenEmpty.isEmpty(), qPrintable(sheet.id));
    }
    QVERIFY(empty >= 4);
}

void tst_Report::anyWorkbookSaysHowFarItCanBeTrusted()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    Workbook workbook;
    Table table;
    table.columns = {{QStringLiteral("name"), QStringLiteral("Namespace")},
        {QStringLiteral("used"), QStringLiteral("Used"), CellKind::Number, Unit::GpuHours, Metric::UsedGpuHours},
        {QStringLiteral("idle"), QStringLiteral("Idle"), CellKind::Number, Unit::GpuHours, Metric::IdleGpuHours}};
    workbook.sheets.push_back({QStringLiteral("Namespaces"), table});
    Progress progress;
    const ExportScope scope{{"prod"}, {end - 7 * 24h, end}};
    QVERIFY(complete(
        workbook, session.store(), {QStringLiteral("Memory"), QStringLiteral("1"), end + 1h}, scope, progress));
    QVERIFY(!workbook.facts.empty());
    QCOMPARE(workbook.created, std::optional(end + 1h));
    QCOMPARE(workbook.sheets.front().charts.size(), 1U);
    // Those of the report of the same hours.
    const auto report = made(session.store(), weekly({"prod"}));
    QCOMPARE(workbook.sheets.size(), 7U);
    std::size_t at = report.sheets.size() - 6;
    for (std::size_t i = 1; i < workbook.sheets.size(); ++i)
        QVERIFY2(workbook.sheets[i].table == report.sheets[at++].table, qPrintable(workbook.sheets[i].name));
}

void tst_Report::tablesHaveTheChartsOfTheirFigures()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    const auto chartsOfLevel = [&](Level level, std::optional<Bucket> bucket) {
        LevelExport wish;
        wish.clusters = {"prod"};
        wish.level = level;
        wish.range = {end - 7 * 24h, end};
        wish.bucket = bucket;
        Progress progress;
        const auto rows = levelRows(session.store(), wish, progress);
        if (!rows)
            qFatal("%s", qPrintable(rows.error().message));
        const auto& head = (*rows)->head();
        const auto charts = chartsOf(head);
        for (const auto& chart : charts) {
            auto drawn = chart.values;
            drawn.emplace_back(chart.category, Role::Used);
            for (const auto& [id, role] : drawn) {
                if (columnOf(head, qPrintable(id)) == head.columns.size())
                    qFatal("no column %s", qPrintable(id));
            }
        }
        return charts.size();
    };
    QCOMPARE(chartsOfLevel(Level::Namespace, std::nullopt), 1U);
    QCOMPARE(chartsOfLevel(Level::Workload, std::nullopt), 1U); // which has columns "from" and "to"
    QCOMPARE(chartsOfLevel(Level::Cluster, Bucket::Day), 2U);
    QCOMPARE(chartsOfLevel(Level::Namespace, Bucket::Day), 0U); // rows of many subjects and times are no line
}

void tst_Report::namesWhatTheRangeIs_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* from, const char* to, const char* zone, const char* name) {
        QTest::addRow("%s", name) << from << to << zone << name;
    };
    row("2024-12-09T00:00:00Z", "2024-12-16T00:00:00Z", "UTC", "Week 50 · ");
    row("2024-12-10T00:00:00Z", "2024-12-17T00:00:00Z", "UTC", "10 – 16 Dec 2024");
    row("2024-12-09T00:00:00Z", "2024-12-10T00:00:00Z", "UTC", "Monday · ");
    row("2024-11-30T16:00:00Z", "2024-12-31T16:00:00Z", "Asia/Shanghai", "December 2024 · ");
    row("2024-10-01T00:00:00Z", "2025-01-01T00:00:00Z", "UTC", "Quarter 4 of 2024 · ");
}

void tst_Report::namesWhatTheRangeIs()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, zone);
    QFETCH(QString, name);
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    auto wish = weekly({"prod"});
    wish.range = {at(qPrintable(from)), at(qPrintable(to))};
    wish.previousRange = {wish.range.from - 24h, wish.range.from};
    wish.zone = QTimeZone(zone.toLatin1());
    const auto report = made(session.store(), wish);
    QVERIFY2(report.subtitle.startsWith(name), qPrintable(report.subtitle));
}

void tst_Report::anHourWithoutDataIsAGapAndNoZero()
{
    MemorySession session;
    auto batch = twoWeeks("prod", end);
    const Instant missing = end - 30h;
    std::erase_if(batch.clusters, [missing](const ClusterHour& row) { return row.at.time == missing; });
    session.commit(std::move(batch));
    const auto report = made(session.store(), weekly({"prod"}));
    const auto& gaps = sheetOf(report, "gaps");
    QCOMPARE(gaps.rows.size(), 1U);
    QCOMPARE(std::get<Instant>(gaps.rows[0].cells[1]), missing);
    QCOMPARE(totalOf(gaps, "hours"), 1.0);
    const auto& hours = sheetOf(report, "hours");
    const auto& row = hours.rows.at(168 - 30);
    QVERIFY(std::holds_alternative<std::monostate>(row.cells.at(columnOf(hours, "allocated"))));
    QCOMPARE(totalOf(hours, "allocated"), 167 * 80.0);
    const auto summary = textOf(*sectionOf(report, "summary"));
    QVERIFY2(summary.contains(QStringLiteral("167 of 168 hours have data")), qPrintable(summary));
}

void tst_Report::aRangeWithoutDataSaysSo()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    auto wish = weekly({"prod"});
    wish.range = {end + 10 * 24h, end + 17 * 24h};
    wish.previousRange = {end + 3 * 24h, end + 10 * 24h};
    const auto report = made(session.store(), wish);
    QCOMPARE(report.sections.size(), 2U);
    const auto summary = textOf(*sectionOf(report, "summary"));
    QVERIFY2(summary.contains(QStringLiteral("no hours of this cluster")), qPrintable(summary));
    QVERIFY2(summary.contains(QStringLiteral("2 – 15 Dec 2024")), qPrintable(summary));
    QCOMPARE(sheetOf(report, "gaps").rows.size(), 1U);
    // One hour is a range, too.
    wish.range = {end - 1h, end};
    wish.previousRange = {end - 2h, end - 1h};
    QCOMPARE(totalOf(sheetOf(made(session.store(), wish), "hours"), "allocated"), 80.0);
}

void tst_Report::severalClustersAreOneAndAPartEach()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    session.commit(twoWeeks("test", end));
    const auto report = made(session.store(), weekly({"prod", "test"}));
    QVERIFY(sectionOf(report, "clusters"));
    QCOMPARE(report.title, QStringLiteral("GPU report: prod + test"));
    QCOMPARE(totalOf(sheetOf(report, "clusters"), "used"), 2 * 6720.0);
    QCOMPARE(totalOf(sheetOf(report, "hours"), "used"), 2 * 6720.0);
    const auto& namespaces = sheetOf(report, "namespaces");
    QCOMPARE(namespaces.rows.size(), 4U);
    QVERIFY(std::ranges::any_of(namespaces.rows, [](const TableRow& row) { return row.subject == "test/big"; }));
}

void tst_Report::alertsOfTheRangeAlone()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    auto wish = weekly({"prod"});
    wish.rules = {fullCluster(70), fullCluster(90)};
    wish.rules[1].id = QStringLiteral("fuller");
    const auto rules = sheetOf(made(session.store(), wish), "rules");
    QCOMPARE(rules.rows.size(), 2U);
    const auto report = made(session.store(), wish);
    const auto& episodes = sheetOf(report, "alerts");
    QCOMPARE(episodes.rows.size(), 1U); // from the first hour of the second week on, and it lasts
    const auto& row = episodes.rows[0];
    QCOMPARE(std::get<Instant>(row.cells[columnOf(episodes, "since")]), end - 7 * 24h);
    QCOMPARE(std::get<Instant>(row.cells[columnOf(episodes, "fired")]), end - 7 * 24h + 5h);
    QCOMPARE(std::get<QString>(row.cells[columnOf(episodes, "until")]), QStringLiteral("lasts"));
    // Of the week before it is no news.
    wish.range = {end - 14 * 24h, end - 7 * 24h};
    wish.previousRange = {end - 21 * 24h, end - 14 * 24h};
    const auto before = made(session.store(), wish);
    QVERIFY(sheetOf(before, "alerts").rows.empty());
    QVERIFY(textOf(*sectionOf(before, "alerts")).contains(QStringLiteral("No alert rule fired")));
}

void tst_Report::aPriceAddsCosts()
{
    MemorySession session;
    auto batch = twoWeeks("prod", end);
    std::erase_if(batch.namespaces, [](const NamespaceHour& row) { return row.name == "small"; });
    session.commit(std::move(batch)); // a part is nobody's, and costs as well
    auto wish = weekly({"prod"});
    wish.options[0].pricePerGpuHour = 2;
    wish.currency = QStringLiteral("EUR");
    const auto report = made(session.store(), wish);
    QCOMPARE(totalOf(sheetOf(report, "namespaces"), "cost"), 2 * 13440.0);
    QCOMPARE(totalOf(sheetOf(report, "namespaces"), "idle_cost"), 2 * 6720.0);
    QVERIFY(textOf(*sectionOf(report, "summary")).contains(QStringLiteral("worth 13,440 EUR")));
}

void tst_Report::whatCannotBeIsRefused()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    Progress progress;
    const auto unknownCluster = makeReport(session.store(), weekly({"nobody"}), progress);
    QVERIFY(!unknownCluster);
    QCOMPARE(unknownCluster.error().cls, ErrorClass::Usage);
    QVERIFY(unknownCluster.error().message.contains(QStringLiteral("prod")));
    auto ofNobody = weekly({"prod"});
    ofNobody.dimension = {DimensionType::Label, "nope"};
    const auto unknownLabel = makeReport(session.store(), ofNobody, progress);
    QVERIFY(!unknownLabel); // and no report of another label
    QCOMPARE(unknownLabel.error().cls, ErrorClass::Usage);
    auto wish = weekly({"prod"});
    wish.range.to = wish.range.from;
    const auto empty = makeReport(session.store(), wish, progress);
    QVERIFY(!empty);
    QCOMPARE(empty.error().cls, ErrorClass::Usage);
}

void tst_Report::aCancelledReportIsNone()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    Progress progress;
    progress.cancel();
    const auto report = makeReport(session.store(), weekly({"prod"}), progress);
    QVERIFY(!report);
    QCOMPARE(report.error().cls, ErrorClass::Export);
}

void tst_Report::theWorkbookHasEverySheet()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    const auto report = made(session.store(), weekly({"prod"}));
    const auto workbook = reportWorkbook(report);
    QCOMPARE(workbook.sheets.size(), report.sheets.size());
    QCOMPARE(workbook.created, std::optional(report.created));
    for (std::size_t i = 0; i < report.sheets.size(); ++i)
        QVERIFY(workbook.sheets[i].table == report.sheets[i].table);
    const auto hours = std::ranges::find(report.sheets, QStringLiteral("hours"), &ReportSheet::id);
    const auto& charts = workbook.sheets[std::size_t(hours - report.sheets.begin())].charts;
    QCOMPARE(charts.size(), 2U); // what adds up, and rates
    // Every chart draws columns that are there.
    for (std::size_t i = 0; i < report.sheets.size(); ++i) {
        const auto& table = report.sheets[i].table;
        for (const auto& chart : workbook.sheets[i].charts) {
            QVERIFY2(columnOf(table, qPrintable(chart.category)) < table.columns.size(), qPrintable(chart.title));
            for (const auto& [column, role] : chart.values)
                QVERIFY2(columnOf(table, qPrintable(column)) < table.columns.size(), qPrintable(column));
        }
    }
}

ATLAS_TEST(tst_Report);
#include "tst_Report.moc"
