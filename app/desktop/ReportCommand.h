// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/Options.h"
#include "models/domain/Time.h"

namespace atlas {

/// Writes the report that the options wish, without a window: a PDF, whole or not at all. Needs an application that
/// knows fonts. `query`: what the options say of range, zone and such. `rules`: the user's file, where the options name
/// none. USAGE, CACHE, EXPORT.
Result<void> writeReport(const DesktopOptions& options, DashboardQuery query, const QString& rules, const Clock& clock);

} // namespace atlas
