// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Error.h"

namespace atlas {

QLatin1StringView errorClassName(ErrorClass cls)
{
    switch (cls) {
    case ErrorClass::Internal:
        return QLatin1StringView("INTERNAL");
    case ErrorClass::Usage:
        return QLatin1StringView("USAGE");
    case ErrorClass::Net:
        return QLatin1StringView("NET");
    case ErrorClass::Timeout:
        return QLatin1StringView("TIMEOUT");
    case ErrorClass::Auth:
        return QLatin1StringView("AUTH");
    case ErrorClass::Tls:
        return QLatin1StringView("TLS");
    case ErrorClass::Api:
        return QLatin1StringView("API");
    case ErrorClass::Payload:
        return QLatin1StringView("PAYLOAD");
    case ErrorClass::Partial:
        return QLatin1StringView("PARTIAL");
    case ErrorClass::Cache:
        return QLatin1StringView("CACHE");
    case ErrorClass::FileRejected:
        return QLatin1StringView("FILE_REJECTED");
    case ErrorClass::Export:
        return QLatin1StringView("EXPORT");
    case ErrorClass::Clock:
        return QLatin1StringView("CLOCK");
    case ErrorClass::Throttled:
        return QLatin1StringView("THROTTLED");
    }
    return QLatin1StringView("INTERNAL");
}

int exitCode(ErrorClass cls)
{
    switch (cls) {
    case ErrorClass::Internal:
        return 1;
    case ErrorClass::Usage:
        return 2;
    case ErrorClass::Net:
    case ErrorClass::Timeout:
    case ErrorClass::Throttled:
        return 3;
    case ErrorClass::Auth:
        return 4;
    case ErrorClass::Tls:
        return 5;
    case ErrorClass::Api:
    case ErrorClass::Payload:
        return 6;
    case ErrorClass::Partial:
    case ErrorClass::Clock:
        return 7;
    case ErrorClass::Cache:
        return 8;
    case ErrorClass::FileRejected:
        return 9;
    case ErrorClass::Export:
        return 10;
    }
    return 1;
}

} // namespace atlas
