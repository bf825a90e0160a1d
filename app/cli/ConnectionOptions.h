// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandOptions.h"
#include "models/domain/Connection.h"

#include <QByteArray>

namespace atlas {

/// --url, the ways to a token, TLS files, proxy: all that names a server.
void declareConnectionOptions(QCommandLineParser& parser);

/// The server that the options name, checked; its auth is that of --auth if a token is given. USAGE.
Result<ConnectionProfile> profileOption(const Invocation& call);

/// The secret of a connection, from the first of: --token-file (which nobody else may be able to read), --token-stdin,
/// --token-keyring, the credentials `token-ID`, `token-NAME` and `token` of the service manager, and the keyring's
/// entry of the connection where it is a saved one. Empty: there is none. From then on the process leaves no core file
/// in which the secret could be found. USAGE, or AUTH where the keyring does not give it.
Result<QByteArray> secretOption(const Invocation& call, const ConnectionProfile& profile, bool saved);

/// The enabled connections of --config, or of the desktop program. USAGE where there are none.
Result<std::vector<ConnectionProfile>> savedConnections(const Invocation& call);

} // namespace atlas
