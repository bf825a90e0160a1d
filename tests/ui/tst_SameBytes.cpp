// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/LevelExport.h"
#include "models/views/Link.h"
#include "models/views/StoreAnswer.h"
#include "tests/support/TestRegistry.h"
#include "tests/ui/PageFixtures.h"
#include "tests/views/ViewFixtures.h"
#include "ui/exports/ExportWork.h"
#include "ui/pages/NamespacesPage.h"
#include "ui/pages/TeamsPage.h"
#include "ui/pages/WorkloadsPage.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace atlas;
using namespace atlas::test;

namespace {

/// A store's file, opened as the window opens files.
class FileSession final : public Session
{
public:
    explicit FileSession(const QString& path)
    {
        StoreOptions options;
        options.readOnly = true;
        m_store = std::move(*SqliteStore::open(path, options));
        m_status.state = SessionState::ReadOnly;
        m_status.source = QStringLiteral("File sample.db");
    }
    StoreReader& store() override { return *m_store; }
    SessionStatus status() const override { return m_status; }
    void refresh() override { }
    void ensureRange(const QStringList&, TimeRange) override { }
    bool isLive() const override { return false; }
    void retry(const QString&) override { }
    void cancel() override { }

private:
    std::unique_ptr<SqliteStore> m_store;
    SessionStatus m_status;
};

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Without the time of creation.
QByteArray timeless(QByteArray bytes)
{
    const auto start = bytes.indexOf("# Created");
    return start < 0 ? bytes : bytes.remove(start, bytes.indexOf("\r\n", start) - start);
}

QStringList shownIds(const Table& table)
{
    QStringList ids;
    for (const auto& column : table.columns) {
        if (column.kind != CellKind::Sparkline) // no file holds it
            ids << column.id;
    }
    return ids;
}

/// The panel of the page's table of all subjects.
ChartPanel& panelOf(const QWidget& page, const DataTable& table)
{
    for (auto* panel : page.findChildren<ChartPanel*>()) {
        if (panel->isAncestorOf(&table))
            return *panel;
    }
    qFatal("no panel shows the table");
}

} // namespace

/// What leaves the window against what the command line writes of the same view.
class tst_SameBytes : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void namespaces_data();
    void namespaces();
    void teams();
    void workloads();
    void hoursOfSeveralClusters();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1StringView(name)); }
    QByteArray commandLine(const QStringList& arguments) const;
    ExportOrigin origin(const QString& filter) const;
    void compare(const ChartPanel& panel, TableFormat format, const QStringList& arguments);

    QTemporaryDir m_folder;
    QString m_version;
    std::unique_ptr<FixedClock> m_clock;
    std::unique_ptr<FileSession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

/// What `gpu-atlasctl` writes of the view to the standard output.
QByteArray tst_SameBytes::commandLine(const QStringList& arguments) const
{
    QStringList all = arguments
        + QStringList{"--store", path("sample.db"), "--from", "2024-12-08T18:00:00Z", "--to", "2024-12-15T21:00:00Z",
            "--zone", "Asia/Kolkata", "--output", "-"};
    for (const auto& cluster : m_state->query().clusters)
        all << QStringLiteral("--cluster") << cluster;
    QProcess process;
    process.start(QStringLiteral(ATLAS_CTL), all);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

ExportOrigin tst_SameBytes::origin(const QString& filter) const
{
    ExportOrigin origin;
    origin.open = [file = path("sample.db")](const Progress&) -> Result<std::shared_ptr<StoreReader>> {
        StoreOptions options;
        options.readOnly = options.frozen = true;
        auto store = SqliteStore::open(file, options);
        if (!store)
            return tl::unexpected(store.error());
        return std::shared_ptr<StoreReader>(std::move(*store));
    };
    origin.source = {m_session->status().source, m_version, m_clock->now(), linkTo(m_state->query(), m_state->range())};
    for (const auto& part : shownParts(*m_state, *m_session)) {
        origin.scope.clusters.push_back(part.cluster);
        origin.scope.options.push_back(part.options);
    }
    origin.scope.range = m_state->range();
    origin.scope.zone = m_state->query().zone;
    origin.scope.filter = filter;
    origin.factsInCsv = true;
    return origin;
}

void tst_SameBytes::compare(const ChartPanel& panel, TableFormat format, const QStringList& arguments)
{
    Progress progress;
    auto from = origin(panel.filterText());
    from.locale = QLocale(QStringLiteral("de_DE"));
    const auto written = writeTables(from, {{panel.title(), panel.shownPart()}}, format, path("window.csv"), progress);
    QVERIFY2(written, written ? "" : qPrintable(written.error().message));
    const auto ours = timeless(bytesOf(path("window.csv"))), theirs = timeless(commandLine(arguments));
    QVERIFY(ours.size() > 500);
    QVERIFY(ours.contains("# Coverage"));
    QCOMPARE(theirs, ours);
}

void tst_SameBytes::initTestCase()
{
    QProcess sample;
    sample.start(QStringLiteral(ATLAS_CTL),
        {"sample", "--out", path("sample.db"), "--seed", "5", "--days", "16", "--gpus", "128", "--namespaces", "10",
            "--clusters", "2", "--end", "2024-12-17T00:00:00Z"});
    QVERIFY(sample.waitForFinished());
    QCOMPARE(sample.exitCode(), 0);
    QProcess version;
    version.start(QStringLiteral(ATLAS_CTL), {"--version"});
    QVERIFY(version.waitForFinished());
    m_version = QString::fromUtf8(version.readAllStandardOutput()).trimmed().section(u' ', 1);
    m_session = std::make_unique<FileSession>(path("sample.db"));
    m_clock = std::make_unique<FixedClock>(at("2024-12-17T00:10:00Z"));
    m_state = std::make_unique<DashboardState>(*m_clock);
    const auto inventory = awaitAnswer(m_session->store().inventory());
    QVERIFY(inventory);
    QStringList clusters;
    for (const auto& info : inventory->clusters)
        clusters << QString::fromStdString(info.name);
    QCOMPARE(clusters.size(), 2);
    auto query = m_state->query();
    query.clusters = clusters;
    query.zone = "Asia/Kolkata"; // half an hour off
    query.preset = RangePreset::Custom;
    query.custom = {at("2024-12-08T18:00:00Z"), at("2024-12-15T21:00:00Z")};
    m_state->setQuery(query);
}

void tst_SameBytes::namespaces_data()
{
    QTest::addColumn<bool>("both");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("sort");
    QTest::addColumn<bool>("excel");
    QTest::newRow("as it is") << false << QString() << QString() << false;
    QTest::newRow("two clusters") << true << QString() << QString() << false;
    QTest::newRow("filtered and sorted") << true << QStringLiteral("gpu_hours:>100") << QStringLiteral("idle") << false;
    QTest::newRow("for spreadsheets") << false << QString() << QStringLiteral("name") << true;
}

void tst_SameBytes::namespaces()
{
    QFETCH(bool, both);
    QFETCH(QString, filter);
    QFETCH(QString, sort);
    QFETCH(bool, excel);
    const auto clusters = m_state->query().clusters;
    m_state->setPage(QStringLiteral("namespaces"));
    if (!both)
        m_state->setClusters({clusters.front()});
    auto page = settledPage<NamespacesPage>(*m_state, *m_session, {1400, 900});
    QTRY_VERIFY(page->isSettled());
    auto* table = named<DataTable>(*page, "All subjects");
    QVERIFY(table && !table->table().rows.empty());
    QStringList arguments{"export", "namespace", "--facts"};
    if (!filter.isEmpty()) {
        QCOMPARE(table->setFilter(filter), QString());
        QVERIFY(table->shownRows().size() < table->table().rows.size());
        arguments << QStringLiteral("--where") << filter;
    }
    if (!sort.isEmpty()) {
        table->sortBy(sort, excel ? Qt::AscendingOrder : Qt::DescendingOrder);
        arguments << QStringLiteral("--sort") << (excel ? sort : QString(u'-' + sort));
    }
    if (both) {
        table->setColumnShown(QStringLiteral("peak"), false);
        arguments << QStringLiteral("--columns") << shownIds(table->shownTable()).join(u',');
    }
    if (excel)
        arguments << QStringList{"--profile", "excel", "--lang", "de_DE"};
    compare(panelOf(*page, *table), excel ? TableFormat::SpreadsheetCsv : TableFormat::MachineCsv, arguments);
    m_state->setClusters(clusters);
}

void tst_SameBytes::teams()
{
    const auto clusters = m_state->query().clusters;
    m_state->setClusters({clusters.front()});
    m_state->setPage(QStringLiteral("teams"));
    m_state->setDimension({DimensionType::Label, "team"});
    auto page = settledPage<TeamsPage>(*m_state, *m_session, {1400, 900});
    QTRY_VERIFY(page->isSettled());
    auto* table = named<DataTable>(*page, "All subjects");
    QVERIFY(table && !table->table().rows.empty());
    compare(panelOf(*page, *table), TableFormat::MachineCsv, {"export", "label:team", "--facts"});
    m_state->setDimension({});
    m_state->setClusters(clusters);
}

void tst_SameBytes::workloads()
{
    m_state->setPage(QStringLiteral("workloads"));
    m_state->setView(QStringLiteral("workloads.filter"), QStringLiteral("gpu_hours:>50"));
    auto page = settledPage<WorkloadsPage>(*m_state, *m_session, {1400, 900});
    QTRY_VERIFY(page->isSettled());
    auto* table = named<DataTable>(*page, "Workloads");
    QVERIFY(table && !table->shownRows().empty());
    QVERIFY(table->shownRows().size() < table->table().rows.size());
    compare(
        panelOf(*page, *table), TableFormat::MachineCsv, {"export", "workload", "--facts", "--where", "gpu_hours:>50"});
    m_state->setView(QStringLiteral("workloads.filter"), QString());
}

void tst_SameBytes::hoursOfSeveralClusters()
{
    LevelExport wish;
    wish.level = Level::Workload;
    for (const auto& cluster : m_state->query().clusters)
        wish.clusters.push_back(cluster.toStdString());
    wish.range = m_state->range();
    wish.zone = m_state->query().zone;
    wish.bucket = Bucket::Hour;
    Progress progress;
    auto from = origin({});
    from.factsInCsv = false;
    const auto written =
        writeLevel(from, wish, QStringLiteral("Hours"), TableFormat::MachineCsv, path("hours.csv"), progress);
    QVERIFY2(written, written ? "" : qPrintable(written.error().message));
    const auto ours = bytesOf(path("hours.csv"));
    QVERIFY(ours.size() > 100'000);
    QCOMPARE(commandLine({"export", "workload", "--bucket", "hour"}), ours);
}

ATLAS_TEST(tst_SameBytes);
#include "tst_SameBytes.moc"
