// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Progress.h"

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace atlas {

/// Something that is written beside the window.
struct Job
{
    enum State : std::uint8_t { Running, Done, Failed };

    int id = 0;
    QString what; ///< "Report of prod-a"
    QString path; ///< of the file; empty: it makes none, and leaves the list when it is done
    State state = Running;
    double fraction = 0; ///< 0..1, NaN while nobody knows; of a running one
    Error error; ///< of a failed one
    qint64 bytes = 0; ///< of the file of one that is done
};

/// Long pieces of work beside the window: in threads of their own, so that pages do not wait for them. A cancelled job
/// leaves the list as soon as its work has ended. GUI thread.
class JobList final : public QObject
{
    Q_OBJECT
public:
    explicit JobList(QObject* parent = nullptr);
    /// Gives up what runs, and waits until it has ended: nothing is left behind.
    ~JobList() override;

    /// Runs in a thread of the list; what it writes is whole or not there at all. EXPORT where it was cancelled.
    using Work = std::function<Result<void>(Progress& progress)>;
    /// The job's id.
    int start(const QString& what, const QString& path, Work work);
    /// The same with a step in the window's thread between two in the list's, for what only that thread can draw;
    /// `last` may be null.
    int start(const QString& what, const QString& path, Work first, std::function<void()> inWindow, Work last);
    void cancel(int id);
    void cancelAll();
    /// Takes one that has ended off the list.
    void dismiss(int id);

    const std::vector<Job>& jobs() const { return m_jobs; }
    int runningCount() const;

signals:
    /// jobs() is another.
    void changed();
    /// A job has ended: it is done, failed or cancelled.
    void ended(int id);

private:
    /// One that runs.
    struct Run
    {
        int id = 0;
        std::shared_ptr<Progress> progress;
        std::function<void()> inWindow; ///< what follows its present step; null: nothing
        Work last;
    };
    void runInPool(const Run& run, Work work);
    void take(int id, const Result<void>& result);
    void look();

    std::vector<Job> m_jobs; ///< in the order in which they began
    std::vector<Run> m_running;
    QThreadPool m_pool;
    QTimer m_glance; ///< at how far they are
    int m_lastId = 0;
};

} // namespace atlas
