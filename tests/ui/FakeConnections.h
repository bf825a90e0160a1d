// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ConnectionManager.h"

#include <QHash>

namespace atlas::test {

/// Connections in memory. Notes what it was asked for; the test answers.
class FakeConnections final : public ConnectionManager
{
public:
    std::vector<ConnectionProfile> connections() const override { return profiles; }
    TypedConnection understand(const QString& typed) const override
    {
        TypedConnection meant;
        meant.profile.url = QUrl(typed.contains(QStringLiteral("://")) ? typed : QStringLiteral("https://") + typed);
        if (!meant.profile.url.userInfo().isEmpty()) {
            meant.profile.auth = AuthKind::Header;
            meant.profile.headerName = QStringLiteral("Authorization");
            meant.secret = QByteArray("Basic ") + meant.profile.url.userInfo().toUtf8().toBase64();
            meant.profile.url.setUserInfo({});
        }
        meant.profile.name = meant.profile.url.host();
        return meant;
    }
    std::optional<Error> refusal(const ConnectionProfile&) const override { return refused; }
    void save(const ConnectionProfile& edited, const std::optional<QByteArray>& secret) override
    {
        auto profile = edited;
        if (profile.id.isEmpty())
            profile.id = QStringLiteral("new-%1").arg(profiles.size());
        const auto same = [&profile](const auto& saved) { return saved.id == profile.id; };
        const auto place = std::find_if(profiles.begin(), profiles.end(), same);
        if (place == profiles.end())
            profiles.push_back(profile);
        else
            *place = profile;
        if (secret)
            secrets.insert(profile.id, *secret);
        if (secret && !keyringRefuses.isEmpty())
            emit secretNotKept(profile.id, keyringRefuses);
        emit changed();
    }
    void remove(const QString& id) override
    {
        std::erase_if(profiles, [&id](const auto& profile) { return profile.id == id; });
        emit changed();
    }
    bool hasSecret(const QString& id) const override { return !secrets.value(id).isEmpty(); }
    void test(const ConnectionProfile& profile, const std::optional<QByteArray>& secret) override
    {
        tests.push_back({profile, secret});
    }
    void cancelTest() override { ++cancels; }
    void openLive() override { ++lives; }

    ConnectionProfile& add(const char* id, const char* name, const char* url)
    {
        ConnectionProfile profile;
        profile.id = QString::fromLatin1(id);
        profile.name = QString::fromLatin1(name);
        profile.url = QUrl(QString::fromLatin1(url));
        profiles.push_back(profile);
        return profiles.back();
    }

    std::vector<ConnectionProfile> profiles;
    QHash<QString, QByteArray> secrets;
    std::vector<TypedConnection> tests;
    std::optional<Error> refused;
    QString keyringRefuses;
    int cancels = 0, lives = 0;
};

inline ClusterStatus statusOf(
    const char* cluster, const char* connection, ClusterState state, std::optional<ErrorClass> cls = {})
{
    ClusterStatus status;
    status.cluster = QString::fromLatin1(cluster);
    status.connection = QString::fromLatin1(connection);
    status.connectionName = QString::fromLatin1(connection);
    status.state = state;
    if (cls)
        status.error = Error{*cls, QStringLiteral("It failed."), QStringLiteral("why"), 7, QStringLiteral("trace-9")};
    return status;
}

} // namespace atlas::test
