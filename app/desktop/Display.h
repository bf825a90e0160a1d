// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

namespace atlas {

/// Before there is an application, which ends the program where it finds no display: on a machine without one, what
/// draws into a file or only prints is prepared to do so (it sets the environment), and USAGE says what there is
/// instead of a window.
Result<void> prepareDisplay(int argc, const char* const* argv);

} // namespace atlas
