// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <tl/expected.hpp>

#include <chrono>
#include <optional>

namespace atlas {

/// What went wrong, as a stable identifier that the window, the log, JSON and the exit codes share.
enum class ErrorClass {
    Internal, ///< a defect of ours
    Usage, ///< the user asked for something that makes no sense
    Net, ///< the server cannot be reached, or answers no HTTP that we accept
    Timeout, ///< a deadline passed
    Auth, ///< a token is missing, wrong or not allowed
    Tls, ///< the connection is not trustworthy
    Api, ///< the server says no, in its envelope
    Payload, ///< the reply is not what the contract says
    Partial, ///< done in part
    Cache, ///< the store on disk
    FileRejected, ///< a file that we do not open
    Export, ///< writing a file for the user
    Clock, ///< the local clock disagrees with the server's
    Throttled, ///< the server asks us to wait
};

/// A failure: class, one sentence for people (what happened, what was kept, what to do) and a detail for the curious.
/// No text in it contains a token, a cookie or a full query string.
struct Error
{
    ErrorClass cls = ErrorClass::Internal;
    QString message;
    QString detail;
    int code = 0; ///< code of the server's envelope, HTTP status, or SQLite's result (CACHE); 0 where there is none
    QString traceId; ///< the server's trace id, where it sent one
    std::optional<std::chrono::seconds> retryAfter = std::nullopt; ///< the server asked us to wait so long

    friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// "NET", "FILE_REJECTED" ...: the identifier shown and logged.
QLatin1StringView errorClassName(ErrorClass cls);

/// The process exit code of a failure: USAGE 2, NET, TIMEOUT and THROTTLED 3, AUTH 4, TLS 5, API and PAYLOAD 6,
/// PARTIAL and CLOCK 7, CACHE 8, FILE_REJECTED 9, EXPORT 10, INTERNAL 1.
int exitCode(ErrorClass cls);

/// Shorthand for the common `return failure(ErrorClass::Net, tr("..."))`.
inline tl::unexpected<Error> failure(ErrorClass cls, QString message, QString detail = {})
{
    return tl::unexpected<Error>(Error{cls, std::move(message), std::move(detail), 0, {}});
}

} // namespace atlas

Q_DECLARE_METATYPE(atlas::Error)
