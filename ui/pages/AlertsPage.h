// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace atlas {

/// Rules, what they would have found, and what fires now.
class AlertsPage final : public Page
{
    Q_OBJECT
public:
    explicit AlertsPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("alerts"); }
    QString title() const override { return tr("Alerts"); }

protected:
    void applyTheme(Theme theme) override;
};

} // namespace atlas
