// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SummaryCommand.h"
#include "app/cli/sample/SampleCluster.h"
#include "models/analysis/Ranking.h"
#include "models/export/Csv.h"
#include "models/views/ComparePresenter.h"
#include "models/views/ComparisonPresenter.h"
#include "models/views/ExplorePresenter.h"
#include "models/views/OverviewPresenter.h"
#include "models/views/ProvenancePresenter.h"
#include "models/views/WastePresenter.h"
#include "models/views/WorkloadsPresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>
#include <set>
#include <tuple>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

/// Sixteen digits of a double are more than a sum in another order keeps.
bool same(double a, double b)
{
    return (!isKnown(a) && !isKnown(b)) || std::abs(a - b) <= 1e-12 * std::max({1.0, std::abs(a), std::abs(b)});
}

using Question = std::tuple<Metric, Level, DimensionKey, std::string, TimeRange>;

struct Before
{
    bool operator()(const Question& a, const Question& b) const
    {
        const auto key = [](const Question& question) {
            const auto& [metric, level, dimension, subject, range] = question;
            return std::tuple(metric, level, dimension, subject, range.from, range.to);
        };
        return key(a) < key(b);
    }
};

/// Who said what to which question.
class Answers
{
public:
    void add(const QString& who, const FigureRef& figure, double value)
    {
        // The cluster is the subject of its own level, named or not.
        const auto subject = figure.scope.level == Level::Cluster ? std::string() : figure.subject;
        m_answers[{figure.metric, figure.scope.level, figure.scope.dimension, subject, figure.range}][who] = value;
    }
    void add(const QString& who, const Table& table)
    {
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            for (std::size_t column = 0; column < table.rows[row].cells.size(); ++column) {
                const auto figure = figureAt(table, row, column);
                const auto& cell = table.rows[row].cells[column];
                if (figure && !std::holds_alternative<QString>(cell)) // "new"
                    add(who, *figure, std::holds_alternative<double>(cell) ? std::get<double>(cell) : unknown);
            }
        }
    }
    const auto& all() const { return m_answers; }

private:
    std::map<Question, std::map<QString, double>, Before> m_answers;
};

} // namespace

class tst_OneQuestion : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void theSameDigitsEverywhere();
    void everyFigureIsThatOfItsProvenance();
    void theCommandLineSaysTheSame();
    void anExportSaysTheSame();

private:
    void show(Presenter& presenter)
    {
        presenter.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(presenter.isSettled(), 20'000);
        QCOMPARE(presenter.panelState().kind, PanelState::Ready);
    }
    void askThePages();

    std::string m_cluster;
    std::unique_ptr<FixedClock> m_clock;
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
    Answers m_answers;
    Table m_namespaces;
};

void tst_OneQuestion::initTestCase()
{
    SampleClusterPlan plan;
    plan.seed = 5;
    plan.days = 16; // with an outage, an hour without metrics, and lost nodes
    plan.gpus = 128;
    plan.namespaces = 10;
    plan.end = at("2024-12-17T00:00:00Z");
    SampleCluster cluster(plan);
    m_cluster = cluster.name();
    m_session = std::make_unique<MemorySession>();
    while (auto hour = cluster.next()) {
        RowBatch batch;
        batch.clusters = std::move(hour->rows.clusters);
        batch.namespaces = std::move(hour->rows.namespaces);
        batch.dimensions = std::move(hour->rows.dimensions);
        batch.workloads = std::move(hour->rows.workloads);
        m_session->commit(std::move(batch));
    }
    m_clock = std::make_unique<FixedClock>(plan.end + 10min);
    m_state = std::make_unique<DashboardState>(*m_clock);
    m_state->setClusters({QString::fromStdString(m_cluster)});
    m_state->setZone("Asia/Kolkata"); // half an hour off: days begin within an hour
    m_state->setBucket(Bucket::Day);
    m_state->setCustomRange({at("2024-12-08T18:00:00Z"), at("2024-12-15T21:00:00Z")});
    askThePages();
}

void tst_OneQuestion::askThePages()
{
    OverviewPresenter overview(*m_state, *m_session);
    show(overview);
    for (const auto& tile : overview.data().tiles) {
        if (tile.source)
            m_answers.add(QStringLiteral("tile"), *tile.source, tile.value);
    }
    for (const auto* table : {&overview.data().hoursTable, &overview.data().gpusTable, &overview.data().ratesTable,
             &overview.data().byGpuHoursTable, &overview.data().byIdleTable})
        m_answers.add(QStringLiteral("overview: ") + table->title, *table);

    for (const auto level : {Level::Namespace, Level::Dimension}) {
        ComparisonPresenter comparison(level, *m_state, *m_session);
        show(comparison);
        const auto& data = comparison.data();
        if (level == Level::Namespace)
            m_namespaces = data.table;
        for (const auto* table : {&data.table, &data.rankingTable, &data.groupsTable, &data.sharesTable,
                 &data.gpusTable, &data.utilizationTable, &data.multiplesTable, &data.quotasTable})
            m_answers.add(QStringLiteral("comparison: ") + table->title, *table);
    }

    for (const char* level : {"cluster", "namespace", "label:team", "workload"}) {
        for (const char* metric : {"gpu-hours", "used-gpu-hours", "held-idle-gpu-hours", "utilization",
                 "average-allocation", "peak-allocation", "p95"}) {
            m_state->setView(QStringLiteral("explore.level"), QLatin1StringView(level));
            m_state->setView(QStringLiteral("explore.metric"), QLatin1StringView(metric));
            ExplorePresenter explore(*m_state, *m_session);
            show(explore);
            m_answers.add(QStringLiteral("explore"), explore.data().chartTable);
            m_answers.add(QStringLiteral("explore, all"), explore.data().subjects);
        }
    }

    ComparePresenter compare(*m_state, *m_session);
    show(compare);
    for (const auto* table : {&compare.data().figures, &compare.data().overlayTable, &compare.data().namespacesTable})
        m_answers.add(QStringLiteral("compare: ") + table->title, *table);

    WastePresenter waste(*m_state, *m_session);
    show(waste);
    for (const auto* table : {&waste.data().holdersTable, &waste.data().workloadsTable, &waste.data().rankingTable})
        m_answers.add(QStringLiteral("waste: ") + table->title, *table);

    WorkloadsPresenter workloads(*m_state, *m_session);
    show(workloads);
    m_answers.add(QStringLiteral("workloads"), workloads.table());
}

void tst_OneQuestion::theSameDigitsEverywhere()
{
    std::map<std::size_t, int> byCount;
    for (const auto& [question, answers] : m_answers.all()) {
        ++byCount[std::min<std::size_t>(answers.size(), 4)];
        const auto& [who, first] = *answers.begin();
        for (const auto& [other, value] : answers) {
            const auto& [metric, level, dimension, subject, range] = question;
            QVERIFY2(same(first, value),
                qPrintable(QStringLiteral("figure %1 of level %2, \"%3\": %4 says %5, %6 says %7")
                               .arg(int(metric))
                               .arg(int(level))
                               .arg(QString::fromStdString(subject), who)
                               .arg(first, 0, 'g', 17)
                               .arg(other)
                               .arg(value, 0, 'g', 17)));
        }
    }
    QVERIFY2(byCount[2] + byCount[3] + byCount[4] > 200, "hardly anything was asked twice");
    QVERIFY(byCount[4] > 10); // some questions four pages and more
}

void tst_OneQuestion::everyFigureIsThatOfItsProvenance()
{
    // What a figure leads to fetches its rows for itself.
    ProvenancePresenter provenance(*m_state, *m_session);
    std::map<std::pair<Metric, Level>, int> asked;
    for (const auto& [question, answers] : m_answers.all()) {
        const auto& [metric, level, dimension, subject, range] = question;
        constexpr int enough = 4; // of a kind
        if (++asked[{metric, level}] > enough)
            continue;
        provenance.setFigure({metric, {m_cluster, level, dimension}, subject, range});
        show(provenance);
        QVERIFY2(same(provenance.data().value, answers.begin()->second),
            qPrintable(QStringLiteral("%1 of \"%2\": %3 says %4, its provenance %5")
                           .arg(provenance.data().name, QString::fromStdString(subject), answers.begin()->first)
                           .arg(answers.begin()->second, 0, 'g', 17)
                           .arg(provenance.data().value, 0, 'g', 17)));
        QVERIFY(!provenance.data().formula.isEmpty() && !provenance.data().definition.isEmpty());
    }
    std::set<Metric> metrics;
    for (const auto& [kind, times] : asked)
        metrics.insert(kind.first);
    QVERIFY(metrics.size() >= 10);
}

void tst_OneQuestion::theCommandLineSaysTheSame()
{
    const auto text = summaryCommand(m_session->store(), m_cluster, m_state->range(), 10, m_state->zone());
    QVERIFY2(text, text ? "" : qPrintable(text.error().message));
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object();
    const std::pair<const char*, Metric> names[] = {{"gpu_hours", Metric::GpuHours},
        {"used_gpu_hours", Metric::UsedGpuHours}, {"idle_gpu_hours", Metric::IdleGpuHours},
        {"weighted_mean_utilization", Metric::Utilization}, {"avg_allocated", Metric::AverageAllocated},
        {"peak_allocated", Metric::PeakAllocated}, {"p95_of_hours", Metric::P95}};
    std::map<std::string, QJsonObject> namespaces;
    for (const auto& named : json["namespaces"].toArray())
        namespaces[named.toObject()["name"].toString().toStdString()] = named.toObject();
    int compared = 0;
    for (const auto& [question, answers] : m_answers.all()) {
        const auto& [metric, level, dimension, subject, range] = question;
        const bool isNamespace = level == Level::Namespace;
        if ((!isNamespace && level != Level::Cluster) || range != m_state->range())
            continue;
        const auto figures = isNamespace ? namespaces[subject] : json["cluster"].toObject();
        for (const auto& [name, which] : names) {
            if (which != metric)
                continue;
            QVERIFY2(figures.contains(QLatin1StringView(name)), name);
            const auto value = figures[QLatin1StringView(name)].toDouble(unknown);
            QVERIFY2(same(value, answers.begin()->second), name);
            ++compared;
        }
    }
    QVERIFY(compared >= 30);
}

void tst_OneQuestion::anExportSaysTheSame()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QVERIFY(!writeCsv(m_namespaces, {}, buffer));
    const auto lines = QString::fromUtf8(buffer.data()).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), qsizetype(m_namespaces.rows.size()) + 1);
    const auto header = lines.first().split(u',');
    const auto gpuHours = header.indexOf(QStringLiteral("gpu_hours")), name = header.indexOf(QStringLiteral("name"));
    QVERIFY(gpuHours >= 0 && name >= 0);
    int compared = 0;
    for (const auto& line : lines.mid(1)) {
        const auto cells = line.split(u','); // no name of the sample has a comma
        const auto found =
            m_answers.all().find({Metric::GpuHours, Level::Namespace, {}, cells[name].toStdString(), m_state->range()});
        if (found == m_answers.all().end())
            continue; // what is attributed to nobody
        QCOMPARE(cells[gpuHours].toDouble(), found->second.begin()->second);
        ++compared;
    }
    QVERIFY(compared >= 8);
}

ATLAS_TEST(tst_OneQuestion);
#include "tst_OneQuestion.moc"
