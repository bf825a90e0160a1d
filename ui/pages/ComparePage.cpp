// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ComparePage.h"

namespace atlas {

ComparePage::ComparePage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
{
}

void ComparePage::applyTheme(Theme) { }

} // namespace atlas
