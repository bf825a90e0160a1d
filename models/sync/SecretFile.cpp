// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/SecretFile.h"

#include <QFile>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace atlas {

Result<QByteArray> readSecretFile(const QString& path, bool isPrivate)
{
    const auto refuse = [&](const QString& why) {
        return failure(ErrorClass::Usage, QStringLiteral("The token file %1 %2; nothing was sent.").arg(path, why));
    };
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return refuse(QStringLiteral("cannot be read"));
    struct stat status
    {
    };
    const bool known = ::fstat(file, &status) == 0;
    QFile device;
    if (!device.open(file, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(file);
        return refuse(QStringLiteral("cannot be read"));
    }
    if (!known || !S_ISREG(status.st_mode))
        return refuse(QStringLiteral("is no regular file"));
    constexpr mode_t others = 077;
    if (isPrivate && (status.st_mode & others) != 0)
        return refuse(QStringLiteral("can be read by others; set its mode to 0600"));
    return device.read(longestSecret);
}

void leaveNoCoreFile()
{
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

} // namespace atlas
