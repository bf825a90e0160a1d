// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace atlas {

/// Any question over time: a level, a figure, a bucket and a way to draw it.
class ExplorePage final : public Page
{
    Q_OBJECT
public:
    explicit ExplorePage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("explore"); }
    QString title() const override { return tr("Explore"); }

protected:
    void applyTheme(Theme theme) override;
};

} // namespace atlas
