// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/layout/LabelFit.h"
#include "tests/support/TestRegistry.h"

#include <algorithm>
#include <cmath>

using namespace atlas;

class tst_LabelFit : public QObject
{
    Q_OBJECT

    static double tenEach(const QString& text) { return 10.0 * double(text.size()); }

private slots:
    void whatFitsStays() { QCOMPARE(elideMiddle(QStringLiteral("abc"), 30, tenEach), QStringLiteral("abc")); }

    void theMiddleGoes()
    {
        QCOMPARE(elideMiddle(QStringLiteral("abcdefghij"), 60, tenEach), QStringLiteral("abc…ij"));
        QCOMPARE(elideMiddle(QStringLiteral("abcdefghij"), 20, tenEach), QStringLiteral("a…"));
        QVERIFY(elideMiddle(QStringLiteral("abcdefghij"), 15, tenEach).isEmpty());
        QVERIFY(elideMiddle(QString(), 0, tenEach).isEmpty());
    }

    void aQualifiedNameKeepsItsSubject()
    {
        const auto name = QStringLiteral("prod-shanghai/llm");
        QCOMPARE(elideMiddle(name, 90, tenEach), QStringLiteral("prod…/llm"));
        QCOMPARE(elideMiddle(name, 50, tenEach), QStringLiteral("…/llm"));
        QCOMPARE(elideMiddle(name, 40, tenEach), QStringLiteral("pr…m"));
        QCOMPARE(elideMiddle(name, 170, tenEach), name);
    }

    void isNeverWiderThanAskedAndKeepsSurrogatesWhole()
    {
        const QString text = QStringLiteral("a😀b😀c😀d😀e😀");
        for (int width = 10; width < 160; width += 5) {
            const QString shown = elideMiddle(text, width, tenEach);
            QVERIFY(tenEach(shown) <= width);
            for (qsizetype i = 0; i < shown.size(); ++i) {
                if (shown[i].isHighSurrogate())
                    QVERIFY(i + 1 < shown.size() && shown[i + 1].isLowSurrogate());
                if (shown[i].isLowSurrogate())
                    QVERIFY(i > 0 && shown[i - 1].isHighSurrogate());
            }
        }
    }

    void labelsApartStayWhereTheyWant()
    {
        const std::vector<double> wanted{20, 60, 100};
        QCOMPARE(spreadLabels(wanted, 15, 0, 200), wanted);
    }

    void labelsThatCollideArePushedApartEvenly()
    {
        const std::vector<double> wanted{50, 50, 52, 120};
        const auto at = spreadLabels(wanted, 10, 0, 200);
        for (std::size_t i = 1; i < at.size(); ++i)
            QVERIFY(at[i] - at[i - 1] >= 10 - 1e-9);
        QVERIFY(std::abs((at[0] + at[1] + at[2]) / 3 - 152.0 / 3) < 1e-9);
        QCOMPARE(at[3], 120.0);
    }

    void labelsStayInsideAndKeepTheirOrder()
    {
        const std::vector<double> wanted{195, 10, 198, 199, -5};
        const auto at = spreadLabels(wanted, 12, 0, 200);
        for (const double y : at)
            QVERIFY(y >= 6 - 1e-9 && y <= 194 + 1e-9);
        QVERIFY(at[4] < at[1] && at[0] < at[2] && at[2] < at[3]);
        std::vector<double> sorted = at;
        std::ranges::sort(sorted);
        for (std::size_t i = 1; i < sorted.size(); ++i)
            QVERIFY(sorted[i] - sorted[i - 1] >= 12 - 1e-9);
    }

    void tooManyLabelsShareTheRoom()
    {
        const std::vector<double> wanted(20, 50.0);
        const auto at = spreadLabels(wanted, 12, 0, 100);
        QVERIFY(at.front() >= 0 && at.back() <= 100);
        QVERIFY(std::abs(at[1] - at[0] - 5) < 1e-9);
    }

    void everyNthLabelIsShownSoThatNoneTouch()
    {
        std::vector<double> centres, widths;
        for (int i = 0; i < 24; ++i) {
            centres.push_back(i * 10);
            widths.push_back(14);
        }
        const auto shown = thinLabels(centres, widths, 4);
        QCOMPARE(shown.size(), std::size_t(12));
        QCOMPARE(shown[1], std::size_t(2));
        QCOMPARE(thinLabels(centres, std::vector<double>(24, 4.0), 4).size(), std::size_t(24));
    }
};

ATLAS_TEST(tst_LabelFit);
#include "tst_LabelFit.moc"
