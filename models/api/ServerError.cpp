// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ServerError.h"

#include "models/api/JsonText.h"

#include <QCoreApplication>

namespace atlas {

QString serverText(const char* text)
{
    return QCoreApplication::translate("atlas::api", text);
}

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
            serverText("The server wants a login (code %1: %2). Cached data stay readable; enter a new token.");
        break;
    case 403:
    case 4005:
        error.cls = ErrorClass::Auth;
        error.message = serverText("The token is valid but not allowed to read this (code %1: %2). Cached data stay "
                                   "readable; ask for the permission.");
        break;
    case 429:
        error.cls = ErrorClass::Throttled;
        error.message = serverText("The server asks to wait (code %1: %2). The request is repeated later.");
        break;
    default:
        error.cls = ErrorClass::Api;
        error.message = serverText("The server refuses the request (code %1: %2). Nothing was changed.");
        break;
    }
    error.message = error.message.arg(QString::number(code), said.isEmpty() ? serverText("no reason given") : said);
    error.detail = said;
    return error;
}

} // namespace atlas
