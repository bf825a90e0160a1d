// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/HeatmapChart.h"
#include "charts/TimeSeriesChart.h"
#include "charts/TimeSlider.h"
#include "charts/TreemapWidget.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/SubjectFixtures.h"
#include "ui/pages/AllocationPage.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/SnapshotBar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_AllocationPage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tilesAreTheSnapshots();
    void areasAreGpus();
    void breadcrumbLeadsOutAgain();
    void searchDimsTheRest();
    void keysWalkTheTilesAndTheDetailsFollow();
    void theTableHasTheSameTotals();
    void selectionIsTheWindows();
    void aTileTellsItsLastHours();
    void groupingIsChosenInTheHeader();
    void podsGatherOnDemand();
    void withoutSnapshotsTheHourSaysSo();
    void nothingThereIsExplained();
    void bothThemesPaint();
    void theBarStepsThroughTheSnapshots();
    void playingStopsAtTheEnd();
    void theSliderPicksAnInstant();
    void comparingColoursTilesAndListsChanges();
    void theHeatMapSelectsAndJumps();
    void aWorkloadIsSelectedEverywhere();
    void aTileLeadsToItsSnapshot();
    void severalClustersAreTiles();
    void aKeyOfFiftyThousandValuesIsShown();
    void namesAreShownAsPlainText();

private:
    /// Four snapshots, five minutes apart; each has one GPU more allocated than the one before.
    RowBatch snapshots() const
    {
        auto batch = rows();
        batch.snapshots.clear();
        for (int i = 0; i < 4; ++i) {
            batch.snapshots.push_back(snapshotOf("c", m_end - 5min * (4 - i)));
            batch.snapshots.back().head.allocated = 30 + i;
        }
        return batch;
    }
    QToolButton* button(const QString& name) const
    {
        for (auto* button : m_page->bar()->findChildren<QToolButton*>()) {
            if (button->accessibleName().startsWith(name))
                return button;
        }
        return nullptr;
    }
    void show(RowBatch batch)
    {
        m_session->commit(std::move(batch));
        m_page->show();
        QTRY_VERIFY(m_page->isSettled());
    }
    /// The snapshot, and a day of hours before it.
    RowBatch rows() const
    {
        RowBatch batch;
        batch.snapshots = {snapshotOf("c", m_end - 5min)};
        for (auto time = m_end - 24h; time < m_end; time += 1h) {
            batch.clusters.push_back(clusterHour("c", time, 64, 30, 40));
            batch.namespaces.push_back(namespaceHour("c", "ml", time, 20, 50, 4));
            batch.workloads.push_back(workloadHour("c", "ml", "train-0", "Job", time, 8, 90));
        }
        return batch;
    }
    /// The tile with a label; one that was not found has an empty path.
    VisibleTile tile(const QString& label) const
    {
        for (const auto& tile : m_page->treemap()->visibleTiles()) {
            if (tile.label == label)
                return tile;
        }
        return {};
    }
    bool says(const QString& part) const
    {
        const auto labels = m_page->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
            [&](const QLabel* label) { return label->isVisible() && label->text().contains(part); });
    }
    QComboBox* box(const QString& name) const
    {
        for (auto* box : m_page->findChildren<QComboBox*>()) {
            if (box->accessibleName() == name)
                return box;
        }
        return nullptr;
    }
    ChartPanel* panel() const
    {
        for (auto* panel : m_page->findChildren<ChartPanel*>()) {
            if (panel->title() == QLatin1StringView("Allocation"))
                return panel;
        }
        return nullptr;
    }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
    std::unique_ptr<AllocationPage> m_page;
};

void tst_AllocationPage::init()
{
    m_page.reset();
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
    m_page = std::make_unique<AllocationPage>(PageContext{*m_state, *m_session});
    m_page->treemap()->setReducedMotion(true);
    m_page->resize(1200, 740);
}

void tst_AllocationPage::tilesAreTheSnapshots()
{
    show(rows());
    QVERIFY(tile(QStringLiteral("ml")).isGroup);
    QVERIFY2(tile(QStringLiteral("train-0")).shownText.contains(QStringLiteral("8 GPU")),
        qPrintable(tile(QStringLiteral("train-0")).shownText));
    QVERIFY(tile(QStringLiteral("note")).hatched); // its utilisation is unknown, not 0
    QVERIFY(!tile(QStringLiteral("train-1")).hatched);
    QVERIFY(!tile(QStringLiteral("Unallocated")).path.isEmpty());
    QVERIFY(!tile(QStringLiteral("Unattributed")).path.isEmpty());
    QVERIFY(!tile(QStringLiteral("3 workload(s) not listed")).path.isEmpty());
    QVERIFY(says(QStringLiteral("Snapshot of 2024-12-15 23:55 UTC")));
    QVERIFY(says(QStringLiteral("30 of 64 GPU allocated")));
    QCOMPARE(m_page->detailTexts().front(), QStringLiteral("c"));
    QVERIFY(m_page->detailTexts().contains(QStringLiteral("64 GPU")));
}

void tst_AllocationPage::areasAreGpus()
{
    show(rows());
    const auto area = [this](const char* label) {
        const auto rect = tile(QString::fromLatin1(label)).rect;
        return rect.width() * rect.height();
    };
    // 34 GPUs nobody holds, 20 of ml with its header inside the same area.
    QVERIFY(std::abs(area("Unallocated") / area("ml") - 34.0 / 20) < 0.05);
    QVERIFY(std::abs(area("train-0") / area("train-1") - 8.0 / 3) < 0.2);
}

void tst_AllocationPage::breadcrumbLeadsOutAgain()
{
    show(rows());
    m_page->treemap()->zoomTo({QStringLiteral("ml")});
    QCOMPARE(m_page->treemap()->path(), QStringList{QStringLiteral("ml")});
    QVERIFY(tile(QStringLiteral("web")).path.isEmpty());
    QToolButton* root = nullptr;
    for (auto* button : m_page->findChildren<QToolButton*>()) {
        if (button->text() == QLatin1StringView("c"))
            root = button;
    }
    QVERIFY(root);
    const auto height = m_page->treemap()->height();
    root->click();
    QVERIFY(!root->isVisible());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_page->treemap()->height(), height);
    QVERIFY(m_page->treemap()->path().isEmpty());
    QVERIFY(!tile(QStringLiteral("web")).path.isEmpty());
}

void tst_AllocationPage::searchDimsTheRest()
{
    show(rows());
    m_page->findChild<QLineEdit*>()->setText(QStringLiteral("TRAIN"));
    QVERIFY(!tile(QStringLiteral("train-0")).dimmed);
    QVERIFY(!tile(QStringLiteral("train-1")).dimmed);
    QVERIFY(tile(QStringLiteral("note")).dimmed);
    QVERIFY(tile(QStringLiteral("Unallocated")).dimmed);
    m_page->findChild<QLineEdit*>()->clear();
    QVERIFY(!tile(QStringLiteral("note")).dimmed);
}

void tst_AllocationPage::keysWalkTheTilesAndTheDetailsFollow()
{
    show(rows());
    auto* treemap = m_page->treemap();
    QStringList titles;
    for (const auto key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Down, Qt::Key_Left}) {
        QTest::keyClick(treemap, key);
        QVERIFY(!treemap->selection().isEmpty());
        titles << m_page->detailTexts().front();
    }
    titles.removeDuplicates();
    QVERIFY2(titles.size() >= 2, qPrintable(titles.join(u' ')));
    treemap->setSelection({QStringLiteral("ml")});
    QTest::keyClick(treemap, Qt::Key_Return);
    QCOMPARE(treemap->path(), QStringList{QStringLiteral("ml")});
    QTest::keyClick(treemap, Qt::Key_Backspace);
    QVERIFY(treemap->path().isEmpty());
}

void tst_AllocationPage::theTableHasTheSameTotals()
{
    show(rows());
    panel()->setShowsTable(true);
    QVERIFY(panel()->showsTable());
    double sum = 0;
    const auto lines = panel()->tableText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 3 + 2 + 2); // header, workloads, remainders, unattributed and unallocated
    for (const auto& line : lines.mid(1))
        sum += line.split(QLatin1Char('\t')).value(3).toDouble();
    QCOMPARE(sum, m_page->treemap()->data().size);
    QCOMPARE(sum, 64.0);
}

void tst_AllocationPage::selectionIsTheWindows()
{
    show(rows());
    m_state->select(QStringLiteral("web"));
    QCOMPARE(m_page->treemap()->selection(), QStringList{QStringLiteral("web")});
    QCOMPARE(m_page->detailTexts().front(), QStringLiteral("web"));
    QTest::mouseClick(m_page->treemap(), Qt::LeftButton, {}, tile(QStringLiteral("train-0")).rect.center().toPoint());
    QCOMPARE(m_state->query().selected(Level::Namespace).value(0), QStringLiteral("ml"));
    QCOMPARE(m_page->detailTexts().front(), QStringLiteral("train-0"));
    QVERIFY(m_page->detailTexts().contains(QStringLiteral("90.0 %")));
    QVERIFY(m_page->detailTexts().contains(QStringLiteral("Job")));
}

void tst_AllocationPage::aTileTellsItsLastHours()
{
    show(rows());
    const auto charts = m_page->findChildren<TimeSeriesChart*>();
    QCOMPARE(charts.size(), 2);
    const auto lastGpus = [&charts] {
        const auto& series = charts[0]->data().series;
        return series.empty() ? unknown : series.front().y.back();
    };
    QTRY_COMPARE(lastGpus(), 30.0); // the cluster, as long as no tile is selected
    QTest::mouseClick(m_page->treemap(), Qt::LeftButton, {}, tile(QStringLiteral("train-0")).rect.center().toPoint());
    QTRY_COMPARE(lastGpus(), 8.0);
    QVERIFY(says(QStringLiteral("train-0: the 24 hours to")));
    QTest::mouseClick(m_page->treemap(), Qt::LeftButton, {}, tile(QStringLiteral("note")).rect.center().toPoint());
    QTRY_COMPARE(lastGpus(), 20.0); // its namespace
    QVERIFY(says(QStringLiteral("the workload has no hourly rows")));
}

void tst_AllocationPage::groupingIsChosenInTheHeader()
{
    show(rows());
    auto* choice = box(QStringLiteral("Group by"));
    QVERIFY(choice);
    choice->setCurrentIndex(1);
    QTRY_VERIFY(tile(QStringLiteral("Job")).isGroup);
    QVERIFY(tile(QStringLiteral("ml")).path.isEmpty());
    QVERIFY(!tile(QStringLiteral("Unallocated")).path.isEmpty());
    choice->setCurrentIndex(0);
    QTRY_VERIFY(tile(QStringLiteral("ml")).isGroup);
}

void tst_AllocationPage::podsGatherOnDemand()
{
    show(rows());
    QVERIFY(tile(QStringLiteral("train")).path.isEmpty());
    m_page->findChild<QCheckBox*>()->setChecked(true);
    QTRY_VERIFY(!tile(QStringLiteral("train")).path.isEmpty());
    QVERIFY2(tile(QStringLiteral("train")).shownText.contains(QStringLiteral("11 GPU")),
        qPrintable(tile(QStringLiteral("train")).shownText));
    m_page->treemap()->zoomTo({QStringLiteral("ml")}); // two levels are drawn: the pods are the third
    QVERIFY(tile(QStringLiteral("train")).isGroup);
    QCOMPARE(tile(QStringLiteral("train-0")).path.size(), 3);
}

void tst_AllocationPage::withoutSnapshotsTheHourSaysSo()
{
    auto batch = rows();
    batch.snapshots.clear();
    show(std::move(batch));
    QVERIFY(says(QStringLiteral("Mean of the hour from 2024-12-15 23:00")));
    QVERIFY(!tile(QStringLiteral("train-0")).path.isEmpty());
}

void tst_AllocationPage::nothingThereIsExplained()
{
    show({});
    QCOMPARE(panel()->state().kind, PanelState::Empty);
    QVERIFY(says(panel()->state().text));
    QVERIFY(!m_page->treemap()->isVisible());
    QCOMPARE(m_page->detailTexts(), QStringList{QStringLiteral("c")}); // no figures, and no tiles to walk
}

void tst_AllocationPage::bothThemesPaint()
{
    show(rows());
    m_page->setTheme(Theme::Light);
    const auto light = m_page->grab().toImage();
    m_page->setTheme(Theme::Dark);
    QVERIFY(m_page->grab().toImage() != light);
}

void tst_AllocationPage::theBarStepsThroughTheSnapshots()
{
    show(snapshots());
    QVERIFY(says(QStringLiteral("33 of 64 GPU allocated")));
    auto* back = button(QStringLiteral("One snapshot back"));
    auto* on = button(QStringLiteral("One snapshot on"));
    QVERIFY(back->isEnabled() && !on->isEnabled());
    back->click();
    QTRY_VERIFY(says(QStringLiteral("32 of 64 GPU allocated")));
    QVERIFY(m_state->query().view.contains(QStringLiteral("allocation.at")));
    QTest::keyClick(m_page->bar()->slider(), Qt::Key_Home);
    QTRY_VERIFY(says(QStringLiteral("30 of 64 GPU allocated")));
    QTRY_VERIFY(!back->isEnabled());
    m_state->back();
    QTRY_VERIFY(says(QStringLiteral("32 of 64 GPU allocated")));
    auto* newest = button(QStringLiteral("The newest"));
    newest->click();
    QTRY_VERIFY(says(QStringLiteral("33 of 64 GPU allocated")));
    QVERIFY(!m_state->query().view.contains(QStringLiteral("allocation.at")));
    QTRY_VERIFY(!newest->isEnabled());
}

void tst_AllocationPage::playingStopsAtTheEnd()
{
    show(snapshots());
    auto* bar = m_page->bar();
    emit bar->picked(0, false);
    QTRY_VERIFY(m_page->isSettled() && bar->slider()->position() == 0);
    bar->setSpeed(20);
    QTest::keyClick(bar->slider(), Qt::Key_Space);
    QVERIFY(bar->isPlaying());
    QTRY_COMPARE(bar->slider()->position(), 3);
    QTRY_VERIFY(!bar->isPlaying());
    // all of it was one step of the history
    m_state->back();
    QTRY_COMPARE(bar->slider()->position(), 0);
}

void tst_AllocationPage::theSliderPicksAnInstant()
{
    show(snapshots());
    auto* slider = m_page->bar()->slider();
    QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(int(slider->xOf(m_end - 15min)), 10));
    QTRY_VERIFY(says(QStringLiteral("31 of 64 GPU allocated")));
    QVERIFY(says(QStringLiteral("2 of 4")));
}

void tst_AllocationPage::comparingColoursTilesAndListsChanges()
{
    auto batch = snapshots();
    batch.snapshots[0].namespaces[0].workloads[1].gpus = 5; // train-0 has 8 since
    show(std::move(batch));
    const auto plain = m_page->treemap()->grab().toImage();
    auto* table = m_page->findChild<DataTable*>();
    QVERIFY(table && !table->isVisible());
    m_state->setView(QStringLiteral("allocation.with"), QStringLiteral("2024-12-15T23:40:00Z"));
    QTRY_VERIFY(m_page->isSettled() && table->isVisible());
    const auto& changed = table->table().rows; // train-0, and what is not listed
    QVERIFY(std::ranges::any_of(changed, [](const TableRow& row) { return row.subject == "ml/train-0"; }));
    QCOMPARE(columnSum(table->table(), "change"), 3.0); // 30 to 33
    QVERIFY(m_page->treemap()->grab().toImage() != plain);
    QVERIFY2(tile(QStringLiteral("train-0")).shownText.contains(QStringLiteral("▲ 3")),
        qPrintable(tile(QStringLiteral("train-0")).shownText));
    m_state->setView(QStringLiteral("allocation.with"), {});
    QTRY_VERIFY(m_page->isSettled() && !table->isVisible());
}

void tst_AllocationPage::theHeatMapSelectsAndJumps()
{
    show(snapshots());
    m_state->setView(QStringLiteral("allocation.as"), QStringLiteral("heatmap"));
    auto* map = m_page->findChild<HeatmapChart*>();
    QTRY_VERIFY(m_page->isSettled() && map->isVisible() && map->data().rows.size() == 1U);
    QVERIFY(!m_page->treemap()->isVisible());
    emit map->activated(0, int(map->data().t.size()) - 1);
    QCOMPARE(m_state->query().selected(Level::Namespace), QStringList(QStringLiteral("ml")));
    QVERIFY(m_state->query().view.contains(QStringLiteral("allocation.at")));
    QTRY_COMPARE(m_page->bar()->slider()->position(), 3);
    m_state->setHovered(map->data().t[5]);
    QCOMPARE(map->crosshair(), std::optional(map->data().t[5]));
    m_state->back(); // selection and instant were one step
    QVERIFY(m_state->query().selection.isEmpty());
}

void tst_AllocationPage::aWorkloadIsSelectedEverywhere()
{
    show(rows());
    QTest::mouseClick(m_page->treemap(), Qt::LeftButton, {}, tile(QStringLiteral("train-1")).rect.center().toPoint());
    QCOMPARE(m_state->query().selected(Level::Workload), QStringList(QStringLiteral("ml/train-1")));
    m_state->select(QStringLiteral("ml/train-0"), Level::Workload);
    QCOMPARE(m_page->detailTexts().front(), QStringLiteral("train-0"));
    QCOMPARE(m_page->treemap()->selection(), tile(QStringLiteral("train-0")).path);
    m_state->select({});
    QVERIFY(m_page->treemap()->selection().isEmpty());
    QCOMPARE(m_page->detailTexts().front(), QStringLiteral("c"));
}

void tst_AllocationPage::aTileLeadsToItsSnapshot()
{
    show(rows());
    QSignalSpy figures(m_page.get(), &Page::figureRequested);
    m_page->treemap()->setSelection({QStringLiteral("ml")});
    QTest::keyClick(m_page->treemap(), Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(figures.size(), 1);
    const auto figure = figures[0][0].value<FigureRef>();
    QCOMPARE(figure.subject, std::string("ml"));
    QCOMPARE(*figure.snapshot, m_end - 5min);
}

void tst_AllocationPage::severalClustersAreTiles()
{
    auto batch = rows();
    batch.snapshots.push_back(snapshotOf("d", m_end - 5min));
    m_state->setClusters({QStringLiteral("c"), QStringLiteral("d")});
    show(std::move(batch));
    QVERIFY(tile(QStringLiteral("c")).isGroup && tile(QStringLiteral("d")).isGroup);
    QTest::mouseClick(m_page->treemap(), Qt::LeftButton, {}, tile(QStringLiteral("train-0")).rect.center().toPoint());
    const QString name = m_state->query().selected(Level::Workload).value(0);
    QVERIFY2(name == QLatin1StringView("c/ml/train-0") || name == QLatin1StringView("d/ml/train-0"), qPrintable(name));
    QVERIFY(m_page->detailTexts().contains(name.left(1))); // whose it is
}

void tst_AllocationPage::aKeyOfFiftyThousandValuesIsShown()
{
    auto batch = rows();
    for (int i = 0; i < 50000; ++i)
        batch.snapshots[0].annotations.push_back({"job", "value-" + std::to_string(i), 0.0005, 50.0, 1.0});
    m_state->setView(QStringLiteral("allocation.by"), QStringLiteral("annotation:job"));
    show(std::move(batch));
    int hidden = 0, drawn = 0;
    for (const auto& one : m_page->treemap()->visibleTiles()) {
        hidden += one.aggregated;
        ++drawn;
    }
    QVERIFY2(hidden > 40000 && drawn < 10000, qPrintable(QStringLiteral("%1 %2").arg(hidden).arg(drawn)));
    QCOMPARE(box(QStringLiteral("Group by"))->currentText(), QStringLiteral("By job"));
}

void tst_AllocationPage::namesAreShownAsPlainText()
{
    auto batch = rows();
    batch.snapshots[0].namespaces[0].workloads[1].name = "<b>train</b>\xe2\x80\xae-0\n";
    show(std::move(batch));
    m_state->select(QStringLiteral("ml/<b>train</b>") + QChar(0x202e) + QStringLiteral("-0\n"), Level::Workload);
    const QString title = m_page->detailTexts().front();
    QVERIFY2(title.contains(QStringLiteral("<b>train</b>")), qPrintable(title));
    QVERIFY(!title.contains(QChar(0x202e)) && !title.contains(u'\n'));
}

ATLAS_TEST(tst_AllocationPage);
#include "tst_AllocationPage.moc"
