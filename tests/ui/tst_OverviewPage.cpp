// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/AdditiveBar.h"
#include "charts/HeatmapChart.h"
#include "charts/NavigatorStrip.h"
#include "charts/RankingChart.h"
#include "charts/TimeSeriesChart.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"
#include "ui/pages/OverviewPage.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/KeyFigureTile.h"

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_OverviewPage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void settlesWithAllPanelsFilled();
    void tilesShowTheFigures();
    void crosshairIsOneForAllCharts();
    void zoomOfOneChartIsTheOthersToo();
    void clickOnARankedNamespaceSelectsItEverywhere();
    void navigatorMovesTheRange();
    void emptyRangeIsExplainedOnce();
    void bothThemesPaint();

private:
    void fill()
    {
        m_session->commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
        m_page->show();
        QTRY_VERIFY(m_page->isSettled());
    }
    std::vector<TimeSeriesChart*> series() const
    {
        const auto found = m_page->findChildren<TimeSeriesChart*>();
        return {found.begin(), found.end()};
    }

    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
    std::unique_ptr<OverviewPage> m_page;
};

void tst_OverviewPage::init()
{
    m_page.reset();
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
    m_page = std::make_unique<OverviewPage>(PageContext{*m_state, *m_session});
    m_page->resize(1200, 740);
}

void tst_OverviewPage::settlesWithAllPanelsFilled()
{
    QSignalSpy settled(m_page.get(), &Page::settled);
    fill();
    QVERIFY(settled.count() >= 1);
    QCOMPARE(series().size(), 2U);
    QCOMPARE(series()[0]->data().series[0].name, QStringLiteral("Capacity"));
    QCOMPARE(series()[0]->data().series[1].name, QStringLiteral("Allocated"));
    QCOMPARE(series()[1]->data().series[0].name, QStringLiteral("Allocation rate"));
    QVERIFY(series()[1]->labelledSeries().contains(QStringLiteral("Utilisation")));
    QVERIFY(!series()[1]->isSeriesVisible(QStringLiteral("p95")));
    const auto legend = m_page->findChild<AdditiveBar*>()->legendTexts();
    QCOMPARE(legend.size(), 4);
    QVERIFY2(legend[0].contains(QStringLiteral("6,720")), qPrintable(legend[0]));
    QCOMPARE(m_page->findChild<HeatmapChart*>()->data().rows.size(), 7U);
    const auto rankings = m_page->findChildren<RankingChart*>();
    QCOMPARE(rankings.size(), 2);
    QCOMPARE(rankings[0]->shownLabels(), QStringList({QStringLiteral("big"), QStringLiteral("small")}));
    for (auto* panel : m_page->findChildren<ChartPanel*>())
        QCOMPARE(panel->state().kind, PanelState::Ready);
}

void tst_OverviewPage::tilesShowTheFigures()
{
    fill();
    QStringList shown;
    for (auto* tile : m_page->findChildren<KeyFigureTile*>())
        shown << tile->data().caption + QLatin1Char(':') + tile->figureText();
    QCOMPARE(shown,
        QStringList({QStringLiteral("Allocation rate:80.0 %"), QStringLiteral("Utilisation:50.0 %"),
            QStringLiteral("GPUs allocated:80 of 100 GPU"), QStringLiteral("Active workloads:8"),
            QStringLiteral("Coverage:100.0 %")}));
}

void tst_OverviewPage::crosshairIsOneForAllCharts()
{
    fill();
    const auto instant = m_state->range().from + 24h;
    emit series()[0]->hovered(instant);
    QCOMPARE(m_state->hovered(), instant);
    QCOMPARE(series()[1]->crosshair(), instant);
    emit series()[1]->hovered({});
    QCOMPARE(series()[0]->crosshair(), std::optional<Instant>());
}

void tst_OverviewPage::zoomOfOneChartIsTheOthersToo()
{
    fill();
    const TimeRange part{m_state->range().from + 24h, m_state->range().from + 48h};
    series()[0]->setView(part);
    emit series()[0]->viewChanged(part);
    QCOMPARE(series()[1]->view(), part);
    QCOMPARE(m_page->findChild<NavigatorStrip*>()->window(), part);
    QCOMPARE(m_state->query().preset, RangePreset::Last7Days); // a zoom is the page's, not the window's
    emit series()[0]->rangeSelected(part);
    QCOMPARE(m_state->range(), part);
}

void tst_OverviewPage::clickOnARankedNamespaceSelectsItEverywhere()
{
    fill();
    const auto rankings = m_page->findChildren<RankingChart*>();
    emit rankings[0]->activated(QStringLiteral("small"));
    QCOMPARE(m_state->query().selected(Level::Namespace).value(0), QStringLiteral("small"));
    QCOMPARE(rankings[1]->selectedKey(), QStringLiteral("small"));
    QTRY_COMPARE(series()[0]->data().series.size(), 3U);
}

void tst_OverviewPage::navigatorMovesTheRange()
{
    fill();
    const TimeRange chosen{at("2024-12-04T00:00:00Z"), at("2024-12-06T00:00:00Z")};
    emit m_page->findChild<NavigatorStrip*>()->rangeSelected(chosen);
    QTRY_COMPARE(m_state->range(), chosen);
    QTRY_COMPARE(series()[0]->data().t.size(), 48U);
}

void tst_OverviewPage::emptyRangeIsExplainedOnce()
{
    fill();
    m_state->setCustomRange({at("2020-01-01T00:00:00Z"), at("2020-01-02T00:00:00Z")});
    QTRY_VERIFY(m_page->isSettled());
    int visible = 0;
    for (auto* panel : m_page->findChildren<ChartPanel*>())
        visible += panel->isVisible();
    QCOMPARE(visible, 1);
    m_state->back();
    QTRY_VERIFY(m_page->isSettled());
    QVERIFY(m_page->findChild<AdditiveBar*>()->isVisible());
}

void tst_OverviewPage::bothThemesPaint()
{
    fill();
    m_page->setTheme(Theme::Light);
    const auto light = m_page->grab().toImage();
    m_page->setTheme(Theme::Dark);
    QVERIFY(m_page->grab().toImage() != light);
}

ATLAS_TEST(tst_OverviewPage);
#include "tst_OverviewPage.moc"
