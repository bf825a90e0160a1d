// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/HeatmapChart.h"
#include "charts/RankingChart.h"
#include "charts/ScatterChart.h"
#include "tests/support/TestRegistry.h"
#include "tests/ui/PageFixtures.h"
#include "tests/views/SubjectFixtures.h"
#include "ui/pages/WastePage.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/FactTile.h"
#include "ui/widgets/FilterField.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSpinBox>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_WastePage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whoHeldMoreThanSoManyGpuDaysIdle();
    void aSelectedNamespaceNarrowsTheWorkloads();
    void theLevelIsChosen();
    void theLevelThatIsAskedForIsNamedBeforeAnythingIsThere();
    void theRuleIsChosen();
    void linesCountTheirQuadrants();
    void theListIsFiltered();
    void nothingThereIsSaidOnce();
    void bothThemesPaint();

private:
    std::unique_ptr<WastePage> page() { return settledPage<WastePage>(*m_state, *m_session, {1280, 1000}); }
    static QStringList keys(const DataTable* table)
    {
        QStringList all;
        for (const int row : table->shownRows())
            all << table->table().rows[std::size_t(row)].key;
        return all;
    }
    /// "big" runs the idle "lazy" since three days, "small" a workload of its own.
    RowBatch rows() const
    {
        auto batch = weeksWithTeams("c", m_end);
        for (auto time = m_end - 7 * 24h; time < m_end; time += 1h) {
            batch.workloads.push_back(workloadHour("c", "big", "lazy", "Job", time, 8, time < m_end - 72h ? 60 : 2));
            batch.workloads.push_back(workloadHour("c", "small", "web", "Deployment", time, 5, 30));
        }
        return batch;
    }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

void tst_WastePage::init()
{
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_WastePage::whoHeldMoreThanSoManyGpuDaysIdle()
{
    m_session->commit(rows());
    const auto waste = page(); // one click
    m_state->setPreset(RangePreset::ThisWeek); // two
    QTRY_VERIFY(waste->isSettled());
    const auto* holders = named<DataTable>(*waste, "Who holds GPUs idle");
    QCOMPARE(keys(holders), QStringList({QStringLiteral("big"), QStringLiteral("small")}));
    named<QDoubleSpinBox>(*waste, "Least GPU-days held idle")->setValue(150); // one
    QTRY_COMPARE(keys(holders), QStringList{QStringLiteral("big")});
    const auto& table = holders->table();
    QCOMPARE(table.rows.front().cells[std::size_t(columnOf(table, "since"))], Cell(m_end - 72h));
    QVERIFY(std::get<QString>(table.rows.front().cells[std::size_t(columnOf(table, "workloads"))])
                .startsWith(QStringLiteral("lazy")));
    m_state->back();
    QCOMPARE(keys(holders).size(), 2);
    QCOMPARE(named<QDoubleSpinBox>(*waste, "Least GPU-days held idle")->value(), 0.0);
}

void tst_WastePage::aSelectedNamespaceNarrowsTheWorkloads()
{
    m_session->commit(rows());
    const auto waste = page();
    const auto* workloads = named<DataTable>(*waste, "Workloads by held idle");
    QCOMPARE(keys(workloads), QStringList({QStringLiteral("big/lazy"), QStringLiteral("small/web")}));
    emit waste->findChild<ScatterChart*>()->activated(QStringLiteral("small"));
    QCOMPARE(m_state->query().selected(Level::Namespace), QStringList{QStringLiteral("small")});
    QTRY_COMPARE(keys(workloads), QStringList{QStringLiteral("small/web")});
    QTRY_VERIFY(waste->isSettled());
    QCOMPARE(waste->findChild<RankingChart*>()->selectedKey(), QStringLiteral("small"));
    QCOMPARE(named<DataTable>(*waste, "Who holds GPUs idle")->selectedKeys(), QStringList{QStringLiteral("small")});
    QCOMPARE(waste->presenter()->data().weekOf, QStringLiteral("small"));
}

void tst_WastePage::theLevelIsChosen()
{
    m_session->commit(rows());
    const auto waste = page();
    auto* level = named<QComboBox>(*waste, "Whose waste");
    QCOMPARE(level->count(), 4); // namespaces, workloads, two keys
    level->setCurrentIndex(1);
    emit level->activated(1);
    QTRY_COMPARE(waste->findChild<RankingChart*>()->data().bars.front().key, QStringLiteral("big/lazy"));
    QVERIFY(!named<DataTable>(*waste, "Workloads by held idle")->isVisible()); // they are the list above
    level->setCurrentIndex(level->findText(QStringLiteral("Label team")));
    emit level->activated(level->currentIndex());
    QTRY_COMPARE(waste->findChild<RankingChart*>()->data().bars.front().key, QStringLiteral("unknown"));
    QCOMPARE(level->currentText(), QStringLiteral("Label team"));
    emit waste->findChild<RankingChart*>()->activated(QStringLiteral("core"));
    QCOMPARE(m_state->query().selected(Level::Dimension, {DimensionType::Label, "team"}),
        QStringList{QStringLiteral("core")});
}

void tst_WastePage::theLevelThatIsAskedForIsNamedBeforeAnythingIsThere()
{
    auto query = m_state->query();
    query.view.insert(QStringLiteral("waste.level"), QStringLiteral("dimension"));
    query.dimension = {DimensionType::Annotation, "cost-centre"};
    m_state->setQuery(query);
    WastePage waste(PageContext{*m_state, *m_session});
    waste.show(); // nothing is loaded yet, and may never be
    QCOMPARE(named<QComboBox>(waste, "Whose waste")->currentText(), QStringLiteral("Annotation cost-centre"));
}

void tst_WastePage::theRuleIsChosen()
{
    m_session->commit(rows());
    const auto waste = page();
    const auto* tile = waste->findChild<FactTile*>();
    QCOMPARE(tile->figure(), QStringLiteral("384 GPU·h"));
    named<QSpinBox>(*waste, "Reclaim after so many idle hours")->setValue(12);
    QTRY_COMPARE(tile->figure(), QStringLiteral("480 GPU·h"));
    QCOMPARE(named<DataTable>(*waste, "What reclaiming would have freed")->table().rows.size(), 1U);
    named<QDoubleSpinBox>(*waste, "Threshold of idleness")->setValue(1.5);
    QTRY_COMPARE(tile->figure(), QStringLiteral("0 GPU·h"));
    QCOMPARE(m_state->query().view.value(QStringLiteral("waste.threshold")), QStringLiteral("1.5"));
    m_state->back();
    QTRY_COMPARE(tile->figure(), QStringLiteral("480 GPU·h"));
    QCOMPARE(named<QDoubleSpinBox>(*waste, "Threshold of idleness")->value(), 10.0);
}

void tst_WastePage::linesCountTheirQuadrants()
{
    m_session->commit(rows());
    const auto waste = page();
    auto* scatter = waste->findChild<ScatterChart*>();
    QCOMPARE(scatter->lines(), waste->presenter()->data().lines);
    QTest::keyClick(scatter, Qt::Key_Up, Qt::ControlModifier);
    QVERIFY(m_state->query().view.contains(QStringLiteral("waste.lines")));
    QVERIFY(scatter->lines().y() > 50);
    m_state->back();
    QCOMPARE(scatter->lines(), waste->presenter()->data().lines);
}

void tst_WastePage::theListIsFiltered()
{
    m_session->commit(rows());
    const auto waste = page();
    auto* filter = waste->findChild<FilterField*>();
    filter->setText(QStringLiteral("days:<150"));
    QTRY_COMPARE(keys(named<DataTable>(*waste, "Who holds GPUs idle")), QStringList{QStringLiteral("small")});
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(m_state->query().view.value(QStringLiteral("waste.filter")), QStringLiteral("days:<150"));
}

void tst_WastePage::nothingThereIsSaidOnce()
{
    const auto waste = page();
    int visible = 0;
    for (const auto* panel : waste->findChildren<ChartPanel*>())
        visible += panel->isVisible();
    QCOMPARE(visible, 1);
    QVERIFY(!waste->findChild<FactTile*>()->isVisible());
}

void tst_WastePage::bothThemesPaint()
{
    m_session->commit(rows());
    const auto waste = page();
    waste->setTheme(Theme::Light);
    const auto light = waste->grab().toImage();
    waste->setTheme(Theme::Dark);
    QVERIFY(waste->grab().toImage() != light);
}

ATLAS_TEST(tst_WastePage);
#include "tst_WastePage.moc"
