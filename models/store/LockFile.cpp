// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/LockFile.h"

#include "models/store/FileSystem.h"
#include "models/store/StoreText.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace atlas {

Result<std::unique_ptr<LockFile>> LockFile::take(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (descriptor < 0) {
        return failure(ErrorClass::Cache,
            StoreText::tr("The folder of the store is missing or not writable. Nothing was changed; choose another "
                          "place, or open the store read-only."),
            QStringLiteral("%1: %2").arg(path, QString::fromLocal8Bit(std::strerror(errno))));
    }
    std::unique_ptr<LockFile> lock(new LockFile(path, descriptor));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 32> text{};
        const auto length = ::pread(descriptor, text.data(), text.size() - 1, 0);
        const auto owner = QString::fromLatin1(text.data(), length > 0 ? int(length) : 0).trimmed();
        return failure(ErrorClass::Cache,
            StoreText::tr("The store is in use by process %1. Nothing was changed; open it read-only, or end that "
                          "process first.")
                .arg(owner.isEmpty() ? QStringLiteral("?") : owner),
            path);
    }
    const QByteArray pid = QByteArray::number(qint64(::getpid())) + '\n';
    // The number only serves the message of the next one who asks: a failure here is none of the lock's.
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, pid.constData(), std::size_t(pid.size()), 0) < 0)
        errno = 0;
    return lock;
}

bool LockFile::isInPlace() const
{
    struct stat status
    {
    };
    return ::fstat(m_descriptor, &status) == 0 && FileIdentity{status.st_dev, status.st_ino} == identityOf(m_path);
}

LockFile::~LockFile()
{
    ::close(m_descriptor);
}

} // namespace atlas
