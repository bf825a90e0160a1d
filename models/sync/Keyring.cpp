// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/Keyring.h"

#include <QPromise>

#ifdef ATLAS_KEYRING
#include <QThread>

#include <qt6keychain/keychain.h>

#include <functional>
#include <memory>
#endif

namespace atlas {

#ifdef ATLAS_KEYRING

namespace {

/// Something that lives in the keyring's thread. The library hands its jobs to one executor, in the thread of the first
/// job, so that all stores of a process need the same thread; and as a keyring may never answer, nobody waits for its
/// end.
QObject* keyringThread()
{
    static QObject* const place = [] {
        auto* thread = new QThread;
        auto* object = new QObject;
        thread->setObjectName(QStringLiteral("keyring"));
        object->moveToThread(thread);
        thread->start();
        return object;
    }();
    return place;
}

KeyringAnswer::Kind kindOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return KeyringAnswer::Kind::Done;
    case QKeychain::EntryNotFound:
        return KeyringAnswer::Kind::NotFound;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return KeyringAnswer::Kind::Refused;
    default:
        return KeyringAnswer::Kind::Absent;
    }
}

QFuture<KeyringAnswer> ask(std::function<QKeychain::Job*()> makeJob)
{
    auto promise = std::make_shared<QPromise<KeyringAnswer>>();
    promise->start();
    auto future = promise->future();
    QMetaObject::invokeMethod(keyringThread(), [promise, makeJob = std::move(makeJob)] {
        // Has no parent: it must outlive a question that is never answered, and deletes itself after any other.
        auto* job = makeJob();
        QObject::connect(job, &QKeychain::Job::finished, job, [promise](QKeychain::Job* done) {
            const auto* read = qobject_cast<QKeychain::ReadPasswordJob*>(done);
            promise->addResult(
                KeyringAnswer{kindOf(done->error()), read ? read->binaryData() : QByteArray(), done->errorString()});
            promise->finish();
        });
        job->start();
    });
    return future;
}

} // namespace

QFuture<KeyringAnswer> keyringRead(const QString& service, const QString& key)
{
    return ask([service, key] {
        auto* job = new QKeychain::ReadPasswordJob(service);
        job->setKey(key);
        return job;
    });
}

QFuture<KeyringAnswer> keyringWrite(const QString& service, const QString& key, const QByteArray& secret)
{
    return ask([service, key, secret] {
        auto* job = new QKeychain::WritePasswordJob(service);
        job->setKey(key);
        job->setBinaryData(secret);
        return job;
    });
}

QFuture<KeyringAnswer> keyringRemove(const QString& service, const QString& key)
{
    return ask([service, key] {
        auto* job = new QKeychain::DeletePasswordJob(service);
        job->setKey(key);
        return job;
    });
}

#else

namespace {

QFuture<KeyringAnswer> noKeyring()
{
    return QtFuture::makeReadyFuture(
        KeyringAnswer{KeyringAnswer::Kind::Absent, {}, QStringLiteral("built without QtKeychain")});
}

} // namespace

QFuture<KeyringAnswer> keyringRead(const QString&, const QString&)
{
    return noKeyring();
}

QFuture<KeyringAnswer> keyringWrite(const QString&, const QString&, const QByteArray&)
{
    return noKeyring();
}

QFuture<KeyringAnswer> keyringRemove(const QString&, const QString&)
{
    return noKeyring();
}

#endif

} // namespace atlas
