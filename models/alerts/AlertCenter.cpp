// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/AlertCenter.h"

#include <algorithm>

namespace atlas {

bool sameAlert(const FiringAlert& a, const FiringAlert& b)
{
    return a.ruleId == b.ruleId && a.scope == b.scope && a.subject == b.subject;
}

std::vector<FiringAlert> AlertCenter::firingIn(const QStringList& clusters) const
{
    auto alerts = firing();
    std::erase_if(alerts, [&clusters](const FiringAlert& alert) {
        return !clusters.contains(QString::fromStdString(alert.scope.cluster));
    });
    return alerts;
}

int AlertCenter::waiting(const QStringList& clusters) const
{
    const auto alerts = firingIn(clusters);
    return int(std::count_if(alerts.begin(), alerts.end(),
        [](const FiringAlert& alert) { return !alert.acknowledged && !alert.mutedUntil; }));
}

} // namespace atlas
