// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"
#include "models/domain/Time.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

#include <chrono>
#include <string>

/// How figures are written, everywhere: window, tables, tooltips, reports. Unknown is an em dash. The locale decides
/// separators.
namespace atlas {

/// Percent with one decimal (two below 1), GPUs with none or one, GPU-hours with thousands separators (three
/// significant figures and M, G from a million up), counts whole. Without the unit; unitName() has it.
QString formatFigure(double value, Unit unit, const QLocale& locale = QLocale());
/// "%", "GPU", "GPU·h", "", "GB", "h".
QString unitName(Unit unit);
/// "Allocated (GPU·h)": a title with its unit, unless it names that itself or there is none.
QString titleWithUnit(const QString& title, Unit unit);
/// The two together: "71.2 %", "1,234 GPU·h".
QString formatWithUnit(double value, Unit unit, const QLocale& locale = QLocale());
/// "+3.4 %" or "−12 GPU·h" with a real minus; percentages of change with one decimal.
QString formatChange(double absolute, Unit unit, const QLocale& locale = QLocale());
/// "3 d 4 h", "25 min".
QString formatDuration(std::chrono::seconds length);
/// "2 min ago"; for freshness only.
QString formatAge(std::chrono::seconds age);
/// "Asia/Shanghai"; every name of UTC ("Etc/UTC", as most containers have it) is "UTC", and so is an unknown zone.
QString zoneName(const QTimeZone& zone);
/// "+08:00", "-03:30": how far a clock is before UTC, for files.
std::string offsetText(std::chrono::seconds offset);
/// "2024-12-17 14:00 +08:00" style, in a zone, by the locale's habits but always unambiguous.
QString formatInstant(Instant t, const QTimeZone& zone, const QLocale& locale = QLocale());
/// "16 – 23 Dec 2024, Asia/Shanghai": a range with its zone named once.
QString formatRange(TimeRange range, const QTimeZone& zone, const QLocale& locale = QLocale());
/// Plain text for a name from outside (row P12): control and bidi characters made visible, elided in the middle at 256.
QString displayName(std::string_view name);
/// Likewise of a text from outside that is to be read whole: nothing is left out, and line breaks and tabs stay.
QString displayText(std::string_view text);

} // namespace atlas
