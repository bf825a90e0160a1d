// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/LiveSync.h"

#include "models/store/SqliteStore.h"
#include "models/sync/LiveWorker.h"
#include "models/sync/RefreshSchedule.h"

#include <QElapsedTimer>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace atlas {

namespace {

/// What is still to be asked for; calls that come while a cycle runs add to it.
struct Wanted
{
    bool hours = false, snapshots = false, force = false;

    bool any() const { return hours || snapshots; }
};

} // namespace

class LiveSync::Private : public QObject
{
public:
    Private(LiveSync* owner, const ApiConfig& config, SqliteStore& store, const Clock& clock)
        : q(owner)
        , m_store(store)
        , m_clock(clock)
        , m_worker(new LiveWorker(config, store, clock))
    {
        m_worker->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        connect(m_worker, &LiveWorker::progress, this, [this](const SyncProgress& progress) {
            m_status.progress = progress.text;
            m_status.done = progress.done;
            m_status.total = progress.total;
            emit q->statusChanged();
        });
        connect(m_worker, &LiveWorker::finished, this, [this](const Result<SyncReport>& result) { cycleDone(result); });
        for (auto* timer : {&m_hourly, &m_snapshots}) {
            timer->setSingleShot(true);
            timer->setTimerType(Qt::CoarseTimer);
        }
        connect(&m_hourly, &QTimer::timeout, this, [this] {
            want({.hours = true});
            setTimers();
        });
        connect(&m_snapshots, &QTimer::timeout, this, [this] {
            want({.snapshots = true});
            setTimers();
        });
        m_thread.setObjectName(QStringLiteral("sync"));
        m_thread.start();
    }

    ~Private() override
    {
        m_thread.quit();
        m_thread.wait();
    }

    void setVisible(std::vector<std::string> clusters, TimeRange range)
    {
        m_clusters = std::move(clusters);
        m_visible = range;
    }

    void setTimers()
    {
        const Instant now = m_clock.now();
        m_hourly.start(m_schedule.nextHourly(now) - now);
        const auto snapshots = m_schedule.nextSnapshots(m_lastSnapshots, now) - now;
        m_snapshots.start(std::max<std::chrono::milliseconds>(snapshots, std::chrono::seconds(1)));
    }

    void want(Wanted more)
    {
        m_wanted.hours |= more.hours;
        m_wanted.snapshots |= more.snapshots;
        m_wanted.force |= more.force;
        startCycle();
    }

    void resume() { m_paused = false; }

    SyncStatus status() const
    {
        SyncStatus status = m_status;
        const bool aged =
            !m_sinceSuccess.isValid() || !m_schedule.isFresh(std::chrono::milliseconds(m_sinceSuccess.elapsed()));
        if (m_store.isReadOnly())
            status.state = SyncState::ReadOnly;
        else if (status.state == SyncState::Fresh && aged)
            status.state = SyncState::Stale;
        return status;
    }

private:
    void startCycle()
    {
        if (m_status.busy || m_paused || !m_wanted.any() || m_visible.isEmpty() || m_store.isReadOnly())
            return;
        const Wanted now = std::exchange(m_wanted, {});
        SyncRequest request;
        request.clusters = m_clusters;
        request.range = m_visible;
        if (!now.hours)
            request.levels.clear();
        request.snapshots = now.snapshots;
        // The last day that is to be seen: more of them would be much to fetch, and little to look at.
        const Instant end = std::min(m_visible.to, m_clock.now() + std::chrono::seconds(1));
        request.snapshotRange = TimeRange{std::max(m_visible.from, end - std::chrono::hours(24)), end};
        request.force = now.force;
        if (now.snapshots) {
            m_lastSnapshots = m_clock.now();
            setTimers();
        }
        m_status.busy = true;
        m_status.done = m_status.total = 0;
        m_status.progress.clear();
        emit q->statusChanged();
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, request] { worker->run(request); });
    }

    void cycleDone(const Result<SyncReport>& result)
    {
        m_status.busy = false;
        m_status.progress.clear();
        m_status.error = result ? result->problem() : std::optional<Error>(result.error());
        if (!m_status.error) {
            m_status.state = SyncState::Fresh;
            m_status.lastSuccess = m_clock.now();
            m_sinceSuccess.start();
        } else {
            m_status.state = stateOf(*m_status.error);
            m_paused = m_status.state == SyncState::LoginNeeded;
        }
        emit q->statusChanged();
        startCycle();
    }

    static SyncState stateOf(const Error& error)
    {
        switch (error.cls) {
        case ErrorClass::Auth:
            return SyncState::LoginNeeded;
        case ErrorClass::Tls:
            return SyncState::Blocked;
        case ErrorClass::Partial:
            return SyncState::Partial;
        case ErrorClass::Cache:
            return SyncState::ReadOnly;
        default:
            return endpointMissing(error) ? SyncState::Blocked : SyncState::Stale;
        }
    }

    LiveSync* q;
    SqliteStore& m_store;
    const Clock& m_clock;
    const RefreshSchedule m_schedule;
    QThread m_thread;
    LiveWorker* m_worker; ///< dies with its thread
    QTimer m_hourly, m_snapshots;
    std::vector<std::string> m_clusters;
    TimeRange m_visible;
    Wanted m_wanted;
    bool m_paused = false; ///< until somebody asks: the server wants a token
    std::optional<Instant> m_lastSnapshots;
    QElapsedTimer m_sinceSuccess;
    SyncStatus m_status;
};

LiveSync::LiveSync(const ApiConfig& config, SqliteStore& store, const Clock& clock, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, config, store, clock))
{
}

LiveSync::~LiveSync() = default;

void LiveSync::start(TimeRange visible)
{
    d->setVisible({}, visible);
    d->want({.hours = true, .snapshots = true});
    d->setTimers();
}

void LiveSync::ensureRange(const std::vector<std::string>& clusters, TimeRange range)
{
    d->setVisible(clusters, range);
    d->want({.hours = true, .snapshots = true});
}

void LiveSync::refresh()
{
    d->resume();
    d->want({.hours = true, .snapshots = true, .force = true});
}

SyncStatus LiveSync::status() const
{
    return d->status();
}

} // namespace atlas
