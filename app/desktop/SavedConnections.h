// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sync/ConnectionTest.h"
#include "models/sync/SecretStore.h"
#include "ui/ConnectionManager.h"

#include <QSet>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace atlas {

/// The connections of a settings file, with their secrets in the keyring.
class SavedConnections final : public ConnectionManager
{
    Q_OBJECT
public:
    /// `clock` outlives it.
    SavedConnections(const QString& path, const Clock& clock, QObject* parent = nullptr);
    /// Waits for what is being written.
    ~SavedConnections() override;

    /// Reads the file: once, before the window is there. After a failure nothing is written over it.
    std::optional<Error> load();

    std::vector<ConnectionProfile> connections() const override { return m_profiles; }
    TypedConnection understand(const QString& typed) const override;
    std::optional<Error> refusal(const ConnectionProfile& profile) const override;
    void save(const ConnectionProfile& profile, const std::optional<QByteArray>& secret) override;
    void remove(const QString& id) override;
    bool hasSecret(const QString& id) const override;
    void test(const ConnectionProfile& profile, const std::optional<QByteArray>& secret) override;
    void cancelTest() override;
    void openLive() override { emit liveWanted(); }

    bool anyEnabled() const;
    /// then(secret, why it could not be read); not called if `receiver` dies first.
    void readSecret(
        const QString& id, QObject* receiver, std::function<void(const QByteArray&, const std::optional<Error>&)> then);

signals:
    void liveWanted();
    /// A connection was added or changed; its secret is readable.
    void connectionSaved(const atlas::ConnectionProfile& profile);
    void connectionRemoved(const QString& id);

private:
    void write();
    void runTest(const ConnectionProfile& profile, const QByteArray& secret);

    QString m_path;
    const Clock& m_clock;
    std::vector<ConnectionProfile> m_profiles;
    std::optional<Error> m_unreadable;
    SecretStore m_secrets;
    QSet<QString> m_without; ///< ids of which the keyring said that there is no secret
    std::unique_ptr<ConnectionTest> m_test;
    quint64 m_testNumber = 0; ///< a secret that is read late belongs to no newer test
    QThreadPool m_writer; ///< of one thread: files are written in the order of the changes
};

} // namespace atlas
