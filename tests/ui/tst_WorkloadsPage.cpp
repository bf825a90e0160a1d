// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/WorkloadsPage.h"

#include "charts/TimeSeriesChart.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/FilterField.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_WorkloadsPage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_page.reset(); }
    void theListIsSearchedAndFiltered();
    void anExpressionThatIsNoneIsToldAndTheRowsStay();
    void theColumnIsChosen();
    void slashGoesToTheFilter();
    void aSelectedNamespaceIsAChipThatCanBeTakenAway();
    void aRowShowsItsHoursAndFacts();
    void theFactsAreOfTheFirstWithRows();
    void theFilterIsPartOfTheState();
    void namesAreShownAsText();
    void emptyRangesSayWhy();
    void bothThemesPaint();

private:
    void show()
    {
        m_page = std::make_unique<WorkloadsPage>(PageContext{*m_state, *m_session});
        m_page->resize(1200, 800);
        m_page->show();
        QTRY_VERIFY(m_page->isSettled());
    }
    RowBatch rows() const
    {
        auto batch = twoWeeks("c", m_end);
        for (int hour = 0; hour < 168; ++hour) {
            const auto time = m_end - 168h + hour * 1h;
            batch.workloads.push_back(workloadHour("c", "big", "train", "Job", time, 40, 90));
            batch.workloads.push_back(workloadHour("c", "big", "note", "Pod", time, 2, 5));
            batch.workloads.push_back(workloadHour("c", "small", "serve", "Deployment", time, 8, 30));
        }
        for (auto& row : batch.workloads) {
            row.labels = {{"team", "core"}};
            row.ownerName = "somebody";
        }
        return batch;
    }
    int shownRows() const { return m_page->table()->model()->rowCount(); }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
    std::unique_ptr<WorkloadsPage> m_page;
};

void tst_WorkloadsPage::init()
{
    m_session = std::make_unique<MemorySession>();
    m_session->commit(rows());
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_WorkloadsPage::theListIsSearchedAndFiltered()
{
    show();
    QCOMPARE(shownRows(), 3 + 1); // and what none of them explains
    QVERIFY2(m_page->totals().contains(QStringLiteral("8,400 GPU")), qPrintable(m_page->totals()));
    m_page->filter()->setText(QStringLiteral("TRAIN"));
    QCOMPARE(shownRows(), 1);
    QVERIFY(m_page->totals().startsWith(QStringLiteral("1 of 3")));
    QVERIFY(m_page->totals().contains(QStringLiteral("6,720 GPU")));
    m_page->filter()->setText(QStringLiteral("utilisation:<50 !serve"));
    QCOMPARE(m_page->table()->shownRows(), std::vector<int>{2});
    QTest::keyClick(m_page->filter(), Qt::Key_Escape);
    QCOMPARE(shownRows(), 3 + 1); // and what none of them explains
}

void tst_WorkloadsPage::anExpressionThatIsNoneIsToldAndTheRowsStay()
{
    show();
    m_page->filter()->setText(QStringLiteral("big"));
    QCOMPARE(shownRows(), 2);
    m_page->filter()->setText(QStringLiteral("~tra[in"));
    QVERIFY2(m_page->filterError().contains(QStringLiteral("tra[in")), qPrintable(m_page->filterError()));
    QCOMPARE(shownRows(), 2);
    m_page->filter()->setText(QStringLiteral("~tra[i]n"));
    QVERIFY(m_page->filterError().isEmpty());
    QCOMPARE(shownRows(), 1);
}

void tst_WorkloadsPage::theColumnIsChosen()
{
    show();
    auto* column = m_page->columnChoice();
    m_page->filter()->setText(QStringLiteral(">20"));
    QCOMPARE(shownRows(), 3 + 1); // of GPU-hours all have more
    column->setCurrentIndex(column->findData(QStringLiteral("utilization")));
    emit column->activated(column->currentIndex());
    QCOMPARE(shownRows(), 2);
}

void tst_WorkloadsPage::slashGoesToTheFilter()
{
    show();
    m_page->activateWindow();
    m_page->table()->setFocus();
    QTRY_VERIFY(m_page->table()->hasFocus());
    QTest::keyClick(m_page->table(), Qt::Key_Slash);
    QTRY_VERIFY(m_page->filter()->hasFocus());
}

void tst_WorkloadsPage::aSelectedNamespaceIsAChipThatCanBeTakenAway()
{
    show();
    QVERIFY(m_page->chip()->isHidden());
    m_state->select(QStringLiteral("small"));
    QTRY_COMPARE(shownRows(), 1);
    QVERIFY(m_page->chip()->isVisible());
    QVERIFY(m_page->chip()->text().contains(QStringLiteral("small")));
    m_page->table()->selectRow(0);
    QCOMPARE(m_state->query().selected(Level::Workload), QStringList{QStringLiteral("small/serve")});
    QCOMPARE(shownRows(), 1);
    QVERIFY(m_page->chip()->isVisible());
    m_page->chip()->click();
    QTRY_COMPARE(shownRows(), 3 + 1);
    QVERIFY(m_page->chip()->isHidden());
    QCOMPARE(m_page->table()->selectedKeys(), QStringList{QStringLiteral("small/serve")});
}

void tst_WorkloadsPage::aRowShowsItsHoursAndFacts()
{
    show();
    QVERIFY(m_page->detailTexts().isEmpty());
    m_page->table()->selectRow(0);
    QTRY_COMPARE(m_page->gpus()->data().series.size(), 1U);
    QVERIFY(m_page->gpus()->isVisible());
    QCOMPARE(m_page->gpus()->data().series[0].y[10], 40.0);
    QCOMPARE(m_page->utilization()->data().series[0].bandHigh[10], 95.0);
    const auto texts = m_page->detailTexts();
    QVERIFY(texts.contains(QStringLiteral("team = core")));
    QVERIFY(texts.contains(QStringLiteral("somebody")));
    QVERIFY(texts.contains(QStringLiteral("168 of 168")));
    m_page->table()->selectAll();
    QTRY_COMPARE(m_page->gpus()->data().series.size(), 3U);
    QCOMPARE(m_state->query().selected(Level::Workload).size(), 3);
    // A figure leads to where it comes from.
    QSignalSpy figures(m_page.get(), &Page::figureRequested);
    m_page->table()->setFocus();
    QTest::keyClick(m_page->table(), Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(figures.count(), 1);
    QCOMPARE(figures[0][0].value<FigureRef>().scope.level, Level::Workload);
    // The crosshair is the window's.
    m_state->setHovered(m_end - 24h);
    QCOMPARE(m_page->utilization()->crosshair(), std::optional<Instant>(m_end - 24h));
}

void tst_WorkloadsPage::theFactsAreOfTheFirstWithRows()
{
    show();
    const auto title = [this] {
        QStringList titles;
        for (const auto* label : m_page->findChildren<QLabel*>()) {
            if (label->property("atlasRole") == QStringLiteral("title") && label->isVisible())
                titles << label->text();
        }
        return titles;
    };
    m_state->setSelection({Level::Workload, {}, {QStringLiteral("big/train")}});
    QTRY_VERIFY2(title().contains(QStringLiteral("train")), qPrintable(title().join(QLatin1Char('|'))));
    m_state->setSelection({Level::Workload, {}, {QStringLiteral("gone/away"), QStringLiteral("small/serve")}});
    QTRY_VERIFY2(title().contains(QStringLiteral("serve")), qPrintable(title().join(QLatin1Char('|'))));
    QVERIFY(!title().contains(QStringLiteral("train")));
    QVERIFY(!m_page->detailTexts().isEmpty());
}

void tst_WorkloadsPage::theFilterIsPartOfTheState()
{
    show();
    m_page->filter()->setText(QStringLiteral("train"));
    QTest::keyClick(m_page->filter(), Qt::Key_Return);
    QCOMPARE(m_state->query().view.value(QStringLiteral("workloads.filter")), QStringLiteral("train"));
    m_page.reset();
    show();
    QCOMPARE(m_page->filter()->text(), QStringLiteral("train"));
    QCOMPARE(shownRows(), 1);
    m_state->back();
    QTRY_COMPARE(shownRows(), 3 + 1);
    m_page.reset();
    m_state->setView(QStringLiteral("workloads.filter"), QStringLiteral("~[")); // as a link may say
    show();
    QVERIFY(!m_page->filterError().isEmpty());
    QCOMPARE(shownRows(), 3 + 1); // and what none of them explains
}

void tst_WorkloadsPage::namesAreShownAsText()
{
    auto batch = twoWeeks("c", m_end);
    batch.workloads.push_back(workloadHour("c", "big", "<b>bold</b>", "Job", m_end - 1h, 50, 90));
    m_session->commit(batch);
    show();
    m_state->select(QStringLiteral("big/<b>bold</b>"), Level::Workload);
    QTRY_VERIFY(!m_page->detailTexts().isEmpty());
    for (const auto* label : m_page->findChildren<QLabel*>()) {
        if (label->text().contains(QStringLiteral("bold")))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void tst_WorkloadsPage::emptyRangesSayWhy()
{
    m_state->setCustomRange({m_end - 14 * 24h, m_end - 10 * 24h});
    show();
    auto* panel = m_page->findChild<ChartPanel*>();
    QCOMPARE(panel->state().kind, PanelState::Empty);
    QVERIFY(panel->state().text.contains(QStringLiteral("31 days")));
    QVERIFY(m_page->detailTexts().isEmpty());
}

void tst_WorkloadsPage::bothThemesPaint()
{
    show();
    m_page->table()->selectRow(1);
    m_page->setTheme(Theme::Light);
    const auto light = m_page->grab().toImage();
    m_page->setTheme(Theme::Dark);
    QVERIFY(m_page->grab().toImage() != light);
}

ATLAS_TEST(tst_WorkloadsPage);
#include "tst_WorkloadsPage.moc"
