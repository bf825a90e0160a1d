// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/ComparisonPage.h"

namespace atlas {

/// Who uses most, and how well? Namespaces ranked by any metric.
class NamespacesPage final : public ComparisonPage
{
    Q_OBJECT
public:
    explicit NamespacesPage(const PageContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("namespaces"); }
    QString title() const override { return tr("Namespaces"); }

    RankingChart* ranking() const { return m_ranking; }

protected:
    void applyTheme(Theme theme) override;
    void showValues() override;
    void showSelection(const QString& subject) override;

private:
    ChartPanel* m_rankingPanel;
    RankingChart* m_ranking;
};

} // namespace atlas
