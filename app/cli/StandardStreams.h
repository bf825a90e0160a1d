// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace atlas {

/// Puts something that takes nothing and gives nothing in the place of standard streams that were closed when the
/// program was started. Else the next file that is opened would be one of them, and what is printed would go there. To
/// be called first of all.
void holdClosedStreams();

} // namespace atlas
