// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <compare>
#include <cstdint>
#include <optional>

/// What the store asks of the system about its file.
namespace atlas {

/// Which file a path leads to. None where there is none.
struct FileIdentity
{
    std::uint64_t device = 0, inode = 0;

    bool isNone() const { return inode == 0; }
    friend auto operator<=>(const FileIdentity&, const FileIdentity&) = default;
};

/// Asks without opening the file: closing a second descriptor of it would end SQLite's locks on it.
FileIdentity identityOf(const QString& path);

/// What can be seen of a store's file and its log from outside: another one says that somebody writes to it.
struct FileState
{
    std::int64_t bytes = 0, changedAt = 0, logBytes = 0, logChangedAt = 0;

    friend bool operator==(const FileState&, const FileState&) = default;
};
FileState stateOf(const QString& path);

/// Says that SQLite has a file open, for as long as this lives. The system gives the locks on a file to the process and
/// drops them all when any descriptor of it is closed, so that this has to be known by all of the process.
class OpenMark
{
public:
    explicit OpenMark(FileIdentity file);
    ~OpenMark();
    OpenMark(const OpenMark&) = delete;
    OpenMark& operator=(const OpenMark&) = delete;

private:
    FileIdentity m_file;
};
/// The first bytes of a file, at most `size`; nullopt, with errno set, where it cannot be read. A file that carries an
/// OpenMark keeps its locks.
std::optional<QByteArray> firstBytes(const QString& path, int size);
/// A number in a header, of `size` bytes from `at` on, which are there.
inline std::uint32_t bigEndian(const QByteArray& bytes, int at, int size)
{
    std::uint32_t value = 0;
    for (int i = 0; i < size; ++i)
        value = value << 8 | std::uint8_t(bytes[at + i]);
    return value;
}

/// The type of the file system of a path, or of its folder where the file does not exist yet, as statfs(2) names it;
/// 0 where it cannot be told.
std::uint64_t fileSystemType(const QString& path);
/// Whether files of this type of file system are on another machine, or may be: memory shared between processes, which
/// a write-ahead log needs, does not work there.
bool isNetworkFileSystem(std::uint64_t type);

/// What an ordinary user may still write at a path; -1 where it cannot be told.
std::int64_t freeBytes(const QString& path);

} // namespace atlas
