// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"
#include "models/domain/Metric.h"
#include "models/domain/Time.h"

#include <QObject>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace atlas {

/// A subject for which a rule's condition holds, and has for long enough.
struct FiringAlert
{
    QString ruleId, ruleName;
    GridScope scope;
    std::string subject; ///< as grids name it
    Instant since{}; ///< start of the first hour of the run for which the condition holds
    HourIndex lastHour = 0; ///< the newest hour of it
    double value = unknown; ///< the watched figure over that hour
    Metric metric = Metric::Utilization;
    double gpus = unknown; ///< held in the newest hour
    bool acknowledged = false;
    std::optional<Instant> mutedUntil;

    friend bool operator==(const FiringAlert&, const FiringAlert&) = default;
};

/// What fires now, and what was said about it. GUI thread.
class AlertCenter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Unmuted first, then by how long they last; the newest last.
    virtual std::vector<FiringAlert> firing() const = 0;
    virtual void acknowledge(const FiringAlert& alert) = 0;
    /// Says nothing more about this rule and subject until then; nullopt: unmutes.
    virtual void mute(const FiringAlert& alert, std::optional<Instant> until) = 0;

signals:
    /// firing() is another.
    void changed();
};

} // namespace atlas
