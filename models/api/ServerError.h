// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <QCoreApplication>

#include <string_view>

namespace atlas {

/// The translated sentences of this target: ServerText::tr("...").
struct ServerText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ServerText)
};

/// What a server's own code means: 401 and 4003 are AUTH (log in), 403 and 4005 are AUTH (not allowed), 429 is
/// THROTTLED, all others API. The message is shown as plain text, one line, at most 300 characters.
Error serverError(int code, std::string_view message, std::string_view traceId);

} // namespace atlas
