// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exports/ExportName.h"

#include <QDate>
#include <QDateTime>

#include <algorithm>

namespace atlas {

namespace {

constexpr int longestName = 200, longestPart = 80; // bytes: a name has 255, with its ending

/// The day that begins at an instant; invalid where none does.
QDate dayAt(Instant t, const QTimeZone& zone)
{
    const auto local = QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone);
    return local.date().startOfDay(zone) == local ? local.date() : QDate();
}

/// As much of it as has so few bytes, without what file systems and shells have their own thoughts about.
QString cut(QString text, qsizetype bytes)
{
    for (QChar& c : text) {
        if (QStringLiteral("/\\:*?\"<>|").contains(c) || !c.isPrint() || c.isSurrogate())
            c = u'-';
    }
    while (text.toUtf8().size() > std::max<qsizetype>(0, bytes))
        text.chop(1);
    return text;
}

QString iso(QDate day)
{
    return day.toString(Qt::ISODate);
}

} // namespace

QString rangeFileName(TimeRange range, const QTimeZone& zone)
{
    const auto first = dayAt(range.from, zone), end = dayAt(range.to, zone);
    if (first.isValid() && end.isValid()) {
        int year = 0;
        const int week = first.weekNumber(&year);
        if (first.addDays(1) == end)
            return iso(first);
        if (first.dayOfWeek() == Qt::Monday && first.addDays(7) == end)
            return QStringLiteral("%1-W%2").arg(year).arg(week, 2, 10, QLatin1Char('0'));
        if (first.day() == 1 && first.addMonths(1) == end)
            return first.toString(QStringLiteral("yyyy-MM"));
        if (first.day() == 1 && first.month() % 3 == 1 && first.addMonths(3) == end)
            return QStringLiteral("%1-Q%2").arg(first.year()).arg((first.month() + 2) / 3);
        if (first.dayOfYear() == 1 && first.addYears(1) == end)
            return QString::number(first.year());
    }
    const auto dayOf = [&zone](Instant t) {
        return iso(QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone).date());
    };
    const auto from = dayOf(range.from), last = dayOf(range.to - std::chrono::seconds(1));
    return from == last ? from : QString(from + QStringLiteral(" - ") + last);
}

QString exportFileName(const QStringList& clusters, TimeRange range, const QTimeZone& zone, const QString& what)
{
    QString rest = QLatin1Char(' ') + rangeFileName(range, zone);
    if (!what.isEmpty())
        rest += QLatin1Char(' ') + cut(what, longestPart);
    const auto room = longestName - rest.toUtf8().size();
    QString whose = cut(clusters.join(QLatin1Char('+')), longestName + 1);
    if (whose.toUtf8().size() > room) // what tells the files apart is kept: "prod-a+29"
        whose = cut(clusters.front(), longestPart)
            + (clusters.size() > 1 ? QStringLiteral("+%1").arg(clusters.size() - 1) : QString());
    QString name = QString(whose + rest).simplified();
    while (name.startsWith(QLatin1Char('.')) || name.startsWith(QLatin1Char('-')))
        name.remove(0, 1); // neither hidden nor an option
    return name.isEmpty() ? QStringLiteral("gpu-atlas") : name;
}

} // namespace atlas
