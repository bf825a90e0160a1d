// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/PrivateCopies.h"

#include "models/files/FilesText.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace atlas {

namespace {

constexpr int mostFiles = 10'000; ///< of a folder

tl::unexpected<Error> refuse(const QString& sentence, const QString& detail = {})
{
    return failure(ErrorClass::FileRejected, sentence, detail);
}

tl::unexpected<Error> changed()
{
    return refuse(FilesText::tr("It was changed while it was read. Open it again when it is finished."));
}

/// A descriptor that is closed.
class Descriptor
{
public:
    Descriptor(const QString& path, int flags)
        : m_number(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0600))
    {
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int operator*() const { return m_number; }

private:
    const int m_number;
};

/// The next bytes of a file to another, without a way through this process where that is possible. 0: it ended; -1:
/// errno.
ssize_t copyBlock(int from, int to)
{
    constexpr std::size_t block = std::size_t(4) << 20;
    const auto copied = ::copy_file_range(from, nullptr, to, nullptr, block, 0);
    if (copied >= 0 || (errno != EXDEV && errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP))
        return copied;
    std::array<char, 65536> bytes{};
    const auto read = ::read(from, bytes.data(), bytes.size());
    for (ssize_t done = 0; done < read;) {
        const auto written = ::write(to, bytes.data() + done, std::size_t(read - done));
        if (written < 0)
            return -1;
        done += written;
    }
    return read;
}

bool isSame(const timespec& a, const timespec& b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

} // namespace

Result<std::unique_ptr<PrivateCopies>> PrivateCopies::make(const QString& where)
{
    auto folder = PrivateFolder::make(where);
    if (!folder)
        return tl::unexpected(folder.error());
    return std::unique_ptr<PrivateCopies>(new PrivateCopies(std::move(*folder)));
}

Result<CopiedFile> PrivateCopies::copyFile(
    const QString& path, const QString& name, std::int64_t& bytesLeft, const Progress& progress)
{
    // Neither a link nor waiting for the other end of a pipe: what was opened is what is looked at from here on.
    const Descriptor from(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    struct stat before
    {
    };
    if (*from < 0 || ::fstat(*from, &before) != 0) {
        if (errno == ELOOP)
            return refuse(FilesText::tr("It is a link. Open the file that it leads to."));
        return refuse(
            FilesText::tr("It cannot be read. Nothing was changed; check that it is there, and its permissions."),
            QString::fromLocal8Bit(std::strerror(errno)));
    }
    if (!S_ISREG(before.st_mode))
        return refuse(FilesText::tr("It is no regular file. Choose a file, a folder or an archive."));
    if (before.st_size > bytesLeft)
        return refuse(
            FilesText::tr("It is larger than what is opened (512 MB). Ask for a shorter time, or divide it."));
    CopiedFile copied{QString::number(++m_copies), name};
    const QString copy = m_folder->filePath(copied.copy);
    const Descriptor to(copy, O_WRONLY | O_CREAT | O_EXCL);
    std::int64_t size = 0;
    while (true) {
        if (progress.isCancelled())
            return failure(ErrorClass::Export, FilesText::tr("Opening was cancelled."), QStringLiteral("cancelled"));
        const auto block = *to < 0 ? -1 : copyBlock(*from, *to);
        if (block < 0) {
            return failure(ErrorClass::Export,
                FilesText::tr("There is no room for a copy of the file. Nothing was changed; make room or allow "
                              "writing in %1.")
                    .arg(QFileInfo(m_folder->path()).path()),
                QString::fromLocal8Bit(std::strerror(errno)));
        }
        size += block;
        if (size > before.st_size)
            return changed();
        if (block == 0)
            break;
    }
    struct stat after
    {
    };
    if (::fstat(*from, &after) != 0 || size != before.st_size || after.st_size != before.st_size
        || !isSame(after.st_mtim, before.st_mtim))
        return changed();
    bytesLeft -= size;
    const std::array<timespec, 2> times{before.st_mtim, before.st_mtim}; // when replies were saved counts
    ::futimens(*to, times.data());
    return copied;
}

Result<CopiedPath> PrivateCopies::copy(const QString& path, std::int64_t mostBytes, const Progress& progress)
{
    const QFileInfo info(path);
    CopiedPath copied{info.fileName(), info.isDir() && !info.isSymLink(), {}};
    if (!copied.folder) {
        auto file = copyFile(path, copied.name, mostBytes, progress);
        if (!file)
            return tl::unexpected(file.error());
        copied.files.push_back(std::move(*file));
        return copied;
    }
    copied.name = QDir(path).dirName();
    QStringList files;
    QDirIterator entries(path, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        files << entries.next();
        if (files.size() > mostFiles)
            return refuse(FilesText::tr("The folder has more files than are read (10,000). Divide it."));
    }
    files.sort();
    for (const auto& file : files) {
        auto one = copyFile(file, QDir(path).relativeFilePath(file), mostBytes, progress);
        if (!one)
            return tl::unexpected(one.error());
        copied.files.push_back(std::move(*one));
    }
    return copied;
}

} // namespace atlas
