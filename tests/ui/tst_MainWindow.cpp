// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"
#include "ui/MainWindow.h"
#include "ui/pages/WelcomePage.h"
#include "ui/widgets/PageRail.h"
#include "ui/widgets/StatusStrip.h"
#include "ui/widgets/TopBar.h"

#include <QApplication>
#include <QLineEdit>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

/// Notes what it was asked for; the test answers.
class NotingOpener final : public SourceOpener
{
public:
    void connectTo(const QString& url, const QString& token) override { asked << url + QLatin1Char('|') + token; }
    void openFile(const QString& path) override { asked << path; }
    void exploreSample() override { asked << QStringLiteral("sample"); }
    QStringList recentServers() const override { return recent; }

    QStringList asked, recent;
};

} // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void startsWithThreeWaysIn();
    void connectingPassesUrlAndToken();
    void failureIsSaidOnTheWelcomePage();
    void aSessionShowsThePageOfTheState();
    void railHasThePagesThatExist();
    void digitsChangeThePage();
    void altArrowsWalkTheHistory();
    void f5RefreshesTheSource();
    void ctrlLShowsTheWelcomePageAndEscapeLeavesIt();
    void topBarNamesClusterRangeAndZone();
    void anUnknownClusterIsReplacedByTheFirst();
    void aFileEndsWhereItsDataEnd();
    void statusStripCountsHours();
    void rangesThatAreShownAreFetched();
    void closingTheSessionLeavesNothingBehind();

private:
    MemorySession* open(bool live = true)
    {
        auto session = std::make_unique<MemorySession>();
        session->live = live;
        session->commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
        auto* raw = session.get();
        m_window->setSession(std::move(session));
        return raw;
    }
    void settle() { QTRY_VERIFY(m_window->isSettled()); }

    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<DashboardState> m_state;
    std::unique_ptr<NotingOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

void tst_MainWindow::init()
{
    m_theme = std::make_unique<ThemeController>(*qApp);
    m_state = std::make_unique<DashboardState>(m_clock);
    m_opener = std::make_unique<NotingOpener>();
    m_window = std::make_unique<MainWindow>(*m_state, *m_theme, *m_opener);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_MainWindow::cleanup()
{
    m_window.reset();
}

void tst_MainWindow::startsWithThreeWaysIn()
{
    QVERIFY(!m_window->currentPage());
    QVERIFY(m_window->findChild<WelcomePage*>()->isVisible());
    QVERIFY(!m_window->findChild<PageRail*>()->isEnabled());
    m_window->findChild<WelcomePage*>()->sampleRequested();
    QCOMPARE(m_opener->asked, QStringList{QStringLiteral("sample")});
}

void tst_MainWindow::connectingPassesUrlAndToken()
{
    auto fields = m_window->findChild<WelcomePage*>()->findChildren<QLineEdit*>();
    fields[0]->setText(QStringLiteral(" https://gpu.example.org "));
    fields[1]->setText(QStringLiteral("secret"));
    QTest::keyClick(fields[1], Qt::Key_Return);
    QCOMPARE(m_opener->asked, QStringList{QStringLiteral("https://gpu.example.org|secret")});
}

void tst_MainWindow::failureIsSaidOnTheWelcomePage()
{
    auto* welcome = m_window->findChild<WelcomePage*>();
    emit m_opener->progressed(QStringLiteral("Looking"));
    QCOMPARE(welcome->message(), QStringLiteral("Looking"));
    emit m_opener->failed({ErrorClass::Net, QStringLiteral("Nobody there."), {}, 0, {}});
    QCOMPARE(welcome->message(), QStringLiteral("Nobody there."));
    QVERIFY(welcome->isVisible());
}

void tst_MainWindow::aSessionShowsThePageOfTheState()
{
    QSignalSpy settled(m_window.get(), &MainWindow::settled);
    open();
    settle();
    QVERIFY(settled.count() >= 1);
    QCOMPARE(m_window->currentPage()->id(), QStringLiteral("overview"));
    QCOMPARE(m_state->query().clusters, QStringList{QStringLiteral("c")});
    QVERIFY(!m_state->canGoBack()); // the program chose the cluster, not the user
}

void tst_MainWindow::railHasThePagesThatExist()
{
    QStringList titles;
    for (const auto& entry : pageEntries())
        titles << entry.title;
    QCOMPARE(m_window->findChild<PageRail*>()->titles(), titles);
    QVERIFY(titles.contains(QStringLiteral("Overview")));
}

void tst_MainWindow::digitsChangeThePage()
{
    open();
    settle();
    const auto entries = pageEntries();
    for (int i = int(entries.size()) - 1; i >= 0; --i) {
        QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
        QCOMPARE(m_window->currentPage()->id(), entries[std::size_t(i)].id);
        QCOMPARE(m_state->query().page, entries[std::size_t(i)].id);
        settle();
    }
}

void tst_MainWindow::altArrowsWalkTheHistory()
{
    open();
    settle();
    m_state->setPreset(RangePreset::Last24Hours);
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_state->query().preset, RangePreset::Last7Days);
    QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(m_state->query().preset, RangePreset::Last24Hours);
}

void tst_MainWindow::f5RefreshesTheSource()
{
    auto* session = open();
    settle();
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QCOMPARE(session->refreshes, 1);
}

void tst_MainWindow::ctrlLShowsTheWelcomePageAndEscapeLeavesIt()
{
    open();
    settle();
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(m_window->findChild<WelcomePage*>()->isVisible());
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
    QCOMPARE(m_window->currentPage()->id(), QStringLiteral("overview"));
}

void tst_MainWindow::topBarNamesClusterRangeAndZone()
{
    open();
    settle();
    auto* bar = m_window->findChild<TopBar*>();
    QCOMPARE(bar->clusterNames(), QStringList{QStringLiteral("c")});
    QCOMPARE(bar->rangeText(), QStringLiteral("Last 7 days"));
    m_state->setPreset(RangePreset::LastMonth);
    QCOMPARE(bar->rangeText(), QStringLiteral("Last month"));
    m_state->setCustomRange({at("2024-12-09T00:00:00Z"), at("2024-12-12T00:00:00Z")});
    QVERIFY2(bar->rangeText().contains(QStringLiteral("Dec 2024")), qPrintable(bar->rangeText()));
    auto status = m_window->session()->status();
    status.lastSuccess = m_clock.now() - 2min;
    static_cast<MemorySession*>(m_window->session())->setStatus(status);
    QVERIFY2(bar->ageText().startsWith(QStringLiteral("2 min")), qPrintable(bar->ageText()));
}

void tst_MainWindow::anUnknownClusterIsReplacedByTheFirst()
{
    m_state->setClusters({QStringLiteral("gone")});
    open();
    QTRY_COMPARE(m_state->query().clusters, QStringList{QStringLiteral("c")});
}

void tst_MainWindow::aFileEndsWhereItsDataEnd()
{
    m_clock.set(at("2026-01-01T00:30:00Z"));
    open(false);
    settle();
    QCOMPARE(m_state->range().to, at("2024-12-16T00:00:00Z"));
    m_clock.set(at("2024-12-16T00:30:00Z"));
}

void tst_MainWindow::statusStripCountsHours()
{
    auto* session = open();
    settle();
    auto* strip = m_window->findChild<StatusStrip*>();
    QCOMPARE(strip->text(), QStringLiteral("Fresh · Memory · 168 of 168 h"));
    auto status = session->status();
    status.state = SessionState::Partial;
    status.rejectedRows = 3;
    status.error = Error{ErrorClass::Net, QStringLiteral("No answer."), {}, 0, {}};
    session->setStatus(status);
    QCOMPARE(strip->text(), QStringLiteral("Partial · Memory · 168 of 168 h · rejected rows: 3 · No answer."));
}

void tst_MainWindow::rangesThatAreShownAreFetched()
{
    auto* session = open();
    settle();
    QVERIFY(!session->asked.empty());
    m_state->setPreset(RangePreset::Last30Days);
    QCOMPARE(session->asked.back(), (TimeRange{m_state->previousRange().from, m_state->range().to}));
}

void tst_MainWindow::closingTheSessionLeavesNothingBehind()
{
    open();
    settle();
    open(); // another one in its place: pages of the first must not be asked
    settle();
    m_window->setSession(nullptr);
    QVERIFY(!m_window->session());
    QVERIFY(m_window->findChildren<Page*>().isEmpty());
    m_state->setPreset(RangePreset::Today);
}

ATLAS_TEST(tst_MainWindow);
#include "tst_MainWindow.moc"
