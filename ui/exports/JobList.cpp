// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exports/JobList.h"

#include "models/domain/Async.h"
#include "models/domain/Figure.h"

#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace atlas {

namespace {

constexpr int threads = 2, glanceInterval = 100; // ms
constexpr std::size_t mostEnded = 2; // that stay on the list

} // namespace

JobList::JobList(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(threads);
    m_glance.setInterval(glanceInterval);
    connect(&m_glance, &QTimer::timeout, this, &JobList::look);
}

JobList::~JobList()
{
    cancelAll();
    m_pool.waitForDone();
}

int JobList::start(const QString& what, const QString& path, Work work)
{
    return start(what, path, std::move(work), {}, {});
}

int JobList::start(const QString& what, const QString& path, Work first, std::function<void()> inWindow, Work last)
{
    const Run run{++m_lastId, std::make_shared<Progress>(), std::move(inWindow), std::move(last)};
    Job job;
    job.id = run.id;
    job.what = what;
    job.path = path;
    job.fraction = run.progress->fraction();
    m_jobs.push_back(job);
    m_running.push_back(run);
    runInPool(run, std::move(first));
    m_glance.start();
    emit changed();
    return run.id;
}

void JobList::runInPool(const Run& run, Work work)
{
    const auto call = [work = std::move(work), progress = run.progress] { return work(*progress); };
    whenDone(
        QtConcurrent::run(&m_pool, call), this, [this, id = run.id](const Result<void>& result) { take(id, result); });
}

void JobList::cancel(int id)
{
    for (const auto& run : m_running) {
        if (run.id == id)
            run.progress->cancel();
    }
}

void JobList::cancelAll()
{
    for (const auto& run : m_running)
        run.progress->cancel();
}

void JobList::dismiss(int id)
{
    const auto removed =
        std::erase_if(m_jobs, [id](const Job& job) { return job.id == id && job.state != Job::Running; });
    if (removed > 0)
        emit changed();
}

int JobList::runningCount() const
{
    return int(m_running.size());
}

void JobList::take(int id, const Result<void>& result)
{
    const auto run = std::ranges::find(m_running, id, &Run::id);
    if (result && run->inWindow && !run->progress->isCancelled()) {
        std::exchange(run->inWindow, {})();
        if (auto last = std::exchange(run->last, {})) {
            runInPool(*run, std::move(last));
            return;
        }
    }
    const bool cancelled = run->progress->isCancelled() && (!result || run->inWindow);
    m_running.erase(run);
    if (m_running.empty())
        m_glance.stop();
    const auto job = std::ranges::find(m_jobs, id, &Job::id);
    if (cancelled || (result && job->path.isEmpty())) {
        m_jobs.erase(job);
    } else if (result) {
        job->state = Job::Done;
        job->bytes = QFileInfo(job->path).size();
    } else {
        job->state = Job::Failed;
        job->error = result.error();
    }
    auto ended = std::size_t(std::ranges::count_if(m_jobs, [](const Job& j) { return j.state != Job::Running; }));
    std::erase_if(m_jobs, [&ended](const Job& j) { return j.state != Job::Running && ended-- > mostEnded; });
    emit changed();
    emit this->ended(id);
}

void JobList::look()
{
    bool moved = false;
    for (const auto& run : m_running) {
        const auto job = std::ranges::find(m_jobs, run.id, &Job::id);
        const double fraction = run.progress->fraction();
        moved = moved || !(Figure(job->fraction) == Figure(fraction));
        job->fraction = fraction;
    }
    if (moved)
        emit changed();
}

} // namespace atlas
