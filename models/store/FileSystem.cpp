// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/FileSystem.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

#include <sys/stat.h>
#include <sys/statfs.h>

namespace atlas {

namespace {

bool ask(const QString& path, struct statfs& status)
{
    return ::statfs(QFile::encodeName(path).constData(), &status) == 0
        || ::statfs(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), &status) == 0;
}

} // namespace

FileIdentity identityOf(const QString& path)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return {status.st_dev, status.st_ino};
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
