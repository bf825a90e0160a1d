// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/WastePage.h"

namespace atlas {

WastePage::WastePage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
{
}

void WastePage::applyTheme(Theme) { }

} // namespace atlas
