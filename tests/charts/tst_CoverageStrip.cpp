// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/CoverageStrip.h"
#include "tests/charts/Mouse.h"
#include "tests/support/TestRegistry.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace atlas;
using namespace std::chrono_literals;

namespace {

const Instant start{std::chrono::hours(480'000)};

CoverageStretch stretch(int from, int to, CoverageState state)
{
    CoverageStretch made;
    made.range = {start + std::chrono::hours(from), start + std::chrono::hours(to)};
    made.state = state;
    made.rows = to - from;
    made.fetchedAt = start;
    made.request = QStringLiteral("/cluster/hourly-stats?cluster_name=c");
    return made;
}

/// A hundred hours of two lines; of the second only a part was asked for.
CoverageData twoLines()
{
    CoverageData data;
    data.range = {start, start + 100h};
    CoverageLine first{QStringLiteral("k1"), QStringLiteral("Cluster hours"),
        {stretch(-50, 40, CoverageState::Complete), stretch(40, 41, CoverageState::Gap),
            stretch(41, 60, CoverageState::Unverified), stretch(60, 120, CoverageState::MissingOnServer)}};
    first.stretches[0].statedTotal = 90;
    first.stretches[1].attempts = 3;
    CoverageLine second{QStringLiteral("k2"), QStringLiteral("Namespaces"), {stretch(10, 20, CoverageState::Complete)}};
    data.groups = {{QStringLiteral("c"), {first, second}}};
    return data;
}

} // namespace

class tst_CoverageStrip : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void stretchesAreCutToTheAxis();
    void aShortGapIsSeen();
    void statesAreToldApartOnTheScreen();
    void hoveringTellsTheRequest();
    void whatWasNotAskedForSaysSo();
    void arrowKeysWalkTheStretches();
    void theInstantUnderTheMouseIsTold();
    void legendNamesEveryState();
    void marksAreReadAloud();
    void itIsAsHighAsItsLines();
    void manyStretchesPaintQuickly();

private:
    QPoint centre(int line, int stretch) const { return m_strip->stretchRect(line, stretch).center().toPoint(); }

    std::unique_ptr<CoverageStrip> m_strip;
};

void tst_CoverageStrip::init()
{
    m_strip = std::make_unique<CoverageStrip>();
    m_strip->setData(twoLines());
    m_strip->resize(800, m_strip->minimumSizeHint().height());
    m_strip->show();
}

void tst_CoverageStrip::stretchesAreCutToTheAxis()
{
    const auto first = m_strip->stretchRect(0, 0), last = m_strip->stretchRect(0, 3);
    QVERIFY(first.left() > 0 && first.left() < 200); // behind the labels
    QVERIFY(last.right() <= 800);
    const double hour = first.width() / 40;
    QVERIFY(std::abs(m_strip->stretchRect(0, 2).width() - 19 * hour) < 3);
    QVERIFY(std::abs(m_strip->stretchRect(1, 0).left() - (first.left() + 10 * hour)) < 2);
    QVERIFY(m_strip->stretchRect(1, 1).isEmpty());
    QVERIFY(m_strip->stretchRect(5, 0).isEmpty());
}

void tst_CoverageStrip::aShortGapIsSeen()
{
    auto data = twoLines();
    data.range = {start - 24h * 365, start + 100h}; // an hour is a tenth of a pixel
    m_strip->setData(data);
    QVERIFY(m_strip->stretchRect(0, 1).width() >= 2);
    const auto shown = m_strip->grab().toImage();
    const auto at = m_strip->stretchRect(0, 1).topLeft().toPoint() + QPoint(0, 5);
    const QColor gap = shown.pixelColor(at);
    QVERIFY2(gap.red() > gap.blue() + 40, qPrintable(gap.name())); // not painted over by its neighbours
}

void tst_CoverageStrip::statesAreToldApartOnTheScreen()
{
    for (const auto theme : {Theme::Light, Theme::Dark}) {
        m_strip->setTheme(theme);
        const auto shown = m_strip->grab().toImage();
        std::vector<QImage> patches;
        for (int i : {0, 2, 3}) // 8×8 pixels of each: fill and pattern
            patches.push_back(shown.copy(QRect(centre(0, i) - QPoint(4, 4), QSize(8, 8))));
        QVERIFY(patches[0] != patches[1]);
        QVERIFY(patches[1] != patches[2]);
        QVERIFY(patches[0] != patches[2]);
        const auto isPlain = [](const QImage& patch) {
            for (int y = 0; y < patch.height(); ++y) {
                for (int x = 0; x < patch.width(); ++x) {
                    if (patch.pixel(x, y) != patch.pixel(0, 0))
                        return false;
                }
            }
            return true;
        };
        QVERIFY(isPlain(patches[0]));
        QVERIFY(!isPlain(patches[1])); // hatched
        QVERIFY(!isPlain(patches[2])); // dotted
    }
}

void tst_CoverageStrip::hoveringTellsTheRequest()
{
    const auto complete = m_strip->textAt(0, start + 5h);
    for (const auto* part : {"Cluster hours · complete", "90 of 90", "/cluster/hourly-stats?cluster_name=c"})
        QVERIFY2(complete.contains(QString::fromUtf8(part)), qPrintable(complete));
    const auto gap = m_strip->textAt(0, start + 40h);
    QVERIFY2(gap.contains(QStringLiteral("gap")) && gap.contains(QStringLiteral("in vain 3")), qPrintable(gap));
    QVERIFY(m_strip->textAt(0, start + 41h).contains(QStringLiteral("unverified")));
}

void tst_CoverageStrip::whatWasNotAskedForSaysSo()
{
    QVERIFY(m_strip->textAt(1, start + 30h).contains(QStringLiteral("not asked for")));
    QVERIFY(m_strip->textAt(7, start).isEmpty());
}

void tst_CoverageStrip::arrowKeysWalkTheStretches()
{
    const auto marked = [this](int line, int stretch) {
        const auto rect = m_strip->stretchRect(line, stretch).adjusted(-1, -1, 1, 1);
        const auto shown = m_strip->grab().toImage();
        const auto frame = shown.pixelColor(int(rect.left()) + 6, int(rect.top()));
        return frame != shown.pixelColor(int(rect.left()) + 6, int(rect.top()) - 2);
    };
    QVERIFY(!marked(0, 0));
    QTest::keyClick(m_strip.get(), Qt::Key_Right);
    QVERIFY(marked(0, 0));
    QTest::keyClick(m_strip.get(), Qt::Key_Right);
    QTest::keyClick(m_strip.get(), Qt::Key_Right);
    QVERIFY(marked(0, 2));
    QVERIFY(!marked(0, 0));
    QTest::keyClick(m_strip.get(), Qt::Key_Down);
    QVERIFY(marked(1, 0));
    QTest::keyClick(m_strip.get(), Qt::Key_Down); // the last line
    QVERIFY(marked(1, 0));
    QTest::keyClick(m_strip.get(), Qt::Key_Up);
    QVERIFY(marked(0, 0));
}

void tst_CoverageStrip::theInstantUnderTheMouseIsTold()
{
    std::optional<Instant> told;
    connect(m_strip.get(), &CoverageStrip::hovered, m_strip.get(), [&told](std::optional<Instant> t) { told = t; });
    QTest::mouseMove(m_strip.get(), centre(0, 2));
    QTRY_VERIFY(told.has_value());
    QVERIFY(std::chrono::abs(*told - (start + 50h + 30min)) < 2h);
}

void tst_CoverageStrip::legendNamesEveryState()
{
    QCOMPARE(m_strip->legendTexts().size(), 5);
    QVERIFY(m_strip->legendTexts().contains(CoverageStrip::stateName(CoverageState::MissingOnServer)));
}

void tst_CoverageStrip::marksAreReadAloud()
{
    auto* interface = QAccessible::queryAccessibleInterface(m_strip.get());
    QCOMPARE(interface->role(), QAccessible::Chart);
    QCOMPARE(interface->childCount(), 5);
    QVERIFY(interface->child(1)->text(QAccessible::Name).contains(QStringLiteral("gap")));
    QVERIFY(m_strip->chartSummary().contains(QStringLiteral("gaps: 1")));
}

void tst_CoverageStrip::itIsAsHighAsItsLines()
{
    const int two = m_strip->minimumSizeHint().height();
    auto data = twoLines();
    data.groups.push_back({QStringLiteral("d"), data.groups[0].lines});
    m_strip->setData(data);
    QVERIFY(m_strip->minimumSizeHint().height() > two + 40);
    m_strip->setData({});
    QVERIFY(m_strip->minimumSizeHint().height() > 0);
    m_strip->grab(); // nothing to paint, and no harm
}

void tst_CoverageStrip::manyStretchesPaintQuickly()
{
    CoverageData data;
    data.range = {start, start + 24h * 365};
    CoverageGroup group{QStringLiteral("c"), {}};
    for (int line = 0; line < 20; ++line) {
        CoverageLine made{QString::number(line), QString::number(line), {}};
        for (int hour = 0; hour < 8'760; ++hour)
            made.stretches.push_back(
                stretch(hour, hour + 1, hour % 50 == 0 ? CoverageState::Gap : CoverageState::Complete));
        group.lines.push_back(std::move(made));
    }
    data.groups.push_back(std::move(group));
    m_strip->setData(data);
    m_strip->resize(800, m_strip->minimumSizeHint().height());
    QElapsedTimer timer;
    timer.start();
    m_strip->grab();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

ATLAS_TEST(tst_CoverageStrip);
#include "tst_CoverageStrip.moc"
