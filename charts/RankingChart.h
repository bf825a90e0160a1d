// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QStringList>
#include <QWidget>

#include <memory>

namespace atlas {

/// Horizontal bars from most to least, stacked where a bar has several segments: labels on the left, annotation at the
/// bar's end, "other" set apart in grey and cut with a mark where it is much longer than all others. A click or Enter
/// selects; up and down move.
class RankingChart final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit RankingChart(QWidget* parent = nullptr);
    ~RankingChart() override;

    void setTheme(Theme theme);
    /// Bars are shown in the order given.
    void setData(const BarData& data);
    const BarData& data() const;
    /// Highlights a bar by key; an empty key none. Emits nothing.
    void setSelected(const QString& key);
    QString selectedKey() const;

    /// As drawn from top to bottom: labels elided to the room they have, and what stands at the bar's end.
    QStringList shownLabels() const;
    QStringList shownAnnotations() const;
    /// Where a bar's row is, in the widget's coordinates; empty for an unknown key.
    QRectF rowRect(const QString& key) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {220, 80}; }

    QString chartSummary() const override;
    std::vector<ChartItem> chartItems() const override;

signals:
    void activated(QString key);
    /// Empty when the mouse left.
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
