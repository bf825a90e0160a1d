// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Compare.h"

namespace atlas {

/// The comparison's result in words. Pure.
QStringList compareSentences(const CompareInput& input, const CompareValues& values);

} // namespace atlas
