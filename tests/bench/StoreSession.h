// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/SqliteStore.h"
#include "models/views/Session.h"

#include <memory>

namespace atlas::test {

/// A session over a store that the benchmark fills.
class StoreSession final : public Session
{
public:
    explicit StoreSession(const QString& path, const StoreOptions& options = {})
        : m_store(*SqliteStore::open(path, options))
    {
    }
    SqliteStore& store() override { return *m_store; }
    SessionStatus status() const override { return {SessionState::Fresh, {}, {}, {}, -1, true, {}, 0, 0}; }
    void refresh() override { }
    void ensureRange(const QStringList&, TimeRange) override { }
    bool isLive() const override { return true; }
    void retry(const QString&) override { }
    void cancel() override { }

private:
    std::unique_ptr<SqliteStore> m_store;
};

} // namespace atlas::test
