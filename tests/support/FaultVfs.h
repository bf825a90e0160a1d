// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace atlas::test {

/// A layer between SQLite and the file system that fails on demand: name it where a store is opened. Real files lie
/// below, but nothing is ever made durable (that would only cost time). It outlives every connection through it; one at
/// a time. All functions may be called from any thread.
class FaultVfs
{
public:
    enum class Call { Open, Write, Sync, Truncate, ShmMap };

    FaultVfs();
    ~FaultVfs();
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;

    static std::string name() { return "fault"; }

    /// The n-th such call from now on (1: the next) fails with an SQLite code, once or from then on. `systemCode`: the
    /// errno that goes with it.
    void failAt(Call call, int n, int code, bool fromThenOn = false, int systemCode = 0);
    /// Nothing fails any more.
    void heal();
    /// How many such calls there were since failAt() or heal(), failed ones included.
    int calls(Call call) const;
    /// Whether something has failed since then.
    bool hasFailed() const;

    /// All files together may not grow beyond this; below 0: no limit.
    void limitDisk(std::int64_t bytes);
    std::int64_t usedBytes() const;

    using Files = std::map<std::string, QByteArray>;
    /// From now on it is known which writes were made durable. `afterEach` is called after each change of a file.
    void record(std::function<void()> afterEach);
    /// What a loss of power at this moment could leave: of what was written since a file's last sync, any part in units
    /// of 512 bytes. By whole path.
    Files afterPowerLoss(std::mt19937_64& random) const;

private:
    struct Change
    {
        std::int64_t offset = 0;
        QByteArray bytes;
        bool truncate = false; ///< to `offset`
    };
    struct Model
    {
        QByteArray durable;
        std::vector<Change> pending;
    };
    struct File;
    struct Methods; ///< what SQLite calls

    /// The code that this call has to fail with; SQLITE_OK: none.
    int faultOf(Call call);
    int grow(const std::string& name, std::int64_t size);
    void change(const std::string& name, Change change);

    sqlite3_vfs m_vfs{};
    sqlite3_vfs* m_below;

    mutable std::mutex m_mutex;
    std::array<int, 5> m_calls{};
    Call m_failing = Call::Open;
    int m_failAt = 0; ///< 0: never
    bool m_fromThenOn = false;
    bool m_failed = false;
    int m_code = SQLITE_OK;
    int m_systemCode = 0, m_lastError = 0;
    std::int64_t m_limit = -1;
    std::map<std::string, std::int64_t> m_sizes;
    bool m_recording = false;
    std::function<void()> m_afterEach;
    std::map<std::string, Model> m_models;
};

} // namespace atlas::test
