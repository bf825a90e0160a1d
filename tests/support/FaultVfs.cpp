// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FaultVfs.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace atlas::test {

namespace {

constexpr int sector = 512;

void apply(QByteArray& bytes, std::int64_t offset, const char* data, qsizetype size)
{
    if (bytes.size() < offset + size)
        bytes.append(QByteArray(qsizetype(offset + size - bytes.size()), '\0'));
    std::memcpy(bytes.data() + offset, data, std::size_t(size));
}

void truncate(QByteArray& bytes, std::int64_t size)
{
    if (size < bytes.size())
        bytes.truncate(qsizetype(size));
}

} // namespace

struct FaultVfs::File
{
    sqlite3_file base;
    FaultVfs* vfs;
    std::string* name;
    sqlite3_file* below; ///< lies behind this struct
};

struct FaultVfs::Methods
{
    static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
    static FaultVfs& of(sqlite3_vfs* vfs) { return *static_cast<FaultVfs*>(vfs->pAppData); }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* opened, int flags, int* outFlags)
    {
        auto& self = of(vfs);
        auto& file = of(opened);
        opened->pMethods = nullptr;
        if (const int code = self.faultOf(Call::Open); code != SQLITE_OK)
            return code;
        file.vfs = &self;
        file.below = reinterpret_cast<sqlite3_file*>(&file + 1);
        const int code = self.m_below->xOpen(self.m_below, name, file.below, flags, outFlags);
        if (!file.below->pMethods)
            return code;
        file.name = new std::string(name ? name : "");
        opened->pMethods = &methods();
        sqlite3_int64 size = 0;
        file.below->pMethods->xFileSize(file.below, &size);
        const std::lock_guard lock(self.m_mutex);
        self.m_sizes[*file.name] = size;
        if (self.m_recording)
            self.m_models[*file.name];
        return code;
    }
    static int close(sqlite3_file* closing)
    {
        auto& file = of(closing);
        delete file.name;
        return file.below->pMethods->xClose(file.below);
    }
    static int read(sqlite3_file* file, void* data, int size, sqlite3_int64 offset)
    {
        return of(file).below->pMethods->xRead(of(file).below, data, size, offset);
    }
    static int write(sqlite3_file* written, const void* data, int size, sqlite3_int64 offset)
    {
        auto& file = of(written);
        if (const int code = file.vfs->faultOf(Call::Write); code != SQLITE_OK)
            return code;
        if (const int code = file.vfs->grow(*file.name, offset + size); code != SQLITE_OK)
            return code;
        const int code = file.below->pMethods->xWrite(file.below, data, size, offset);
        if (code == SQLITE_OK)
            file.vfs->change(*file.name, {offset, QByteArray(static_cast<const char*>(data), size), false});
        return code;
    }
    static int truncate(sqlite3_file* cut, sqlite3_int64 size)
    {
        auto& file = of(cut);
        if (const int code = file.vfs->faultOf(Call::Truncate); code != SQLITE_OK)
            return code;
        const int code = file.below->pMethods->xTruncate(file.below, size);
        if (code == SQLITE_OK) {
            const std::lock_guard lock(file.vfs->m_mutex);
            file.vfs->m_sizes[*file.name] = size;
        }
        if (code == SQLITE_OK)
            file.vfs->change(*file.name, {size, {}, true});
        return code;
    }
    static int sync(sqlite3_file* synced, int)
    {
        auto& file = of(synced);
        if (const int code = file.vfs->faultOf(Call::Sync); code != SQLITE_OK)
            return code;
        const std::lock_guard lock(file.vfs->m_mutex);
        auto& model = file.vfs->m_models[*file.name];
        for (const auto& change : std::exchange(model.pending, {})) {
            if (change.truncate)
                atlas::test::truncate(model.durable, change.offset);
            else
                apply(model.durable, change.offset, change.bytes.constData(), change.bytes.size());
        }
        return SQLITE_OK;
    }
    static int fileSize(sqlite3_file* file, sqlite3_int64* size)
    {
        return of(file).below->pMethods->xFileSize(of(file).below, size);
    }
    static int lock(sqlite3_file* file, int kind) { return of(file).below->pMethods->xLock(of(file).below, kind); }
    static int unlock(sqlite3_file* file, int kind) { return of(file).below->pMethods->xUnlock(of(file).below, kind); }
    static int checkReservedLock(sqlite3_file* file, int* result)
    {
        return of(file).below->pMethods->xCheckReservedLock(of(file).below, result);
    }
    static int fileControl(sqlite3_file* file, int what, void* argument)
    {
        if (what == SQLITE_FCNTL_LAST_ERRNO) {
            const std::lock_guard lock(of(file).vfs->m_mutex);
            *static_cast<int*>(argument) = of(file).vfs->m_lastError;
            return SQLITE_OK;
        }
        return of(file).below->pMethods->xFileControl(of(file).below, what, argument);
    }
    static int sectorSize(sqlite3_file* file) { return of(file).below->pMethods->xSectorSize(of(file).below); }
    static int characteristics(sqlite3_file* file)
    {
        return of(file).below->pMethods->xDeviceCharacteristics(of(file).below);
    }
    static int shmMap(sqlite3_file* mapped, int page, int size, int extend, void volatile** memory)
    {
        auto& file = of(mapped);
        if (const int code = file.vfs->faultOf(Call::ShmMap); code != SQLITE_OK)
            return code;
        if (extend && file.vfs->grow(*file.name + "-shm", std::int64_t(page + 1) * size) != SQLITE_OK)
            return SQLITE_IOERR_SHMSIZE;
        return file.below->pMethods->xShmMap(file.below, page, size, extend, memory);
    }
    static int shmLock(sqlite3_file* file, int offset, int n, int flags)
    {
        return of(file).below->pMethods->xShmLock(of(file).below, offset, n, flags);
    }
    static void shmBarrier(sqlite3_file* file) { of(file).below->pMethods->xShmBarrier(of(file).below); }
    static int shmUnmap(sqlite3_file* file, int deletes)
    {
        return of(file).below->pMethods->xShmUnmap(of(file).below, deletes);
    }

    static int remove(sqlite3_vfs* vfs, const char* name, int syncFolder)
    {
        auto& self = of(vfs);
        {
            const std::lock_guard lock(self.m_mutex);
            self.m_sizes.erase(name);
            self.m_models.erase(name);
        }
        return self.m_below->xDelete(self.m_below, name, syncFolder);
    }
    static int access(sqlite3_vfs* vfs, const char* name, int flags, int* result)
    {
        return of(vfs).m_below->xAccess(of(vfs).m_below, name, flags, result);
    }
    static int lastError(sqlite3_vfs* vfs, int, char*)
    {
        const std::lock_guard lock(of(vfs).m_mutex);
        return of(vfs).m_lastError;
    }

    static const sqlite3_io_methods& methods()
    {
        static const sqlite3_io_methods all{2, close, read, write, truncate, sync, fileSize, lock, unlock,
            checkReservedLock, fileControl, sectorSize, characteristics, shmMap, shmLock, shmBarrier, shmUnmap, nullptr,
            nullptr};
        return all;
    }
};

FaultVfs::FaultVfs()
    : m_below(sqlite3_vfs_find(nullptr))
{
    static const std::string vfsName = name();
    m_vfs = *m_below; // time, randomness and paths are those of the one below
    m_vfs.szOsFile = int(sizeof(File)) + m_below->szOsFile;
    m_vfs.pNext = nullptr;
    m_vfs.zName = vfsName.c_str();
    m_vfs.pAppData = this;
    m_vfs.xOpen = Methods::open;
    m_vfs.xDelete = Methods::remove;
    m_vfs.xAccess = Methods::access;
    m_vfs.xGetLastError = Methods::lastError;
    sqlite3_vfs_register(&m_vfs, 0);
}

FaultVfs::~FaultVfs()
{
    sqlite3_vfs_unregister(&m_vfs);
}

void FaultVfs::failAt(Call call, int n, int code, bool fromThenOn, int systemCode)
{
    const std::lock_guard lock(m_mutex);
    m_calls = {};
    m_failed = false;
    m_failing = call;
    m_failAt = n;
    m_code = code;
    m_fromThenOn = fromThenOn;
    m_systemCode = systemCode;
}

void FaultVfs::heal()
{
    failAt(Call::Open, 0, SQLITE_OK);
}

int FaultVfs::calls(Call call) const
{
    const std::lock_guard lock(m_mutex);
    return m_calls[std::size_t(call)];
}

bool FaultVfs::hasFailed() const
{
    const std::lock_guard lock(m_mutex);
    return m_failed;
}

int FaultVfs::faultOf(Call call)
{
    const std::lock_guard lock(m_mutex);
    const int n = ++m_calls[std::size_t(call)];
    if (m_failAt == 0 || call != m_failing || n < m_failAt || (n > m_failAt && !m_fromThenOn))
        return SQLITE_OK;
    m_failed = true;
    m_lastError = m_systemCode;
    return m_code;
}

void FaultVfs::limitDisk(std::int64_t bytes)
{
    const std::lock_guard lock(m_mutex);
    m_limit = bytes;
}

std::int64_t FaultVfs::usedBytes() const
{
    const std::lock_guard lock(m_mutex);
    std::int64_t sum = 0;
    for (const auto& [name, size] : m_sizes)
        sum += size;
    return sum;
}

int FaultVfs::grow(const std::string& name, std::int64_t size)
{
    const std::lock_guard lock(m_mutex);
    auto& present = m_sizes[name];
    if (size <= present)
        return SQLITE_OK;
    std::int64_t sum = size - present;
    for (const auto& [other, bytes] : m_sizes)
        sum += bytes;
    if (m_limit >= 0 && sum > m_limit) {
        m_failed = true;
        m_lastError = ENOSPC;
        return SQLITE_FULL;
    }
    present = size;
    return SQLITE_OK;
}

void FaultVfs::record(std::function<void()> afterEach)
{
    const std::lock_guard lock(m_mutex);
    m_recording = true;
    m_afterEach = std::move(afterEach);
}

void FaultVfs::change(const std::string& name, Change change)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_recording)
            return;
        m_models[name].pending.push_back(std::move(change));
    }
    m_afterEach();
}

FaultVfs::Files FaultVfs::afterPowerLoss(std::mt19937_64& random) const
{
    const std::lock_guard lock(m_mutex);
    Files files;
    for (const auto& [name, model] : m_models) {
        auto bytes = model.durable;
        // From "nothing arrived" over "in any order" to "all but little".
        std::bernoulli_distribution arrives(std::uniform_int_distribution<int>(0, 8)(random) / 8.0);
        for (const auto& change : model.pending) {
            if (change.truncate) {
                if (arrives(random))
                    truncate(bytes, change.offset);
                continue;
            }
            const bool torn = random() % 4 == 0, whole = arrives(random);
            for (qsizetype at = 0; at < change.bytes.size(); at += sector) {
                const auto part = std::min<qsizetype>(sector, change.bytes.size() - at);
                if (torn ? arrives(random) : whole)
                    apply(bytes, change.offset + at, change.bytes.constData() + at, part);
            }
        }
        files[name] = std::move(bytes);
    }
    return files;
}

} // namespace atlas::test
