// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/AdditiveBar.h"
#include "charts/HeatmapChart.h"
#include "charts/NavigatorStrip.h"
#include "charts/RankingChart.h"
#include "charts/TimeSeriesChart.h"
#include "tests/support/TestRegistry.h"
#include "tests/ui/FakeAlerts.h"
#include "tests/views/ViewFixtures.h"
#include "ui/pages/OverviewPage.h"
#include "ui/widgets/AlertList.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/KeyFigureTile.h"

#include <QComboBox>
#include <QToolButton>

#include <algorithm>
#include <cmath>

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
    void withoutNamespacesTheRankingsSaySo();
    void theWeekShowsAnyOfItsFigures();
    void aForecastIsDrawnOrSaysWhyNot();
    void partsOfTheBarLeadToTheirFigure();
    void anHourOfTheWeekLeadsToItsHours();
    void firingAlertsLeadToTheirPage();
    void itIsSettledWhenRulesWereLookedAt();
    void severalClustersAreOne();
    void aPriceAddsATile();
    void tabWalksThePageAsItIsShown();
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
    for (auto* tile : m_page->findChildren<KeyFigureTile*>().first(5)) // the sixth needs a price
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
    QVERIFY(m_page->isSettled()); // and changes no figure
    QCOMPARE(m_page->findChildren<KeyFigureTile*>()[0]->figureText(), QStringLiteral("80.0 %"));
    QCOMPARE(series()[0]->data().range, m_state->range());
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

void tst_OverviewPage::withoutNamespacesTheRankingsSaySo()
{
    auto rows = twoWeeks("c", at("2024-12-16T00:00:00Z"));
    rows.namespaces.clear();
    m_session->commit(std::move(rows));
    m_page->show();
    QTRY_VERIFY(m_page->isSettled());
    int said = 0;
    for (const auto* panel : m_page->panels()) {
        if (panel->state() == PanelState::empty(QStringLiteral("There are no rows of namespaces in this range."))) {
            ++said;
            QCOMPARE(panel->note(), QString());
        }
    }
    QCOMPARE(said, 2);
}

void tst_OverviewPage::theWeekShowsAnyOfItsFigures()
{
    fill();
    auto* week = m_page->findChild<HeatmapChart*>();
    auto* choice = m_page->findChild<QComboBox*>();
    QCOMPARE(week->data().cells.front(), 50.0);
    const auto choose = [choice](HourOfWeekFigure figure) {
        choice->setCurrentIndex(choice->findData(int(figure)));
        emit choice->activated(choice->currentIndex());
    };
    choose(HourOfWeekFigure::HeldIdle);
    QCOMPARE(m_state->query().view.value(QStringLiteral("overview.week")), QStringLiteral("idle"));
    QTRY_COMPARE(week->data().unit, Unit::Gpus);
    QCOMPARE(week->data().cells.front(), 40.0); // of 80 GPUs at 50 %
    QVERIFY(week->data().high >= 40);
    choose(HourOfWeekFigure::AllocationRate);
    QTRY_COMPARE(week->data().cells.front(), 80.0);
    m_state->back();
    m_state->back();
    QCOMPARE(choice->currentData().toInt(), int(HourOfWeekFigure::Utilization));
}

void tst_OverviewPage::aForecastIsDrawnOrSaysWhyNot()
{
    fill(); // two weeks are not enough
    auto* button = m_page->findChild<QToolButton*>(QStringLiteral("forecast"));
    QVERIFY(button);
    button->click();
    QCOMPARE(m_state->query().view.value(QStringLiteral("overview.forecast")), QStringLiteral("on"));
    QTRY_VERIFY(m_page->isSettled());
    QCOMPARE(series()[0]->data().series.size(), 2U);

    // Eight weeks with a weekly shape and a little noise: the mean of the weeks is nearer than the last one.
    RowBatch rows;
    std::uint32_t noise = 1;
    for (int hour = 0; hour < 12 * 7 * 24; ++hour) {
        const auto time = at("2024-12-16T00:00:00Z") - 12 * 7 * 24h + hour * 1h;
        noise = noise * 1664525U + 1013904223U;
        const double held = 60 + 20 * std::sin(hour / 24.0 * 6.283) + double(noise >> 28U);
        rows.clusters.push_back(clusterHour("c", time, 100, held, 50));
    }
    m_session->commit(rows);
    QTRY_COMPARE(series()[0]->data().series.size(), 3U);
    QTRY_VERIFY(m_page->isSettled());
    const auto& gpus = series()[0]->data();
    const auto& forecast = gpus.series.back();
    QCOMPARE(forecast.key, QStringLiteral("forecast"));
    QCOMPARE(forecast.provisionalFrom, 168); // dashed from its first point on
    QVERIFY(!isKnown(forecast.y[167]) && isKnown(forecast.y[168]));
    QVERIFY(forecast.bandLow.back() <= forecast.y.back() && forecast.y.back() <= forecast.bandHigh.back());
    QCOMPARE(gpus.series[0].y.size(), gpus.t.size());
    QVERIFY(!isKnown(gpus.series[1].y.back())); // what was allocated is not known there
    QCOMPARE(series()[1]->data().range, gpus.range); // the axes stay alike
    button->click();
    QTRY_COMPARE(series()[0]->data().series.size(), 2U);
}

void tst_OverviewPage::partsOfTheBarLeadToTheirFigure()
{
    fill();
    QSignalSpy figures(m_page.get(), &Page::figureRequested);
    emit m_page->findChild<AdditiveBar*>()->activated(1);
    QCOMPARE(figures.count(), 1);
    const auto figure = figures[0][0].value<FigureRef>();
    QCOMPARE(figure.metric, Metric::IdleGpuHours);
    QVERIFY(figure.subject.empty());
    QVERIFY(figure.scope.level == Level::Cluster);
    QCOMPARE(figure.range, m_state->range());
}

void tst_OverviewPage::anHourOfTheWeekLeadsToItsHours()
{
    fill();
    QSignalSpy figures(m_page.get(), &Page::figureRequested);
    auto* week = m_page->findChild<HeatmapChart*>();
    QTest::mouseClick(week, Qt::LeftButton, {}, week->cellRect(0, 9).center().toPoint());
    QCOMPARE(figures.size(), 1);
    const auto figure = figures[0][0].value<FigureRef>();
    QVERIFY(figure.metric == Metric::Utilization && figure.hourOfWeek);
    QCOMPARE(figure.hourOfWeek->day, 1);
    QCOMPARE(figure.hourOfWeek->hour, 9);
}

void tst_OverviewPage::firingAlertsLeadToTheirPage()
{
    QVERIFY(!m_page->findChild<AlertList*>()->isVisibleTo(m_page.get())); // nothing evaluates rules
    Alarms alarms;
    FiringAlert alert;
    alert.ruleName = QStringLiteral("idle");
    alert.scope = {"c", Level::Namespace, {}};
    alert.subject = "small";
    alert.since = at("2024-12-15T00:00:00Z");
    alert.value = 3;
    auto other = alert;
    other.scope.cluster = "elsewhere"; // is not shown
    m_page = std::make_unique<OverviewPage>(PageContext{*m_state, *m_session, &alarms});
    m_page->resize(1200, 740);
    fill();
    auto* list = m_page->findChild<AlertList*>();
    auto* panel = static_cast<ChartPanel*>(nullptr);
    for (auto* candidate : m_page->findChildren<ChartPanel*>())
        panel = candidate->isAncestorOf(list) ? candidate : panel;
    QVERIFY(panel);
    QCOMPARE(panel->state().kind, PanelState::Empty);
    alarms.alerts = {alert, other};
    emit alarms.changed();
    QCOMPARE(panel->state().kind, PanelState::Ready);
    QCOMPARE(list->count(), 1);
    QVERIFY2(list->item(0)->text().contains(QStringLiteral("small · 3.0 % · for 1 d · idle")),
        qPrintable(list->item(0)->text()));
    emit list->itemClicked(list->item(0));
    QCOMPARE(m_state->query().page, QStringLiteral("alerts"));
    QCOMPARE(m_state->query().selected(Level::Namespace), QStringList{QStringLiteral("small")});
}

void tst_OverviewPage::itIsSettledWhenRulesWereLookedAt()
{
    Alarms alarms;
    alarms.ready = false;
    m_session->commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
    m_page = std::make_unique<OverviewPage>(PageContext{*m_state, *m_session, &alarms});
    m_page->resize(1200, 740);
    m_page->show();
    QTRY_COMPARE(m_page->findChildren<KeyFigureTile*>().first()->figureText(), QStringLiteral("80.0 %"));
    QCoreApplication::processEvents();
    QVERIFY(!m_page->isSettled()); // a picture of it would say that alerts are being looked for
    alarms.ready = true;
    emit alarms.changed();
    QTRY_VERIFY(m_page->isSettled());
    m_page.reset(); // before the alarms
}

void tst_OverviewPage::severalClustersAreOne()
{
    m_session->commit(twoWeeks("d", at("2024-12-16T00:00:00Z")));
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d")});
    fill();
    const auto tiles = m_page->findChildren<KeyFigureTile*>();
    QTRY_COMPARE(tiles[2]->figureText(), QStringLiteral("160 of 200 GPU"));
    QCOMPARE(tiles[3]->figureText(), QStringLiteral("16"));
    const auto labels = m_page->findChildren<RankingChart*>()[0]->shownLabels();
    QCOMPARE(labels.size(), 4);
    QCOMPARE(labels[0], QStringLiteral("c/big"));
    m_state->select(QStringLiteral("d/small"));
    QTRY_COMPARE(series()[0]->data().series.back().key, QStringLiteral("d/small"));
}

void tst_OverviewPage::aPriceAddsATile()
{
    m_session->prices.insert(QStringLiteral("c"), {2, QStringLiteral("EUR")});
    fill();
    const auto* tile = m_page->findChildren<KeyFigureTile*>().back();
    QVERIFY(tile->isVisible());
    QVERIFY(tile->data().caption.contains(QStringLiteral("EUR")));
    QCOMPARE(tile->data().value, 2 * 168 * 80.0);
}

void tst_OverviewPage::tabWalksThePageAsItIsShown()
{
    fill();
    const auto topOf = [this](const QWidget* widget) { return widget->mapTo(m_page.get(), QPoint()).y(); };
    QWidgetList stops;
    for (auto* next = m_page->nextInFocusChain(); next != m_page.get(); next = next->nextInFocusChain()) {
        if ((next->focusPolicy() & Qt::TabFocus) && !next->focusProxy() && m_page->isAncestorOf(next)
            && next->isVisible() && next->isEnabled())
            stops << next;
    }
    QVERIFY(stops.size() > 20);
    // The chain is a circle: it is looked at from the first tile on.
    std::ranges::rotate(stops, std::ranges::find_if(stops, [](QWidget* w) { return qobject_cast<KeyFigureTile*>(w); }));
    QVERIFY(qobject_cast<KeyFigureTile*>(stops.front()));
    QVERIFY2(qobject_cast<RankingChart*>(stops.back()),
        qPrintable(stops.back()->objectName() + QLatin1Char(' ')
            + QLatin1StringView(stops.back()->parentWidget()->metaObject()->className())));
    constexpr int rowHeight = 90; // within a row of panels it goes from panel to panel
    int lowest = 0;
    for (const auto* stop : stops) {
        const int top = topOf(stop);
        QVERIFY2(top > lowest - rowHeight - stop->height(), qPrintable(stop->accessibleName()));
        lowest = std::max(lowest, top);
    }
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
