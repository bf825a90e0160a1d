// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/AlertCenter.h"
#include "models/views/Session.h"

#include <QString>

#include <functional>
#include <memory>

namespace atlas {

/// Where the program keeps alert rules (for all sources) and what was said about alerts (a file a source). Empty: for
/// this run only.
struct AlertFolders
{
    QString rules; ///< file
    QString memory; ///< folder
};

/// What evaluates the rules on a session's store. `fired` is told of alerts that began to fire; only a live source has
/// them told, since the past of a file is no news.
std::unique_ptr<AlertCenter> sessionAlerts(Session& session, const AlertFolders& folders, const Clock& clock,
    const std::function<void(const std::vector<FiringAlert>&)>& fired);

} // namespace atlas
