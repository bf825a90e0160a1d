// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

namespace atlas {

/// Which jobs, exactly: a list of the range that can be searched and filtered, with the hours of one of them.
class WorkloadsPage final : public Page
{
    Q_OBJECT
public:
    explicit WorkloadsPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("workloads"); }
    QString title() const override { return tr("Workloads"); }

protected:
    void applyTheme(Theme theme) override;
};

} // namespace atlas
