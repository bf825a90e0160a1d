// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/ExportFile.h"

#include "models/export/NewFile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <cerrno>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ExportFile)
};

QString systemText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

Error notWritten(const QString& path, const QString& reason)
{
    return {ErrorClass::Export,
        Text::tr("%1 could not be written: %2. What was there before is as it was; choose another place or make room.")
            .arg(QFileInfo(path).fileName(), reason),
        path, 0, {}};
}

bool isFull(int error)
{
    return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

/// Writes into a file, and once the disk is full only counts on, so that the user can be told how much is needed.
class CountingDevice final : public QIODevice
{
public:
    explicit CountingDevice(int descriptor)
        : m_descriptor(descriptor)
    {
        open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    qint64 bytes() const { return m_bytes; }
    /// errno of the first write that failed; 0: none did.
    int failure() const { return m_failure; }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char* data, qint64 size) override
    {
        for (qint64 done = 0; done < size && m_failure == 0;) {
            const auto written = ::write(m_descriptor, data + done, std::size_t(size - done));
            if (written >= 0)
                done += written;
            else if (errno != EINTR)
                m_failure = errno;
        }
        if (m_failure != 0 && !isFull(m_failure)) {
            setErrorString(systemText(m_failure));
            return -1;
        }
        m_bytes += size;
        return size;
    }

private:
    int m_descriptor;
    int m_failure = 0;
    qint64 m_bytes = 0;
};

/// Where links lead to, whether or not something is there.
QString behindLinks(QString path)
{
    constexpr int most = 40; // as the system follows
    for (int i = 0; i < most && QFileInfo(path).isSymLink(); ++i)
        path = QFileInfo(path).symLinkTarget();
    return path;
}

/// /dev/stdout and its other names. A file that the output was redirected to is not replaced: it is written on.
bool isStandardOutput(const struct stat& there)
{
    struct stat out = {};
    return ::fstat(STDOUT_FILENO, &out) == 0 && there.st_ino == out.st_ino && there.st_dev == out.st_dev;
}

/// Among others a store: the one that is read, perhaps, named by mistake.
bool isDatabase(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.peek(16) == QByteArrayView("SQLite format 3\0", 16);
}

/// Pipes and devices cannot be replaced.
std::optional<Error> writeAsItGoes(
    const QString& path, const std::function<std::optional<Error>(QIODevice& out)>& write)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(path, file.errorString());
    if (auto error = write(file))
        return error;
    if (!file.flush())
        return notWritten(path, file.errorString());
    return std::nullopt;
}

} // namespace

Error exportCancelled()
{
    return {ErrorClass::Export, Text::tr("The export was cancelled. What was there before is as it was."), {}, 0, {}};
}

QString exportSize(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

std::optional<Error> writeExportFile(
    const QString& wanted, const std::function<std::optional<Error>(QIODevice& out)>& write, const Progress* progress)
{
    struct stat old = {};
    if (::stat(QFile::encodeName(wanted).constData(), &old) == 0 && !S_ISDIR(old.st_mode)) {
        if (isStandardOutput(old))
            return writeStandardOutput(write);
        if (!S_ISREG(old.st_mode)) // links to pipes, as in /dev/fd, lead to no name
            return writeAsItGoes(wanted, write);
    }
    const QString path = behindLinks(wanted);
    const QFileInfo place(path);
    if (place.isDir() || place.fileName().isEmpty())
        return notWritten(wanted, Text::tr("it is a folder, and the file needs a name in it"));
    if (!QFileInfo(place.path()).isDir())
        return notWritten(wanted, Text::tr("there is no folder %1").arg(place.path()));
    const auto name = QFile::encodeName(path);
    const bool exists = ::stat(name.constData(), &old) == 0;
    if (exists && ::access(name.constData(), W_OK) != 0)
        return notWritten(wanted, Text::tr("the file is protected from writing"));
    if (exists && isDatabase(path))
        return notWritten(wanted, Text::tr("there is a database, such as a store, and no export takes its place"));

    NewFile file(name, exists ? &old : nullptr);
    if (file.failure() != 0)
        return notWritten(wanted, systemText(file.failure()));
    CountingDevice out(file.descriptor());
    auto error = write(out);
    if (progress && progress->isCancelled())
        return exportCancelled();
    int failure = out.failure();
    if (failure == 0 && error)
        return error;
    if (failure == 0)
        failure = file.takeThePlace();
    if (failure == 0)
        return std::nullopt;
    if (!isFull(failure))
        return notWritten(wanted, systemText(failure));
    file.discard();
    const QString needed = error ? Text::tr("more than %1 are needed").arg(exportSize(out.bytes()))
                                 : Text::tr("%1 are needed").arg(exportSize(out.bytes()));
    return notWritten(wanted,
        failure == EFBIG ? Text::tr("%1, and files may not be so large there").arg(needed)
                         : Text::tr("the disk is full: %1, and %2 are free").arg(needed, exportSize(freeBytes(name))));
}

std::optional<Error> writeStandardOutput(const std::function<std::optional<Error>(QIODevice& out)>& write)
{
    CountingDevice out(STDOUT_FILENO);
    auto error = write(out);
    if (out.failure() == EBADF)
        return Error{ErrorClass::Export,
            Text::tr("The standard output is closed, so that nothing could be written; choose a file."), {}, 0, {}};
    if (out.failure() != 0)
        return Error{ErrorClass::Export,
            Text::tr("The standard output could not be written: %1.").arg(systemText(out.failure())), {}, 0, {}};
    return error;
}

} // namespace atlas
