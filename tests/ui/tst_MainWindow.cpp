// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"
#include "tests/ui/FakeConnections.h"
#include "tests/views/ViewFixtures.h"
#include "ui/MainWindow.h"
#include "ui/dialogs/ConnectionForm.h"
#include "ui/dialogs/ConnectionsDialog.h"
#include "ui/dialogs/FindingsList.h"
#include "ui/pages/WelcomePage.h"
#include "ui/widgets/BannerArea.h"
#include "ui/widgets/ClusterStateList.h"
#include "ui/widgets/PageRail.h"
#include "ui/widgets/StatusStrip.h"
#include "ui/widgets/TopBar.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

/// Notes what it was asked for; the test answers.
class NotingOpener final : public SourceOpener
{
public:
    void openFiles(const QStringList& paths) override { asked << paths; }
    void cancel() override { ++cancels; }
    void exploreSample() override { asked << QStringLiteral("sample"); }

    QStringList asked;
    int cancels = 0;
};

} // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void startsWithThreeWaysIn();
    void connectingTestsSavesAndOpens();
    void K4_whatIsRefusedIsNotTested();
    void aFailedTestSavesNothing();
    void connectingAgainReplacesTheToken();
    void moreSettingsTakesTheTypedAlong();
    void K6_whatTheDialogTestsIsNotSavedForTheStartPage();
    void theStartPageIsIdleWhenItsTestIsGivenUp();
    void theStartPageIsIdleWhenOpeningFailsOverAPage();
    void whatIsOpenAlreadyIsShownAgain();
    void failureIsSaidOnTheWelcomePage();
    void P12_whatServersAndFilesSayIsPlainText();
    void aSessionShowsThePageOfTheState();
    void railHasThePagesThatExist();
    void digitsChangeThePage();
    void altArrowsWalkTheHistory();
    void f5RefreshesTheSource();
    void ctrlLOpensTheConnections();
    void theStartPageIsLeftByEscape();
    void theMenuOfTheSourceListsConnectionsWithTheirStates();
    void N8_loginOfABannerOpensTheConnectionAtItsSecret();
    void retryOfABannerAsksItsConnection();
    void cancelGivesUpWhatIsUnderWay();
    void theStateIsThePrimaryClustersAndAllAreListed();
    void K4_plainHttpIsSaidInRedForAsLongAsItLasts();
    void aClusterIsShownInTheZoneOfItsConnection();
    void theZoneOfAFileIsFollowedAndGivenBack();
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
    static void typeInto(WelcomePage* welcome, const char* url, const char* token)
    {
        auto fields = welcome->findChildren<QLineEdit*>();
        fields[0]->setText(QString::fromLatin1(url));
        fields[1]->setText(QString::fromLatin1(token));
        QTest::keyClick(fields[1], Qt::Key_Return);
    }

    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<DashboardState> m_state;
    std::unique_ptr<NotingOpener> m_opener;
    std::unique_ptr<FakeConnections> m_connections;
    std::unique_ptr<MainWindow> m_window;
};

void tst_MainWindow::init()
{
    m_theme = std::make_unique<ThemeController>(*qApp);
    m_state = std::make_unique<DashboardState>(m_clock);
    m_opener = std::make_unique<NotingOpener>();
    m_connections = std::make_unique<FakeConnections>();
    m_window = std::make_unique<MainWindow>(*m_state, *m_theme, *m_opener, *m_connections);
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

void tst_MainWindow::connectingTestsSavesAndOpens()
{
    auto* welcome = m_window->findChild<WelcomePage*>();
    typeInto(welcome, " https://gpu.example.org ", "secret");
    QCOMPARE(m_connections->tests.size(), 1U);
    QCOMPARE(m_connections->tests[0].profile.url, QUrl(QStringLiteral("https://gpu.example.org")));
    QCOMPARE(m_connections->tests[0].profile.auth, AuthKind::Bearer);
    QCOMPARE(m_connections->tests[0].secret, std::optional<QByteArray>("secret"));
    QVERIFY(m_connections->profiles.empty()); // not before it is known to work
    ConnectionReport report;
    report.url = QUrl(QStringLiteral("https://gpu.example.org/api"));
    emit m_connections->tested(report);
    QCOMPARE(m_connections->profiles.size(), 1U);
    QCOMPARE(m_connections->profiles[0].url, report.url);
    QCOMPARE(m_connections->lives, 1);
}

void tst_MainWindow::K4_whatIsRefusedIsNotTested()
{
    m_connections->refused = Error{ErrorClass::Usage, QStringLiteral("Not like this."), {}, 0, {}};
    auto* welcome = m_window->findChild<WelcomePage*>();
    typeInto(welcome, "http://far.example.org", "secret");
    QVERIFY(m_connections->tests.empty());
    QCOMPARE(welcome->message(), QStringLiteral("Not like this."));
}

void tst_MainWindow::aFailedTestSavesNothing()
{
    auto* welcome = m_window->findChild<WelcomePage*>();
    typeInto(welcome, "https://gpu.example.org", "");
    ConnectionReport report;
    report.findings = {{ConnectionFinding::Level::Problem, QStringLiteral("Nobody answers."), {}}};
    report.error = Error{ErrorClass::Net, QStringLiteral("Nobody there."), {}, 0, {}};
    emit m_connections->tested(report);
    QCOMPARE(welcome->message(), QStringLiteral("Nobody there."));
    QCOMPARE(welcome->findChild<FindingsList*>()->findings().size(), 1U);
    QVERIFY(m_connections->profiles.empty());
    QCOMPARE(m_connections->lives, 0);
}

void tst_MainWindow::connectingAgainReplacesTheToken()
{
    auto& saved = m_connections->add("a", "Prod", "https://gpu.example.org");
    saved.caFile = QStringLiteral("/ca.pem");
    typeInto(m_window->findChild<WelcomePage*>(), "https://gpu.example.org", "new");
    emit m_connections->tested({});
    QCOMPARE(m_connections->profiles.size(), 1U);
    QCOMPARE(m_connections->profiles[0].caFile, QStringLiteral("/ca.pem"));
    QCOMPARE(m_connections->secrets.value(QStringLiteral("a")), QByteArray("new"));
}

void tst_MainWindow::moreSettingsTakesTheTypedAlong()
{
    auto* welcome = m_window->findChild<WelcomePage*>();
    emit welcome->settingsRequested(QStringLiteral("https://gpu.example.org"), QStringLiteral("t"));
    auto* dialog = m_window->findChild<ConnectionsDialog*>();
    QVERIFY(dialog->isVisible());
    auto* form = dialog->findChild<ConnectionForm*>();
    QCOMPARE(form->profile().url, QUrl(QStringLiteral("https://gpu.example.org")));
    QCOMPARE(form->secret(), std::optional<QByteArray>("t"));
}

void tst_MainWindow::K6_whatTheDialogTestsIsNotSavedForTheStartPage()
{
    auto* welcome = m_window->findChild<WelcomePage*>();
    typeInto(welcome, "https://a.example", "token-of-a");
    emit welcome->settingsRequested(QStringLiteral("https://a.example"), QStringLiteral("token-of-a"));
    QCOMPARE(m_connections->cancels, 1);
    QVERIFY(welcome->message().isEmpty());
    ConnectionReport report;
    report.url = QUrl(QStringLiteral("https://b.example/api"));
    emit m_connections->tested(report); // of another address, tested in the dialog
    QVERIFY(m_connections->profiles.empty());
    QCOMPARE(m_connections->lives, 0);
}

void tst_MainWindow::theStartPageIsIdleWhenItsTestIsGivenUp()
{
    auto* welcome = m_window->findChild<WelcomePage*>();
    const auto cancel = [&] {
        const auto buttons = welcome->findChildren<QPushButton*>();
        const auto found = std::ranges::find(buttons, QStringLiteral("Cancel"), &QPushButton::text);
        return found == buttons.end() ? nullptr : *found;
    };
    QVERIFY(cancel() && !cancel()->isVisible());
    typeInto(welcome, "https://slow.example", "");
    QVERIFY(cancel()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(m_connections->cancels, 1);
    QVERIFY(welcome->message().isEmpty());
    QVERIFY(!cancel()->isVisible());
    m_window->findChild<ConnectionsDialog*>()->reject();

    typeInto(welcome, "https://slow.example", "");
    cancel()->click();
    emit m_connections->tested({});
    QVERIFY(m_connections->profiles.empty());
    QVERIFY(welcome->message().isEmpty());
    emit m_opener->progressed(QStringLiteral("Making the sample"));
    cancel()->click();
    QCOMPARE(m_opener->cancels, 2); // whatever it was
    QVERIFY(welcome->message().isEmpty());
}

void tst_MainWindow::theStartPageIsIdleWhenOpeningFailsOverAPage()
{
    open();
    settle();
    auto* welcome = m_window->findChild<WelcomePage*>();
    m_window->showWelcome();
    emit m_opener->progressed(QStringLiteral("Reading"));
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
    QVERIFY(m_window->currentPage());
    emit m_opener->failed({ErrorClass::Usage, QStringLiteral("No such file."), {}, 0, {}});
    QVERIFY(welcome->message().isEmpty());
}

void tst_MainWindow::P12_whatServersAndFilesSayIsPlainText()
{
    const auto markup = QStringLiteral("<a href='file:///etc/passwd'><h2>bold</h2></a>");
    auto* session = open();
    session->commit(twoWeeks("<b>d</b>", at("2024-12-16T00:00:00Z")));
    settle();
    m_state->setAllClusters({QStringLiteral("c"), QStringLiteral("<b>d</b>")});
    settle();
    auto status = session->status();
    status.error = Error{ErrorClass::Net, markup, markup, 0, {}};
    session->setStatus(status);
    m_connections->add("x", "X", "https://x.example/?<b>");
    m_window->showConnections();
    int tips = 0;
    for (const auto* widget : m_window->findChildren<QWidget*>()) {
        QStringList texts{widget->toolTip()};
        if (const auto* list = qobject_cast<const QListWidget*>(widget)) {
            for (int row = 0; row < list->count(); ++row)
                texts << list->item(row)->toolTip();
        }
        for (const auto& text : texts) {
            QVERIFY2(!text.contains(QStringLiteral("<h2>")) && !text.contains(QStringLiteral("<b>")), qPrintable(text));
            tips += text.contains(QStringLiteral("&lt;"));
        }
    }
    QVERIFY2(tips >= 2, qPrintable(QString::number(tips)));
    m_window->findChild<ConnectionsDialog*>()->reject();

    emit m_opener->failed({ErrorClass::Usage, markup, markup, 0, {}});
    auto* box = m_window->findChild<QMessageBox*>();
    QVERIFY(box && box->isVisible());
    int said = 0;
    for (const auto* label : box->findChildren<QLabel*>()) {
        said += int(label->text().count(markup));
        QVERIFY(!label->text().contains(QLatin1Char('<')) || label->textFormat() == Qt::PlainText);
    }
    QCOMPARE(said, 2);
}

void tst_MainWindow::whatIsOpenAlreadyIsShownAgain()
{
    auto* session = open();
    settle();
    m_window->showWelcome();
    emit m_opener->progressed(QStringLiteral("Looking"));
    emit m_opener->isOpen();
    QCOMPARE(m_window->currentPage()->id(), QStringLiteral("overview"));
    QCOMPARE(m_window->session(), session);
    QVERIFY(m_window->findChild<WelcomePage*>()->message().isEmpty());
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
        QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_0 + (i + 1) % 10), Qt::ControlModifier);
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

void tst_MainWindow::ctrlLOpensTheConnections()
{
    m_connections->add("a", "Prod", "https://gpu.example.org");
    open();
    settle();
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    auto* dialog = m_window->findChild<ConnectionsDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->current(), QStringLiteral("a"));
    QCOMPARE(m_window->currentPage()->id(), QStringLiteral("overview")); // the page stays where it is
}

void tst_MainWindow::theStartPageIsLeftByEscape()
{
    open();
    settle();
    m_window->showWelcome();
    QVERIFY(m_window->findChild<WelcomePage*>()->isVisible());
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
    QCOMPARE(m_window->currentPage()->id(), QStringLiteral("overview"));
}

void tst_MainWindow::theMenuOfTheSourceListsConnectionsWithTheirStates()
{
    m_connections->add("a", "Prod", "https://a.example.org");
    m_connections->add("b", "Test", "https://b.example.org").enabled = false;
    auto* session = open();
    session->clusters = {statusOf("c", "a", ClusterState::Fresh)};
    settle();
    const auto texts = m_window->findChild<TopBar*>()->connectionTexts();
    QVERIFY2(texts.contains(QStringLiteral("Prod – Fresh")), qPrintable(texts.join(QLatin1Char('|'))));
    QVERIFY(texts.contains(QStringLiteral("Test – switched off")));
    QVERIFY(texts.contains(QStringLiteral("Connections …")));
    QVERIFY(texts.contains(QStringLiteral("Refresh")));
}

void tst_MainWindow::N8_loginOfABannerOpensTheConnectionAtItsSecret()
{
    m_connections->add("a", "Prod", "https://a.example.org");
    m_connections->add("b", "Test", "https://b.example.org").auth = AuthKind::Bearer;
    auto* session = open();
    settle();
    session->clusters = {statusOf("c", "b", ClusterState::LoginNeeded, ErrorClass::Auth)};
    emit session->statusChanged();
    auto* area = m_window->findChild<BannerArea*>();
    QVERIFY(area->isVisible());
    QCOMPARE(area->texts().size(), 1);
    emit area->loginRequested(QStringLiteral("b"));
    auto* dialog = m_window->findChild<ConnectionsDialog*>();
    QCOMPARE(dialog->current(), QStringLiteral("b"));
    auto* field = qobject_cast<QLineEdit*>(dialog->focusWidget());
    QVERIFY(field && field->echoMode() == QLineEdit::Password);
}

void tst_MainWindow::retryOfABannerAsksItsConnection()
{
    auto* session = open();
    settle();
    emit m_window->findChild<BannerArea*>()->retryRequested(QStringLiteral("b"));
    QCOMPARE(session->retries, QStringList{QStringLiteral("b")});
}

void tst_MainWindow::cancelGivesUpWhatIsUnderWay()
{
    auto* session = open();
    settle();
    auto status = session->status();
    status.busy = true;
    status.activity = QStringLiteral("namespaces of c");
    session->setStatus(status);
    for (auto* button : m_window->findChild<StatusStrip*>()->findChildren<QToolButton*>()) {
        if (button->text() == QStringLiteral("Cancel") && button->isVisible())
            button->click();
    }
    QCOMPARE(session->cancels, 1);
}

void tst_MainWindow::theStateIsThePrimaryClustersAndAllAreListed()
{
    auto* session = open();
    settle();
    auto partial = statusOf("c", "a", ClusterState::Partial);
    partial.gaps = 2;
    session->clusters = {partial, statusOf("d", "a", ClusterState::Stale, ErrorClass::Net)};
    emit session->statusChanged();
    auto* strip = m_window->findChild<StatusStrip*>();
    QCOMPARE(strip->text(), QStringLiteral("Partial (2 gap(s)) · c · Memory · 168 of 168 h"));
    QCOMPARE(strip->clustersText(), QStringLiteral("2 cluster(s) · 2 want(s) a look"));
    QVERIFY2(strip->clusterList()->texts()[0].startsWith(QStringLiteral("d · ")),
        qPrintable(strip->clusterList()->texts().join(QLatin1Char('|')))); // the worst first
    QVERIFY(!strip->showsInsecure());
    session->clusters = {statusOf("c", "a", ClusterState::Blocked, ErrorClass::Tls)};
    session->clusters[0].error->message = QString(500, QLatin1Char('x'));
    emit session->statusChanged();
    QVERIFY(strip->text().startsWith(QStringLiteral("Blocked · c · ")));
    QVERIFY(strip->text().endsWith(QStringLiteral("xxx")));
    QVERIFY(m_window->minimumSizeHint().width() < 1280); // a long reason makes no wide window
}

void tst_MainWindow::K4_plainHttpIsSaidInRedForAsLongAsItLasts()
{
    auto* session = open();
    settle();
    auto plain = statusOf("c", "a", ClusterState::Fresh);
    plain.insecure = true;
    session->clusters = {plain};
    emit session->statusChanged();
    QVERIFY(m_window->findChild<StatusStrip*>()->showsInsecure());
    session->clusters[0].insecure = false;
    emit session->statusChanged();
    QVERIFY(!m_window->findChild<StatusStrip*>()->showsInsecure());
}

void tst_MainWindow::aClusterIsShownInTheZoneOfItsConnection()
{
    auto* session = open();
    session->commit(twoWeeks("d", at("2024-12-16T00:00:00Z")));
    session->zones.insert(QStringLiteral("d"), "Asia/Shanghai");
    settle();
    QCOMPARE(m_state->query().zone, QByteArray("UTC"));
    m_state->setClusters({QStringLiteral("d")});
    QCOMPARE(m_state->query().zone, QByteArray("Asia/Shanghai"));
    m_state->setClusters({QStringLiteral("c")});
    QCOMPARE(m_state->query().zone, QByteArray("UTC"));
}

void tst_MainWindow::theZoneOfAFileIsFollowedAndGivenBack()
{
    m_state->setClusters({QStringLiteral("c")}); // as the command line or a link does
    auto* session = open();
    session->zones.insert(QStringLiteral("c"), "Asia/Shanghai");
    settle();
    QTRY_COMPARE(m_state->query().zone, QByteArray("Asia/Shanghai"));
    session->zones.clear(); // no longer ticked
    emit session->settingsChanged();
    QCOMPARE(m_state->query().zone, QByteArray("UTC"));
    session->zones.insert(QStringLiteral("c"), "Asia/Shanghai");
    emit session->settingsChanged();
    QCOMPARE(m_state->query().zone, QByteArray("Asia/Shanghai"));
    open(); // a source without one, of the same cluster
    settle();
    QTRY_COMPARE(m_state->query().zone, QByteArray("UTC"));
    // What the user chose meanwhile stays.
    session = open();
    session->zones.insert(QStringLiteral("c"), "Asia/Shanghai");
    settle();
    m_state->setZone("Europe/Berlin");
    emit session->settingsChanged();
    session->zones.clear();
    emit session->settingsChanged();
    QCOMPARE(m_state->query().zone, QByteArray("Europe/Berlin"));
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
