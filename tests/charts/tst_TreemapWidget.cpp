// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TreemapWidget.h"
#include "tests/charts/ChartSamples.h"
#include "tests/charts/Mouse.h"
#include "tests/support/TestRegistry.h"

#include <QAccessible>
#include <QSignalSpy>

using namespace atlas;
using namespace atlas::test;

class tst_TreemapWidget : public QObject
{
    Q_OBJECT

    std::unique_ptr<TreemapWidget> shown(int namespaces = 12, int workloads = 90, QSize size = {900, 600})
    {
        auto map = std::make_unique<TreemapWidget>();
        map->setReducedMotion(true);
        map->setData(sampleCluster(namespaces, workloads));
        map->resize(size);
        map->show();
        return map;
    }
    static VisibleTile tile(const TreemapWidget& map, const QStringList& path)
    {
        for (const VisibleTile& one : map.visibleTiles()) {
            if (one.path == path)
                return one;
        }
        return {};
    }
    static QPoint headerOf(const VisibleTile& group) { return group.rect.topLeft().toPoint() + QPoint(20, 7); }

private slots:
    void everyGroupWorkloadAndTheFreeRestHaveATile()
    {
        auto map = shown();
        int groups = 0, leaves = 0, aggregated = 0, hatched = 0;
        for (const VisibleTile& one : map->visibleTiles()) {
            groups += one.isGroup;
            leaves += !one.isGroup && one.aggregated == 0;
            aggregated += one.aggregated;
            hatched += one.hatched;
            QVERIFY(QRectF(map->rect()).contains(one.rect));
        }
        QCOMPARE(groups, 12);
        int workloads = 0, unknowns = 0;
        for (const TreemapNode& group : map->data().children) {
            workloads += int(group.children.size());
            for (const TreemapNode& work : group.children)
                unknowns += !isKnown(work.value);
        }
        QCOMPARE(leaves + aggregated, workloads + 1);
        QVERIFY(unknowns > 0);
        QVERIFY(hatched > 0 && hatched <= unknowns);
        QVERIFY(!tile(*map, {QStringLiteral("Unallocated")}).hatched);
    }

    void thousandsOfTilesFitAndAreWrittenOnlyWhereTheyFit()
    {
        auto map = shown(119, 3130, {1400, 900});
        int drawn = 0, written = 0;
        const QFontMetricsF metrics(scaledFont(map->font(), axisFontFactor));
        for (const VisibleTile& one : map->visibleTiles()) {
            if (one.isGroup)
                continue;
            ++drawn;
            if (one.aggregated == 0)
                QVERIFY(one.rect.width() >= 4 && one.rect.height() >= 4);
            for (const QString& line : one.shownText.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
                ++written;
                QVERIFY(metrics.horizontalAdvance(line) <= one.rect.width() - 4);
            }
        }
        QVERIFY2(drawn > 2500, qPrintable(QString::number(drawn)));
        QVERIFY(written > 100);
    }

    void aHeaderNamesItsGroupAndItsFigures()
    {
        auto map = shown();
        const auto group = tile(*map, {QStringLiteral("llm-pretrain")});
        QVERIFY(group.isGroup);
        QVERIFY(group.shownText.startsWith(QStringLiteral("llm-pretrain\n")));
        QVERIFY(group.shownText.contains(QStringLiteral("GPU")) && group.shownText.contains(QLatin1Char('%')));
    }

    void aClickSelectsAndAHeaderZoomsIn()
    {
        auto map = shown();
        QSignalSpy selected(map.get(), &TreemapWidget::selected), moved(map.get(), &TreemapWidget::pathChanged);
        const auto group = tile(*map, {QStringLiteral("llm-pretrain")});
        QStringList first;
        for (const VisibleTile& one : map->visibleTiles()) {
            if (one.path.size() == 2 && one.path.first() == QStringLiteral("llm-pretrain") && one.aggregated == 0) {
                first = one.path;
                break;
            }
        }
        QTest::mouseClick(map.get(), Qt::LeftButton, {}, tile(*map, first).rect.center().toPoint());
        QCOMPARE(selected.size(), 1);
        QCOMPARE(map->selection(), first);
        QCOMPARE(moved.size(), 0);

        QTest::mouseClick(map.get(), Qt::LeftButton, {}, headerOf(group));
        QCOMPARE(map->path(), QStringList(QStringLiteral("llm-pretrain")));
        QCOMPARE(map->pathLabels(), QStringList(QStringLiteral("llm-pretrain")));
        QCOMPARE(moved.size(), 1);
        for (const VisibleTile& one : map->visibleTiles())
            QCOMPARE(one.path.first(), QStringLiteral("llm-pretrain"));
        QTest::keyClick(map.get(), Qt::Key_Backspace);
        QVERIFY(map->path().isEmpty());
        QCOMPARE(moved.size(), 2);
    }

    void aDoubleClickOnATileZoomsIntoIt()
    {
        auto map = shown();
        for (const VisibleTile& one : map->visibleTiles()) {
            if (one.isGroup || one.aggregated > 0 || one.path.size() != 2)
                continue;
            const QPoint at = one.rect.center().toPoint();
            QTest::mouseClick(map.get(), Qt::LeftButton, {}, at);
            QTest::mouseDClick(map.get(), Qt::LeftButton, {}, at);
            QCOMPARE(map->path().first(), one.path.first());
            return;
        }
        QFAIL("no tile to click");
    }

    void keysWalkTheTiles()
    {
        auto map = shown();
        QTest::keyClick(map.get(), Qt::Key_Right);
        QVERIFY(!map->selection().isEmpty()); // the largest to begin with
        const QStringList start = map->selection();
        const QRectF from = tile(*map, start).rect;
        QSet<QString> seen;
        for (const int key : {Qt::Key_Left, Qt::Key_Up, Qt::Key_Right, Qt::Key_Down}) {
            map->setSelection(start);
            QTest::keyClick(map.get(), Qt::Key(key));
            if (map->selection() == start)
                continue; // at that edge
            const QRectF to = tile(*map, map->selection()).rect;
            seen << map->selection().join(QLatin1Char('/'));
            if (key == Qt::Key_Left)
                QVERIFY(to.center().x() < from.center().x());
            if (key == Qt::Key_Right)
                QVERIFY(to.center().x() > from.center().x());
            if (key == Qt::Key_Up)
                QVERIFY(to.center().y() < from.center().y());
            if (key == Qt::Key_Down)
                QVERIFY(to.center().y() > from.center().y());
        }
        QVERIFY(seen.size() >= 1);
        map->setSelection({QStringLiteral("llm-pretrain")});
        QTest::keyClick(map.get(), Qt::Key_Return);
        QCOMPARE(map->path(), QStringList(QStringLiteral("llm-pretrain")));
        QTest::keyClick(map.get(), Qt::Key_Escape);
        QVERIFY(map->path().isEmpty());
    }

    void aFilterDimsTheRest()
    {
        auto map = shown();
        map->setFilter(QStringLiteral("LLM-pre"));
        for (const VisibleTile& one : map->visibleTiles())
            QCOMPARE(one.dimmed, one.path.first() != QStringLiteral("llm-pretrain"));
        map->setFilter(QStringLiteral("train-0"));
        const auto group = tile(*map, {QStringLiteral("llm-pretrain")});
        QVERIFY(!group.dimmed); // holds a match
        map->setFilter({});
        for (const VisibleTile& one : map->visibleTiles())
            QVERIFY(!one.dimmed);
    }

    void aMatchThatIsTooSmallToDrawLightsTheTileThatHasIt()
    {
        TreemapNode root, group;
        group.key = group.label = QStringLiteral("group");
        for (int i = 0; i < 400; ++i) {
            TreemapNode leaf;
            leaf.key = leaf.label = QStringLiteral("work-%1").arg(i, 3, 10, QLatin1Char('0'));
            leaf.size = i == 0 ? 4000 : 0.01;
            leaf.value = 50;
            group.size += leaf.size;
            group.children.push_back(leaf);
        }
        root.size = group.size;
        root.children = {group};
        TreemapWidget map;
        map.setReducedMotion(true);
        map.setData(root);
        map.resize(500, 300);
        map.show();
        const auto more = [&map] {
            for (const VisibleTile& one : map.visibleTiles()) {
                if (one.aggregated > 0)
                    return one;
            }
            return VisibleTile();
        };
        QVERIFY(more().aggregated > 100);
        map.setFilter(QStringLiteral("work-399"));
        QVERIFY(!more().dimmed);
        map.setFilter(QStringLiteral("work-000"));
        QVERIFY(more().dimmed);
    }

    void newDataKeepPlaceAndSelectionWhileTheyExist()
    {
        auto map = shown();
        map->zoomTo({QStringLiteral("llm-pretrain"), QStringLiteral("no such")});
        QCOMPARE(map->path(), QStringList(QStringLiteral("llm-pretrain")));
        map->setSelection({QStringLiteral("llm-pretrain"), QStringLiteral("train-0")});
        QSignalSpy moved(map.get(), &TreemapWidget::pathChanged);
        map->setData(map->data());
        QCOMPARE(moved.size(), 0);
        QCOMPARE(map->selection().size(), 2);
        map->setData(sampleCluster(0, 0));
        QCOMPARE(moved.size(), 1);
        QVERIFY(map->path().isEmpty() && map->selection().isEmpty());
        QVERIFY(!map->grab().isNull());
    }

    void hoverTellsTheTileAndAnAnimationEndsInThePicture()
    {
        auto map = shown();
        QSignalSpy hovered(map.get(), &TreemapWidget::hoveredPath);
        moveMouse(*map, tile(*map, {QStringLiteral("Unallocated")}).rect.center().toPoint());
        QCOMPARE(hovered.last().first().toStringList(), QStringList(QStringLiteral("Unallocated")));
        map->setReducedMotion(false);
        map->zoomTo({QStringLiteral("llm-pretrain")});
        QVERIFY(!map->grab().isNull()); // while it moves
        const QImage still = [&] {
            TreemapWidget other;
            other.setReducedMotion(true);
            other.setData(map->data());
            other.resize(map->size());
            other.zoomTo(map->path());
            return other.grab().toImage();
        }();
        QTRY_COMPARE(map->grab().toImage(), still);
    }

    void unknownIsHatchedAndUtilizationColoured()
    {
        TreemapNode root;
        root.size = 30;
        root.children = {{QStringLiteral("a"), QStringLiteral("a"), 10, 0, Role::Category, false, {}, {}},
            {QStringLiteral("b"), QStringLiteral("b"), 10, 100, Role::Category, false, {}, {}},
            {QStringLiteral("c"), QStringLiteral("c"), 10, unknown, Role::Category, false, {}, {}}};
        TreemapWidget map;
        map.setData(root);
        map.resize(300, 200);
        const QImage image = map.grab().toImage();
        const auto at = [&](const char* key) {
            return image.pixelColor(tile(map, {QString::fromLatin1(key)}).rect.bottomRight().toPoint() - QPoint(4, 4));
        };
        QCOMPARE(at("a"), utilizationColor(0));
        QCOMPARE(at("b"), utilizationColor(100));
        QVERIFY(tile(map, {QStringLiteral("c")}).hatched);
        QVERIFY(at("c") != utilizationColor(0) && at("c") != utilizationColor(100));
    }

    void assistiveTechnologyReadsTheTiles()
    {
        auto map = shown();
        auto* interface = QAccessible::queryAccessibleInterface(map.get());
        QCOMPARE(interface->childCount(), int(map->visibleTiles().size()));
        QVERIFY(interface->child(0)->text(QAccessible::Name).contains(QStringLiteral("GPU")));
    }
};

ATLAS_TEST(tst_TreemapWidget);
#include "tst_TreemapWidget.moc"
