// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"
#include "ui/exports/JobList.h"
#include "ui/widgets/JobArea.h"

#include <QLabel>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <atomic>
#include <memory>

using namespace atlas;

namespace {

/// Work that goes on when it is told to.
struct Gate
{
    QSemaphore begun, go;
};

Result<void> untilToldOrCancelled(Gate& gate, Progress& progress)
{
    progress.setTotal(4);
    progress.advance(1);
    gate.begun.release();
    while (!gate.go.tryAcquire(1, 5)) {
        if (progress.isCancelled())
            return failure(ErrorClass::Export, QStringLiteral("Cancelled."));
    }
    return {};
}

} // namespace

class tst_JobList : public QObject
{
    Q_OBJECT

private slots:
    void jobsRunBesideEachOtherAndSayHowFarTheyAre()
    {
        JobList jobs;
        auto gates = std::make_shared<std::array<Gate, 2>>();
        QSignalSpy ended(&jobs, &JobList::ended);
        for (auto& gate : *gates)
            jobs.start(QStringLiteral("Table"), QStringLiteral("/nowhere/x.csv"),
                [gates, &gate](Progress& progress) { return untilToldOrCancelled(gate, progress); });
        for (auto& gate : *gates)
            gate.begun.acquire(); // both run
        QCOMPARE(jobs.runningCount(), 2);
        QTRY_COMPARE(jobs.jobs()[0].fraction, 0.25);
        (*gates)[1].go.release();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(jobs.runningCount(), 1);
        QCOMPARE(jobs.jobs()[0].state, Job::Running);
        QCOMPARE(jobs.jobs()[1].state, Job::Done);
        (*gates)[0].go.release();
        QTRY_COMPARE(jobs.runningCount(), 0);
    }

    void aJobWithoutAFileEndsInTheWindowAndLeavesTheList()
    {
        JobList jobs;
        JobArea area(jobs);
        bool shown = false;
        QSignalSpy ended(&jobs, &JobList::ended);
        jobs.start(
            QStringLiteral("Preview"), {}, [](Progress&) -> Result<void> { return {}; }, [&shown] { shown = true; },
            {});
        QCOMPARE(area.texts(), QStringList{QStringLiteral("Preview …")});
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(shown);
        QVERIFY(jobs.jobs().empty());
    }

    void E5_cancelledWorkLeavesTheListAndFailedWorkSaysWhy()
    {
        JobList jobs;
        JobArea area(jobs);
        auto gate = std::make_shared<Gate>();
        const int id = jobs.start(QStringLiteral("Table"), QStringLiteral("/nowhere/x.csv"),
            [gate](Progress& progress) { return untilToldOrCancelled(*gate, progress); });
        gate->begun.acquire();
        QCOMPARE(area.texts().size(), 1);
        jobs.dismiss(id); // not while it runs
        QCOMPARE(jobs.jobs().size(), 1U);
        for (auto* button : area.findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("Cancel") && button->isVisibleTo(&area))
                button->click();
        }
        QTRY_VERIFY(jobs.jobs().empty());
        QVERIFY(area.texts().isEmpty());
        QVERIFY(area.isHidden());

        jobs.start(QStringLiteral("Table"), QStringLiteral("/nowhere/x.csv"), [](Progress&) -> Result<void> {
            return failure(ErrorClass::Export, QStringLiteral("The disk is full: 12 MB are needed."));
        });
        QTRY_COMPARE(jobs.runningCount(), 0);
        QCOMPARE(area.texts(), QStringList{QStringLiteral("The disk is full: 12 MB are needed.")});
        jobs.dismiss(jobs.jobs().front().id);
        QVERIFY(jobs.jobs().empty());
    }

    void aStepInTheWindowsThreadStandsBetweenTwoInTheList()
    {
        JobList jobs;
        auto log = std::make_shared<QStringList>();
        auto* window = QThread::currentThread();
        const auto note = [log, window](const char* what) {
            *log << QStringLiteral("%1 %2").arg(QLatin1StringView(what),
                QThread::currentThread() == window ? QStringLiteral("window") : QStringLiteral("list"));
        };
        jobs.start(
            QStringLiteral("Report"), QStringLiteral("/nowhere/x.pdf"),
            [note](Progress&) -> Result<void> {
                note("gather");
                return {};
            },
            [note] { note("draw"); },
            [note](Progress&) -> Result<void> {
                note("write");
                return {};
            });
        QTRY_COMPARE(jobs.runningCount(), 0);
        QCOMPARE(*log,
            (QStringList{QStringLiteral("gather list"), QStringLiteral("draw window"), QStringLiteral("write list")}));
        QCOMPARE(jobs.jobs().front().state, Job::Done);
    }

    void aFailedFirstStepEndsIt()
    {
        JobList jobs;
        auto drawn = std::make_shared<bool>(false);
        jobs.start(
            QStringLiteral("Report"), QStringLiteral("/nowhere/x.pdf"),
            [](Progress&) -> Result<void> { return failure(ErrorClass::Usage, QStringLiteral("No such cluster.")); },
            [drawn] { *drawn = true; }, [](Progress&) -> Result<void> { return {}; });
        QTRY_COMPARE(jobs.runningCount(), 0);
        QVERIFY(!*drawn);
        QCOMPARE(jobs.jobs().front().state, Job::Failed);
    }

    void goingAwayEndsWhatRuns()
    {
        auto gate = std::make_shared<Gate>();
        auto ended = std::make_shared<std::atomic<bool>>(false);
        {
            JobList jobs;
            jobs.start(QStringLiteral("Table"), QStringLiteral("/nowhere/x.csv"), [gate, ended](Progress& progress) {
                auto result = untilToldOrCancelled(*gate, progress);
                *ended = true;
                return result;
            });
            gate->begun.acquire();
        }
        QVERIFY(*ended);
    }

    void F8_namesOfFilesArePlainText()
    {
        JobList jobs;
        JobArea area(jobs);
        area.setNotice(QStringLiteral("<b>bold</b> http://example.org"), QStringLiteral("Show"));
        jobs.start(QStringLiteral("<i>Table</i>"), QStringLiteral("/nowhere/<img src=x>.csv"),
            [](Progress&) -> Result<void> { return {}; });
        QTRY_COMPARE(jobs.runningCount(), 0);
        QCOMPARE(area.texts().size(), 2);
        for (const auto* label : area.findChildren<QLabel*>()) {
            if (!label->text().isEmpty()) {
                QCOMPARE(label->textFormat(), Qt::PlainText);
            }
        }
    }
};

ATLAS_TEST(tst_JobList);
#include "tst_JobList.moc"
