// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <QByteArray>
#include <QFuture>
#include <QObject>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>

namespace atlas {

/// The keyring's name for the secrets of all programs of the product; they are found by the id of their connection.
inline constexpr QLatin1StringView keyringService("gpu-atlas");

/// Where the secrets of connections are: in the desktop's keyring, and for this run in memory. They are never written
/// anywhere else.
///
/// GUI thread (any thread with an event loop); nothing blocks.
class SecretStore : public QObject
{
    Q_OBJECT
public:
    /// `service`: the keyring's name for our entries. A keyring that does not answer within `limit` counts as absent.
    explicit SecretStore(
        QString service, std::chrono::milliseconds limit = std::chrono::seconds(10), QObject* parent = nullptr);
    ~SecretStore() override;

    /// The secret of a connection; an empty one if there is none. AUTH if the keyring cannot be asked (locked, refused,
    /// no answer) and the secret is not in memory: the sentence says what to do.
    QFuture<Result<QByteArray>> read(const QString& connection);
    /// Keeps a secret, in memory in any case; an empty one removes it. The value is empty when the keyring took it,
    /// else a sentence why it is kept for this run only.
    QFuture<Result<QString>> write(const QString& connection, const QByteArray& secret);
    /// Whether a secret is in memory.
    bool has(const QString& connection) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace atlas
