// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "models/domain/Error.h"

#include <QByteArray>
#include <QObject>

#include <optional>
#include <vector>

namespace atlas {

/// What a typed address comes to: a new profile of it, and the secret that was written into it.
struct TypedConnection
{
    ConnectionProfile profile; ///< url, name, auth and headerName set; no id
    std::optional<QByteArray> secret;
};

/// The saved connections, as the window sees them. The program behind it keeps profiles and secrets, runs the tests and
/// tells the syncing about changes. GUI thread; nothing here blocks.
class ConnectionManager : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual std::vector<ConnectionProfile> connections() const = 0;
    /// Reads an address as people type it: scheme added, endings and user info taken out.
    virtual TypedConnection understand(const QString& typed) const = 0;
    /// Why a profile cannot be used as it is (USAGE); nullopt: it can.
    virtual std::optional<Error> refusal(const ConnectionProfile& profile) const = 0;
    /// Adds a connection (an empty id: a new one is made) or changes it. `secret`: nullopt leaves the one there is, an
    /// empty one removes it. Emits changed(), and secretNotKept() where the keyring did not take the secret.
    virtual void save(const ConnectionProfile& profile, const std::optional<QByteArray>& secret) = 0;
    /// Removes the connection and its secret; its data stay in the cache.
    virtual void remove(const QString& id) = 0;
    /// Whether a secret is at hand for the connection.
    virtual bool hasSecret(const QString& id) const = 0;
    /// Tries a connection as it is edited; ends with tested(). `secret` as in save(). A new test, or cancelTest(),
    /// takes the place of the one under way.
    virtual void test(const ConnectionProfile& profile, const std::optional<QByteArray>& secret) = 0;
    virtual void cancelTest() = 0;
    /// Opens the live view of all enabled connections; the answer comes through SourceOpener's signals.
    virtual void openLive() = 0;

signals:
    void changed();
    void tested(const atlas::ConnectionReport& report);
    /// A change is in force for this run, and could not be written down.
    void notSaved(const atlas::Error& error);
    /// The secret of a connection is known for this run only; `reason` says why.
    void secretNotKept(const QString& id, const QString& reason);
};

} // namespace atlas
