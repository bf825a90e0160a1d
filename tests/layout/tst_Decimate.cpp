// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/layout/Decimate.h"
#include "models/domain/Figure.h"
#include "tests/support/TestRegistry.h"

#include <algorithm>
#include <cmath>

using namespace atlas;

class tst_Decimate : public QObject
{
    Q_OBJECT

    static std::vector<double> ramp(int n)
    {
        std::vector<double> x(std::size_t(n), 0.0);
        for (int i = 0; i < n; ++i)
            x[std::size_t(i)] = i;
        return x;
    }

private slots:
    void keepsTheExtremesOfEveryColumn()
    {
        const auto x = ramp(10000);
        std::vector<double> y;
        for (const double v : x)
            y.push_back(std::sin(v / 7) + std::sin(v * v));
        y[4321] = 50; // peaks one sample wide
        y[6789] = -50;
        constexpr int columns = 200;
        const auto kept = decimate(x, y, 0, 9999, columns);
        QVERIFY(kept.size() <= columns * 5 + 2);
        QVERIFY(std::ranges::is_sorted(kept));
        QVERIFY(std::ranges::adjacent_find(kept) == kept.end());
        for (int c = 0; c < columns; ++c) {
            const double from = c * 9999.0 / columns, to = (c + 1) * 9999.0 / columns;
            const auto extremes = [&](auto&& indices) {
                double low = 1e9, high = -1e9;
                for (const std::size_t i : indices) {
                    if (x[i] >= from && x[i] < to) {
                        low = std::min(low, y[i]);
                        high = std::max(high, y[i]);
                    }
                }
                return std::pair(low, high);
            };
            std::vector<std::size_t> all(x.size());
            for (std::size_t i = 0; i < all.size(); ++i)
                all[i] = i;
            QCOMPARE(extremes(kept), extremes(all));
        }
    }

    void keepsGaps()
    {
        const auto x = ramp(5000);
        std::vector<double> y(x.size(), 3.0);
        y[2500] = unknown; // one sample of 50 in its column
        for (std::size_t i = 4000; i < 4400; ++i)
            y[i] = unknown;
        const auto kept = decimate(x, y, 0, 4999, 100);
        QVERIFY(std::ranges::count(kept, std::size_t(2500)) == 1);
        // no known points beside each other across the long gap
        for (std::size_t k = 1; k < kept.size(); ++k) {
            if (kept[k - 1] < 4000 && kept[k] >= 4400)
                QFAIL("the gap is bridged");
        }
    }

    void fewPointsStayAsTheyAre()
    {
        const auto x = ramp(50);
        const std::vector<double> y(50, 1.0);
        QCOMPARE(decimate(x, y, 0, 49, 100).size(), std::size_t(50));
    }

    void onePointBeyondEachEndStays()
    {
        const auto x = ramp(100);
        const std::vector<double> y(100, 1.0);
        const auto kept = decimate(x, y, 20.5, 30.5, 500);
        QCOMPARE(kept.front(), std::size_t(20));
        QCOMPARE(kept.back(), std::size_t(31));
        QCOMPARE(kept.size(), std::size_t(12));
    }

    void nothingToDrawGivesNothing()
    {
        QVERIFY(decimate({}, {}, 0, 1, 100).empty());
        const std::vector<double> one{1};
        QVERIFY(decimate(one, one, 5, 5, 100).empty());
        QVERIFY(decimate(one, one, 0, 5, 0).empty());
        QCOMPARE(decimate(one, one, 0, 5, 10).size(), std::size_t(1));
    }
};

ATLAS_TEST(tst_Decimate);
#include "tst_Decimate.moc"
