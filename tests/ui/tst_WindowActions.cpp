// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Link.h"
#include "models/views/SavedViewsFile.h"
#include "tests/support/TestRegistry.h"
#include "tests/ui/FakeAlerts.h"
#include "tests/ui/FakeConnections.h"
#include "tests/ui/NoOpener.h"
#include "tests/views/ViewFixtures.h"
#include "ui/MainWindow.h"
#include "ui/dialogs/SavedViewsDialog.h"
#include "ui/dialogs/ShortcutsDialog.h"
#include "ui/widgets/ClusterChoice.h"
#include "ui/widgets/CommandPalette.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/KeyFigureTile.h"
#include "ui/widgets/PageRail.h"
#include "ui/widgets/ProvenancePanel.h"
#include "ui/widgets/TopBar.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>

using namespace atlas;
using namespace atlas::test;

class tst_WindowActions : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void ctrlKFindsASubjectAndGoesToIt();
    void enterWaitsForTheAnswer();
    void escapeClosesThePaletteAndGivesTheFocusBack();
    void actionsAreDoneByTheirName();
    void aCopiedLinkBringsTheViewBack();
    void aRangeIsPasted();
    void whatCannotBeFollowedChangesNothing_data();
    void whatCannotBeFollowedChangesNothing();
    void rangesAreSteppedByKey();
    void viewsAreSavedOpenedAndRemoved();
    void allKeysAreListed();
    void clustersAreChosenOneSeveralOrAll();
    void theListOfClustersStaysWhileDataCome();
    void theBadgeCountsWhatThePageLists();
    void ampersandsInNamesAreShown();
    void clustersThatComeLaterAreShownOnceTheyAreThere();
    void aTileLeadsToWhereItComesFrom();
    void aCellLeadsToWhereItComesFrom();

private:
    template <typename T>
    T* child() const
    {
        return m_window->findChild<T*>();
    }
    void settle() { QTRY_VERIFY(m_window->isSettled()); }
    void key(QKeySequence combination) { QTest::keySequence(m_window.get(), combination); }
    QWidget* focused() const { return QApplication::focusWidget(); }

    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<DashboardState> m_state;
    NoOpener m_opener;
    FakeConnections m_connections;
    std::unique_ptr<SavedViewsFile> m_views;
    std::unique_ptr<MainWindow> m_window;
    MemorySession* m_session = nullptr;
};

void tst_WindowActions::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_theme = std::make_unique<ThemeController>(*qApp);
    m_state = std::make_unique<DashboardState>(m_clock);
    m_views = std::make_unique<SavedViewsFile>(m_folder->filePath(QStringLiteral("views.json")));
    m_window = std::make_unique<MainWindow>(*m_state, *m_theme, m_opener, m_connections);
    m_window->setSavedViews(m_views.get());
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto session = std::make_unique<MemorySession>();
    m_session = session.get();
    for (const char* cluster : {"c", "d", "e"})
        session->commit(twoWeeks(cluster, at("2024-12-16T00:00:00Z")));
    m_window->setSession(std::move(session));
    settle();
}

void tst_WindowActions::cleanup()
{
    m_window.reset();
    m_views.reset();
}

void tst_WindowActions::ctrlKFindsASubjectAndGoesToIt()
{
    key(Qt::CTRL | Qt::Key_K);
    auto* palette = child<CommandPalette>();
    QVERIFY(palette->isVisible());
    QTRY_VERIFY(palette->shownTexts().contains(QStringLiteral("Overview"))); // without a question: what there is
    QTest::keyClicks(focused(), QStringLiteral("smal"));
    QTRY_COMPARE(palette->shownTexts(), (QStringList{QStringLiteral("Namespaces"), QStringLiteral("small")}));
    QTest::keyClick(focused(), Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QCOMPARE(m_state->query().page, QStringLiteral("namespaces"));
    QCOMPARE(m_state->query().selected(Level::Namespace), QStringList{QStringLiteral("small")});
    m_state->back(); // in one step
    QCOMPARE(m_state->query().page, QStringLiteral("overview"));
    QVERIFY(m_state->query().selection.isEmpty());
}

void tst_WindowActions::enterWaitsForTheAnswer()
{
    key(Qt::CTRL | Qt::Key_K);
    QTest::keyClicks(focused(), QStringLiteral("last 30"));
    QTest::keyClick(focused(), Qt::Key_Return); // before any answer can be there
    QTRY_COMPARE(m_state->query().preset, RangePreset::Last30Days);
}

void tst_WindowActions::escapeClosesThePaletteAndGivesTheFocusBack()
{
    auto* before = focused();
    key(Qt::CTRL | Qt::Key_K);
    QVERIFY(focused() != before);
    QTest::keyClick(focused(), Qt::Key_Down);
    QTest::keyClick(focused(), Qt::Key_Escape);
    QVERIFY(!child<CommandPalette>()->isVisible());
    QCOMPARE(focused(), before);
}

void tst_WindowActions::actionsAreDoneByTheirName()
{
    key(Qt::CTRL | Qt::Key_K);
    QTest::keyClicks(focused(), QStringLiteral("refresh"));
    QTest::keyClick(focused(), Qt::Key_Return);
    QTRY_COMPARE(m_session->refreshes, 1);
}

void tst_WindowActions::aCopiedLinkBringsTheViewBack()
{
    m_state->setPage(QStringLiteral("namespaces"));
    m_state->select(QStringLiteral("big"));
    m_state->setPreset(RangePreset::LastWeek);
    const auto there = m_state->query();
    key(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    QCOMPARE(QApplication::clipboard()->text(), linkOf(there));
    m_state->back();
    m_state->back();
    m_state->back();
    QVERIFY(m_state->query() != there);
    key(Qt::CTRL | Qt::SHIFT | Qt::Key_V);
    QVERIFY(m_state->query() == there);
}

void tst_WindowActions::aRangeIsPasted()
{
    m_window->paste(QStringLiteral("2024-12-03/2024-12-05"));
    QVERIFY((m_state->range() == TimeRange{at("2024-12-03T00:00:00Z"), at("2024-12-05T00:00:00Z")}));
    key(Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("2024-12-03T00:00Z/2024-12-05T00:00Z"));
}

void tst_WindowActions::whatCannotBeFollowedChangesNothing_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("other text") << QStringLiteral("my shopping list") << QStringLiteral("neither a link");
    QTest::newRow("a page") << QStringLiteral("gpu-atlas:?page=weather&range=today") << QStringLiteral("page=weather");
    QTest::newRow("a cluster") << QStringLiteral("gpu-atlas:?page=waste&cluster=c&cluster=elsewhere")
                               << QStringLiteral("elsewhere");
}

void tst_WindowActions::whatCannotBeFollowedChangesNothing()
{
    QFETCH(QString, text);
    QFETCH(QString, said);
    const auto before = m_state->query();
    m_window->paste(text);
    QVERIFY(m_state->query() == before);
    auto* box = child<QMessageBox>();
    QVERIFY(box);
    QVERIFY2(box->text().contains(said), qUtf8Printable(box->text()));
    box->close();
}

void tst_WindowActions::rangesAreSteppedByKey()
{
    const auto range = m_state->range();
    key(Qt::ALT | Qt::Key_PageUp);
    QCOMPARE(m_state->range().to, range.from);
    key(Qt::ALT | Qt::Key_PageDown);
    QVERIFY(m_state->range() == range);
}

void tst_WindowActions::viewsAreSavedOpenedAndRemoved()
{
    m_state->setPage(QStringLiteral("namespaces"));
    key(Qt::CTRL | Qt::Key_D);
    auto* dialog = child<SavedViewsDialog>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("Mine"));
    QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
    QCOMPARE(m_views->views().size(), std::size_t(1));
    QTRY_VERIFY(!child<SavedViewsDialog>());

    m_state->setPage(QStringLiteral("overview"));
    emit child<TopBar>()->savedViewChosen(QStringLiteral("Mine"));
    QCOMPARE(m_state->query().page, QStringLiteral("namespaces"));
    m_views->remove(QStringLiteral("Mine"));
    m_state->setPage(QStringLiteral("overview"));
    emit child<TopBar>()->savedViewChosen(QStringLiteral("Mine"));
    QCOMPARE(m_state->query().page, QStringLiteral("overview"));
}

void tst_WindowActions::allKeysAreListed()
{
    key(Qt::Key_F1);
    auto* dialog = child<ShortcutsDialog>();
    QVERIFY(dialog);
    const auto texts = dialog->texts().join(u'\n');
    for (const char* keys : {"Ctrl+K", "Alt+Left", "Alt+PgUp", "Ctrl+Shift+V", "F5", "Ctrl+D", "Ctrl+I"})
        QVERIFY2(texts.contains(QLatin1StringView(keys)), keys);
    dialog->close();
}

void tst_WindowActions::clustersAreChosenOneSeveralOrAll()
{
    auto* choice = child<ClusterChoice>();
    const auto shown = [&] { return m_state->query().clusters.join(u','); };
    QCOMPARE(shown(), QStringLiteral("c"));
    choice->openList();
    auto* list = choice->list();
    QVERIFY(list->isVisible());
    QCOMPARE(list->currentRow(), 1);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Space); // the box of d
    QCOMPARE(shown(), QStringLiteral("c,d"));
    QVERIFY(choice->text().contains(QStringLiteral("2 cluster")));
    list->item(1)->setCheckState(Qt::Unchecked);
    QCOMPARE(shown(), QStringLiteral("d"));
    list->item(2)->setCheckState(Qt::Unchecked); // one is always shown
    QCOMPARE(shown(), QStringLiteral("d"));
    QCOMPARE(list->item(2)->checkState(), Qt::Checked);
    list->item(0)->setCheckState(Qt::Checked);
    QCOMPARE(shown(), QStringLiteral("c,d,e"));
    QVERIFY(m_state->query().allClusters);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(3)).center());
    QCOMPARE(shown(), QStringLiteral("e"));
    QVERIFY(!list->isVisible());
}

void tst_WindowActions::theListOfClustersStaysWhileDataCome()
{
    auto* choice = child<ClusterChoice>();
    choice->openList();
    auto* search = choice->findChild<QLineEdit*>();
    search->setText(QStringLiteral("e"));
    choice->list()->setCurrentRow(3);
    const auto* item = choice->list()->item(3);
    QVERIFY(choice->list()->item(1)->isHidden());
    Inventory inventory;
    for (const char* name : {"c", "d", "e"}) {
        ClusterInfo info;
        info.name = name;
        inventory.clusters.push_back(info);
    }
    choice->setClusters(inventory); // as after each commit
    QCOMPARE(choice->list()->item(3), item);
    QCOMPARE(choice->list()->currentRow(), 3);
    inventory.clusters.push_back(inventory.clusters.back());
    inventory.clusters.back().name = "f";
    choice->setClusters(inventory);
    QCOMPARE(choice->list()->count(), 5);
    QVERIFY(choice->list()->item(1)->isHidden()); // what is typed still narrows it
    QVERIFY(!choice->list()->item(3)->isHidden());
}

void tst_WindowActions::theBadgeCountsWhatThePageLists()
{
    m_window->setAlertMaker([](Session&) {
        auto alarms = std::make_unique<Alarms>();
        for (const char* cluster : {"c", "d", "d"}) {
            FiringAlert alert;
            alert.scope = {cluster, Level::Cluster, {}};
            alarms->alerts.push_back(alert);
        }
        alarms->alerts.back().acknowledged = true;
        return alarms;
    });
    auto session = std::make_unique<MemorySession>();
    for (const char* cluster : {"c", "d", "e"})
        session->commit(twoWeeks(cluster, at("2024-12-16T00:00:00Z")));
    m_window->setSession(std::move(session));
    settle();
    const auto waits = [this] { return child<PageRail>()->badge(QStringLiteral("alerts")); };
    m_state->setClusters({QStringLiteral("d")});
    QCOMPARE(waits(), 1);
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d")});
    QCOMPARE(waits(), 2);
    m_state->setClusters({QStringLiteral("e")});
    QCOMPARE(waits(), 0);
}

void tst_WindowActions::ampersandsInNamesAreShown()
{
    m_session->commit(twoWeeks("R&D", at("2024-12-16T00:00:00Z")));
    settle();
    m_state->setClusters({QStringLiteral("R&D")});
    settle();
    QVERIFY2(
        child<ClusterChoice>()->text().startsWith(QStringLiteral("R&&D")), qPrintable(child<ClusterChoice>()->text()));
    m_connections.add("x", "Q&A", "https://x.example");
    QVERIFY(child<TopBar>()->connectionTexts().join(u'|').contains(QStringLiteral("Q&&A")));
    auto status = m_session->status();
    status.source = QStringLiteral("File R&D.db");
    m_session->setStatus(status);
    child<TopBar>()->refreshTexts();
    QStringList texts;
    for (const auto* button : child<TopBar>()->findChildren<QToolButton*>())
        texts << button->text();
    QVERIFY2(texts.contains(QStringLiteral("File R&&D.db")), qPrintable(texts.join(u'|')));
}

void tst_WindowActions::clustersThatComeLaterAreShownOnceTheyAreThere()
{
    m_state->setAllClusters(m_state->query().clusters);
    settle();
    m_session->commit(twoWeeks("f", at("2024-12-16T00:00:00Z")));
    QTRY_COMPARE(m_state->query().clusters.size(), 4);
    settle();
    // As a link does at the start of the program: the cluster is not there yet.
    m_state->setClusters({QStringLiteral("d"), QStringLiteral("g")});
    QCOMPARE(m_state->query().clusters, QStringList{QStringLiteral("d")});
    m_session->commit(twoWeeks("g", at("2024-12-16T00:00:00Z")));
    QTRY_COMPARE(m_state->query().clusters, (QStringList{QStringLiteral("d"), QStringLiteral("g")}));
}

void tst_WindowActions::aTileLeadsToWhereItComesFrom()
{
    const auto tiles = m_window->findChildren<KeyFigureTile*>();
    const auto tile = std::ranges::find_if(
        tiles, [](const auto* t) { return t->data().source && t->data().source->metric == Metric::Utilization; });
    QVERIFY(tile != tiles.end());
    (*tile)->setFocus();
    QTest::keyClick(*tile, Qt::Key_Return);
    auto* panel = child<ProvenancePanel>();
    QVERIFY(panel->isVisible());
    QTRY_VERIFY(panel->text().contains(QStringLiteral("50.0 %")));
    QCOMPARE((*tile)->figureText(), QStringLiteral("50.0 %"));
    QCOMPARE(panel->rows().rows.size(), std::size_t(168));
    QTest::keySequence(panel, QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), panel->text());
    QTest::keyClick(panel, Qt::Key_Escape);
    QVERIFY(!panel->isVisible());
    QCOMPARE(focused(), *tile);
}

void tst_WindowActions::aCellLeadsToWhereItComesFrom()
{
    m_state->setPage(QStringLiteral("namespaces"));
    settle();
    const auto tables = m_window->findChildren<DataTable*>();
    const auto table = std::ranges::find_if(
        tables, [](const auto* t) { return t->isVisible() && t->table().scope && t->table().rows.size() == 2; });
    QVERIFY(table != tables.end());
    (*table)->setFocus();
    (*table)->setCurrentIndex((*table)->model()->index(1, 0));
    const auto figure = (*table)->currentFigure();
    QVERIFY(figure);
    QTest::keySequence(*table, QKeySequence(Qt::CTRL | Qt::Key_I));
    auto* panel = child<ProvenancePanel>();
    QVERIFY(panel->isVisible());
    QTRY_VERIFY(panel->text().contains(QString::fromStdString(figure->subject)));
}

ATLAS_TEST(tst_WindowActions);
#include "tst_WindowActions.moc"
