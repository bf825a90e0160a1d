// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QStringList>
#include <QWidget>

#include <memory>

namespace atlas {

/// Shares of a whole: a ring with the total in its middle, and beside it each name with its share, in the ring's order.
/// A bar's value is the sum of its segments; "other" is grey; bars without a known value are left out of the ring and
/// named with a dash.
class ShareChart final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit ShareChart(QWidget* parent = nullptr);
    ~ShareChart() override;

    void setTheme(Theme theme);
    void setData(const BarData& data);
    const BarData& data() const;
    void setSelected(const QString& key);
    QString selectedKey() const;

    /// "42.0 %" a bar, in order.
    QStringList shownShares() const;
    QStringList shownLabels() const;
    QRectF rowRect(const QString& key) const;

    QSize sizeHint() const override { return {420, 220}; }
    QSize minimumSizeHint() const override { return {220, 140}; }

    QString chartSummary() const override;
    std::vector<ChartItem> chartItems() const override;

signals:
    void activated(QString key);
    void hovered(QString key);
    /// Where a figure of a bar comes from wants to be seen: asked in the context menu, or with Ctrl+I.
    void figureRequested(const atlas::FigureRef& figure);

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace atlas
