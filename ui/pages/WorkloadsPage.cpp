// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/WorkloadsPage.h"

namespace atlas {

WorkloadsPage::WorkloadsPage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
{
}

void WorkloadsPage::applyTheme(Theme) { }

} // namespace atlas
