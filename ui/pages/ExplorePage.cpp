// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ExplorePage.h"

namespace atlas {

ExplorePage::ExplorePage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
{
}

void ExplorePage::applyTheme(Theme) { }

} // namespace atlas
