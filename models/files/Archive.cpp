// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/Archive.h"

#include "models/files/FilesText.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QStringList>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>

namespace atlas {

namespace {

constexpr qsizetype longestName = 1024, longestPart = 255;

struct Free
{
    void operator()(archive* a) const { archive_read_free(a); }
};

tl::unexpected<Error> refuse(const QString& sentence, const QString& detail = {})
{
    return failure(ErrorClass::FileRejected, sentence, detail);
}

tl::unexpected<Error> damaged(archive* from)
{
    return refuse(
        FilesText::tr(
            "The archive is damaged, encrypted or of a kind that is not read (zip, tar, gzip, zstd). Unpack it first."),
        QString::fromUtf8(archive_error_string(from)));
}

/// A plain path below a folder: no way out of it, nothing that a terminal or another system would understand.
bool isPlainPath(const QString& name)
{
    if (name.isEmpty() || name.size() > longestName)
        return false;
    for (const QChar c : name) {
        if (c.category() == QChar::Other_Control || c == u'\\' || c == QChar::ReplacementCharacter)
            return false;
    }
    const auto parts = name.split(u'/');
    return std::all_of(parts.begin(), parts.end(), [](const QString& part) {
        return !part.isEmpty() && part != u"." && part != u".." && part.size() <= longestPart;
    });
}

std::unique_ptr<archive, Free> openedArchive(const QString& path)
{
    std::unique_ptr<archive, Free> from(archive_read_new());
    archive_read_support_format_zip(from.get());
    archive_read_support_format_tar(from.get());
    archive_read_support_format_raw(from.get()); // a single compressed file
    archive_read_support_filter_gzip(from.get());
    archive_read_support_filter_zstd(from.get());
    constexpr std::size_t block = 128 * 1024;
    if (archive_read_open_filename(from.get(), QFile::encodeName(path).constData(), block) != ARCHIVE_OK)
        return nullptr;
    return from;
}

/// Counts what comes out of an archive against its limits.
class Meter
{
public:
    Meter(const ArchiveLimits& limits, std::int64_t packed)
        : m_limits(limits)
        , m_most(std::min(limits.bytes, std::max(limits.unjudged, packed * limits.ratio)))
    {
    }
    Result<void> take(std::int64_t bytes)
    {
        m_all += bytes;
        m_entry += bytes;
        if (bytes < 0 || m_all > m_most)
            return refuse(FilesText::tr(
                "The archive unpacks to far more than its size. It was not read; ask for the files themselves."));
        if (m_entry > m_limits.entryBytes)
            return refuse(
                FilesText::tr("The archive has a file in it that is larger than any reply (64 MiB). It was not "
                              "read; divide that file."));
        return {};
    }
    bool nextEntry()
    {
        m_entry = 0;
        return ++m_entries <= m_limits.entries;
    }

private:
    const ArchiveLimits& m_limits;
    const std::int64_t m_most;
    std::int64_t m_all = 0, m_entry = 0;
    int m_entries = 0;
};

constexpr std::int64_t tarBlock = 512;

Result<QByteArray> contentsOf(archive* from, Meter& meter)
{
    QByteArray bytes;
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    int code = ARCHIVE_OK;
    while ((code = archive_read_data_block(from, &block, &size, &offset)) == ARCHIVE_OK) {
        // A hole counts as what it would be.
        const auto hole = offset - bytes.size();
        if (auto room = meter.take(hole < 0 ? hole : hole + std::int64_t(size)); !room)
            return tl::unexpected(room.error());
        bytes.append(qsizetype(hole), '\0');
        bytes.append(static_cast<const char*>(block), qsizetype(size));
    }
    if (code != ARCHIVE_EOF)
        return damaged(from);
    return bytes;
}

/// bzip2, xz, 7z and rar: known, so that people are told that it is their kind that is not read.
bool isOfOtherKind(QByteArrayView beginning)
{
    return beginning.startsWith("BZh") || beginning.startsWith("\xFD\x37zXZ")
        || beginning.startsWith("7z\xBC\xAF\x27\x1C") || beginning.startsWith("Rar!\x1A\x07");
}

} // namespace

bool looksLikeArchive(QByteArrayView beginning)
{
    const auto starts = [&](const char* bytes, qsizetype size) {
        return beginning.size() >= size && beginning.first(size) == QByteArrayView(bytes, size);
    };
    constexpr qsizetype tarMark = 257;
    return isOfOtherKind(beginning) || starts("PK\3\4", 4) || starts("PK\5\6", 4) || starts("\x1f\x8b", 2)
        || starts("\x28\xb5\x2f\xfd", 4)
        || (beginning.size() >= tarMark + 5 && beginning.sliced(tarMark, 5) == QByteArrayView("ustar"));
}

Result<void> readArchive(const QString& path, Stamp written, const ArchiveLimits& limits,
    const std::function<void(const QString& name, const QByteArray& bytes, Stamp time)>& take)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly) && isOfOtherKind(file.peek(8)))
        return refuse(
            FilesText::tr("The archive is of a kind that is not read; zip, tar, gzip and zstd are. Unpack it first."));
    const auto from = openedArchive(path);
    if (!from)
        return refuse(FilesText::tr("The archive cannot be read. Nothing was changed; fetch it again."));
    Meter meter(limits, QFileInfo(path).size());
    QSet<QString> names;
    archive_entry* entry = nullptr;
    int code = ARCHIVE_OK;
    std::int64_t read = 0; // of the archive as it is inside its compression
    while ((code = archive_read_next_header(from.get(), &entry)) == ARCHIVE_OK || code == ARCHIVE_WARN) {
        if (!meter.nextEntry())
            return refuse(
                FilesText::tr("The archive has more entries than are read (4096). It was not read; divide it."));
        const bool single = archive_format(from.get()) == ARCHIVE_FORMAT_RAW;
        const char* bytes = archive_entry_pathname_utf8(entry);
        QString name = single ? QFileInfo(path).fileName() : QString::fromUtf8(bytes);
        const bool folder = archive_entry_filetype(entry) == AE_IFDIR;
        if (folder && name.endsWith(u'/'))
            name.chop(1);
        if (name.startsWith(QLatin1StringView("./")))
            name.remove(0, 2);
        if (folder && (name == u"." || name.isEmpty()))
            continue; // the folder that was packed
        if (!isPlainPath(name))
            return refuse(FilesText::tr("The archive has an entry whose name is no plain path. It was not read; ask "
                                        "for the files themselves."));
        if (names.contains(name))
            return refuse(FilesText::tr("The archive has an entry twice. It was not read; unpack it first."),
                QStringLiteral("its entry %1").arg(name));
        names.insert(name);
        if (folder)
            continue;
        if ((archive_entry_filetype(entry) != AE_IFREG && !single) || archive_entry_hardlink(entry) != nullptr)
            return refuse(
                FilesText::tr(
                    "The archive has a link or a device in it. It was not read; ask for the files themselves."),
                QStringLiteral("its entry %1").arg(name));
        if (archive_entry_is_encrypted(entry) != 0)
            return refuse(FilesText::tr("The archive is encrypted. It was not read; unpack it first."));
        auto contents = contentsOf(from.get(), meter);
        if (!contents)
            return tl::unexpected(contents.error());
        if (looksLikeArchive(QByteArrayView(*contents).first(std::min<qsizetype>(512, contents->size())))
            || contents->startsWith(QByteArray("SQLite format 3\0", 16)))
            return refuse(
                FilesText::tr("The archive has another archive or an export in it. It was not read; unpack it "
                              "first."),
                single ? QString() : QStringLiteral("its entry %1").arg(name));
        const bool dated = archive_entry_mtime_is_set(entry) != 0 && archive_entry_mtime(entry) > 0;
        take(name, *contents, dated ? Stamp(std::chrono::seconds(archive_entry_mtime(entry))) : written);
        read = archive_filter_bytes(from.get(), 0);
    }
    if (code != ARCHIVE_EOF)
        return damaged(from.get());
    // A tar ends with blocks of zeros; one that was cut between two entries has none, and libarchive is content with
    // it.
    const bool tar = (archive_format(from.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
    if (tar && archive_filter_bytes(from.get(), 0) - read < tarBlock)
        return refuse(FilesText::tr("The archive ends too early. It was not read; fetch it again."));
    return {};
}

} // namespace atlas
