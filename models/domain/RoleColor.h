// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"

#include <cstdint>

namespace atlas {

/// The colour of a meaning on white ground, 0xRRGGBB: of the charts' light palette (charts/Palette.h, which has the
/// others) and of workbooks, which no palette reaches.
constexpr std::uint32_t lightColor(Role role)
{
    switch (role) {
    case Role::Used:
    case Role::Allocated:
    case Role::AllocationRate:
        return 0x0072B2;
    case Role::HeldIdle:
        return 0xE69F00;
    case Role::Unallocated:
        return 0xAEB7C0;
    case Role::Capacity:
        return 0x57606A;
    case Role::Utilization:
    case Role::P50:
    case Role::P95:
        return 0x00795A;
    case Role::Unknown:
    case Role::Other:
        return 0x8C96A1;
    case Role::Category: // entities have a colour each
        break;
    }
    return 0x0969DA;
}

} // namespace atlas
