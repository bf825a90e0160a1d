// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace atlas {

/// Two periods or two clusters: what changed, and what the change is made of.
class ComparePage final : public Page
{
    Q_OBJECT
public:
    explicit ComparePage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("compare"); }
    QString title() const override { return tr("Compare"); }

protected:
    void applyTheme(Theme theme) override;
};

} // namespace atlas
