// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/DataPresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/LedgerFixtures.h"

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

const Instant end = at("2024-12-16T00:00:00Z");

DataInput input()
{
    DataInput made;
    const auto batch = ledgerOfOneDay("c", end);
    made.clusters = {{"c", batch.coverage}};
    made.requests = batch.requests;
    made.rejected = batch.rejected;
    made.faults = batch.fieldFaults;
    made.primary = "c";
    made.range = {end - 24h, end};
    return made;
}

const Cell& cell(const Table& table, std::size_t row, const char* column)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].id == QLatin1StringView(column))
            return table.rows.at(row).cells.at(i);
    }
    static const Cell none;
    return none;
}

double number(const Table& table, std::size_t row, const char* column)
{
    const auto* value = std::get_if<double>(&cell(table, row, column));
    return value ? *value : unknown;
}

QString text(const Table& table, std::size_t row, const char* column)
{
    const auto* value = std::get_if<QString>(&cell(table, row, column));
    return value ? *value : QString();
}

/// A grid of one figure, the same in every hour but those given.
GridPtr grid(Level level, std::vector<std::string> subjects, double allocated, int oddHour = -1, double odd = 0)
{
    auto made = std::make_shared<HourGrid>(GridScope{"c", level, {}}, hourIndex(end - 24h), 24, std::move(subjects));
    for (int subject = 0; subject < made->subjectCount(); ++subject) {
        auto values = made->mutableSeries(Column::Allocated, subject);
        std::fill(values.begin(), values.end(), allocated);
        if (oddHour >= 0)
            values[std::size_t(oddHour)] = odd;
    }
    return made;
}

} // namespace

class tst_DataPresenter : public QObject
{
    Q_OBJECT

private slots:
    void everyHourOfALineIsInOneState();
    void linesStandFromTheCoarseToTheFine();
    void stretchesKeepWhatTheRequestSaid();
    void stretchesOutsideOfTheRangeAreLeftOut();
    void requestsThatAreAlikeAreAllThere();
    void P7_rejectedRowsKeepTheirRawText();
    void oddFieldsAreSortedByHowOften();
    void hoursThatDifferAreNamed();
    void hoursWithoutNamespacesAreNamed();
    void valuesOfALabelAreComparedToo();
    void linesOfLabelsAndAnnotationsAreTwo();
    void rowsOfARequestCountOnce();
    void allZeroHoursAreCounted();
    void bytesAreWrittenForPeople();
    void aStoreIsReadAsAWhole();
    void withoutAClusterThereIsTheRequestLog();
};

void tst_DataPresenter::everyHourOfALineIsInOneState()
{
    const auto values = dataValuesOf(input());
    QCOMPARE(values.primaryHours, (CoverageHours{20, 1, 1, 2, 0}));
    QCOMPARE(values.hours, (CoverageHours{32, 1, 1, 2, 12}));
    QCOMPARE(values.hours.total(), 48);
    QCOMPARE(number(values.coverageTable, 0, "complete"), 20.0);
    QCOMPARE(number(values.coverageTable, 0, "gap"), 1.0);
    QCOMPARE(number(values.coverageTable, 1, "not_asked"), 12.0);
}

void tst_DataPresenter::linesStandFromTheCoarseToTheFine()
{
    auto given = input();
    auto& ledger = given.clusters[0].ledger;
    for (const char* endpoint : {"something/new", "snapshots", "labels/hourly-stats", "workloads/hourly-stats"})
        ledger.insert(ledger.begin(), entry("c", endpoint, end - 24h, end, CoverageState::Complete));
    for (auto& one : ledger) {
        if (one.endpoint == "labels/hourly-stats")
            one.dimension = DimensionKey{DimensionType::Annotation, "team"};
    }
    ledger.push_back(entry("c", "dimension-keys", end - 24h, end, CoverageState::Complete));
    ledger.back().dimension = DimensionKey{DimensionType::Label, ""};
    QStringList labels;
    const auto values = dataValuesOf(given);
    for (const auto& line : values.coverage.groups.at(0).lines)
        labels << line.label;
    QCOMPARE(labels,
        QStringList({QStringLiteral("Cluster hours"), QStringLiteral("Namespaces"), QStringLiteral("Annotation team"),
            QStringLiteral("Workloads"), QStringLiteral("Snapshots"), QStringLiteral("Names of labels"),
            QStringLiteral("something/new")}));
}

void tst_DataPresenter::stretchesKeepWhatTheRequestSaid()
{
    const auto values = dataValuesOf(input());
    const auto& stretches = values.coverage.groups.at(0).lines.at(0).stretches;
    QCOMPARE(stretches.size(), 4U);
    QCOMPARE(stretches[0].rows, 20);
    QCOMPARE(stretches[0].statedTotal, std::optional<std::int64_t>(20));
    QVERIFY(stretches[0].request.contains(QStringLiteral("cluster_name=c")));
    QCOMPARE(stretches[2].attempts, 2);
    QCOMPARE(int(stretches[3].state), int(CoverageState::MissingOnServer));
}

void tst_DataPresenter::stretchesOutsideOfTheRangeAreLeftOut()
{
    auto given = input();
    given.range = {end - 3h, end};
    const auto values = dataValuesOf(given);
    QCOMPARE(values.coverage.groups.at(0).lines.at(0).stretches.size(), 2U);
    QCOMPARE(values.primaryHours, (CoverageHours{0, 0, 1, 2, 0}));
    QVERIFY(values.coverage.groups.at(0).lines.at(1).stretches.empty()); // the line is there: nothing was asked
    QCOMPARE(number(values.coverageTable, 1, "not_asked"), 3.0);
}

void tst_DataPresenter::requestsThatAreAlikeAreAllThere()
{
    auto given = input();
    given.requests = {given.requests[1], given.requests[1], given.requests[0]};
    const auto values = dataValuesOf(given);
    QCOMPARE(values.requests.rows.size(), 3U);
    QVERIFY(values.requests.rows[0].key != values.requests.rows[1].key);
    QCOMPARE(number(values.requests, 0, "status"), 502.0);
    QCOMPARE(text(values.requests, 0, "failure"), QStringLiteral("NET"));
    QVERIFY(std::holds_alternative<std::monostate>(cell(values.requests, 0, "rows"))); // unknown is not zero
    QCOMPARE(number(values.requests, 2, "rows"), 24.0);
    QCOMPARE(text(values.requests, 2, "trace"), QStringLiteral("trace-1"));
    QVERIFY(values.requestText.value(values.requests.rows[0].key).contains(QStringLiteral("cannot be reached")));
}

void tst_DataPresenter::P7_rejectedRowsKeepTheirRawText()
{
    const auto values = dataValuesOf(input());
    QCOMPARE(text(values.rejected, 0, "reason"), QStringLiteral("no time"));
    QCOMPARE(text(values.rejected, 0, "endpoint"), QStringLiteral("Namespaces"));
    QVERIFY(values.rejectedText.value(values.rejected.rows[0].key)
                .contains(QStringLiteral("{\"time\":null,\"x\":\"<i>\"}")));
    // What would turn the text around is seen instead; nothing is left out.
    auto given = input();
    given.rejected[0].raw = std::string(5000, 'x') + "\u202E";
    given.requests[1].message = std::string(5000, 'y');
    const auto odd = dataValuesOf(given);
    const auto raw = odd.rejectedText.value(odd.rejected.rows[0].key);
    QVERIFY(raw.endsWith(QStringLiteral("x<U+202E>")) && raw.count(QLatin1Char('x')) >= 5000);
    QVERIFY(odd.requestText.value(odd.requests.rows[1].key).count(QLatin1Char('y')) >= 5000);
}

void tst_DataPresenter::oddFieldsAreSortedByHowOften()
{
    auto given = input();
    given.faults.push_back({"c", "snapshots", "new_field", "strange", 9});
    const auto values = dataValuesOf(given);
    QCOMPARE(text(values.faults, 0, "field"), QStringLiteral("new_field"));
    QCOMPARE(text(values.faults, 0, "problem"), QStringLiteral("strange"));
    QCOMPARE(number(values.faults, 1, "count"), 7.0);
}

void tst_DataPresenter::hoursThatDifferAreNamed()
{
    auto given = input();
    given.clusterGrid = grid(Level::Cluster, {"c"}, 80);
    given.namespaceGrid = grid(Level::Namespace, {"a", "b"}, 40, 5, 30);
    const auto values = dataValuesOf(given);
    QCOMPARE(values.comparedHours, 24);
    QCOMPARE(values.offHours, 1);
    QCOMPARE(values.offGpuHours, 20.0);
    QCOMPARE(values.reconciliationTable.rows.size(), 1U);
    QCOMPARE(number(values.reconciliationTable, 0, "difference"), 20.0);
    QCOMPARE(std::get<Instant>(cell(values.reconciliationTable, 0, "hour")), end - 19h);
    QCOMPARE(values.reconciliation.series.at(1).y.at(5), 60.0);
    QCOMPARE(values.reconciliation.t.size(), 24U);
}

void tst_DataPresenter::hoursWithoutNamespacesAreNamed()
{
    auto given = input();
    given.clusterGrid = grid(Level::Cluster, {"c"}, 80);
    given.namespaceGrid = grid(Level::Namespace, {"a", "b"}, 40, 5, unknown);
    const auto values = dataValuesOf(given);
    QCOMPARE(values.comparedHours, 23);
    QCOMPARE(values.offHours, 0);
    QCOMPARE(values.clusterOnlyHours, 1);
    QCOMPARE(values.reconciliationTable.rows.size(), 1U);
    QCOMPARE(std::get<Instant>(cell(values.reconciliationTable, 0, "hour")), end - 19h);
    QCOMPARE(number(values.reconciliationTable, 0, "cluster"), 80.0);
    QVERIFY(std::holds_alternative<std::monostate>(cell(values.reconciliationTable, 0, "parts")));
}

void tst_DataPresenter::valuesOfALabelAreComparedToo()
{
    auto given = input();
    const DimensionKey team{DimensionType::Label, "team"};
    given.clusterGrid = grid(Level::Cluster, {"c"}, 80);
    given.namespaceGrid = grid(Level::Namespace, {"a", "b"}, 40);
    given.dimensions = {{team, reconcile(*given.clusterGrid, *grid(Level::Dimension, {"x", "y"}, 40, 7, 32))}};
    const auto values = dataValuesOf(given);
    QCOMPARE(values.offHours, 0); // of the namespaces
    QCOMPARE(values.reconciliationTable.rows.size(), 1U);
    QCOMPARE(text(values.reconciliationTable, 0, "against"), QStringLiteral("Label team"));
    QCOMPARE(number(values.reconciliationTable, 0, "difference"), 16.0);
    QCOMPARE(number(values.reconciliationTable, 0, "percent"), 20.0);
}

void tst_DataPresenter::linesOfLabelsAndAnnotationsAreTwo()
{
    auto given = input();
    for (const auto type : {DimensionType::Label, DimensionType::Annotation}) {
        given.clusters[0].ledger.push_back(entry("c", "dimension-keys", end - 24h, end, CoverageState::Complete));
        given.clusters[0].ledger.back().dimension = DimensionKey{type, ""};
    }
    const auto values = dataValuesOf(given);
    QSet<QString> keys;
    for (const auto& row : values.coverageTable.rows)
        keys.insert(row.key);
    QCOMPARE(keys.size(), qsizetype(values.coverageTable.rows.size()));
}

void tst_DataPresenter::rowsOfARequestCountOnce()
{
    auto given = input();
    auto whole = entry("c", "workloads/hourly-stats", end - 24h, end, CoverageState::Complete);
    whole.rowsReceived = 500;
    auto first = whole, last = whole; // a later request took the middle
    first.range.to = end - 20h;
    last.range.from = end - 4h;
    auto middle = entry("c", "workloads/hourly-stats", end - 20h, end - 4h, CoverageState::Complete);
    middle.fetchedAt = end + 1h;
    middle.rowsReceived = 300;
    given.clusters[0].ledger = {first, middle, last};
    const auto values = dataValuesOf(given);
    QCOMPARE(number(values.coverageTable, 0, "rows"), 800.0);
}

void tst_DataPresenter::allZeroHoursAreCounted()
{
    auto given = input();
    auto hours = std::make_shared<HourGrid>(
        GridScope{"c", Level::Cluster, {}}, hourIndex(end - 24h), 24, std::vector<std::string>{"c"});
    for (const auto column : {Column::Allocated, Column::Utilization, Column::MaxUtilization, Column::MinUtilization}) {
        auto values = hours->mutableSeries(column, 0);
        std::fill(values.begin(), values.begin() + 3, column == Column::Allocated ? 8.0 : 0.0);
    }
    given.clusterGrid = hours;
    given.namespaceGrid = grid(Level::Namespace, {}, 0);
    const auto values = dataValuesOf(given);
    QCOMPARE(values.allZeroHours, 3);
    QCOMPARE(values.presentHours, 3);
    QCOMPARE(values.expectedHours, 24);
}

void tst_DataPresenter::bytesAreWrittenForPeople()
{
    QCOMPARE(formatBytes(0), QStringLiteral("0 bytes"));
    QCOMPARE(formatBytes(1'240'000), QStringLiteral("1.2 MB"));
}

void tst_DataPresenter::aStoreIsReadAsAWhole()
{
    FixedClock clock{end + 30min};
    MemorySession session;
    auto batch = ledgerOfOneDay("c", end);
    auto rows = twoWeeks("c", end);
    batch.clusters = std::move(rows.clusters);
    batch.namespaces = std::move(rows.namespaces);
    DimensionHour half; // of one hour the values of a label lack half of what the cluster has
    half.cluster = "c";
    half.dimension = {DimensionType::Label, "team"};
    half.value = "x";
    half.at.time = end - 3h;
    half.allocated = 40;
    batch.dimensions = {half};
    session.commit(std::move(batch));
    DashboardState state(clock);
    state.setClusters({QStringLiteral("c")});
    state.setPreset(RangePreset::Last24Hours);
    DataPresenter presenter(state, session);
    presenter.setActive(true);
    QTRY_VERIFY(presenter.isSettled());
    QCOMPARE(int(presenter.panelState().kind), int(PanelState::Ready));
    const auto& data = presenter.data();
    QCOMPARE(data.primaryHours, (CoverageHours{20, 1, 1, 2, 0}));
    QCOMPARE(data.requests.rows.size(), 2U);
    QCOMPARE(text(data.requests, 0, "failure"), QStringLiteral("NET")); // the newest first
    QCOMPARE(data.rejected.rows.size(), 1U);
    QCOMPARE(data.faults.rows.size(), 1U);
    QCOMPARE(data.facts.rejectedRows, 1);
    QCOMPARE(data.comparedHours, 24);
    QCOMPARE(data.offHours, 0);
    QCOMPARE(data.reconciliationTable.rows.size(), 1U);
    QCOMPARE(text(data.reconciliationTable, 0, "against"), QStringLiteral("Label team"));
}

void tst_DataPresenter::withoutAClusterThereIsTheRequestLog()
{
    FixedClock clock{end};
    MemorySession session;
    RowBatch batch;
    batch.requests = {request(end, "/clusters", 0, ErrorClass::Net)};
    session.commit(std::move(batch));
    DashboardState state(clock);
    DataPresenter presenter(state, session);
    presenter.setActive(true);
    QTRY_VERIFY(presenter.isSettled());
    QCOMPARE(int(presenter.panelState().kind), int(PanelState::Ready));
    QCOMPARE(presenter.data().requests.rows.size(), 1U);
    QVERIFY(presenter.data().coverage.groups.empty());
}

ATLAS_TEST(tst_DataPresenter);
#include "tst_DataPresenter.moc"
