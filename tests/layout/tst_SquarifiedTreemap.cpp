// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/layout/SquarifiedTreemap.h"
#include "tests/support/TestRegistry.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace atlas;

namespace {

std::vector<double> randomWeights(int count, unsigned seed)
{
    std::mt19937 engine(seed);
    std::vector<double> weights;
    for (int i = 0; i < count; ++i)
        weights.push_back(1 + std::pow(double(engine() % 1000) / 100.0, 3));
    std::ranges::sort(weights, std::greater());
    return weights;
}

double area(const QRectF& rect)
{
    return rect.width() * rect.height();
}

double overlap(const QRectF& a, const QRectF& b)
{
    const double w = std::min(a.right(), b.right()) - std::max(a.left(), b.left());
    const double h = std::min(a.bottom(), b.bottom()) - std::max(a.top(), b.top());
    return w > 0 && h > 0 ? w * h : 0;
}

bool within(const QRectF& inner, const QRectF& outer)
{
    constexpr double slack = 1e-6;
    return inner.left() >= outer.left() - slack && inner.top() >= outer.top() - slack
        && inner.right() <= outer.right() + slack && inner.bottom() <= outer.bottom() + slack;
}

TreemapNode node(const QString& key, double size, bool last = false)
{
    TreemapNode result;
    result.key = result.label = key;
    result.size = size;
    result.remainder = last;
    return result;
}

TreemapNode cluster(int groups, int perGroup, unsigned seed)
{
    std::mt19937 engine(seed);
    TreemapNode root;
    for (int g = 0; g < groups; ++g) {
        auto group = node(QStringLiteral("ns-%1").arg(g), 0);
        for (int i = 0; i < perGroup; ++i)
            group.children.push_back(node(QStringLiteral("w-%1").arg(i), double(1 + engine() % 64)));
        root.children.push_back(std::move(group));
    }
    return root;
}

const TreemapTile* tileOf(const std::vector<TreemapTile>& tiles, const QString& key, int depth = 0)
{
    const auto found = std::ranges::find_if(
        tiles, [&](const TreemapTile& tile) { return tile.node && tile.node->key == key && tile.depth == depth; });
    return found == tiles.end() ? nullptr : &*found;
}

} // namespace

class tst_SquarifiedTreemap : public QObject
{
    Q_OBJECT

private slots:
    void areasAreProportionalInsideAndApart_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QRectF>("rect");
        for (const int count : {1, 2, 7, 60, 400}) {
            for (const QRectF& rect : {QRectF(0, 0, 800, 600), QRectF(-20, 35.5, 100, 900), QRectF(3, 3, 1000, 40)})
                QTest::addRow("%d tiles, %gx%g", count, rect.width(), rect.height()) << count << rect;
        }
    }
    void areasAreProportionalInsideAndApart()
    {
        QFETCH(int, count);
        QFETCH(QRectF, rect);
        const auto weights = randomWeights(count, unsigned(count));
        const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
        const auto rects = squarify(weights, rect);
        QCOMPARE(rects.size(), weights.size());
        double sum = 0;
        for (std::size_t i = 0; i < rects.size(); ++i) {
            QVERIFY(within(rects[i], rect));
            const double share = weights[i] / total;
            QVERIFY(std::abs(area(rects[i]) / area(rect) - share) <= 1e-9 + 1e-6 * share);
            for (std::size_t k = 0; k < i; ++k)
                QVERIFY(overlap(rects[i], rects[k]) < 1e-6);
            sum += area(rects[i]);
        }
        QVERIFY(std::abs(sum - area(rect)) < 1e-6 * area(rect));
    }

    void equalWeightsAreNearlySquare()
    {
        const std::vector<double> weights(100, 1.0);
        for (const QRectF& rect : squarify(weights, QRectF(0, 0, 1000, 700))) {
            const double ratio = rect.width() / rect.height();
            QVERIFY2(ratio > 1.0 / 3 && ratio < 3, qPrintable(QString::number(ratio)));
        }
    }

    void goldenRowsOfTheOriginalExample()
    {
        // Bruls, Huizing and van Wijk: 6 6 4 3 2 2 1 in 6 x 4 begin with a column of the two sixes, 3 wide
        const std::vector<double> weights{6, 6, 4, 3, 2, 2, 1};
        const auto rects = squarify(weights, QRectF(0, 0, 6, 4));
        QCOMPARE(rects[0], QRectF(0, 0, 3, 2));
        QCOMPARE(rects[1], QRectF(0, 2, 3, 2));
        QVERIFY(std::abs(rects[2].height() - 7.0 / 3) < 1e-9); // 4 and 3 share a row of the rest
        QVERIFY(std::abs(rects[3].height() - 7.0 / 3) < 1e-9);
    }

    void weightsThatCountNothingGetNoRectangle()
    {
        const std::vector<double> weights{4, 0, std::nan(""), -3, std::numeric_limits<double>::infinity(), 4};
        const auto rects = squarify(weights, QRectF(0, 0, 10, 10));
        for (const std::size_t i : {1U, 2U, 3U, 4U})
            QVERIFY(rects[i].isEmpty());
        QVERIFY(std::abs(area(rects[0]) - 50) < 1e-9);
        QVERIFY(std::abs(area(rects[5]) - 50) < 1e-9);
        QVERIFY(squarify(std::vector<double>{1, 2}, QRectF())[0].isEmpty());
        QVERIFY(squarify({}, QRectF(0, 0, 5, 5)).empty());
    }

    void nestedTilesLieInTheirGroupBelowItsHeader()
    {
        const auto root = cluster(12, 20, 3);
        TreemapOptions options;
        const auto tiles = layoutTreemap(root, QRectF(0, 0, 1200, 800), options);
        int groups = 0, leaves = 0;
        for (std::size_t i = 0; i < tiles.size(); ++i) {
            const TreemapTile& tile = tiles[i];
            QVERIFY(within(tile.rect, QRectF(0, 0, 1200, 800)));
            if (tile.parent >= 0) {
                const TreemapTile& group = tiles[std::size_t(tile.parent)];
                QVERIFY(std::size_t(tile.parent) < i);
                QVERIFY(group.isGroup);
                QVERIFY(within(tile.rect, group.rect));
                QVERIFY(overlap(tile.rect, group.header) < 1e-6);
                ++leaves;
            } else {
                QVERIFY(!tile.header.isEmpty());
                ++groups;
            }
            for (std::size_t k = 0; k < i; ++k) {
                if (tiles[k].parent == tile.parent)
                    QVERIFY(overlap(tiles[k].rect, tile.rect) < 1e-6);
            }
        }
        QCOMPARE(groups, 12);
        QCOMPARE(leaves, 240);
    }

    void groupsAreProportionalToTheSumOfTheirChildren()
    {
        const auto root = cluster(9, 8, 4);
        double total = 0;
        for (const TreemapTile& tile : layoutTreemap(root, QRectF(0, 0, 900, 600), {})) {
            if (tile.parent < 0)
                total += tile.weight;
        }
        for (const TreemapTile& tile : layoutTreemap(root, QRectF(0, 0, 900, 600), {})) {
            if (tile.parent < 0)
                QVERIFY(std::abs(area(tile.rect) / (900.0 * 600.0) - tile.weight / total) < 1e-9);
        }
    }

    void nothingIsTooSmallAndNothingIsLost_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<int>("count");
        for (unsigned seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed << int(300 * seed);
    }
    void nothingIsTooSmallAndNothingIsLost()
    {
        QFETCH(unsigned, seed);
        QFETCH(int, count);
        TreemapNode root;
        const auto weights = randomWeights(count, seed);
        for (int i = 0; i < count; ++i)
            root.children.push_back(node(QStringLiteral("w-%1").arg(i), weights[std::size_t(i)]));
        const auto tiles = layoutTreemap(root, QRectF(0, 0, 240, 170), {});
        int shown = 0, hidden = 0;
        double weight = 0;
        for (const TreemapTile& tile : tiles) {
            weight += tile.weight;
            if (tile.node) {
                ++shown;
                QVERIFY(tile.rect.width() >= 6 && tile.rect.height() >= 6);
            } else {
                hidden += tile.aggregated;
            }
        }
        QVERIFY(hidden > 0);
        QVERIFY2(shown > 100, qPrintable(QString::number(shown))); // it hides what it must, not what it can
        QCOMPARE(shown + hidden, count);
        const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
        QVERIFY(std::abs(weight - all) < 1e-6 * all);
    }

    void orderIsByWeightThenKeyWhateverTheInput()
    {
        TreemapNode a, b;
        for (const char* key : {"c", "a", "d", "b"})
            a.children.push_back(node(QString::fromLatin1(key), 5));
        b.children = {a.children[2], a.children[3], a.children[0], a.children[1]};
        const auto first = layoutTreemap(a, QRectF(0, 0, 400, 300), {});
        const auto second = layoutTreemap(b, QRectF(0, 0, 400, 300), {});
        for (const char* key : {"a", "b", "c", "d"})
            QCOMPARE(tileOf(first, QString::fromLatin1(key))->rect, tileOf(second, QString::fromLatin1(key))->rect);
        QCOMPARE(first.front().node->key, QStringLiteral("a"));
    }

    void smallChangesMoveLittleWhenTheOrderIsKept()
    {
        auto root = cluster(1, 60, 9);
        root = root.children.front();
        const QRectF rect(0, 0, 1000, 700);
        TreemapOrder order;
        const auto before = layoutTreemap(root, rect, {}, &order);
        std::mt19937 engine(5);
        auto changed = root;
        for (TreemapNode& item : changed.children)
            item.size *= 1 + 0.04 * (double(engine() % 1000) / 1000.0 - 0.5);
        const auto after = layoutTreemap(changed, rect, {}, &order);
        double moved = 0;
        for (const TreemapNode& item : root.children) {
            const QPointF way = tileOf(after, item.key)->rect.center() - tileOf(before, item.key)->rect.center();
            moved += std::hypot(way.x(), way.y());
        }
        moved /= double(root.children.size());
        QVERIFY2(moved < 20, qPrintable(QString::number(moved)));
        for (std::size_t i = 0; i < before.size(); ++i)
            QCOMPARE(after[i].node->key, before[i].node->key);
    }

    void throughADayTheTilesStayWhereTheyAre_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 5; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void throughADayTheTilesStayWhereTheyAre()
    {
        // every step one in a hundred goes, as many come, and some hold a little more or less
        QFETCH(unsigned, seed);
        std::mt19937 engine(seed);
        auto root = cluster(20, 50, seed);
        int made = 0;
        TreemapOrder order;
        std::unordered_map<QString, QPointF> last;
        double moved = 0, counted = 0;
        for (int step = 0; step < 60; ++step) {
            for (TreemapNode& group : root.children) {
                for (TreemapNode& work : group.children) {
                    if (engine() % 100 == 0)
                        work = node(QStringLiteral("new-%1").arg(++made), double(1 + engine() % 64));
                    else if (engine() % 20 == 0)
                        work.size *= 0.98 + double(engine() % 40) / 1000;
                }
            }
            const auto tiles = layoutTreemap(root, QRectF(0, 0, 1400, 900), {}, &order);
            std::unordered_map<QString, QPointF> places;
            for (const TreemapTile& tile : tiles) {
                if (tile.parent < 0 || !tile.node)
                    continue;
                const QString path = tiles[std::size_t(tile.parent)].node->key + u'/' + tile.node->key;
                places.emplace(path, tile.rect.center());
            }
            for (const auto& [path, place] : last) {
                const auto found = places.find(path);
                if (found == places.end())
                    continue;
                moved += std::hypot(found->second.x() - place.x(), found->second.y() - place.y());
                ++counted;
            }
            last = std::move(places);
        }
        QVERIFY(counted > 10000);
        QVERIFY2(moved / counted < 25, qPrintable(QString::number(moved / counted))); // of 1400 × 900
    }

    void aNewcomerEntersByWeightAndTheRestKeepsItsOrder()
    {
        TreemapNode root;
        for (const auto& [key, weight] : {std::pair("a", 10.0), std::pair("b", 9.9), std::pair("c", 2.0)})
            root.children.push_back(node(QString::fromLatin1(key), weight));
        TreemapOrder order;
        layoutTreemap(root, QRectF(0, 0, 300, 200), {}, &order);
        root.children[1].size = 10.5; // b passes a, but not clearly
        root.children.push_back(node(QStringLiteral("n"), 5));
        const auto tiles = layoutTreemap(root, QRectF(0, 0, 300, 200), {}, &order);
        QStringList keys;
        for (const TreemapTile& tile : tiles)
            keys << tile.node->key;
        QCOMPARE(keys, QStringList({"a", "b", "n", "c"}));
        root.children[1].size = 40; // now it does
        QCOMPARE(layoutTreemap(root, QRectF(0, 0, 300, 200), {}, &order).front().node->key, QStringLiteral("b"));
    }

    void whatIsHiddenHasItsMeanAndItsChange()
    {
        TreemapNode root;
        for (int i = 0; i < 4000; ++i) {
            auto work = node(QStringLiteral("w-%1").arg(i), 1);
            work.value = i % 2 == 0 ? 40 : unknown;
            work.change = 0.5;
            root.children.push_back(std::move(work));
        }
        root.children.push_back(node(QStringLiteral("large"), 4000));
        const auto tiles = layoutTreemap(root, QRectF(0, 0, 200, 150), {});
        const auto hidden = std::ranges::find_if(tiles, [](const TreemapTile& tile) { return tile.aggregated > 0; });
        QVERIFY(hidden != tiles.end());
        QCOMPARE(hidden->aggregated, 4000); // none of them could be seen
        QCOMPARE(hidden->value, 40.0);
        QCOMPARE(hidden->change, 2000.0);
    }

    void aHundredThousandAreNoTrouble()
    {
        auto root = cluster(1, 100000, 3);
        QElapsedTimer time;
        time.start();
        TreemapOrder order;
        for (int step = 0; step < 3; ++step)
            QVERIFY(!layoutTreemap(root.children.front(), QRectF(0, 0, 1600, 900), {}, &order).empty());
        QVERIFY2(time.elapsed() < 3000, qPrintable(QString::number(time.elapsed()))); // some 20 ms each, optimised
    }

    void whatStandsLastHasItsOwnSide()
    {
        auto root = cluster(6, 10, 2);
        root.children.insert(root.children.begin(), node(QStringLiteral("free"), 400, true));
        const auto tiles = layoutTreemap(root, QRectF(0, 0, 1000, 500), {});
        const TreemapTile* free = tileOf(tiles, QStringLiteral("free"));
        QVERIFY(free);
        QVERIFY(std::abs(free->rect.right() - 1000) < 1e-6);
        QVERIFY(std::abs(free->rect.height() - 500) < 1e-6);
    }

    void onlyTheAskedLevelsAreLaidOut()
    {
        TreemapOptions options;
        options.maxDepth = 1;
        const auto root = cluster(5, 5, 1);
        const auto tiles = layoutTreemap(root, QRectF(0, 0, 600, 400), options);
        QCOMPARE(tiles.size(), std::size_t(5));
        for (const TreemapTile& tile : tiles)
            QVERIFY(!tile.isGroup);
    }
};

ATLAS_TEST(tst_SquarifiedTreemap);
#include "tst_SquarifiedTreemap.moc"
