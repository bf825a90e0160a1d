// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <cstdint>

/// What the store asks of the system about its file.
namespace atlas {

/// Which file a path leads to. None where there is none.
struct FileIdentity
{
    std::uint64_t device = 0, inode = 0;

    bool isNone() const { return inode == 0; }
    friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

/// Asks without opening the file: closing a second descriptor of it would end SQLite's locks on it.
FileIdentity identityOf(const QString& path);

/// The type of the file system of a path, or of its folder where the file does not exist yet, as statfs(2) names it;
/// 0 where it cannot be told.
std::uint64_t fileSystemType(const QString& path);
/// Whether files of this type of file system are on another machine, or may be: memory shared between processes, which
/// a write-ahead log needs, does not work there.
bool isNetworkFileSystem(std::uint64_t type);

/// What an ordinary user may still write at a path; -1 where it cannot be told.
std::int64_t freeBytes(const QString& path);

} // namespace atlas
