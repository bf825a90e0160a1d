// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/CoverageStrip.h"
#include "charts/TimeSeriesChart.h"
#include "tests/support/TestRegistry.h"
#include "tests/ui/FakeConnections.h"
#include "tests/views/LedgerFixtures.h"
#include "ui/pages/DataPage.h"
#include "ui/widgets/CacheFacts.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/ClusterStateList.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/FactTile.h"
#include "ui/widgets/LogView.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_DataPage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void itSaysWhatIsThereAndWhatIsNot();
    void tilesLeadToWhatTheyCount();
    void requestsAreFilteredAndRead();
    void P7_theRawTextOfARejectedRowIsShownAsText();
    void hoveringIsSharedWithTheOtherPages();
    void retentionIsChangedThroughTheSession();
    void aFileHasNoRetention();
    void connectionsAreListedWithWhatHelps();
    void anEmptyStoreSaysSo();
    void bothThemesPaint();

private:
    void fill()
    {
        const auto end = at("2024-12-16T00:00:00Z");
        auto batch = ledgerOfOneDay("c", end);
        auto rows = twoWeeks("c", end);
        batch.clusters = std::move(rows.clusters);
        batch.namespaces = std::move(rows.namespaces);
        m_session->commit(std::move(batch));
        settle();
    }
    void settle()
    {
        m_page->show();
        QTRY_VERIFY(m_page->isSettled());
    }
    QStringList tiles() const
    {
        QStringList all;
        for (auto* tile : m_page->findChildren<FactTile*>())
            all << tile->figure();
        return all;
    }
    ChartPanel* panel(const char* title) const
    {
        for (auto* found : m_page->findChildren<ChartPanel*>()) {
            if (found->title() == QString::fromLatin1(title))
                return found;
        }
        return nullptr;
    }

    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
    std::unique_ptr<DataPage> m_page;
};

void tst_DataPage::init()
{
    m_page.reset();
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
    m_state->setPreset(RangePreset::Last24Hours);
    m_page = std::make_unique<DataPage>(PageContext{*m_state, *m_session});
    m_page->resize(1200, 740);
}

void tst_DataPage::itSaysWhatIsThereAndWhatIsNot()
{
    fill();
    const auto facts = tiles();
    QCOMPARE(facts[0], QStringLiteral("88.9 %")); // 32 of 36 hours that were asked for
    QCOMPARE(facts[1], QStringLiteral("1"));
    QCOMPARE(facts[2], QStringLiteral("1"));
    QCOMPARE(facts[3], QStringLiteral("0"));
    auto* strip = m_page->findChild<CoverageStrip*>();
    QCOMPARE(strip->data().groups.at(0).lines.size(), 2U);
    QVERIFY(strip->textAt(0, at("2024-12-15T21:30:00Z")).contains(QStringLiteral("gap")));
    QCOMPARE(panel("Coverage")->state().kind, PanelState::Ready);
    QVERIFY(panel("Coverage")->tableText().contains(QStringLiteral("Namespaces")));
    QCOMPARE(panel("Hours that differ")->state().text, QStringLiteral("They agree in every hour."));
    QCOMPARE(m_page->findChild<TimeSeriesChart*>()->data().series.size(), 2U);
}

void tst_DataPage::tilesLeadToWhatTheyCount()
{
    fill();
    const auto tiles = m_page->findChildren<FactTile*>();
    const auto inView = [](const QWidget* widget) { return !widget->visibleRegion().isEmpty(); };
    QVERIFY(!inView(panel("Rejected rows")));
    m_page->activateWindow();
    QTRY_VERIFY(m_page->isActiveWindow());
    QTest::mouseClick(tiles[2], Qt::LeftButton);
    QVERIFY(inView(panel("Rejected rows")));
    QVERIFY(panel("Rejected rows")->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(tiles[1], Qt::Key_Return);
    QVERIFY(inView(panel("Coverage")));
    // The rows of the all-zero hours stand where every figure comes from.
    QSignalSpy figures(m_page.get(), &Page::figureRequested);
    QTest::mouseClick(tiles[4], Qt::LeftButton);
    QCOMPARE(figures.count(), 1);
    QVERIFY(figures[0][0].value<FigureRef>().scope == (GridScope{"c", Level::Cluster, {}}));
}

void tst_DataPage::requestsAreFilteredAndRead()
{
    fill();
    auto* log = panel("Requests")->findChild<LogView*>();
    QCOMPARE(log->table()->model()->rowCount(), 2);
    panel("Requests")->findChild<QLineEdit*>()->setText(QStringLiteral("502"));
    QCOMPARE(log->table()->model()->rowCount(), 1);
    QVERIFY(log->details().isEmpty());
    log->table()->selectRow(0);
    QVERIFY2(log->details().contains(QStringLiteral("cannot be reached")), qPrintable(log->details()));
    QVERIFY(log->details().contains(QStringLiteral("trace-1")));
}

void tst_DataPage::P7_theRawTextOfARejectedRowIsShownAsText()
{
    fill();
    auto* log = panel("Rejected rows")->findChild<LogView*>();
    log->table()->selectRow(0);
    QVERIFY(log->details().contains(QStringLiteral("{\"time\":null,\"x\":\"<i>\"}")));
    QCOMPARE(panel("Odd fields")->findChild<DataTable*>()->model()->rowCount(), 1);
}

void tst_DataPage::hoveringIsSharedWithTheOtherPages()
{
    fill();
    const auto instant = at("2024-12-15T10:00:00Z");
    emit m_page->findChild<CoverageStrip*>()->hovered(instant);
    QCOMPARE(m_state->hovered(), std::optional(instant));
}

void tst_DataPage::retentionIsChangedThroughTheSession()
{
    m_session->policy = RetentionPolicy{};
    fill();
    auto* cache = m_page->findChild<CacheFacts*>();
    auto boxes = cache->findChildren<QSpinBox*>();
    QCOMPARE(boxes[0]->value(), 730);
    QCOMPARE(boxes[1]->value(), 14);
    boxes[0]->setValue(365);
    QCOMPARE(*m_session->policy, (RetentionPolicy{std::chrono::days(365), std::chrono::days(14)}));
    QVERIFY(cache->texts().join(QLatin1Char('\n')).contains(QStringLiteral("in memory")));
}

void tst_DataPage::aFileHasNoRetention()
{
    fill();
    for (auto* box : m_page->findChild<CacheFacts*>()->findChildren<QSpinBox*>())
        QVERIFY(!box->isVisible());
}

void tst_DataPage::connectionsAreListedWithWhatHelps()
{
    QSignalSpy wanted(m_page.get(), &Page::connectionsRequested);
    m_session->clusters = {statusOf("c", "a", ClusterState::Fresh),
        statusOf("d", "b", ClusterState::LoginNeeded, ErrorClass::Auth),
        statusOf("e", "x", ClusterState::Stale, ErrorClass::Net)};
    emit m_session->statusChanged();
    fill();
    auto* list = m_page->findChild<ClusterStateList*>();
    QCOMPARE(list->texts().size(), 3);
    QStringList offered;
    for (auto* button : list->findChildren<QPushButton*>()) {
        if (button->isVisible()) {
            offered << button->text();
            button->click();
        }
    }
    QCOMPARE(offered, QStringList({QStringLiteral("Log in …"), QStringLiteral("Retry")}));
    QCOMPARE(wanted.value(0), QVariantList({QStringLiteral("b"), true}));
    QCOMPARE(m_session->retries, QStringList{QStringLiteral("x")});
}

void tst_DataPage::anEmptyStoreSaysSo()
{
    settle();
    QCOMPARE(panel("Coverage")->state().kind, PanelState::Empty);
    QCOMPARE(panel("Requests")->state().text, QStringLiteral("No request was made yet."));
    QCOMPARE(panel("Connections")->state().kind, PanelState::Empty);
    QCOMPARE(tiles()[0], QStringLiteral(u"—"));
}

void tst_DataPage::bothThemesPaint()
{
    fill();
    for (const auto theme : {Theme::Light, Theme::Dark}) {
        m_page->setTheme(theme);
        QVERIFY(!m_page->grab().isNull());
    }
}

ATLAS_TEST(tst_DataPage);
#include "tst_DataPage.moc"
