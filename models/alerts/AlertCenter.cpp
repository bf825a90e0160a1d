// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/AlertCenter.h"

#include <algorithm>

namespace atlas {

bool sameAlert(const FiringAlert& a, const FiringAlert& b)
{
    return a.ruleId == b.ruleId && a.scope == b.scope && a.subject == b.subject;
}

int AlertCenter::waiting() const
{
    const auto alerts = firing();
    return int(std::count_if(alerts.begin(), alerts.end(),
        [](const FiringAlert& alert) { return !alert.acknowledged && !alert.mutedUntil; }));
}

} // namespace atlas
