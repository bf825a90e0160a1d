// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ServerError.h"

#include "models/api/JsonText.h"

namespace atlas {

Error serverError(int code, std::string_view message, std::string_view traceId)
{
    constexpr int longestMessage = 300, longestTraceId = 80;
    const QString said = json::plainText(message, longestMessage);
    Error error;
    error.code = code;
    error.traceId = json::plainText(traceId, longestTraceId);
    switch (code) {
    case 401:
    case 4003:
        error.cls = ErrorClass::Auth;
        error.message =
            ServerText::tr("The server wants a login (code %1: %2). Cached data stay readable; enter a new token.");
        break;
    case 403:
    case 4005:
        error.cls = ErrorClass::Auth;
        error.message =
            ServerText::tr("The token is valid but not allowed to read this (code %1: %2). Cached data stay "
                           "readable; ask for the permission.");
        break;
    case 429:
        error.cls = ErrorClass::Throttled;
        error.message = ServerText::tr("The server asks to wait (code %1: %2). The request is repeated later.");
        break;
    default:
        error.cls = ErrorClass::Api;
        error.message = ServerText::tr("The server refuses the request (code %1: %2). Nothing was changed.");
        break;
    }
    error.message = error.message.arg(QString::number(code), said.isEmpty() ? ServerText::tr("no reason given") : said);
    error.detail = said;
    return error;
}

} // namespace atlas
