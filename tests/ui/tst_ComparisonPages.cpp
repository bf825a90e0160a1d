// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/GroupedBarChart.h"
#include "charts/RankingChart.h"
#include "charts/ShareChart.h"
#include "charts/SmallMultiples.h"
#include "charts/TimeSeriesChart.h"
#include "models/views/Derive.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"
#include "ui/pages/NamespacesPage.h"
#include "ui/pages/TeamsPage.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"

#include <QComboBox>
#include <QScrollBar>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_ComparisonPages : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void rankingNamesTheFirstTenAndTheOthers();
    void sharesAddUpToAHundred();
    void tableBehindTheRankingHasTheSameTotals();
    void selectionIsSharedByAllChartsAndPages();
    void aClickOnOtherSelectsNothing();
    void aRowOfTheTableSelects();
    void aTableStaysWhereItIsWhenDataCome();
    void theMetricIsChosenInTheHeader();
    void quotasAreShownOnlyWhereThereAreSome();
    void groupsAreNamedAndUnknownStandsApart();
    void anotherKeyIsAnotherDimension();
    void withoutKeysThereIsNothingToChoose();
    void crosshairIsOneForBothCharts();
    void theNumberOfBarsIsChosenAndRemembered();
    void smallChartsSelectAndShareTheCrosshair();
    void quotasHaveAPanelOrASentence();
    void teamsOverTimeAreStacked();
    void teamsAndNamespacesOfOneNameAreNotConfused();
    void costsAreOfferedWithAPrice();
    void anEmptyRangeIsExplainedOnce();
    void bothThemesPaint();

private:
    static void choose(QComboBox* box, const QString& text)
    {
        box->setCurrentIndex(box->findText(text));
        emit box->activated(box->currentIndex());
    }
    static QComboBox* choiceOf(const QWidget& page, const QString& accessibleName)
    {
        for (auto* box : page.findChildren<QComboBox*>()) {
            if (box->accessibleName() == accessibleName)
                return box;
        }
        return nullptr;
    }
    template <class T>
    std::unique_ptr<T> page()
    {
        auto page = std::make_unique<T>(PageContext{*m_state, *m_session});
        page->resize(1200, 900);
        page->show();
        [&page] { QTRY_VERIFY(page->isSettled()); }();
        return page;
    }
    /// Twelve namespaces more, of 1 to 12 GPUs.
    RowBatch manyNamespaces() const
    {
        auto batch = twoWeeks("c", m_end);
        for (auto& cluster : batch.clusters) {
            for (int i = 1; i <= 12; ++i) {
                const auto name = QStringLiteral("n%1").arg(i, 2, 10, QLatin1Char('0')).toStdString();
                batch.namespaces.push_back(namespaceHour("c", name.c_str(), cluster.at.time, i, 30, 1));
            }
            cluster.allocated = double(cluster.allocated) + 78;
            cluster.capacity = 200;
        }
        return batch;
    }
    static ChartPanel* panel(const QWidget& page, const char* title)
    {
        for (auto* panel : page.findChildren<ChartPanel*>()) {
            if (panel->title() == QLatin1StringView(title))
                return panel;
        }
        return nullptr;
    }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

void tst_ComparisonPages::init()
{
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_ComparisonPages::rankingNamesTheFirstTenAndTheOthers()
{
    m_session->commit(manyNamespaces());
    const auto namespaces = page<NamespacesPage>();
    const auto labels = namespaces->ranking()->shownLabels();
    QCOMPARE(labels.size(), 11);
    QCOMPARE(labels.mid(0, 3), QStringList({QStringLiteral("big"), QStringLiteral("small"), QStringLiteral("n12")}));
    QCOMPARE(labels.back(), QStringLiteral("Other (4)"));
    QVERIFY(namespaces->ranking()->shownAnnotations().front().contains(QStringLiteral("10,080 GPU·h")));
    QCOMPARE(namespaces->gpus()->labelledSeries().size(), 5);
}

void tst_ComparisonPages::sharesAddUpToAHundred()
{
    m_session->commit(manyNamespaces());
    const auto namespaces = page<NamespacesPage>();
    double sum = 0;
    for (const auto& share : namespaces->shares()->shownShares())
        sum += QString(share).remove(QStringLiteral(" %")).toDouble();
    QVERIFY2(std::abs(sum - 100) <= 0.05 * double(namespaces->shares()->shownShares().size()),
        qPrintable(QString::number(sum)));
    QCOMPARE(namespaces->shares()->shownLabels().back(), QStringLiteral("Other (6)"));
}

void tst_ComparisonPages::tableBehindTheRankingHasTheSameTotals()
{
    m_session->commit(manyNamespaces());
    const auto namespaces = page<NamespacesPage>();
    auto* ranking = panel(*namespaces, "Ranking");
    QVERIFY(ranking);
    ranking->setShowsTable(true);
    const auto lines = ranking->tableText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    double behind = 0;
    for (const auto& line : lines.mid(1)) {
        for (const auto& cell : line.split(QLatin1Char('\t')).mid(1))
            behind += cell.toDouble();
    }
    QCOMPARE(lines.size(), 12);
    QVERIFY(std::abs(behind - 168 * 158.0) < 1e-6);
    QVERIFY(std::abs(columnSum(namespaces->table()->table(), "gpu_hours") - behind) < 1e-6);
}

void tst_ComparisonPages::selectionIsSharedByAllChartsAndPages()
{
    m_session->commit(weeksWithTeams("c", m_end));
    const auto namespaces = page<NamespacesPage>();
    const auto teams = page<TeamsPage>();
    emit namespaces->ranking()->activated(QStringLiteral("small"));
    QCOMPARE(m_state->query().selected(Level::Namespace).value(0), QStringLiteral("small"));
    QCOMPARE(namespaces->ranking()->selectedKey(), QStringLiteral("small"));
    QCOMPARE(namespaces->shares()->selectedKey(), QStringLiteral("small"));
    QCOMPARE(namespaces->table()->selectedKeys(), QStringList{QStringLiteral("small")});
    emit teams->groups()->activated(QStringLiteral("core"));
    QCOMPARE(teams->groups()->selectedKey(), QStringLiteral("core"));
    QVERIFY(namespaces->table()->selectedKeys().isEmpty());
}

void tst_ComparisonPages::aClickOnOtherSelectsNothing()
{
    m_session->commit(manyNamespaces());
    const auto namespaces = page<NamespacesPage>();
    emit namespaces->ranking()->activated(otherKey());
    QVERIFY(m_state->query().selection.isEmpty());
}

void tst_ComparisonPages::aRowOfTheTableSelects()
{
    m_session->commit(twoWeeks("c", m_end));
    const auto namespaces = page<NamespacesPage>();
    namespaces->table()->selectRow(1);
    QCOMPARE(m_state->query().selected(Level::Namespace).value(0), QStringLiteral("small"));
    QCOMPARE(namespaces->ranking()->selectedKey(), QStringLiteral("small"));
}

void tst_ComparisonPages::aTableStaysWhereItIsWhenDataCome()
{
    auto batch = manyNamespaces();
    for (auto& row : batch.clusters) {
        for (int i = 0; i < 60; ++i)
            batch.namespaces.push_back(
                namespaceHour("c", QStringLiteral("x%1").arg(i).toUtf8().constData(), row.at.time, 0.1, 30, 1));
    }
    m_session->commit(batch);
    m_state->setSelection({Level::Namespace, {},
        {QStringLiteral("small"), QStringLiteral("big"), QStringLiteral("has no row in the range")}});
    const auto namespaces = page<NamespacesPage>();
    auto* table = namespaces->table();
    QCOMPARE(table->selectedKeys().size(), 2);
    table->scrollToBottom();
    const int place = table->verticalScrollBar()->value();
    QVERIFY(place > 0);
    auto more = namespaceHour("c", "x1", m_end - 1h, 0.2, 30, 1);
    more.at.updatedAt = m_end;
    RowBatch newer;
    newer.namespaces = {more};
    QSignalSpy changed(table->model(), &QAbstractItemModel::dataChanged);
    m_session->commit(newer);
    QTRY_VERIFY(changed.count() > 0);
    QTRY_VERIFY(namespaces->isSettled());
    QCOMPARE(table->verticalScrollBar()->value(), place);
    m_state->setSelection({Level::Namespace, {}, {QStringLiteral("big")}}); // another one is shown
    QVERIFY(table->verticalScrollBar()->value() < place);
}

void tst_ComparisonPages::theMetricIsChosenInTheHeader()
{
    auto rows = twoWeeks("c", m_end);
    for (const auto& cluster : rows.clusters)
        rows.namespaces.push_back(namespaceHour("c", "tiny", cluster.at.time, 1, 99, 1));
    m_session->commit(rows);
    const auto namespaces = page<NamespacesPage>();
    auto* choice = panel(*namespaces, "Ranking")->findChild<QComboBox*>();
    QVERIFY(choice);
    QCOMPARE(choice->currentText(), QStringLiteral("GPU-hours"));
    choice->setCurrentIndex(choice->findData(int(Metric::Utilization)));
    emit choice->activated(choice->currentIndex());
    QCOMPARE(m_state->query().metric, Metric::Utilization);
    QTRY_COMPARE(namespaces->ranking()->shownLabels().front(), QStringLiteral("tiny"));
    QCOMPARE(namespaces->ranking()->shownAnnotations().front(), QStringLiteral("99.0 %"));
    m_state->back();
    QCOMPARE(choice->currentText(), QStringLiteral("GPU-hours"));
}

void tst_ComparisonPages::quotasAreShownOnlyWhereThereAreSome()
{
    auto rows = twoWeeks("c", m_end);
    m_session->commit(rows);
    const auto without = page<NamespacesPage>();
    const int quota = columnOf(without->table()->table(), "quota");
    QVERIFY(without->table()->isColumnHidden(quota));
    for (auto& row : rows.namespaces)
        row.capacity = 70;
    m_session->commit(rows);
    QTRY_COMPARE(cellOf(without->table()->table(), QStringLiteral("big"), "quota"), 70.0);
    QVERIFY(!without->table()->isColumnHidden(quota));
}

void tst_ComparisonPages::groupsAreNamedAndUnknownStandsApart()
{
    m_session->commit(weeksWithTeams("c", m_end));
    const auto teams = page<TeamsPage>();
    QCOMPARE(teams->groups()->legendNames(),
        QStringList({QStringLiteral("Allocated"), QStringLiteral("Used"), QStringLiteral("Held idle")}));
    const QStringList order{QStringLiteral("core"), QStringLiteral("apps"), QStringLiteral("unknown")};
    QCOMPARE(teams->groups()->shownLabels(), order); // unknown last, though it holds more than apps
    QCOMPARE(teams->shares()->shownLabels(), order);
    QCOMPARE(teams->shares()->shownShares(),
        QStringList({QStringLiteral("50.0 %"), QStringLiteral("12.5 %"), QStringLiteral("37.5 %")}));
    QVERIFY(teams->table()->table().rows.back().setApart);
}

void tst_ComparisonPages::anotherKeyIsAnotherDimension()
{
    m_session->commit(weeksWithTeams("c", m_end));
    const auto teams = page<TeamsPage>();
    auto* choice = teams->keyChoice();
    QCOMPARE(choice->currentText(), QStringLiteral("Label team"));
    const int other = choice->findText(QStringLiteral("Annotation cost-center"));
    QVERIFY(other >= 0);
    choice->setCurrentIndex(other);
    emit choice->activated(other);
    QCOMPARE(m_state->query().dimension, DimensionKey({DimensionType::Annotation, "cost-center"}));
    QTRY_COMPARE(teams->groups()->shownLabels(), QStringList{QStringLiteral("a")});
    QCOMPARE(choice->currentText(), QStringLiteral("Annotation cost-center"));
    QCOMPARE(teams->table()->table().columns[2].title, QStringLiteral("cost-center"));
}

void tst_ComparisonPages::withoutKeysThereIsNothingToChoose()
{
    m_session->commit(twoWeeks("c", m_end));
    const auto teams = page<TeamsPage>();
    QVERIFY(!teams->keyChoice()->isEnabled());
    for (auto* panel : teams->findChildren<ChartPanel*>())
        QCOMPARE(panel->state().kind, PanelState::Empty);
    QVERIFY(panel(*teams, "GPU-hours")->state().text.contains(QStringLiteral("label")));
}

void tst_ComparisonPages::crosshairIsOneForBothCharts()
{
    m_session->commit(twoWeeks("c", m_end));
    const auto namespaces = page<NamespacesPage>();
    const auto instant = m_end - 24h;
    emit namespaces->gpus()->hovered(instant);
    QCOMPARE(namespaces->utilization()->crosshair(), std::optional<Instant>(instant));
}

void tst_ComparisonPages::theNumberOfBarsIsChosenAndRemembered()
{
    m_session->commit(manyNamespaces());
    const auto namespaces = page<NamespacesPage>();
    auto* top = choiceOf(*namespaces, QStringLiteral("How many"));
    QVERIFY(top);
    choose(top, QStringLiteral("Top 5"));
    QCOMPARE(m_state->query().view.value(QStringLiteral("namespaces.top")), QStringLiteral("5"));
    QTRY_COMPARE(namespaces->ranking()->shownLabels().size(), 6);
    QCOMPARE(namespaces->ranking()->shownLabels().back(), QStringLiteral("Other (9)"));
    QCOMPARE(namespaces->multiples()->data().series.size(), 5U);
    choose(top, QStringLiteral("Top 20"));
    QTRY_COMPARE(namespaces->ranking()->shownLabels().size(), 14); // all, and no rest
    m_state->back();
    QCOMPARE(top->currentText(), QStringLiteral("Top 5"));
    choose(top, QStringLiteral("Top 10"));
    QVERIFY(!m_state->query().view.contains(QStringLiteral("namespaces.top"))); // the default is not kept
}

void tst_ComparisonPages::smallChartsSelectAndShareTheCrosshair()
{
    m_session->commit(manyNamespaces());
    const auto namespaces = page<NamespacesPage>();
    auto* multiples = namespaces->multiples();
    QCOMPARE(multiples->data().series.front().key, QStringLiteral("big"));
    emit multiples->activated(QStringLiteral("n09"));
    QCOMPARE(namespaces->ranking()->selectedKey(), QStringLiteral("n09"));
    QCOMPARE(multiples->selectedKey(), QStringLiteral("n09"));
    QTRY_COMPARE(namespaces->gpus()->data().series.size(), 6U); // beside the first five
    emit multiples->hovered(m_end - 24h);
    QCOMPARE(namespaces->gpus()->crosshair(), std::optional<Instant>(m_end - 24h));
    emit namespaces->gpus()->hovered(m_end - 48h);
    QCOMPARE(multiples->crosshair(), std::optional<Instant>(m_end - 48h));
    choose(choiceOf(*namespaces, QStringLiteral("Scale of the small charts")), QStringLiteral("Own scales"));
    QVERIFY(multiples->hasOwnScales());
    choose(choiceOf(*namespaces, QStringLiteral("Figure of the small charts")), QStringLiteral("Utilisation"));
    QTRY_COMPARE(multiples->data().unit, Unit::Percent);
}

void tst_ComparisonPages::quotasHaveAPanelOrASentence()
{
    auto rows = twoWeeks("c", m_end);
    m_session->commit(rows);
    const auto namespaces = page<NamespacesPage>();
    QVERIFY(!panel(*namespaces, "Quota")->isVisible());
    for (auto& row : rows.namespaces)
        row.capacity = row.name == "big" ? 70 : 10;
    m_session->commit(rows);
    QTRY_VERIFY(panel(*namespaces, "Quota")->isVisible());
    const auto annotations = namespaces->quotas()->shownAnnotations();
    QCOMPARE(annotations[0], QStringLiteral("60 of 70 GPU"));
    QCOMPARE(annotations[1], QStringLiteral("20 of 10 GPU · above the quota"));
}

void tst_ComparisonPages::teamsOverTimeAreStacked()
{
    m_session->commit(weeksWithTeams("c", m_end));
    const auto teams = page<TeamsPage>();
    auto* unit = choiceOf(*teams, QStringLiteral("GPUs or shares"));
    QVERIFY(teams->groups()->isVisible());
    QVERIFY(!unit->isVisible());
    choose(choiceOf(*teams, QStringLiteral("In total or over time")), QStringLiteral("Over time"));
    QTRY_VERIFY(teams->stacked()->isVisible());
    QTRY_COMPARE(teams->stacked()->data().series.size(), 3U);
    QVERIFY(teams->stacked()->data().stacked);
    QCOMPARE(teams->stacked()->data().series.back().key, QStringLiteral("unknown"));
    QVERIFY(panel(*teams, "GPUs held"));
    choose(unit, QStringLiteral("Shares"));
    QTRY_COMPARE(teams->stacked()->data().unit, Unit::Percent);
    QCOMPARE(teams->stacked()->data().series[0].y.front(), 50.0);
    m_state->back();
    m_state->back();
    QTRY_VERIFY(teams->groups()->isVisible());
}

void tst_ComparisonPages::teamsAndNamespacesOfOneNameAreNotConfused()
{
    auto rows = weeksWithTeams("c", m_end);
    for (auto& row : rows.dimensions) {
        if (row.value == "core")
            row.value = "big"; // as a namespace is named
    }
    m_session->commit(rows);
    const auto namespaces = page<NamespacesPage>();
    const auto teams = page<TeamsPage>();
    emit teams->groups()->activated(QStringLiteral("big"));
    QCOMPARE(m_state->query().selection.level, Level::Dimension);
    QCOMPARE(m_state->query().selection.dimension.key, std::string("team"));
    QCOMPARE(teams->shares()->selectedKey(), QStringLiteral("big"));
    QVERIFY(namespaces->ranking()->selectedKey().isEmpty());
    QVERIFY(namespaces->table()->selectedKeys().isEmpty());
}

void tst_ComparisonPages::costsAreOfferedWithAPrice()
{
    m_session->commit(twoWeeks("c", m_end));
    const auto offers = [](const NamespacesPage& page) {
        return choiceOf(page, QStringLiteral("Rank by"))->findData(int(Metric::Cost)) >= 0;
    };
    const auto without = page<NamespacesPage>();
    QVERIFY(!offers(*without));
    m_session->prices.insert(QStringLiteral("c"), {2, QStringLiteral("EUR")});
    const auto with = page<NamespacesPage>();
    QVERIFY(offers(*with));
    QCOMPARE(cellOf(with->table()->table(), QStringLiteral("big"), "cost"), 2 * 168 * 60.0);
}

void tst_ComparisonPages::anEmptyRangeIsExplainedOnce()
{
    m_session->commit(twoWeeks("c", m_end));
    const auto namespaces = page<NamespacesPage>();
    m_state->setCustomRange({at("2020-01-01T00:00:00Z"), at("2020-01-02T00:00:00Z")});
    QTRY_VERIFY(namespaces->isSettled());
    int visible = 0;
    for (auto* panel : namespaces->findChildren<ChartPanel*>())
        visible += panel->isVisible();
    QCOMPARE(visible, 1);
    m_state->back();
    QTRY_VERIFY(namespaces->table()->isVisible());
}

void tst_ComparisonPages::bothThemesPaint()
{
    m_session->commit(weeksWithTeams("c", m_end));
    const auto teams = page<TeamsPage>();
    const auto namespaces = page<NamespacesPage>();
    for (Page* shown : {static_cast<Page*>(teams.get()), static_cast<Page*>(namespaces.get())}) {
        shown->setTheme(Theme::Light);
        const auto light = shown->grab().toImage();
        shown->setTheme(Theme::Dark);
        QVERIFY(shown->grab().toImage() != light);
    }
}

ATLAS_TEST(tst_ComparisonPages);
#include "tst_ComparisonPages.moc"
