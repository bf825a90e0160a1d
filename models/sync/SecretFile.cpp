// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/SecretFile.h"

#include <QCoreApplication>
#include <QFile>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::SecretFile)
};

} // namespace

Result<QByteArray> readSecretFile(const QString& path, bool isPrivate)
{
    const auto refuse = [&](const QString& why) { return failure(ErrorClass::Usage, why.arg(path)); };
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return refuse(Text::tr("The token file %1 cannot be read; nothing was sent."));
    struct stat status
    {
    };
    const bool known = ::fstat(file, &status) == 0;
    QFile device;
    if (!device.open(file, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(file);
        return refuse(Text::tr("The token file %1 cannot be read; nothing was sent."));
    }
    if (!known || !S_ISREG(status.st_mode))
        return refuse(Text::tr("The token file %1 is no regular file; nothing was sent."));
    constexpr mode_t others = 077;
    if (isPrivate && (status.st_mode & others) != 0)
        return refuse(Text::tr("The token file %1 can be read by others; set its mode to 0600; nothing was sent."));
    return device.read(longestSecret);
}

void leaveNoCoreFile()
{
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

} // namespace atlas
