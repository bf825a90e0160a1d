// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Presenter.h"
#include "tests/support/EmptyReader.h"
#include "tests/support/TestRegistry.h"

#include <QElapsedTimer>
#include <QPromise>
#include <QTest>

#include <deque>

using namespace atlas;

namespace {

/// Answers an inventory when the test says so; nothing else is asked here.
class HeldReader final : public test::EmptyReader
{
public:
    QFuture<Result<Inventory>> inventory() override
    {
        held.emplace_back();
        held.back().start();
        return held.back().future();
    }
    void answerWith(std::size_t request, const char* cluster)
    {
        Inventory inventory;
        inventory.clusters.push_back({cluster, {}, {}, {}, 0});
        held[request].addResult(Result<Inventory>(inventory));
        held[request].finish();
    }
    void refuse(std::size_t request, ErrorClass why = ErrorClass::Cache)
    {
        held[request].addResult(Result<Inventory>(failure(why, QStringLiteral("Not read."))));
        held[request].finish();
    }

    std::deque<QPromise<Result<Inventory>>> held;
};

class HeldSession final : public Session
{
public:
    StoreReader& store() override { return reader; }
    SessionStatus status() const override { return {}; }
    void refresh() override { }
    void ensureRange(const QStringList&, TimeRange) override { }
    bool isLive() const override { return true; }
    void retry(const QString&) override { }
    void cancel() override { }

    HeldReader reader;
};

class NamePresenter final : public Presenter
{
public:
    using Presenter::Presenter;
    QString shown;

protected:
    void load() override
    {
        fetch(store().inventory(), [this](const Inventory& inventory) {
            shown = QString::fromStdString(inventory.clusters.front().name);
            finish(PanelState::ready());
        });
    }
};

} // namespace

class tst_Presenter : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void lateAnswerOfAnOlderLoadIsDropped();
    void changesOfOneTurnMergeIntoOneLoad();
    void errorKeepsTheOldValuesAndRetryLoadsAgain();
    void whatIsTooMuchOffersAShorterRange();
    void changesDuringALoadLoadOnceMore();
    void otherClustersChangesAreNoConcern();
    void Q3_aStoreThatIsBeingFilledIsLoadedNowAndThen();
    void anAnswerAfterItsDeathDoesNoHarm();

private:
    FixedClock m_clock{Instant(std::chrono::hours(500'000))};
    std::unique_ptr<HeldSession> m_session;
    std::unique_ptr<DashboardState> m_state;
    std::unique_ptr<NamePresenter> m_presenter;
};

void tst_Presenter::init()
{
    m_presenter.reset();
    m_session = std::make_unique<HeldSession>();
    m_state = std::make_unique<DashboardState>(m_clock);
    m_state->setClusters({QStringLiteral("c")});
    m_presenter = std::make_unique<NamePresenter>(*m_state, *m_session);
    m_presenter->setActive(true);
    QTRY_COMPARE(m_session->reader.held.size(), 1U);
}

void tst_Presenter::lateAnswerOfAnOlderLoadIsDropped()
{
    m_state->setPreset(RangePreset::Today);
    QTRY_COMPARE(m_session->reader.held.size(), 2U);
    m_session->reader.answerWith(1, "new");
    QTRY_COMPARE(m_presenter->shown, QStringLiteral("new"));
    m_session->reader.answerWith(0, "old");
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
    QCOMPARE(m_presenter->shown, QStringLiteral("new"));
    QVERIFY(m_presenter->isSettled());
}

void tst_Presenter::changesOfOneTurnMergeIntoOneLoad()
{
    m_state->setPreset(RangePreset::Today);
    m_state->setBucket(Bucket::Day);
    m_state->setZone("Asia/Shanghai");
    QTRY_COMPARE(m_session->reader.held.size(), 2U);
    m_session->reader.answerWith(1, "one");
    QTRY_VERIFY(m_presenter->isSettled());
    QCOMPARE(m_session->reader.held.size(), 2U);
    m_state->setPage(QStringLiteral("teams")); // of no concern
    QVERIFY(m_presenter->isSettled());
}

void tst_Presenter::errorKeepsTheOldValuesAndRetryLoadsAgain()
{
    m_session->reader.answerWith(0, "first");
    QTRY_VERIFY(m_presenter->isSettled());
    m_presenter->retry();
    QTRY_COMPARE(m_session->reader.held.size(), 2U);
    QCOMPARE(m_presenter->panelState().kind, PanelState::Loading);
    m_session->reader.refuse(1);
    QTRY_COMPARE(m_presenter->panelState().kind, PanelState::Error);
    QCOMPARE(m_presenter->panelState().text, QStringLiteral("Not read."));
    QCOMPARE(m_presenter->shown, QStringLiteral("first"));
    m_presenter->retry();
    QTRY_COMPARE(m_session->reader.held.size(), 3U);
    m_session->reader.answerWith(2, "again");
    QTRY_COMPARE(m_presenter->panelState().kind, PanelState::Ready);
}

void tst_Presenter::whatIsTooMuchOffersAShorterRange()
{
    m_state->setPreset(RangePreset::LastYear);
    QTRY_COMPARE(m_session->reader.held.size(), 2U);
    m_session->reader.refuse(1, ErrorClass::Usage);
    QTRY_COMPARE(m_presenter->panelState().kind, PanelState::Empty);
    QCOMPARE(m_presenter->panelState().text, QStringLiteral("Not read."));
    QVERIFY(!m_presenter->panelState().action.isEmpty());
    m_presenter->nextStep();
    QCOMPARE(m_state->query().preset, RangePreset::Last90Days);
    QTRY_COMPARE(m_session->reader.held.size(), 3U);
    m_state->setPreset(RangePreset::LastQuarter); // as long, and none of the rolling ones
    const auto quarter = m_state->range();
    QTRY_COMPARE(m_session->reader.held.size(), 4U);
    m_session->reader.refuse(3, ErrorClass::Usage);
    QTRY_COMPARE(m_presenter->panelState().kind, PanelState::Empty);
    m_presenter->nextStep();
    QCOMPARE(m_state->range().to, quarter.to);
    QVERIFY(m_state->range().length() * 3 < quarter.length());
}

void tst_Presenter::changesDuringALoadLoadOnceMore()
{
    const auto range = m_state->range();
    emit m_session->reader.changed(QStringLiteral("c"), range, false);
    emit m_session->reader.changed(QStringLiteral("c"), range, false);
    m_session->reader.answerWith(0, "before");
    QTRY_COMPARE(m_presenter->shown, QStringLiteral("before"));
    QTRY_COMPARE(m_session->reader.held.size(), 2U);
    m_session->reader.answerWith(1, "after");
    QTRY_COMPARE(m_presenter->shown, QStringLiteral("after"));
    QTRY_VERIFY(m_presenter->isSettled());
    QCOMPARE(m_session->reader.held.size(), 2U);
}

void tst_Presenter::otherClustersChangesAreNoConcern()
{
    m_session->reader.answerWith(0, "x");
    QTRY_VERIFY(m_presenter->isSettled());
    emit m_session->reader.changed(QStringLiteral("d"), m_state->range(), false);
    const TimeRange longAgo{Instant(std::chrono::hours(1)), Instant(std::chrono::hours(2))};
    emit m_session->reader.changed(QStringLiteral("c"), longAgo, false);
    emit m_session->reader.changed(QStringLiteral("c"), m_state->previousRange(), false);
    QTRY_COMPARE(m_session->reader.held.size(), 2U); // the last of them alone
}

void tst_Presenter::Q3_aStoreThatIsBeingFilledIsLoadedNowAndThen()
{
    constexpr std::chrono::milliseconds delay(20);
    m_presenter->setStoreChangeDelay(delay);
    m_session->reader.answerWith(0, "first");
    QTRY_VERIFY(m_presenter->isSettled());
    // Ten loads, each with commits before and during it: never two without the delay between them.
    QElapsedTimer time;
    time.start();
    for (std::size_t load = 1; load <= 10; ++load) {
        while (m_session->reader.held.size() <= load) {
            emit m_session->reader.changed(QStringLiteral("c"), m_state->range(), false);
            QCoreApplication::processEvents();
        }
        QVERIFY(time.elapsed() >= qint64(load) * delay.count());
        emit m_session->reader.changed(QStringLiteral("c"), m_state->range(), false);
        m_session->reader.answerWith(load, "more");
        QTRY_COMPARE(m_presenter->panelState().kind, PanelState::Ready);
    }
    // And the last change is not forgotten.
    QTRY_COMPARE(m_session->reader.held.size(), 12U);
    m_session->reader.answerWith(11, "last");
    QTRY_COMPARE(m_presenter->shown, QStringLiteral("last"));
    QVERIFY(m_presenter->isSettled());
}

void tst_Presenter::anAnswerAfterItsDeathDoesNoHarm()
{
    m_presenter.reset();
    m_session->reader.answerWith(0, "nobody");
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
}

ATLAS_TEST(tst_Presenter);
#include "tst_Presenter.moc"
