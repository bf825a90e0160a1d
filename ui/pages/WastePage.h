// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace atlas {

/// Which GPUs could be had back.
class WastePage final : public Page
{
    Q_OBJECT
public:
    explicit WastePage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("waste"); }
    QString title() const override { return tr("Waste"); }

protected:
    void applyTheme(Theme theme) override;
};

} // namespace atlas
