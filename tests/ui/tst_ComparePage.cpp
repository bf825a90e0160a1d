// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeSeriesChart.h"
#include "charts/WaterfallChart.h"
#include "tests/support/TestRegistry.h"
#include "tests/ui/PageFixtures.h"
#include "tests/views/SubjectFixtures.h"
#include "ui/pages/ComparePage.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_ComparePage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theChangeIsSaidDrawnAndListed();
    void aNamespaceInTheWaterfallIsSelectedEverywhere();
    void choicesBelongToTheHistory();
    void aChosenPeriodIsShown();
    void twoClustersAreChosen();
    void nothingToCompareWithLeadsOn();
    void bothThemesPaint();

private:
    std::unique_ptr<ComparePage> page() { return settledPage<ComparePage>(*m_state, *m_session, {1280, 900}); }
    static void choose(QComboBox* box, const char* value)
    {
        box->setCurrentIndex(box->findData(QString::fromLatin1(value)));
        emit box->activated(box->currentIndex());
    }
    static WaterfallChart* waterfall(const ComparePage& page, const char* title)
    {
        for (auto* panel : page.findChildren<ChartPanel*>()) {
            if (panel->title() == QLatin1StringView(title))
                return qobject_cast<WaterfallChart*>(panel->content());
        }
        return nullptr;
    }

    const Instant m_end = at("2024-12-16T00:00:00Z");
    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
};

void tst_ComparePage::init()
{
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_ComparePage::theChangeIsSaidDrawnAndListed()
{
    m_session->commit(twoWeeks("c", m_end));
    const auto compare = page();
    QStringList texts;
    for (const auto* label : compare->findChildren<QLabel*>())
        texts << label->text();
    QVERIFY(texts.filter(QStringLiteral("rose by 2,688 GPU·h")).size() == 1);
    const auto* why = waterfall(*compare, "Why, by cause");
    QVERIFY(why);
    QCOMPARE(why->shownLabels(),
        QStringList({QStringLiteral("Period before"), QStringLiteral("Capacity"), QStringLiteral("Allocation"),
            QStringLiteral("Utilisation"), QStringLiteral("Mix"), QStringLiteral("This period")}));
    QCOMPARE(why->shownValues().back(), QStringLiteral("6,720 GPU·h"));
    QCOMPARE(waterfall(*compare, "Who, by namespace")->shownLabels().mid(1, 2),
        QStringList({QStringLiteral("big"), QStringLiteral("small")}));
    QCOMPARE(named<DataTable>(*compare, "Figures of both")->table().rows.size(), 4U);
    QCOMPARE(named<DataTable>(*compare, "Changes by namespace")->table().rows.size(), 2U);
    QCOMPARE(compare->findChild<TimeSeriesChart*>()->data().series.size(), 2U);
}

void tst_ComparePage::aNamespaceInTheWaterfallIsSelectedEverywhere()
{
    m_session->commit(twoWeeks("c", m_end));
    const auto compare = page();
    auto* who = waterfall(*compare, "Who, by namespace");
    emit who->activated(QStringLiteral("small"));
    QCOMPARE(m_state->query().selected(Level::Namespace), QStringList{QStringLiteral("small")});
    QCOMPARE(who->selectedKey(), QStringLiteral("small"));
    QTRY_COMPARE(
        named<DataTable>(*compare, "Changes by namespace")->selectedKeys(), QStringList{QStringLiteral("small")});
    QTRY_COMPARE(compare->findChild<TimeSeriesChart*>()->data().series.size(), 4U);
    emit who->activated(who->data().steps.back().key); // a total is nobody
    QCOMPARE(m_state->query().selected(Level::Namespace), QStringList{QStringLiteral("small")});
}

void tst_ComparePage::choicesBelongToTheHistory()
{
    m_session->commit(twoWeeks("c", m_end));
    const auto compare = page();
    auto* align = named<QComboBox>(*compare, "Which hours are laid on each other");
    auto* figure = named<QComboBox>(*compare, "Figure");
    choose(align, "weekday");
    choose(figure, "allocated");
    QCOMPARE(m_state->query().view.value(QStringLiteral("compare.align")), QStringLiteral("weekday"));
    QTRY_COMPARE(compare->findChild<TimeSeriesChart*>()->data().series.front().y.front(), 80.0);
    m_state->back();
    m_state->back();
    QVERIFY(align->currentData().toString().isEmpty());
    QVERIFY(figure->currentData().toString().isEmpty());
    QTRY_COMPARE(compare->findChild<TimeSeriesChart*>()->data().series.front().y.front(), 40.0);
}

void tst_ComparePage::aChosenPeriodIsShown()
{
    m_session->commit(twoWeeks("c", m_end));
    const auto compare = page();
    auto* period = named<QPushButton>(*compare, "The earlier period");
    QVERIFY(!period->isVisible());
    choose(named<QComboBox>(*compare, "Compared with"), "free");
    QVERIFY(period->isVisible()); // it begins as what was compared until now
    QCOMPARE(compare->presenter()->earlierRange(), (TimeRange{m_end - 14 * 24h, m_end - 7 * 24h}));
    QVERIFY(period->text().contains(QStringLiteral("Dec 2024")));
    QTRY_VERIFY(compare->isSettled());
}

void tst_ComparePage::twoClustersAreChosen()
{
    m_session->commit(twoWeeks("c", m_end));
    m_session->commit(twoWeeks("d", m_end));
    m_session->commit(twoWeeks("e", m_end));
    const auto compare = page();
    choose(named<QComboBox>(*compare, "What is compared"), "clusters");
    auto* other = named<QComboBox>(*compare, "The other cluster");
    QTRY_COMPARE(other->currentData().toString(), QStringLiteral("d"));
    QVERIFY(other->isVisible());
    QVERIFY(!named<QComboBox>(*compare, "Compared with")->isVisible());
    choose(other, "e");
    QTRY_COMPARE(waterfall(*compare, "Why, by cause")->shownLabels().front(), QStringLiteral("e"));
    QCOMPARE(waterfall(*compare, "Why, by cause")->shownValues().front(), QStringLiteral("40.0 %"));
}

void tst_ComparePage::nothingToCompareWithLeadsOn()
{
    m_session->commit(twoWeeks("c", m_end));
    m_state->setPreset(RangePreset::Last30Days);
    const auto compare = page();
    QVERIFY(!waterfall(*compare, "Why, by cause")->isVisible());
    QPushButton* action = nullptr;
    for (auto* button : compare->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text().contains(QStringLiteral("second half")))
            action = button;
    }
    QVERIFY(action);
    action->click();
    QTRY_VERIFY(waterfall(*compare, "Why, by cause")->isVisible());
    QCOMPARE(waterfall(*compare, "Why, by cause")->shownValues().back(), QStringLiteral("6,720 GPU·h"));
}

void tst_ComparePage::bothThemesPaint()
{
    m_session->commit(twoWeeks("c", m_end));
    const auto compare = page();
    compare->setTheme(Theme::Light);
    const auto light = compare->grab().toImage();
    compare->setTheme(Theme::Dark);
    QVERIFY(compare->grab().toImage() != light);
}

ATLAS_TEST(tst_ComparePage);
#include "tst_ComparePage.moc"
