// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TokenOption.h"

#include <QFile>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

namespace atlas {

namespace {

constexpr qint64 longestToken = 64 * 1024;

Result<QByteArray> readTokenFile(const QString& path)
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
    if ((status.st_mode & others) != 0)
        return refuse(QStringLiteral("can be read by others; set its mode to 0600"));
    return device.read(longestToken);
}

} // namespace

void declareTokenOptions(QCommandLineParser& parser)
{
    parser.addOption({QStringLiteral("token-file"), QStringLiteral("File of mode 0600 that holds the server's token."),
        QStringLiteral("FILE")});
    parser.addOption(
        {QStringLiteral("token-stdin"), QStringLiteral("Reads the server's token from the standard input.")});
}

Result<ApiAuth> tokenOption(const Invocation& call)
{
    const auto path = call.options.value(QStringLiteral("token-file"));
    QByteArray token;
    if (!path.isEmpty()) {
        const auto read = readTokenFile(path);
        if (!read)
            return tl::unexpected(read.error());
        token = read->trimmed();
    } else if (call.options.isSet(QStringLiteral("token-stdin"))) {
        QFile input;
        if (input.open(stdin, QIODevice::ReadOnly))
            token = input.read(longestToken).trimmed();
    } else {
        return ApiAuth{};
    }
    if (token.isEmpty())
        return failure(ErrorClass::Usage, QStringLiteral("The token is empty; nothing was sent."));
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    ApiAuth auth;
    auth.kind = ApiAuth::Kind::Bearer;
    auth.secret = token;
    return auth;
}

} // namespace atlas
