// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiConfig.h"
#include "models/domain/Connection.h"
#include "models/domain/Error.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <optional>
#include <vector>

/// Saved connections: what is written down, what is not accepted, and what the client makes of one.
namespace atlas {

/// Why a profile cannot be used as it is (USAGE): no http or https address, a path or file that is not there, only one
/// of certificate and key, a header name with impossible characters, plain http to another machine without the
/// explicit permission. nullopt: it can.
std::optional<Error> refusal(const ConnectionProfile& profile);

/// What people type, made an address: scheme added (https; http for this machine), slashes, query, fragment and the
/// known endings removed. User info is taken out of the address and handed back as `user:password` in `userInfo`.
QUrl tidyUrl(const QString& typed, QString* userInfo = nullptr);

/// Whether what is sent to this address can be read and changed on the way: http to another machine.
bool isPlainHttp(const QUrl& url);

/// The value of an Authorization header that says what `user:password` in an address says.
QByteArray basicAuthorization(const QString& userInfo);

/// Why this cannot be a token, cookie or header value (USAGE): empty, or with characters that no header may hold. The
/// sentence does not quote it.
std::optional<Error> secretRefusal(const QByteArray& secret);

/// What the client needs to speak to the server of a profile. Without a secret that can be one, nothing is sent in its
/// place: the server will ask for it.
ApiConfig apiConfigOf(const ConnectionProfile& profile, const QByteArray& secret);

/// Reads the saved connections; none if the file does not exist. USAGE if it is not ours or damaged: then it was not
/// changed. Holds no secrets. Blocks.
Result<std::vector<ConnectionProfile>> readConnections(const QString& path);
/// Replaces the file as a whole. EXPORT if that fails: then the old one is as it was. Blocks.
Result<void> writeConnections(const QString& path, const std::vector<ConnectionProfile>& profiles);

} // namespace atlas
