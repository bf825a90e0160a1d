// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/AlertRules.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Metric.h"
#include "models/domain/Time.h"

#include <QObject>
#include <QString>
#include <QStringList>

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
    Figure value = {}; ///< the watched figure over that hour
    Metric metric = Metric::Utilization;
    Figure gpus = {}; ///< held in the newest hour
    double gpuHours = 0; ///< held since
    /// With missing data of a cluster whose source was asked in vain: when it answered last.
    std::optional<Instant> unansweredSince = std::nullopt;
    bool acknowledged = false; ///< somebody knows; until it is over
    std::optional<Instant> mutedUntil = std::nullopt; ///< nobody wants to hear of it

    friend bool operator==(const FiringAlert&, const FiringAlert&) = default;
};

/// Whether two are about the same: one may be a later state of the other.
bool sameAlert(const FiringAlert& a, const FiringAlert& b);

/// A mute without an end.
inline constexpr Instant mutedForGood{std::chrono::seconds(253'402'300'799)}; // 9999-12-31T23:59:59Z

/// What fires now, what was said about it, and the rules that decide. GUI thread.
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
    /// Rules were read and evaluated: what firing() says is not just the beginning.
    virtual bool isReady() const { return true; }
    /// Those that fire of some clusters, in the same order: what pages list.
    std::vector<FiringAlert> firingIn(const QStringList& clusters) const;
    /// How many of those are neither muted nor acknowledged.
    int waiting(const QStringList& clusters) const;

    /// In the order in which people put them.
    virtual const std::vector<AlertRule>& rules() const = 0;
    /// Evaluates and keeps them. Rules with faults are kept and not evaluated.
    virtual void setRules(const std::vector<AlertRule>& rules) = 0;
    /// What is wrong with keeping and evaluating, as sentences; empty: nothing.
    virtual QStringList problems() const = 0;

signals:
    /// firing() is another.
    void changed();
    /// rules() or problems() are others.
    void rulesChanged();
    /// These began to fire, or fire again after a mute; none that is muted, and none twice, not even in another run of
    /// the program.
    void fired(const std::vector<atlas::FiringAlert>& alerts);
    /// These are over.
    void cleared(const std::vector<atlas::FiringAlert>& alerts);
};

} // namespace atlas
