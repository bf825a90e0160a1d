// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/SecretStore.h"

#include "models/domain/Async.h"
#include "models/sync/Keyring.h"
#include "models/sync/SecretFile.h"

#include <QPromise>
#include <QTimer>

#include <map>
#include <set>
#include <utility>

namespace atlas {

class SecretStore::Private
{
public:
    Private(SecretStore& q, QString service, std::chrono::milliseconds limit)
        : q(q)
        , service(std::move(service))
        , limit(limit)
    {
    }

    /// Calls `then` once: with the keyring's answer, or when the limit has passed. What comes after that goes to
    /// `late`.
    template <typename Then, typename Late>
    void waitFor(const QFuture<KeyringAnswer>& future, Then then, Late late)
    {
        auto answered = std::make_shared<bool>(false);
        auto* timer = new QTimer(&q);
        timer->setSingleShot(true);
        QObject::connect(timer, &QTimer::timeout, &q, [this, answered, timer, then] {
            timer->deleteLater();
            *answered = true;
            ++silent;
            then(KeyringAnswer{KeyringAnswer::Kind::Silent, {}, {}});
        });
        timer->start(limit);
        whenDone(future, &q, [this, answered, timer, then, late](const KeyringAnswer& answer) {
            if (std::exchange(*answered, true)) {
                --silent;
                late(answer);
                return;
            }
            delete timer;
            then(answer);
        });
    }

    /// Why the keyring cannot be used, as the end of a sentence.
    static QString reason(const KeyringAnswer& answer)
    {
        switch (answer.kind) {
        case KeyringAnswer::Kind::Refused:
            return SecretStore::tr("the keyring refused access");
        case KeyringAnswer::Kind::Silent:
            return SecretStore::tr("the keyring does not answer");
        default:
            return SecretStore::tr("there is no keyring that can be used");
        }
    }

    SecretStore& q;
    const QString service;
    const std::chrono::milliseconds limit;
    std::map<QString, QByteArray> secrets; ///< an empty one is known to be none
    std::set<QString> unkept; ///< connections whose secret the keyring did not take
    int silent = 0; ///< questions that the keyring still owes an answer to: it answers one after the other
};

SecretStore::SecretStore(QString service, std::chrono::milliseconds limit, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(service), limit))
{
    leaveNoCoreFile();
}

SecretStore::~SecretStore() = default;

bool SecretStore::has(const QString& connection) const
{
    const auto known = d->secrets.find(connection);
    return known != d->secrets.end() && !known->second.isEmpty();
}

QFuture<Result<QByteArray>> SecretStore::read(const QString& connection)
{
    if (const auto known = d->secrets.find(connection); known != d->secrets.end())
        return QtFuture::makeReadyFuture(Result<QByteArray>(known->second));
    const auto unavailable = [](const KeyringAnswer& answer) -> Result<QByteArray> {
        return failure(ErrorClass::Auth,
            tr("The token of this connection cannot be read: %1. Its data are kept; unlock the keyring and "
               "try again, or type the token again, for this run.")
                .arg(Private::reason(answer)),
            answer.text);
    };
    if (d->silent > 0)
        return QtFuture::makeReadyFuture(unavailable({KeyringAnswer::Kind::Silent, {}, {}}));

    auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    const auto remember = [this, connection](const KeyringAnswer& answer) {
        if (answer.kind == KeyringAnswer::Kind::Done)
            d->secrets.emplace(connection, answer.secret); // not over one that was typed meanwhile
    };
    const auto then = [this, connection, promise, remember, unavailable](const KeyringAnswer& answer) {
        remember(answer);
        const auto known = d->secrets.find(connection);
        if (known != d->secrets.end())
            promise->addResult(Result<QByteArray>(known->second));
        else if (answer.kind == KeyringAnswer::Kind::NotFound)
            promise->addResult(Result<QByteArray>(QByteArray()));
        else
            promise->addResult(unavailable(answer));
        promise->finish();
    };
    d->waitFor(keyringRead(d->service, connection), then, remember);
    return promise->future();
}

QFuture<Result<QString>> SecretStore::write(const QString& connection, const QByteArray& secret)
{
    const bool removing = secret.isEmpty();
    d->secrets[connection] = secret;
    const auto sentence = [this, connection, removing](const KeyringAnswer& answer) -> QString {
        if (answer.kind == KeyringAnswer::Kind::Done || (removing && answer.kind == KeyringAnswer::Kind::NotFound)) {
            d->unkept.erase(connection);
            return {};
        }
        if (!removing) {
            d->unkept.insert(connection);
            return tr("The token is kept until the program ends, and nowhere on disk: %1.")
                .arg(Private::reason(answer));
        }
        const bool neverThere = answer.kind == KeyringAnswer::Kind::Absent || d->unkept.count(connection) > 0;
        return neverThere ? QString()
                          : tr("The token is forgotten until the program ends, but the keyring still has it: %1.")
                                .arg(Private::reason(answer));
    };
    if (d->silent > 0)
        return QtFuture::makeReadyFuture(Result<QString>(sentence({KeyringAnswer::Kind::Silent, {}, {}})));

    auto promise = std::make_shared<QPromise<Result<QString>>>();
    promise->start();
    const auto then = [promise, sentence](const KeyringAnswer& answer) {
        promise->addResult(Result<QString>(sentence(answer)));
        promise->finish();
    };
    d->waitFor(removing ? keyringRemove(d->service, connection) : keyringWrite(d->service, connection, secret), then,
        [sentence](const KeyringAnswer& answer) { sentence(answer); });
    return promise->future();
}

} // namespace atlas
