// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ExplorePage.h"

#include "charts/HeatmapChart.h"
#include "charts/RankingChart.h"
#include "charts/TimeSeriesChart.h"
#include "models/views/Definitions.h"
#include "models/views/Derive.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/FilterField.h"

#include <QCheckBox>
#include <QComboBox>
#include <QStandardItemModel>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_ExplorePage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_page.reset(); }
    void linesOfTheFirstOnesAndTheRest();
    void eachChartShowsItsValues();
    void choicesAreMadeInTheBar();
    void areasAreRefusedWhereNothingAddsUp();
    void aSelectedRowIsDrawnAsWell();
    void onlyTheSelectedOnes();
    void aLinkSetsTheChoices();
    void bothThemesPaint();

private:
    void show()
    {
        m_page = std::make_unique<ExplorePage>(PageContext{*m_state, *m_session});
        m_page->resize(1200, 800);
        m_page->show();
        QTRY_VERIFY(m_page->isSettled());
    }
    void choose(QComboBox* box, const QString& value)
    {
        const int index = box->findData(value);
        QVERIFY2(index >= 0, qPrintable(value));
        box->setCurrentIndex(index);
        emit box->activated(index);
        QTRY_VERIFY(m_page->isSettled());
    }
    /// The one with the chart.
    ChartPanel* panel() const
    {
        QWidget* widget = m_page->series();
        while (!qobject_cast<ChartPanel*>(widget))
            widget = widget->parentWidget();
        return qobject_cast<ChartPanel*>(widget);
    }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
    std::unique_ptr<ExplorePage> m_page;
};

void tst_ExplorePage::init()
{
    m_session = std::make_unique<MemorySession>();
    auto batch = weeksWithTeams("c", m_end);
    for (auto time = m_end - 168h; time < m_end; time += 1h) {
        for (int i = 1; i <= 12; ++i)
            batch.namespaces.push_back(namespaceHour(
                "c", QStringLiteral("n%1").arg(i, 2, 10, QLatin1Char('0')).toUtf8().constData(), time, i, 30, 1));
    }
    m_session->commit(batch);
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_ExplorePage::linesOfTheFirstOnesAndTheRest()
{
    show();
    const auto& series = m_page->series()->data().series;
    QCOMPARE(series.size(), 11U);
    QCOMPARE(series[0].name, QStringLiteral("big"));
    QCOMPARE(series.back().name, QStringLiteral("Other (4)"));
    QCOMPARE(series.back().y[7], 1 + 2 + 3 + 4.0);
    QCOMPARE(panel()->title(), QStringLiteral("Average allocation"));
    QVERIFY(panel()->tableText().contains(QStringLiteral("Other (4)")));
    QCOMPARE(m_page->subjects()->model()->rowCount(), 14);
}

void tst_ExplorePage::eachChartShowsItsValues()
{
    show();
    choose(m_page->chartChoice(), QStringLiteral("heatmap"));
    QVERIFY(m_page->heatmap()->isVisible());
    QCOMPARE(m_page->heatmap()->data().rows.size(), 11U);
    QCOMPARE(m_page->heatmap()->data().t.size(), 168U);
    choose(m_page->chartChoice(), QStringLiteral("bars"));
    QVERIFY(m_page->bars()->isVisible());
    QCOMPARE(m_page->bars()->data().bars.size(), 11U);
    emit m_page->bars()->activated(QStringLiteral("small"));
    QCOMPARE(m_state->query().selected(Level::Namespace), QStringList{QStringLiteral("small")});
    emit m_page->bars()->activated(otherKey());
    QCOMPARE(m_state->query().selected(Level::Namespace), QStringList{QStringLiteral("small")});
    choose(m_page->chartChoice(), QStringLiteral("areas"));
    QVERIFY(m_page->series()->isVisible());
    QVERIFY(m_page->series()->data().stacked);
    QVERIFY(m_page->shareChoice()->isEnabled());
    m_page->shareChoice()->click();
    QTRY_COMPARE(m_page->series()->data().unit, Unit::Percent);
}

void tst_ExplorePage::choicesAreMadeInTheBar()
{
    show();
    choose(m_page->metricChoice(), metricId(Metric::Utilization));
    QCOMPARE(m_page->series()->data().unit, Unit::Percent);
    QCOMPARE(panel()->title(), QStringLiteral("Utilisation"));
    choose(m_page->topChoice(), QStringLiteral("5"));
    QCOMPARE(m_page->series()->data().series.size(), 6U);
    m_page->otherChoice()->click();
    QTRY_COMPARE(m_page->series()->data().series.size(), 5U);
    choose(m_page->levelChoice(), QStringLiteral("label:team"));
    QCOMPARE(m_page->series()->data().series.size(), 3U);
    QVERIFY(m_page->metricChoice()->findData(metricId(Metric::AllocationRate)) < 0);
    choose(m_page->levelChoice(), QStringLiteral("cluster"));
    choose(m_page->metricChoice(), metricId(Metric::AllocationRate));
    QCOMPARE(m_page->series()->data().series[0].y[0], 80.0);
    m_state->back(); // one step a choice
    QTRY_COMPARE(panel()->title(), QStringLiteral("Utilisation"));
}

void tst_ExplorePage::areasAreRefusedWhereNothingAddsUp()
{
    show();
    choose(m_page->metricChoice(), metricId(Metric::P95));
    const auto* item = qobject_cast<QStandardItemModel*>(m_page->chartChoice()->model())->item(1);
    QVERIFY(!item->isEnabled());
    QVERIFY(item->toolTip().contains(QStringLiteral("add up")));
    QVERIFY(!m_page->otherChoice()->isEnabled());
    QVERIFY(!m_page->shareChoice()->isEnabled());
}

void tst_ExplorePage::aSelectedRowIsDrawnAsWell()
{
    show();
    m_page->findChild<FilterField*>()->setText(QStringLiteral("n01"));
    QCOMPARE(m_page->subjects()->model()->rowCount(), 1);
    m_page->subjects()->selectRow(0);
    QTRY_COMPARE(m_page->series()->data().series.size(), 12U);
    QSignalSpy figures(m_page.get(), &Page::figureRequested);
    m_page->subjects()->setFocus();
    QTest::keyClick(m_page->subjects(), Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(figures.count(), 1);
    QCOMPARE(figures[0][0].value<FigureRef>().subject, std::string("n01"));
    QCOMPARE(m_state->query().selected(Level::Namespace), QStringList{QStringLiteral("n01")});
}

void tst_ExplorePage::onlyTheSelectedOnes()
{
    m_state->select(QStringLiteral("n03"));
    show();
    choose(m_page->topChoice(), QStringLiteral("selected"));
    m_page->otherChoice()->click();
    QTRY_COMPARE(m_page->series()->data().series.size(), 1U);
    QCOMPARE(m_page->series()->data().series[0].name, QStringLiteral("n03"));
}

void tst_ExplorePage::aLinkSetsTheChoices()
{
    auto query = m_state->query();
    query.view = {{QStringLiteral("explore.level"), QStringLiteral("label:team")},
        {QStringLiteral("explore.metric"), metricId(Metric::GpuHours)},
        {QStringLiteral("explore.chart"), QStringLiteral("bars")}};
    m_state->setQuery(query);
    show();
    QCOMPARE(m_page->levelChoice()->currentText(), QStringLiteral("Label team"));
    QCOMPARE(m_page->metricChoice()->currentText(), QStringLiteral("GPU-hours"));
    QCOMPARE(m_page->chartChoice()->currentText(), QStringLiteral("Bars"));
    QCOMPARE(m_page->bars()->data().bars.size(), 3U);
}

void tst_ExplorePage::bothThemesPaint()
{
    show();
    m_page->setTheme(Theme::Light);
    const auto light = m_page->grab().toImage();
    m_page->setTheme(Theme::Dark);
    QVERIFY(m_page->grab().toImage() != light);
}

ATLAS_TEST(tst_ExplorePage);
#include "tst_ExplorePage.moc"
