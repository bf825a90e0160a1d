// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Async.h"

#include "tests/support/TestRegistry.h"

#include <QPromise>
#include <QThread>

#include <memory>

using namespace atlas;

class tst_Async : public QObject
{
    Q_OBJECT
private slots:
    void theResultArrivesInTheReceiversThread()
    {
        QObject receiver;
        QPromise<int> promise;
        promise.start();
        int got = 0;
        QThread* thread = nullptr;
        whenDone(promise.future(), &receiver, [&](int value) {
            got = value;
            thread = QThread::currentThread();
        });
        QCOMPARE(got, 0);
        promise.addResult(7);
        promise.finish();
        QTRY_COMPARE(got, 7);
        QCOMPARE(thread, receiver.thread());
    }

    void aFutureThatIsDoneAlreadyArrivesToo()
    {
        QObject receiver;
        QPromise<int> promise;
        promise.start();
        promise.addResult(3);
        promise.finish();
        int got = 0;
        whenDone(promise.future(), &receiver, [&](int value) { got = value; });
        QTRY_COMPARE(got, 3);
    }

    void aReceiverThatDiedIsNotCalled()
    {
        auto receiver = std::make_unique<QObject>();
        QObject witness;
        QPromise<int> promise;
        promise.start();
        bool called = false, witnessed = false;
        whenDone(promise.future(), receiver.get(), [&](int) { called = true; });
        whenDone(promise.future(), &witness, [&](int) { witnessed = true; });
        receiver.reset();
        promise.addResult(1);
        promise.finish();
        QTRY_VERIFY(witnessed);
        QVERIFY(!called);
    }

    void aCancelledFutureGivesNothing()
    {
        QObject receiver;
        QPromise<int> cancelled, done;
        cancelled.start();
        done.start();
        bool called = false, witnessed = false;
        whenDone(cancelled.future(), &receiver, [&](int) { called = true; });
        whenDone(done.future(), &receiver, [&](int) { witnessed = true; });
        cancelled.future().cancel();
        cancelled.finish();
        done.addResult(1);
        done.finish();
        QTRY_VERIFY(witnessed);
        QVERIFY(!called);
    }
};

ATLAS_TEST(tst_Async);
#include "tst_Async.moc"
