// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/AlertCenter.h"

#include <vector>

namespace atlas::test {

/// Says that what the test puts into it fires.
class Alarms final : public AlertCenter
{
public:
    std::vector<FiringAlert> firing() const override { return alerts; }
    void acknowledge(const FiringAlert&) override { }
    void mute(const FiringAlert&, std::optional<Instant>) override { }
    const std::vector<AlertRule>& rules() const override { return m_rules; }
    void setRules(const std::vector<AlertRule>&) override { }
    QStringList problems() const override { return {}; }

    bool isReady() const override { return ready; }

    std::vector<FiringAlert> alerts;
    bool ready = true;

private:
    std::vector<AlertRule> m_rules;
};

} // namespace atlas::test
