// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/SavedConnections.h"

#include "app/desktop/Sessions.h"
#include "models/domain/Async.h"
#include "models/sync/ConnectionSettings.h"

#include <QUuid>
#include <QtConcurrentRun>

#include <algorithm>

namespace atlas {

namespace {
using Written = std::shared_ptr<Result<void>>; // QFuture of Qt 6.4 wants a default constructor

} // namespace

SavedConnections::SavedConnections(const QString& path, const Clock& clock, QObject* parent)
    : ConnectionManager(parent)
    , m_path(path)
    , m_clock(clock)
    , m_secrets(keyringService)
{
    m_writer.setMaxThreadCount(1);
}

SavedConnections::~SavedConnections()
{
    m_writer.waitForDone();
}

std::optional<Error> SavedConnections::load()
{
    auto read = readConnections(m_path);
    if (read) {
        m_profiles = std::move(*read);
        return std::nullopt;
    }
    m_unreadable = read.error();
    return m_unreadable;
}

TypedConnection SavedConnections::understand(const QString& typed) const
{
    TypedConnection meant;
    QString userInfo;
    meant.profile.url = tidyUrl(typed, &userInfo);
    meant.profile.name = placeOf(meant.profile.url);
    if (!userInfo.isEmpty()) {
        meant.profile.auth = AuthKind::Header;
        meant.profile.headerName = QStringLiteral("Authorization");
        meant.secret = basicAuthorization(userInfo);
    }
    return meant;
}

std::optional<Error> SavedConnections::refusal(const ConnectionProfile& profile) const
{
    return atlas::refusal(profile);
}

void SavedConnections::save(const ConnectionProfile& edited, const std::optional<QByteArray>& secret)
{
    auto profile = edited;
    if (profile.id.isEmpty())
        profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (profile.name.isEmpty())
        profile.name = placeOf(profile.url);
    const auto same = [&profile](const auto& saved) { return saved.id == profile.id; };
    const auto place = std::find_if(m_profiles.begin(), m_profiles.end(), same);
    if (place == m_profiles.end())
        m_profiles.push_back(profile);
    else
        *place = profile;
    write();
    if (secret) {
        if (secret->isEmpty())
            m_without.insert(profile.id);
        else
            m_without.remove(profile.id);
        // In memory at once: the connection need not wait for the keyring.
        whenDone(m_secrets.write(profile.id, *secret), this, [this, id = profile.id](const Result<QString>& kept) {
            const QString reason = kept ? *kept : kept.error().message;
            if (!reason.isEmpty())
                emit secretNotKept(id, reason);
        });
    }
    emit connectionSaved(profile);
    emit ConnectionManager::changed();
}

void SavedConnections::remove(const QString& id)
{
    std::erase_if(m_profiles, [&id](const auto& profile) { return profile.id == id; });
    write();
    whenDone(m_secrets.write(id, {}), this, [this, id](const Result<QString>& removed) {
        if (!removed)
            emit secretNotKept(id, removed.error().message);
    });
    emit connectionRemoved(id);
    emit ConnectionManager::changed();
}

void SavedConnections::write()
{
    if (m_unreadable) {
        emit notSaved(*m_unreadable);
        return;
    }
    const auto writing = QtConcurrent::run(&m_writer, [path = m_path, profiles = m_profiles] {
        return std::make_shared<Result<void>>(writeConnections(path, profiles));
    });
    whenDone(writing, this, [this](const Written& written) {
        if (!*written)
            emit notSaved(written->error());
    });
}

bool SavedConnections::hasSecret(const QString& id) const
{
    const auto same = [&id](const auto& profile) { return profile.id == id && profile.auth != AuthKind::None; };
    const bool wanted = std::any_of(m_profiles.begin(), m_profiles.end(), same);
    return m_secrets.has(id) || (wanted && !m_without.contains(id)); // the keyring is asked when it is needed
}

bool SavedConnections::anyEnabled() const
{
    return std::any_of(m_profiles.begin(), m_profiles.end(), [](const auto& profile) { return profile.enabled; });
}

void SavedConnections::readSecret(
    const QString& id, QObject* receiver, std::function<void(const QByteArray&, const std::optional<Error>&)> then)
{
    whenDone(m_secrets.read(id), receiver, [this, id, then = std::move(then)](const Result<QByteArray>& secret) {
        if (secret && secret->isEmpty())
            m_without.insert(id);
        then(secret ? *secret : QByteArray(), secret ? std::nullopt : std::optional(secret.error()));
    });
}

void SavedConnections::test(const ConnectionProfile& profile, const std::optional<QByteArray>& secret)
{
    cancelTest();
    if (secret || profile.id.isEmpty() || profile.auth == AuthKind::None) {
        runTest(profile, secret.value_or(QByteArray()));
        return;
    }
    readSecret(profile.id, this,
        [this, profile, number = m_testNumber](const QByteArray& kept, const std::optional<Error>& unreadable) {
            if (number != m_testNumber)
                return;
            if (unreadable)
                emit tested({{{ConnectionFinding::Level::Problem, unreadable->message, unreadable->detail}}, {}, {},
                    unreadable});
            else
                runTest(profile, kept);
        });
}

void SavedConnections::runTest(const ConnectionProfile& profile, const QByteArray& secret)
{
    m_test = std::make_unique<ConnectionTest>(m_clock);
    whenDone(m_test->run(profile, secret), m_test.get(), [this](const ConnectionReport& report) {
        m_test.release()->deleteLater(); // this is called from inside of it
        emit tested(report);
    });
}

void SavedConnections::cancelTest()
{
    ++m_testNumber;
    m_test.reset();
}

} // namespace atlas
