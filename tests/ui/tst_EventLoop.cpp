// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"
#include "tests/ui/Backfill.h"
#include "tests/ui/FakeConnections.h"
#include "tests/ui/NoOpener.h"
#include "tests/views/ViewFixtures.h"
#include "ui/MainWindow.h"

#include <QApplication>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

/// The window while its store is being filled. How even it is exactly is measured by the benchmark BM_Backfill: here
/// only a window that stops is told from one that does not.
class tst_EventLoop : public QObject
{
    Q_OBJECT

private slots:
    void Q3_theWindowGoesOnWhileItsStoreIsFilled_data();
    void Q3_theWindowGoesOnWhileItsStoreIsFilled();
};

void tst_EventLoop::Q3_theWindowGoesOnWhileItsStoreIsFilled_data()
{
    QTest::addColumn<QString>("page");
    for (const auto& entry : pageEntries())
        QTest::newRow(qPrintable(entry.id)) << entry.id;
}

void tst_EventLoop::Q3_theWindowGoesOnWhileItsStoreIsFilled()
{
    QFETCH(QString, page);
    constexpr int days = 90, namespaces = 100;
    const auto end = at("2024-12-16T00:00:00Z");
    FixedClock clock(end + 30min);
    ThemeController theme(*qApp);
    DashboardState state(clock);
    state.setPage(page);
    state.setPreset(RangePreset::Last90Days);
    NoOpener opener;
    FakeConnections connections;
    MainWindow window(state, theme, opener, connections);
    window.resize(1280, 800);
    window.show();
    auto session = std::make_unique<MemorySession>();
    auto& store = session->store();
    session->commit(dayOfRows(end - 24h, namespaces));
    window.setSession(std::move(session));
    QTRY_VERIFY(window.isSettled());

    Heartbeat heart;
    heart.start();
    const Backfill backfill(store, end, days, namespaces);
    QTRY_VERIFY_WITH_TIMEOUT(backfill.isDone(), 60'000);
    QTRY_VERIFY(window.isSettled());
    heart.stop();
    QVERIFY(!backfill.failed());
    QVERIFY(heart.beats() > 10);
    QVERIFY2(heart.gap(1) < 1000, qPrintable(QString::number(heart.gap(1))));
}

ATLAS_TEST(tst_EventLoop);
#include "tst_EventLoop.moc"
