// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/WallClock.h"

#include <QFileInfo>
#include <QString>

#include <algorithm>

namespace atlas {

std::vector<Instant> instantsAt(QDate date, QTime time, const QTimeZone& zone)
{
    std::vector<Instant> found;
    const QDateTime naive(date, time, Qt::UTC);
    if (!naive.isValid())
        return found;
    // Zones change their clocks once in a few days at most: it is either the offset before or the one after.
    for (const auto& near : {naive.addDays(-1), naive.addDays(1)}) {
        const int offset = zone.offsetFromUtc(near);
        const auto utc = naive.addSecs(-offset);
        const Instant t(std::chrono::seconds(utc.toSecsSinceEpoch()));
        if (zone.offsetFromUtc(utc) == offset && std::ranges::find(found, t) == found.end())
            found.push_back(t);
    }
    std::ranges::sort(found);
    return found;
}

bool isZoneName(const QByteArray& name)
{
    // Qt lists only the zones of zone.tab: not Asia/Calcutta, US/Pacific, EST and the other older names, which are
    // files.
    return QTimeZone::isTimeZoneIdAvailable(name)
        || (QTimeZone(name).isValid()
            && QFileInfo(QStringLiteral("/usr/share/zoneinfo/") + QString::fromLatin1(name)).isFile());
}

} // namespace atlas
