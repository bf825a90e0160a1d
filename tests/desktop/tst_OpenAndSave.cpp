// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/SavedConnections.h"
#include "app/desktop/StoreExporter.h"
#include "app/desktop/StoreOpener.h"
#include "models/analysis/Format.h"
#include "models/views/DisplaySettings.h"
#include "models/views/LevelExport.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <memory>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000; // ms: another process reads

AlertRule someRule()
{
    AlertRule rule;
    rule.id = rule.name = QStringLiteral("one");
    return rule;
}

} // namespace

class tst_OpenAndSave : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aBundleOpensWithWhatWasPutIntoIt();
    void bundlesOfOneClusterStandSideBySide();
    void aStoreIsOpenedWhereItLies();
    void aBundleUnderAStoresNameOpensAsABundle();
    void F1_whatIsNoBundleIsRejectedWithAReason();
    void whatIsGivenUpIsNotOpened();
    void E5_exportsOutliveTheSessionThatTheyAreOf();
    void cancelEndsAnExportsStatement();
    void aReportInAnotherLanguageIsReadAsInTheWindow();
    void anUnfinishedWeekIsComparedAlikeInAnotherLanguage();
    void settingsThatMakeNoSenseAreAsIfNotThere();
    void aLiveWindowCountsWhatCannotBeUsed();

private:
    /// A store with two weeks of cluster "c".
    std::unique_ptr<SqliteStore> makeStore()
    {
        auto store = std::move(*SqliteStore::open(m_folder->filePath(QStringLiteral("own.db"))));
        auto stored = store->commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
        stored.waitForFinished();
        return store;
    }
    StoreExporter exporter() const { return {QStringLiteral("1.2"), QStringLiteral(ATLAS_WINDOW), m_clock}; }
    QString writeBundleFile(const char* name)
    {
        OfflineSession session(makeStore(), QStringLiteral("own"));
        BundleOrder order;
        order.clusters = {"c"};
        order.range = {at("2024-12-09T00:00:00Z"), at("2024-12-16T00:00:00Z")};
        order.notes = QStringLiteral("Look at <b>big</b>");
        order.rules = {someRule()};
        order.display = {{QStringLiteral("zone"), QStringLiteral("Asia/Shanghai")},
            {QStringLiteral("price"), QStringLiteral("2.5")}, {QStringLiteral("currency"), QStringLiteral("EUR")},
            {QStringLiteral("zero-hours"), QStringLiteral("unknown")}};
        const auto path = m_folder->filePath(QLatin1StringView(name));
        Progress progress;
        const auto written = exporter().bundle(session, order, path)(progress);
        if (!written)
            qWarning("%s", qPrintable(written.error().message));
        return path;
    }
    std::unique_ptr<Session> open(const QStringList& paths)
    {
        Session* session = nullptr;
        Error error;
        const auto opened =
            connect(m_opener.get(), &SourceOpener::opened, this, [&session](Session* s) { session = s; });
        const auto failed =
            connect(m_opener.get(), &SourceOpener::failed, this, [&error](const Error& e) { error = e; });
        m_opener->openFiles(paths);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(session || !error.message.isEmpty(), patience); }();
        disconnect(opened);
        disconnect(failed);
        m_error = error;
        return std::unique_ptr<Session>(session);
    }
    /// As another program reads it; why there is none.
    QString reportText(Session& session, const ReportWish& wish, const char* language, const QString& path) const
    {
        Progress progress;
        const auto written = exporter().reportIn(session, wish, QLatin1StringView(language), path)(progress);
        if (!written)
            return written.error().message + written.error().detail;
        QProcess process;
        process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput());
    }
    template <class T>
    static T answer(QFuture<Result<T>> future)
    {
        future.waitForFinished();
        return *future.result();
    }

    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SavedConnections> m_connections;
    std::unique_ptr<StoreOpener> m_opener;
    Error m_error;
};

void tst_OpenAndSave::init()
{
    m_opener.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_connections = std::make_unique<SavedConnections>(m_folder->filePath(QStringLiteral("connections.json")), m_clock);
    m_opener = std::make_unique<StoreOpener>(m_folder->path(), m_folder->path(), *m_connections, m_clock);
    m_error = {};
}

void tst_OpenAndSave::aBundleOpensWithWhatWasPutIntoIt()
{
    const auto path = writeBundleFile("week.gpuatlas");
    auto session = open({path});
    QVERIFY2(session, qPrintable(m_error.message));
    QCOMPARE(session->status().state, SessionState::ReadOnly);
    QVERIFY(!session->isLive());
    const auto sources = session->openedSources();
    QCOMPARE(sources.size(), 1U);
    const auto& source = sources.front();
    QVERIFY(source.isBundle);
    QCOMPARE(source.path, path);
    QCOMPARE(source.notes, QStringLiteral("Look at <b>big</b>"));
    QCOMPARE(source.version, QStringLiteral("1.2"));
    QCOMPARE(source.created, m_clock.now());
    QCOMPARE(source.rows, 7 * 24 * 3);
    QCOMPARE(source.rules, std::vector<AlertRule>{someRule()});
    const auto grid = answer(
        session->store().grid({{"c", Level::Cluster, {}}, {at("2024-12-02T00:00:00Z"), at("2024-12-16T00:00:00Z")}}));
    QCOMPARE(grid->column(Column::Allocated).size(), std::size_t(14 * 24));

    // Its settings are an offer.
    const auto cluster = QStringLiteral("c");
    QVERIFY(!session->price(cluster) && session->displayZone(cluster).isEmpty());
    QSignalSpy changed(session.get(), &Session::settingsChanged);
    session->setFollowsFiles(true);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(session->displayZone(cluster), QByteArray("Asia/Shanghai"));
    QCOMPARE(session->price(cluster)->perGpuHour, 2.5);
    QVERIFY(session->usageOptions(cluster).zeroHoursAreUnknown);

    // The private copy goes with it, the bundle stays.
    const auto store = qobject_cast<SqliteStore*>(&session->store())->path();
    QVERIFY(QFile::exists(store));
    session.reset();
    QVERIFY(!QFile::exists(store));
    QVERIFY(QFile::exists(path));
}

void tst_OpenAndSave::bundlesOfOneClusterStandSideBySide()
{
    const auto first = writeBundleFile("one.gpuatlas");
    const auto second = m_folder->filePath(QStringLiteral("two.gpuatlas"));
    QVERIFY(QFile::copy(first, second));
    const auto session = open({first, second});
    QVERIFY2(session, qPrintable(m_error.message));
    QCOMPARE(session->openedSources().size(), 2U);
    QCOMPARE(answer(session->store().inventory()).clusters.size(), 2U);
}

void tst_OpenAndSave::aStoreIsOpenedWhereItLies()
{
    makeStore().reset();
    const auto path = m_folder->filePath(QStringLiteral("own.db"));
    const auto session = open({path});
    QVERIFY2(session, qPrintable(m_error.message));
    QVERIFY(session->openedSources().empty());
    QCOMPARE(qobject_cast<SqliteStore*>(&session->store())->path(), path);
}

void tst_OpenAndSave::aBundleUnderAStoresNameOpensAsABundle()
{
    const auto session = open({writeBundleFile("week.db")});
    QVERIFY2(session, qPrintable(m_error.message));
    QCOMPARE(session->openedSources().size(), 1U);
    QVERIFY(session->openedSources().front().isBundle);
}

void tst_OpenAndSave::F1_whatIsNoBundleIsRejectedWithAReason()
{
    const auto path = writeBundleFile("week.gpuatlas");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(file.size() / 2));
    file.close();
    QVERIFY(!open({path}));
    QCOMPARE(m_error.cls, ErrorClass::FileRejected);
    QVERIFY(m_error.message.contains(QStringLiteral("week.gpuatlas")));
    QVERIFY(!open({m_folder->filePath(QStringLiteral("nothing.gpuatlas"))}));
    QCOMPARE(m_error.cls, ErrorClass::FileRejected);
}

void tst_OpenAndSave::whatIsGivenUpIsNotOpened()
{
    const auto path = writeBundleFile("week.gpuatlas");
    QSignalSpy opened(m_opener.get(), &SourceOpener::opened), failed(m_opener.get(), &SourceOpener::failed);
    m_opener->openFiles({path});
    m_opener->cancel();
    makeStore().reset();
    const auto session = open({m_folder->filePath(QStringLiteral("own.db"))});
    QVERIFY(session);
    QCOMPARE(opened.count(), 1); // the store alone
    QCOMPARE(failed.count(), 0);
}

void tst_OpenAndSave::E5_exportsOutliveTheSessionThatTheyAreOf()
{
    const auto path = writeBundleFile("week.gpuatlas");
    auto session = open({path});
    QVERIFY2(session, qPrintable(m_error.message));
    const auto openAgain = exporter().frozen(*session);
    session.reset();
    const Progress progress;
    const auto store = openAgain(progress);
    QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
    QCOMPARE(answer((*store)->inventory()).clusters.size(), 1U);
}

void tst_OpenAndSave::cancelEndsAnExportsStatement()
{
    OfflineSession session(makeStore(), QStringLiteral("own"));
    Progress progress;
    const auto store = exporter().frozen(session)(progress);
    QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
    progress.cancel();
    const auto hours =
        (*store)
            ->grid({{"c", Level::Namespace, {}}, {at("2024-12-02T00:00:00Z"), at("2024-12-16T00:00:00Z")}})
            .result();
    QVERIFY(!hours);
    QVERIFY(hours.error().cls == ErrorClass::Cache);
}

void tst_OpenAndSave::aReportInAnotherLanguageIsReadAsInTheWindow()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("pdftotext (poppler-utils) is not installed");
    OfflineSession session(makeStore(), QStringLiteral("own"));
    DashboardState state(m_clock);
    state.setClusters({QStringLiteral("c")});
    state.setCustomRange({at("2024-12-09T00:00:00Z"), at("2024-12-16T00:00:00Z")});
    auto wish = reportWishOf(state);
    wish.source = QStringLiteral("API gpu.example.org");
    UsageOptions reading{UtilizationBasis::AllGpus, true};
    reading.pricePerGpuHour = 2.5;
    wish.options = {reading};
    wish.currency = QStringLiteral("EUR");
    const auto path = m_folder->filePath(QStringLiteral("report.pdf"));
    const auto textIn = [&](const char* language) { return reportText(session, wish, language, path); };
    const auto chinese = textIn("zh_CN");
    QVERIFY2(chinese.contains(wish.source) && chinese.contains(QStringLiteral("2.5 EUR")), qPrintable(chinese));
    QVERIFY(chinese.contains(QStringLiteral("集群")));
    QVERIFY2(textIn("en").contains(QStringLiteral("measured over all GPUs")), "the basis of the connection");

    // Clusters that are read in different ways cannot be said to the other process.
    wish.clusters.push_back("d");
    wish.options.push_back({});
    QFile::remove(path);
    QVERIFY(textIn("zh_CN").contains(QStringLiteral("read in different ways")));
    QVERIFY(!QFile::exists(path));
}

void tst_OpenAndSave::anUnfinishedWeekIsComparedAlikeInAnotherLanguage()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("pdftotext (poppler-utils) is not installed");
    OfflineSession session(makeStore(), QStringLiteral("own"));
    const FixedClock wednesday(at("2024-12-11T12:30:00Z"));
    DashboardState state(wednesday);
    state.setClusters({QStringLiteral("c")});
    state.setPreset(RangePreset::ThisWeek);
    const auto text = reportText(session, reportWishOf(state), "en", m_folder->filePath(QStringLiteral("report.pdf")));
    QVERIFY2(text.contains(formatRange(state.range(), state.zone())), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("vs previous week")), qPrintable(text));
    QVERIFY2(text.contains(formatRange(state.previousRange(), state.zone())), qPrintable(text));
}

void tst_OpenAndSave::settingsThatMakeNoSenseAreAsIfNotThere()
{
    QVERIFY(displayFromJson("not json").isEmpty());
    QVERIFY(displayFromJson("[1,2]").isEmpty());
    const auto odd = displayFromJson(
        R"({"zone":"Mars/Olympus","price":"NaN","currency":"EUR","basis":7,"link":"gpu-atlas:?page=overview"})");
    QVERIFY(zoneFrom(odd).isEmpty());
    QVERIFY(!priceFrom(odd));
    QCOMPARE(usageFrom(odd), UsageOptions());
    const UsageOptions options{UtilizationBasis::AllGpus, true};
    DashboardQuery query;
    query.zone = "Asia/Shanghai";
    const auto there = displayFromJson(displayJson(displayOf(options, GpuPrice{0.1, QStringLiteral("CNY")}, query)));
    QCOMPARE(usageFrom(there), options);
    QCOMPARE(zoneFrom(there), query.zone);
    QCOMPARE(priceFrom(there), std::optional(GpuPrice{0.1, QStringLiteral("CNY")}));
}

void tst_OpenAndSave::aLiveWindowCountsWhatCannotBeUsed()
{
    auto store = makeStore();
    RowBatch odd;
    odd.rejectedRows = 3;
    store->commit(odd).waitForFinished();
    LiveSession session(std::move(store), {}, m_clock, {});
    QTRY_COMPARE(session.status().rejectedRows, std::int64_t(3));
    odd.clusters = twoWeeks("d", at("2024-12-16T00:00:00Z")).clusters;
    qobject_cast<SqliteStore*>(&session.store())->commit(odd).waitForFinished();
    QTRY_COMPARE(session.status().rejectedRows, std::int64_t(6));
}

ATLAS_TEST(tst_OpenAndSave);
#include "tst_OpenAndSave.moc"
