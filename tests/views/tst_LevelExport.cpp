// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ComparisonPresenter.h"
#include "models/views/LevelExport.h"
#include "models/views/WorkloadsPresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"
#include "tests/views/ViewFixtures.h"

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

const Instant endOfData = at("2024-12-16T00:00:00Z");

/// All rows of a source as a table.
Table whole(RowSource& rows)
{
    Table table = rows.head();
    table.rows.clear();
    std::vector<Cell> cells;
    while (*rows.next(cells))
        table.rows.push_back({QString::number(table.rows.size()), false, cells});
    return table;
}

QStringList ids(const Table& table)
{
    QStringList list;
    for (const auto& column : table.columns)
        list << column.id;
    return list;
}

const Cell& cell(const Table& table, std::size_t row, const char* id)
{
    return table.rows.at(row).cells.at(std::size_t(ids(table).indexOf(QLatin1StringView(id))));
}

double figure(const Table& table, std::size_t row, const char* id)
{
    const auto* value = std::get_if<double>(&cell(table, row, id));
    return value ? *value : unknown;
}

QString words(const Table& table, std::size_t row, const char* id)
{
    const auto* value = std::get_if<QString>(&cell(table, row, id));
    return value ? *value : QString();
}

/// As a page's table leaves the window where nobody has a quota: without what is drawn.
Table asWritten(Table table)
{
    for (const auto& id : {QStringLiteral("quota"), QStringLiteral("trend")}) {
        const auto column = ids(table).indexOf(id);
        table.columns.erase(table.columns.begin() + column);
        for (auto& row : table.rows)
            row.cells.erase(row.cells.begin() + column);
    }
    return table;
}

QString fact(const TableFacts& facts, const char* name)
{
    for (const auto& [key, value] : facts) {
        if (key == QLatin1StringView(name))
            return value;
    }
    return {};
}

} // namespace

class tst_LevelExport : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void aPagesTableIsThatOfThePage();
    void severalClustersAreThoseOfThePage();
    void workloadsAreThoseOfThePage();
    void hoursWithoutAnyWorkloadsAreUnknown();
    void clustersHaveEveryFigure();
    void bucketsAddUpToTheRange();
    void aBucketWithoutHoursIsUnknown();
    void hoursAreAsTheStoreHasThem();
    void hoursOverMonthsComeInOrderAndOnce();
    void hoursOfSeveralClustersSayWhose();
    void hoursOfWorkloadsSayWhatTheyAre();
    void whoIsGoneIsNoFault();
    void columnsRowsAndOrderAreChosen();
    void totalsAreOfTheRowsThatAreThere();
    void namesLeaveAsTheyAre();
    void programsGetTheSameColumnsWhateverTheData();
    void whatThereIsNotIsNamed_data();
    void whatThereIsNotIsNamed();
    void cancelEndsIt();
    void factsSayHowMuchThereIs();

private:
    LevelExport wish(Level level, std::vector<std::string> clusters = {"prod"}) const
    {
        LevelExport wish;
        wish.clusters = std::move(clusters);
        wish.level = level;
        wish.range = m_state->range();
        wish.previousRange = m_state->previousRange();
        wish.zone = "Asia/Kolkata";
        return wish;
    }
    Table rowsOf(const LevelExport& wish)
    {
        auto rows = levelRows(m_session->store(), wish, m_progress);
        if (!rows)
            qFatal("%s", qPrintable(rows.error().message));
        return whole(**rows);
    }
    template <class P>
    void show(P& presenter)
    {
        presenter.setActive(true);
        QTRY_VERIFY(presenter.isSettled());
    }
    /// Cells that are written, without keys and such.
    void compareCells(const Table& a, const Table& b)
    {
        QCOMPARE(ids(a), ids(b));
        QCOMPARE(a.rows.size(), b.rows.size());
        for (std::size_t row = 0; row < a.rows.size(); ++row)
            QCOMPARE(a.rows[row].cells, b.rows[row].cells);
        QCOMPARE(a.zone, b.zone);
        QCOMPARE(a.title, b.title);
    }

    std::unique_ptr<FixedClock> m_clock;
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
    Progress m_progress;
};

void tst_LevelExport::initTestCase()
{
    m_session = std::make_unique<MemorySession>();
    for (const char* cluster : {"prod", "test"}) {
        auto batch = twoWeeks(cluster, endOfData);
        // Two hours of the second week have no row of the cluster.
        std::erase_if(batch.clusters, [](const ClusterHour& row) {
            return row.at.time == at("2024-12-12T05:00:00Z") || row.at.time == at("2024-12-12T06:00:00Z");
        });
        for (int hour = 0; hour < 48; ++hour) {
            const auto time = endOfData - 48h + hour * 1h;
            batch.workloads.push_back(workloadHour(cluster, "big", "train", "Job", time, 40, 80));
            batch.workloads.back().ownerName = "ada";
        }
        batch.workloads.push_back(workloadHour(cluster, "small", "note", "Pod", endOfData - 3h, 1, 5));
        CoverageEntry known;
        known.cluster = cluster;
        known.endpoint = "cluster/hourly-stats";
        known.range = {endOfData - 24h, endOfData - 20h};
        known.state = CoverageState::Unverified;
        known.rowsReceived = 4;
        batch.coverage = {known};
        m_session->commit(std::move(batch));
    }
    m_clock = std::make_unique<FixedClock>(endOfData + 10min);
    m_state = std::make_unique<DashboardState>(*m_clock);
    m_state->setZone("Asia/Kolkata");
    m_state->setClusters({QStringLiteral("prod")});
    m_state->setCustomRange({endOfData - 7 * 24h, endOfData});
}

void tst_LevelExport::aPagesTableIsThatOfThePage()
{
    ComparisonPresenter presenter(Level::Namespace, *m_state, *m_session);
    show(presenter);
    const auto rows = rowsOf(wish(Level::Namespace));
    compareCells(rows, asWritten(presenter.data().table));
    QCOMPARE(words(rows, 0, "name"), QStringLiteral("big"));
    QVERIFY(isKnown(figure(rows, 0, "change"))); // measured against the page's period before
}

void tst_LevelExport::severalClustersAreThoseOfThePage()
{
    m_state->setClusters({QStringLiteral("prod"), QStringLiteral("test")});
    m_session->prices = {
        {QStringLiteral("prod"), {2, QStringLiteral("EUR")}}, {QStringLiteral("test"), {2, QStringLiteral("EUR")}}};
    ComparisonPresenter presenter(Level::Namespace, *m_state, *m_session);
    show(presenter);
    auto two = wish(Level::Namespace, {"prod", "test"});
    two.currency = QStringLiteral("EUR");
    two.options.resize(2);
    two.options[0].pricePerGpuHour = two.options[1].pricePerGpuHour = 2;
    const auto rows = rowsOf(two);
    compareCells(rows, asWritten(presenter.data().table));
    QCOMPARE(words(rows, 0, "name"), QStringLiteral("prod/big"));
    QVERIFY(isKnown(figure(rows, 0, "cost")));
    m_session->prices.clear();
    m_state->setClusters({QStringLiteral("prod")});
}

void tst_LevelExport::workloadsAreThoseOfThePage()
{
    WorkloadsPresenter presenter(*m_state, *m_session);
    show(presenter);
    compareCells(rowsOf(wish(Level::Workload)), presenter.table());
}

/// Workloads were asked for over the last two days alone.
void tst_LevelExport::hoursWithoutAnyWorkloadsAreUnknown()
{
    auto weeks = wish(Level::Workload);
    weeks.bucket = Bucket::Week;
    const auto rows = rowsOf(weeks);
    QCOMPARE(words(rows, 0, "name"), QStringLiteral("big/train"));
    QCOMPARE(figure(rows, 0, "average_allocation"), 40.0);
    double hours = 0, expected = 0;
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        if (words(rows, i, "name") == QStringLiteral("big/train")) {
            hours += figure(rows, i, "hours");
            expected += figure(rows, i, "hours_expected");
        }
    }
    QCOMPARE(hours, 48.0);
    QVERIFY(expected > hours); // and the coverage says so
}

void tst_LevelExport::clustersHaveEveryFigure()
{
    const auto rows = rowsOf(wish(Level::Cluster, {"prod", "test"}));
    QCOMPARE(rows.rows.size(), 2u);
    QCOMPARE(words(rows, 1, "name"), QStringLiteral("test"));
    QCOMPARE(figure(rows, 0, "gpu_hours"), 80.0 * 166);
    QCOMPARE(figure(rows, 0, "used_gpu_hours"), 40.0 * 166);
    QCOMPARE(figure(rows, 0, "allocation_rate"), 80.0);
    QCOMPARE(figure(rows, 0, "active_workloads"), 8.0); // from the namespaces
    QCOMPARE(figure(rows, 0, "hours"), 166.0);
    QCOMPARE(figure(rows, 0, "hours_expected"), 168.0);
    QCOMPARE(figure(rows, 0, "coverage"), 100.0 * 166 / 168);
}

void tst_LevelExport::bucketsAddUpToTheRange()
{
    auto days = wish(Level::Namespace);
    days.bucket = Bucket::Day;
    const auto rows = rowsOf(days);
    // Half an hour off: the first and the last day are parts, and hours belong to the day in which they start.
    QCOMPARE(rows.rows.size(), 8u * 2);
    QCOMPARE(words(rows, 0, "bucket"), QStringLiteral("2024-12-09"));
    QCOMPARE(words(rows, 0, "name"), QStringLiteral("big"));
    QCOMPARE(words(rows, 1, "name"), QStringLiteral("small"));
    double big = 0, hours = 0;
    for (std::size_t i = 0; i < rows.rows.size(); i += 2) {
        big += figure(rows, i, "gpu_hours");
        hours += figure(rows, i, "hours");
        QCOMPARE(figure(rows, i, "coverage"), 100 * figure(rows, i, "hours") / figure(rows, i, "hours_expected"));
        QCOMPARE(std::get<Instant>(cell(rows, i, "to")) - std::get<Instant>(cell(rows, i, "from")),
            std::chrono::seconds(std::chrono::hours(int(figure(rows, i, "hours_expected")))));
    }
    QCOMPARE(big, 60.0 * 166);
    QCOMPARE(hours, 166.0);
}

void tst_LevelExport::aBucketWithoutHoursIsUnknown()
{
    auto days = wish(Level::Cluster);
    days.zone = "UTC";
    days.bucket = Bucket::Day;
    days.range = {endOfData - 24h, endOfData + 24h};
    const auto rows = rowsOf(days);
    QCOMPARE(rows.rows.size(), 2u);
    QCOMPARE(figure(rows, 0, "gpu_hours"), 80.0 * 24);
    QVERIFY(!isKnown(figure(rows, 1, "gpu_hours"))); // not 0
    QCOMPARE(figure(rows, 1, "coverage"), 0.0);
}

void tst_LevelExport::hoursAreAsTheStoreHasThem()
{
    auto hours = wish(Level::Cluster);
    hours.bucket = Bucket::Hour;
    const auto rows = rowsOf(hours);
    QCOMPARE(rows.rows.size(), 166u); // an hour without a row has none here
    QCOMPARE(ids(rows),
        (QStringList{"stat_hour", "cluster_name", "allocated_gpu_count", "total_gpu_capacity", "allocation_rate",
            "avg_utilization", "max_utilization", "min_utilization", "p50_utilization", "p95_utilization",
            "sample_count"}));
    QCOMPARE(std::get<Instant>(cell(rows, 0, "stat_hour")), endOfData - 7 * 24h);
    QCOMPARE(figure(rows, 0, "max_utilization"), 60.0);
    QCOMPARE(figure(rows, 0, "sample_count"), 12.0);
    QVERIFY(std::holds_alternative<Instant>(cell(rows, 165, "stat_hour")));
}

void tst_LevelExport::hoursOverMonthsComeInOrderAndOnce()
{
    auto hours = wish(Level::Namespace);
    hours.bucket = Bucket::Hour;
    hours.range = {endOfData - 100 * 24h, endOfData};
    const auto rows = rowsOf(hours);
    QCOMPARE(rows.rows.size(), 14u * 24 * 2);
    for (std::size_t i = 1; i < rows.rows.size(); ++i) {
        const auto key = [&](std::size_t row) {
            return std::pair(std::get<Instant>(cell(rows, row, "stat_hour")), words(rows, row, "namespace"));
        };
        QVERIFY(key(i - 1) < key(i));
    }
    hours.subjects = {"small"};
    QCOMPARE(rowsOf(hours).rows.size(), 14u * 24);
}

void tst_LevelExport::hoursOfSeveralClustersSayWhose()
{
    auto hours = wish(Level::Namespace, {"prod", "test"});
    hours.bucket = Bucket::Hour;
    hours.range = {endOfData - 1h, endOfData};
    auto rows = rowsOf(hours);
    QCOMPARE(rows.rows.size(), 4u);
    QCOMPARE(words(rows, 0, "cluster_name"), QStringLiteral("prod"));
    QCOMPARE(words(rows, 2, "cluster_name"), QStringLiteral("test"));
    QCOMPARE(words(rows, 2, "namespace"), QStringLiteral("big"));
    hours.subjects = {"test/small"};
    rows = rowsOf(hours);
    QCOMPARE(rows.rows.size(), 1u);
    QCOMPARE(words(rows, 0, "cluster_name"), QStringLiteral("test"));
}

void tst_LevelExport::hoursOfWorkloadsSayWhatTheyAre()
{
    auto hours = wish(Level::Workload);
    hours.bucket = Bucket::Hour;
    const auto rows = rowsOf(hours);
    QCOMPARE(rows.rows.size(), 49u);
    QCOMPARE(words(rows, 0, "workload_name"), QStringLiteral("train"));
    QCOMPARE(words(rows, 0, "namespace"), QStringLiteral("big"));
    QCOMPARE(words(rows, 0, "workload_type"), QStringLiteral("Job"));
    QCOMPARE(words(rows, 0, "owner_name"), QStringLiteral("ada"));
    QCOMPARE(figure(rows, 0, "allocated_gpu_count"), 40.0);
}

void tst_LevelExport::whoIsGoneIsNoFault()
{
    auto hours = wish(Level::Namespace);
    hours.bucket = Bucket::Hour;
    hours.subjects = {"big", "gone"}; // as a table of the page names them
    QCOMPARE(rowsOf(hours).rows.size(), 168u);
}

void tst_LevelExport::columnsRowsAndOrderAreChosen()
{
    auto some = wish(Level::Namespace);
    some.columns = QStringList{"gpu_hours", "name"};
    some.sortBy = QStringLiteral("gpu_hours");
    auto rows = rowsOf(some);
    QCOMPARE(ids(rows), (QStringList{"gpu_hours", "name"}));
    QCOMPARE(words(rows, 0, "name"), QStringLiteral("small"));
    some.columns = QStringList{"gpu_hours", "name", "quota"}; // asked for, it is there
    QCOMPARE(ids(rowsOf(some)).size(), 3);
    some.sortBy = QStringLiteral("-gpu_hours");
    QCOMPARE(words(rowsOf(some), 0, "name"), QStringLiteral("big"));
    some.where = QStringLiteral("utilization:<40"); // of a column that is left out
    rows = rowsOf(some);
    QCOMPARE(rows.rows.size(), 1u);
    QCOMPARE(words(rows, 0, "name"), QStringLiteral("small"));

    auto hours = wish(Level::Namespace);
    hours.bucket = Bucket::Hour;
    hours.columns = QStringList{"stat_hour"};
    hours.where = QStringLiteral("namespace:big allocated:>0");
    QCOMPARE(rowsOf(hours).rows.size(), 168u);
    hours.columns = QStringList{"stat_hour", "namespace"};
    hours.where.clear();
    hours.sortBy = QStringLiteral("-stat_hour");
    rows = rowsOf(hours);
    QCOMPARE(rows.rows.size(), 2u * 168);
    QCOMPARE(std::get<Instant>(cell(rows, 0, "stat_hour")), endOfData - 1h);
    QCOMPARE(words(rows, 0, "namespace"), QStringLiteral("big")); // equal ones keep their order
}

void tst_LevelExport::totalsAreOfTheRowsThatAreThere()
{
    const auto totalOf = [](const Table& table) {
        return std::ranges::find(table.columns, QStringLiteral("gpu_hours"), &TableColumn::id)->total;
    };
    auto some = wish(Level::Namespace);
    const double all = totalOf(rowsOf(some))->value;
    some.subjects = {"big"};
    const auto big = rowsOf(some);
    QCOMPARE(big.rows.size(), 1u);
    QCOMPARE(totalOf(big)->value, std::get<double>(cell(big, 0, "gpu_hours")));
    some.subjects.clear();
    some.where = QStringLiteral("small");
    const auto small = rowsOf(some);
    QCOMPARE(totalOf(small)->value, std::get<double>(cell(small, 0, "gpu_hours")));
    QVERIFY(totalOf(small)->value < all);
    some.bucket = Bucket::Day; // whose rows come one by one: who writes them adds them up
    QVERIFY(!isKnown(totalOf(rowsOf(some))->value));
    QCOMPARE(totalOf(rowsOf(some))->of, QStringLiteral("gpu_hours"));
}

void tst_LevelExport::namesLeaveAsTheyAre()
{
    // On screens control characters are made visible, and what is longer than 256 is shortened.
    const auto name = std::string(200, 'a') + "\t\n\u202E" + std::string(200, 'b');
    MemorySession session;
    auto batch = twoWeeks("prod", endOfData);
    for (auto& row : batch.namespaces)
        row.name = row.name == "big" ? name : row.name;
    batch.workloads.push_back(workloadHour("prod", name.c_str(), "note", "Pod", endOfData - 3h, 1, 5));
    session.commit(std::move(batch));
    Progress progress;
    const auto rowsOf = [&](LevelExport wish) { return whole(**levelRows(session.store(), wish, progress)); };
    auto wished = wish(Level::Namespace);
    QCOMPARE(words(rowsOf(wished), 0, "name"), QString::fromStdString(name));
    wished.bucket = Bucket::Day;
    QVERIFY(std::ranges::any_of(
        rowsOf(wished).rows, [&](const TableRow& row) { return row.cells[3] == Cell(QString::fromStdString(name)); }));
    QCOMPARE(words(rowsOf(wish(Level::Workload)), 0, "namespace"), QString::fromStdString(name));
}

void tst_LevelExport::programsGetTheSameColumnsWhateverTheData()
{
    auto wished = wish(Level::Namespace);
    QVERIFY(!ids(rowsOf(wished)).contains(QStringLiteral("quota"))); // nobody has one, as on the page
    wished.forPrograms = true;
    const auto columns = ids(rowsOf(wished));
    QVERIFY(columns.contains(QStringLiteral("quota")));
    wished.range = {endOfData - 9000h, endOfData - 8000h}; // without data
    QCOMPARE(ids(rowsOf(wished)), columns);
}

void tst_LevelExport::whatThereIsNotIsNamed_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("named");
    QTest::newRow("cluster") << "cluster"
                             << "prod, test";
    QTest::newRow("no cluster") << "no cluster"
                                << "prod, test";
    QTest::newRow("column") << "column"
                            << "gpu_hours";
    QTest::newRow("drawn column") << "drawn column"
                                  << "no column “trend”. There are: rank, rank_change, name, gpu_hours, share, change, "
                                     "idle, utilization, coverage";
    QTest::newRow("column twice") << "column twice"
                                  << "gpu_hours is named twice";
    QTest::newRow("order") << "order"
                           << "gpu_hours";
    QTest::newRow("filter") << "filter"
                            << "gpu_hours";
    QTest::newRow("filter of hours") << "filter of hours"
                                     << "avg_utilization";
    QTest::newRow("dimension") << "dimension"
                               << "No label";
    QTest::newRow("subject") << "subject"
                             << "nobody";
    QTest::newRow("subject of hours") << "subject of hours"
                                      << "nobody";
    QTest::newRow("range") << "range"
                           << "start before the end";
}

void tst_LevelExport::whatThereIsNotIsNamed()
{
    QFETCH(QString, what);
    QFETCH(QString, named);
    auto asked = wish(Level::Namespace);
    if (what.endsWith(u"of hours"))
        asked.bucket = Bucket::Hour;
    if (what == u"cluster")
        asked.clusters = {"prod", "prud"};
    else if (what == u"no cluster")
        asked.clusters.clear();
    else if (what == u"column")
        asked.columns = QStringList{"name", "gpu-hours"};
    else if (what == u"drawn column")
        asked.columns = QStringList{"name", "trend"};
    else if (what == u"column twice")
        asked.columns = QStringList{"gpu_hours", "name", "gpu_hours"};
    else if (what == u"order")
        asked.sortBy = QStringLiteral("-idleness");
    else if (what.startsWith(u"filter"))
        asked.where = QStringLiteral("usefulness:>3");
    else if (what == u"dimension")
        asked.level = Level::Dimension;
    else if (what.startsWith(u"subject"))
        asked.subjects = {"nobody"};
    else
        asked.range = {endOfData, endOfData};
    auto rows = levelRows(m_session->store(), asked, m_progress);
    std::optional<Error> error;
    if (!rows) {
        error = rows.error();
    } else {
        std::vector<Cell> cells;
        for (;;) {
            const auto more = (*rows)->next(cells);
            if (!more)
                error = more.error();
            if (!more || !*more)
                break;
        }
    }
    QVERIFY(error);
    QCOMPARE(error->cls, ErrorClass::Usage);
    QVERIFY2(error->message.contains(named), qPrintable(error->message));
}

void tst_LevelExport::cancelEndsIt()
{
    auto hours = wish(Level::Namespace);
    hours.bucket = Bucket::Hour;
    Progress progress;
    auto rows = levelRows(m_session->store(), hours, progress);
    QVERIFY(rows);
    progress.cancel();
    std::vector<Cell> cells;
    const auto more = (*rows)->next(cells);
    QVERIFY(!more);
    QCOMPARE(more.error().cls, ErrorClass::Export);
}

void tst_LevelExport::factsSayHowMuchThereIs()
{
    const ExportSource source{QStringLiteral("File test.db"), QStringLiteral("1.2"), at("2024-12-17T10:00:00Z"),
        QStringLiteral("gpu-atlas:?page=namespaces")};
    const auto facts = exportFacts(
        m_session->store(), source, {{"prod"}, m_state->range(), "Asia/Kolkata", QStringLiteral("utilization:<40")});
    QVERIFY(facts);
    QCOMPARE(fact(*facts, "Source"), QStringLiteral("File test.db"));
    QCOMPARE(fact(*facts, "Clusters"), QStringLiteral("prod"));
    QCOMPARE(fact(*facts, "Time range"), QStringLiteral("2024-12-09T05:30+05:30/2024-12-16T05:30+05:30"));
    QCOMPARE(fact(*facts, "Time zone"), QStringLiteral("Asia/Kolkata"));
    QCOMPARE(fact(*facts, "Filter"), QStringLiteral("utilization:<40"));
    QCOMPARE(fact(*facts, "Coverage"), QStringLiteral("166 of 168 h"));
    QCOMPARE(fact(*facts, "Gaps"), QStringLiteral("2024-12-12T10:30+05:30/2024-12-12T12:30+05:30"));
    QCOMPARE(fact(*facts, "Unverified hours"), QStringLiteral("4"));
    QCOMPARE(fact(*facts, "Created"), QStringLiteral("2024-12-17T10:00:00Z"));
    QCOMPARE(fact(*facts, "Link"), source.link);
    QCOMPARE(fact(*facts, "Utilisation measured over"), QStringLiteral("allocated GPUs"));
    ExportScope scope{{"prod", "test"}, m_state->range(), "UTC"};
    scope.options.resize(2);
    scope.options[1].basis = UtilizationBasis::AllGpus;
    scope.options[0].zeroHoursAreUnknown = true;
    scope.options[0].pricePerGpuHour = scope.options[1].pricePerGpuHour = 2.5;
    scope.currency = QStringLiteral("EUR");
    scope.subjects = {"prod/web", "test/web"};
    const auto both = exportFacts(m_session->store(), source, scope);
    QVERIFY(both);
    QCOMPARE(fact(*both, "Utilisation measured over"),
        QStringLiteral("prod: allocated GPUs; test: all GPUs of the cluster"));
    QCOMPARE(fact(*both, "Hours of zeros with GPUs allocated"), QStringLiteral("prod: unknown"));
    QCOMPARE(fact(*both, "Price"), QStringLiteral("2.5 EUR for a GPU·h"));
    QCOMPARE(fact(*both, "Only"), QStringLiteral("prod/web, test/web"));
    QCOMPARE(fact(*both, "Clusters"), QStringLiteral("prod + test"));
    QCOMPARE(fact(*both, "Coverage"), QStringLiteral("prod: 166 of 168 h; test: 166 of 168 h"));
    QCOMPARE(fact(*both, "Filter"), QString());
}

ATLAS_TEST(tst_LevelExport);
#include "tst_LevelExport.moc"
