// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <QString>
#include <QTimeZone>

#include <optional>

namespace atlas {

/// "2024-12-01T00:00+08:00/2024-12-08T00:00+08:00": a range to copy, in a zone, with its offset.
QString rangeToText(TimeRange range, const QTimeZone& zone);
/// "2024-12-01T00:00+08:00": seconds may be left out, also the offset, and the time: then `zone` says what is meant.
/// nullopt for anything else.
std::optional<Instant> instantFromText(QString text, const QTimeZone& zone);
/// The reverse of rangeToText(), of two such times, half-open as everywhere: the end is not included. nullopt for
/// anything else, and for a range that is empty.
std::optional<TimeRange> rangeFromText(const QString& text, const QTimeZone& zone);

} // namespace atlas
