// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

namespace atlas::test {

/// The time that a literal in a test names.
inline Instant instant(std::string_view text)
{
    return std::chrono::floor<std::chrono::seconds>(parseRfc3339(text)->time);
}

} // namespace atlas::test
