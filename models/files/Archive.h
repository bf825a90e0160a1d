// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Time.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <functional>

/// Archives of recorded replies: zip, tar, and either or a single file compressed by gzip or zstd. For the limited
/// process that opens files: nothing is unpacked to a place that the archive names.
namespace atlas {

/// So much may a recorded reply have, unpacked: a server's page has a hundredth of it, a month put together by hand a
/// tenth. Reading it takes eight times as much memory.
inline constexpr std::int64_t largestReply = std::int64_t(64) << 20;

struct ArchiveLimits
{
    int entries = 4096;
    std::int64_t bytes = std::int64_t(2) << 30; ///< of all entries together, unpacked
    std::int64_t entryBytes = largestReply;
    std::int64_t ratio = 100; ///< unpacked to packed
    std::int64_t unjudged = 1 << 20; ///< so much may come out of any archive, whatever its ratio
};

/// Whether the beginning of a file (512 bytes) is that of an archive.
bool looksLikeArchive(QByteArrayView beginning);

/// Calls `take(name, bytes, time)` for each file in an archive, in its order. FILE_REJECTED as soon as something is
/// not as it should be: a name that is no plain path below a folder, or is there twice; a link or a device; an
/// encrypted entry; an archive in the archive; more than the limits. `time` is when the entry was written, or `written`
/// where it does not say.
Result<void> readArchive(const QString& path, Stamp written, const ArchiveLimits& limits,
    const std::function<void(const QString& name, const QByteArray& bytes, Stamp time)>& take);

} // namespace atlas
