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

/// Whether a text from outside names a zone of this machine's database: an IANA name, or UTC with an offset.
/// QTimeZone's own isValid() also takes any three letters for a rule without an offset, so that "CST" would be UTC
/// under China's name. Looks at the file system; any thread.
bool isZoneName(const QByteArray& name);

} // namespace atlas
