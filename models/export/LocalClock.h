// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <QByteArray>
#include <QString>
#include <QTimeZone>

#include <string>

namespace atlas {

/// What clocks of a zone show, for many instants after another: the zone is asked once for each stretch between two
/// changes of its clocks.
class LocalClock
{
public:
    /// An unknown zone is UTC.
    explicit LocalClock(const QByteArray& zone);

    bool isUtc() const { return m_isUtc; }
    QString name() const; ///< "Europe/Berlin", "UTC"
    std::chrono::seconds offsetAt(Instant time);

private:
    QTimeZone m_zone;
    bool m_isUtc;
    TimeRange m_stretch; ///< in which the offset is:
    std::chrono::seconds m_offset{0};
};

/// What `time` is as "2024-10-27 02:00:00", with anything in the place of the space.
void appendDateTime(std::string& text, Instant time, char between);

} // namespace atlas
