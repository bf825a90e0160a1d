// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/AlertsPage.h"

namespace atlas {

AlertsPage::AlertsPage(const PageContext& context, QWidget* parent)
    : Page(context, parent)
{
}

void AlertsPage::applyTheme(Theme) { }

} // namespace atlas
