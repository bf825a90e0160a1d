// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace atlas {

/// Tab walks what is inside `root` as the layouts show it, from the top left, rather than as it was made.
void orderTabsAsShown(QWidget& root);

} // namespace atlas
