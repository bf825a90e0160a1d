// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/SyncHub.h"

#include "models/sync/HubWorker.h"

#include <QThread>

namespace atlas {

/// The window's side: passes orders on to the fetching thread, and keeps what it told last.
class SyncHub::Private : public QObject
{
public:
    Private(SyncHub* owner, SqliteStore& store, const Clock& clock, const SyncHubOptions& options)
        : worker(new HubWorker(store, clock, options))
    {
        worker->moveToThread(&thread);
        connect(&thread, &QThread::started, worker, &HubWorker::start);
        connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
        connect(worker, &HubWorker::told, this, [this, owner](const HubState& state) {
            if (state == told)
                return;
            told = state;
            emit owner->changed();
        });
        thread.setObjectName(QStringLiteral("sync"));
        thread.start();
    }

    ~Private() override
    {
        thread.quit();
        thread.wait();
    }

    template <typename Order>
    void order(Order order)
    {
        QMetaObject::invokeMethod(worker, [worker = worker, order = std::move(order)] { order(*worker); });
    }

    QThread thread;
    HubWorker* worker; ///< dies with its thread
    HubState told;
};

SyncHub::SyncHub(SqliteStore& store, const Clock& clock, SyncHubOptions options, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, store, clock, options))
{
}

SyncHub::~SyncHub() = default;

void SyncHub::setConnection(const ConnectionProfile& profile, const QByteArray& secret)
{
    d->order([=](HubWorker& worker) { worker.setConnection(profile, secret); });
}

void SyncHub::removeConnection(const QString& id)
{
    d->order([=](HubWorker& worker) { worker.removeConnection(id); });
}

void SyncHub::setVisible(const QStringList& clusters, TimeRange range)
{
    d->order([=](HubWorker& worker) { worker.setVisible(clusters, range); });
}

void SyncHub::refresh(const QString& connection)
{
    d->order([=](HubWorker& worker) { worker.refresh(connection); });
}

void SyncHub::cancel()
{
    d->order([](HubWorker& worker) { worker.cancel(); });
}

void SyncHub::setRetention(const RetentionPolicy& policy)
{
    d->order([=](HubWorker& worker) { worker.setRetention(policy); });
}

std::vector<ClusterStatus> SyncHub::statuses() const
{
    return d->told.statuses;
}

SyncActivity SyncHub::activity() const
{
    return d->told.activity;
}

} // namespace atlas
