// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <QDateTime>
#include <QTimeZone>

#include <vector>

namespace atlas {

/// When the clocks of a zone show this date and time, in order: once; twice where clocks are set back over it; never
/// where they are set forward over it, or where date or time are none. Pure.
std::vector<Instant> instantsAt(QDate date, QTime time, const QTimeZone& zone);

} // namespace atlas
