// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <QString>
#include <QStringList>
#include <QTimeZone>

/// What files are called before somebody gives them another name.
namespace atlas {

/// "2026-W47", "2026-11-20", "2026-11", "2026-Q4", "2026"; any other range by its first and last day, "2026-11-16 -
/// 2026-11-19". Days are the zone's.
QString rangeFileName(TimeRange range, const QTimeZone& zone);

/// "prod-a 2026-W47 Allocation rate": of which clusters, when and what; without characters that a file system or a
/// shell has its own thoughts about. `what` may be empty.
QString exportFileName(const QStringList& clusters, TimeRange range, const QTimeZone& zone, const QString& what);

} // namespace atlas
