// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeSeriesChart.h"
#include "models/alerts/StoreAlerts.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"
#include "ui/pages/AlertsPage.h"
#include "ui/widgets/AlertRuleForm.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/FactTile.h"
#include "ui/widgets/PageRail.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

/// Two weeks of a cluster, in which the namespace "small" is less used than "big".
class tst_AlertsPage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theRuleIsDrawnWhileItIsEdited();
    void savedAndDiscarded();
    void rulesThatCannotBeUsedSayWhy();
    void addDuplicateDeleteDisable();
    void firingOnesAreAcknowledgedAndMuted();
    void choosingOneSelectsItEverywhere();
    void anEpisodeSelectsItsSubject();
    void theChosenRuleIsPartOfTheQuery();
    void withoutAnythingThatEvaluates();
    void withoutRules();
    void badgesCount();

private:
    static AlertRule lowRule(double threshold = 30)
    {
        AlertRule rule;
        rule.id = QStringLiteral("low");
        rule.name = QStringLiteral("Low");
        rule.threshold = threshold;
        rule.hours = 3;
        return rule;
    }
    void open(const std::vector<AlertRule>& rules = {lowRule()})
    {
        m_session->commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
        m_alerts = std::make_unique<StoreAlerts>(AlertSource{m_session->store(), true}, AlertPlaces{}, m_clock);
        m_alerts->setDelay(0ms);
        m_alerts->setRules(rules);
        QTRY_VERIFY(m_alerts->isSettled());
        m_page = std::make_unique<AlertsPage>(PageContext{*m_state, *m_session, m_alerts.get()});
        m_page->resize(1200, 740);
        m_page->show();
        QTRY_VERIFY(m_page->isSettled());
    }
    bool settles() const
    {
        return QTest::qWaitFor([this] { return m_alerts->isSettled() && m_page->isSettled(); });
    }
    QListWidget* ruleList() const { return m_page->findChild<QListWidget*>(); }
    DataTable* table(const char* name) const
    {
        for (auto* found : m_page->findChildren<DataTable*>()) {
            if (found->accessibleName() == QLatin1StringView(name))
                return found;
        }
        return nullptr;
    }
    DataTable* firing() const { return table("Firing alerts"); }
    DataTable* episodes() const { return table("When the rule would have fired"); }
    template <typename Button>
    Button* button(const char* text) const
    {
        for (auto* found : m_page->findChildren<Button*>()) {
            if (found->text() == QLatin1StringView(text))
                return found;
        }
        return nullptr;
    }
    template <typename Field>
    Field* field(const char* name) const
    {
        for (auto* found : m_page->findChildren<Field*>()) {
            if (found->accessibleName() == QLatin1StringView(name))
                return found;
        }
        return nullptr;
    }
    bool says(const char* words) const
    {
        const auto labels = m_page->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [words](const QLabel* label) {
            return label->isVisible() && label->text().contains(QLatin1StringView(words));
        });
    }

    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<MemorySession> m_session;
    std::unique_ptr<DashboardState> m_state;
    std::unique_ptr<StoreAlerts> m_alerts;
    std::unique_ptr<AlertsPage> m_page;
};

void tst_AlertsPage::init()
{
    m_page.reset();
    m_alerts.reset();
    m_state.reset();
    m_session = std::make_unique<MemorySession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
}

void tst_AlertsPage::theRuleIsDrawnWhileItIsEdited()
{
    open();
    const auto* chart = m_page->findChild<TimeSeriesChart*>();
    QCOMPARE(chart->data().series[0].subject, "small"); // its 28.6 % are below 30 %
    QCOMPARE(episodes()->table().rows.size(), std::size_t(1));
    field<QDoubleSpinBox>("Threshold")->setValue(60); // and then so are the 57.1 % of the other
    QVERIFY(settles());
    QCOMPARE(episodes()->table().rows.size(), std::size_t(2));
    QCOMPARE(chart->data().series[0].subject, "big");
    QCOMPARE(chart->data().series[1].y.front(), 60.0);
    QCOMPARE(m_alerts->rules(), std::vector{lowRule()}); // nothing is kept yet
    QCOMPARE(m_page->findChildren<FactTile*>().first()->figure(), QStringLiteral("2"));
    QVERIFY(says("times in"));
}

void tst_AlertsPage::savedAndDiscarded()
{
    open();
    auto* save = button<QPushButton>("Save");
    auto* discard = button<QPushButton>("Discard");
    QVERIFY(!save->isEnabled() && !discard->isEnabled());
    field<QDoubleSpinBox>("Threshold")->setValue(60);
    QVERIFY(save->isEnabled() && discard->isEnabled());
    QVERIFY(ruleList()->item(0)->text().contains(QStringLiteral("not saved")));
    discard->click();
    QCOMPARE(field<QDoubleSpinBox>("Threshold")->value(), 30.0);
    QVERIFY(!save->isEnabled());
    field<QDoubleSpinBox>("Threshold")->setValue(60);
    save->click();
    QVERIFY(settles());
    QCOMPARE(m_alerts->rules(), std::vector{lowRule(60)});
    QCOMPARE(m_alerts->firing().size(), std::size_t(2));
    QCOMPARE(firing()->table().rows.size(), std::size_t(2));
}

void tst_AlertsPage::rulesThatCannotBeUsedSayWhy()
{
    open();
    auto* only = field<QLineEdit>("Only");
    QTest::keyClicks(only, QStringLiteral("~("));
    QVERIFY(says("\"(\" is not valid"));
    QVERIFY(!button<QPushButton>("Save")->isEnabled());
    QCOMPARE(only->text(), QStringLiteral("~("));
    QVERIFY(settles());
    for (auto* panel : m_page->findChildren<ChartPanel*>()) {
        if (panel->title() == QStringLiteral("The rule on the history"))
            QCOMPARE(panel->state().kind, PanelState::Empty);
    }
    only->clear();
    QTest::keyClicks(only, QStringLiteral("big"));
    QVERIFY(settles());
    QVERIFY(!says("is not valid"));
    QCOMPARE(episodes()->table().rows.size(), std::size_t(0));
    QVERIFY(says("It would not have fired"));
}

void tst_AlertsPage::addDuplicateDeleteDisable()
{
    open();
    button<QToolButton>("New")->click();
    QCOMPARE(ruleList()->count(), 2);
    QCOMPARE(ruleList()->currentRow(), 1);
    QCOMPARE(field<QLineEdit>("Name")->text(), QStringLiteral("New rule"));
    button<QPushButton>("Save")->click();
    QVERIFY(settles());
    QCOMPARE(m_alerts->rules().size(), std::size_t(2));
    QVERIFY(m_alerts->rules()[0].id != m_alerts->rules()[1].id);
    ruleList()->setCurrentRow(0);
    button<QToolButton>("Duplicate")->click();
    QCOMPARE(ruleList()->count(), 3);
    QCOMPARE(field<QDoubleSpinBox>("Threshold")->value(), 30.0);
    button<QToolButton>("Delete")->click(); // was never saved
    QCOMPARE(ruleList()->count(), 2);
    QCOMPARE(m_alerts->rules().size(), std::size_t(2));
    ruleList()->setCurrentRow(0);
    QVERIFY(settles());
    ruleList()->item(0)->setCheckState(Qt::Unchecked);
    QVERIFY(settles());
    QVERIFY(!m_alerts->rules()[0].enabled);
    QVERIFY(m_alerts->firing().empty());
    ruleList()->setCurrentRow(0);
    button<QToolButton>("Delete")->click();
    QVERIFY(settles());
    QCOMPARE(m_alerts->rules().size(), std::size_t(1));
}

void tst_AlertsPage::firingOnesAreAcknowledgedAndMuted()
{
    open();
    QCOMPARE(firing()->table().rows.size(), std::size_t(1));
    QVERIFY(!button<QToolButton>("Acknowledge")->isEnabled());
    firing()->selectAll();
    QVERIFY(button<QToolButton>("Acknowledge")->isEnabled());
    button<QToolButton>("Acknowledge")->click();
    QVERIFY(m_alerts->firing()[0].acknowledged);
    QCOMPARE(firing()->table().rows[0].cells[2], Cell(QStringLiteral("acknowledged")));
    auto* mute = button<QToolButton>("Mute");
    mute->menu()->actions()[1]->trigger();
    QCOMPARE(m_alerts->firing()[0].mutedUntil, std::optional(m_clock.now() + 24h));
    QVERIFY(button<QToolButton>("Unmute")->isEnabled());
    mute->menu()->actions()[3]->trigger();
    QCOMPARE(m_alerts->firing()[0].mutedUntil, std::optional(mutedForGood));
    button<QToolButton>("Unmute")->click();
    QVERIFY(!m_alerts->firing()[0].mutedUntil);
}

void tst_AlertsPage::choosingOneSelectsItEverywhere()
{
    open();
    firing()->selectAll();
    QCOMPARE(m_state->query().selected(Level::Namespace), QStringList{QStringLiteral("small")});
    QCOMPARE(m_state->query().view.value(QStringLiteral("alerts.rule")), QStringLiteral("low"));
}

void tst_AlertsPage::anEpisodeSelectsItsSubject()
{
    open({lowRule(60)});
    const auto* chart = m_page->findChild<TimeSeriesChart*>();
    QCOMPARE(chart->data().series[0].subject, "big");
    episodes()->selectRow(1);
    QVERIFY(settles());
    const auto selected = m_state->query().selected(Level::Namespace);
    QCOMPARE(selected.size(), 1);
    QCOMPARE(chart->data().series[0].subject, selected[0].toStdString());
}

void tst_AlertsPage::theChosenRuleIsPartOfTheQuery()
{
    auto other = lowRule(60);
    other.id = QStringLiteral("other");
    open({lowRule(), other});
    ruleList()->setCurrentRow(1);
    QVERIFY(settles());
    QCOMPARE(field<QDoubleSpinBox>("Threshold")->value(), 60.0);
    m_state->back();
    QCOMPARE(ruleList()->currentRow(), 0);
    QCOMPARE(field<QDoubleSpinBox>("Threshold")->value(), 30.0);
}

void tst_AlertsPage::withoutAnythingThatEvaluates()
{
    m_session->commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
    m_page = std::make_unique<AlertsPage>(PageContext{*m_state, *m_session});
    m_page->show();
    QTRY_VERIFY(m_page->isSettled());
    QVERIFY(says("Nothing evaluates rules here"));
    QVERIFY(!button<QToolButton>("New")->isEnabled());
}

void tst_AlertsPage::withoutRules()
{
    open({});
    QVERIFY(says("There is no rule to try"));
    QVERIFY(says("no rule is ticked"));
    button<QToolButton>("New")->click();
    QVERIFY(settles());
    QVERIFY(button<QPushButton>("Save")->isEnabled());
}

void tst_AlertsPage::badgesCount()
{
    PageRail rail(pageEntries());
    rail.setTheme(Theme::Light);
    rail.show();
    rail.setBadge(QStringLiteral("alerts"), 3);
    QCOMPARE(rail.badge(QStringLiteral("alerts")), 3);
    QCOMPARE(rail.badge(QStringLiteral("data")), 0);
    const auto shown = [&rail] {
        QStringList texts;
        for (const auto* label : rail.findChildren<QLabel*>()) {
            if (label->isVisible())
                texts << label->text();
        }
        return texts;
    };
    QCOMPARE(shown(), QStringList{QStringLiteral("3")});
    rail.setBadge(QStringLiteral("alerts"), 120);
    QCOMPARE(shown(), QStringList{QStringLiteral("99+")});
    rail.setBadge(QStringLiteral("alerts"), 0);
    QVERIFY(shown().isEmpty());
}

ATLAS_TEST(tst_AlertsPage);
#include "tst_AlertsPage.moc"
