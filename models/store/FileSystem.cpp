// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/FileSystem.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <mutex>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

namespace atlas {

namespace {

bool ask(const QString& path, struct statfs& status)
{
    return ::statfs(QFile::encodeName(path).constData(), &status) == 0
        || ::statfs(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), &status) == 0;
}

FileIdentity identityOf(const struct stat& status)
{
    return {status.st_dev, status.st_ino};
}

/// The files that SQLite has open in this process.
struct OpenFiles
{
    struct Entry
    {
        int marks = 0;
        std::vector<int> parked; ///< descriptors that are closed when SQLite has no locks any more
    };
    std::mutex mutex;
    std::map<FileIdentity, Entry> files;
};

OpenFiles& openFiles()
{
    static OpenFiles files;
    return files;
}

std::optional<QByteArray> readFirst(int descriptor, int size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    const auto count = ::pread(descriptor, bytes.data(), std::size_t(size), 0);
    if (count < 0)
        return std::nullopt;
    bytes.truncate(count);
    return bytes;
}

} // namespace

OpenMark::OpenMark(FileIdentity file)
    : m_file(file)
{
    auto& open = openFiles();
    const std::lock_guard lock(open.mutex);
    ++open.files[m_file].marks;
}

OpenMark::~OpenMark()
{
    auto& open = openFiles();
    const std::lock_guard lock(open.mutex);
    const auto entry = open.files.find(m_file);
    if (--entry->second.marks > 0)
        return;
    for (const int descriptor : entry->second.parked)
        ::close(descriptor);
    open.files.erase(entry);
}

std::optional<QByteArray> firstBytes(const QString& path, int size)
{
    auto& open = openFiles();
    {
        const std::lock_guard lock(open.mutex);
        const auto entry = open.files.find(identityOf(path));
        if (entry != open.files.end() && !entry->second.parked.empty())
            return readFirst(entry->second.parked.front(), size);
    }
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return std::nullopt;
    auto bytes = readFirst(descriptor, size);
    const int error = errno;
    struct stat status
    {
    };
    const bool isKnown = ::fstat(descriptor, &status) == 0;
    const std::lock_guard lock(open.mutex);
    const auto entry = isKnown ? open.files.find(identityOf(status)) : open.files.end();
    if (entry != open.files.end())
        entry->second.parked.push_back(descriptor);
    else
        ::close(descriptor);
    errno = error;
    return bytes;
}

FileIdentity identityOf(const QString& path)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return identityOf(status);
}

FileState stateOf(const QString& path)
{
    FileState state;
    const auto look = [](const QString& file, std::int64_t& bytes, std::int64_t& changedAt) {
        struct stat status
        {
        };
        if (::stat(QFile::encodeName(file).constData(), &status) != 0)
            return;
        constexpr std::int64_t second = 1'000'000'000;
        bytes = status.st_size;
        changedAt = status.st_mtim.tv_sec * second + status.st_mtim.tv_nsec;
    };
    look(path, state.bytes, state.changedAt);
    look(path + QStringLiteral("-wal"), state.logBytes, state.logChangedAt);
    return state;
}

std::uint64_t fileSystemType(const QString& path)
{
    struct statfs status
    {
    };
    // The type is a signed number on some systems, and the constants are 32 bits wide.
    return ask(path, status) ? std::uint64_t(status.f_type) & 0xffffffff : 0;
}

bool isNetworkFileSystem(std::uint64_t type)
{
    constexpr std::array<std::uint64_t, 12> network{
        0x6969, // NFS
        0x517b, 0xff534d42, 0xfe534d42, // SMB, CIFS, SMB 2
        0x65735546, // FUSE: sshfs and its like
        0x01021997, // 9P: folders of a host in its guest
        0x5346414f, 0x6b414653, 0x73757245, // AFS, kAFS, Coda
        0x00c36400, 0x0bd00bd0, 0x47504653, // Ceph, Lustre, GPFS
    };
    return std::find(network.begin(), network.end(), type) != network.end();
}

std::int64_t freeBytes(const QString& path)
{
    struct statfs status
    {
    };
    return ask(path, status) ? std::int64_t(status.f_bavail) * std::int64_t(status.f_bsize) : -1;
}

} // namespace atlas
