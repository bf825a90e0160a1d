// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Palette.h"
#include "models/domain/ChartValues.h"

#include <QStringList>
#include <QWidget>

#include <memory>

namespace atlas {

/// Vertical bars side by side: a group a bar of the data, a bar a segment, coloured by what the segment means.
class GroupedBarChart final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit GroupedBarChart(QWidget* parent = nullptr);
    ~GroupedBarChart() override;

    void setTheme(Theme theme);
    void setData(const BarData& data);
    const BarData& data() const;
    void setSelected(const QString& key);
    QString selectedKey() const;

    QStringList shownLabels() const;
    QStringList legendNames() const;
    QStringList valueTickLabels() const;
    /// Where a group is, in the widget's coordinates.
    QRectF groupRect(const QString& key) const;

    QSize sizeHint() const override { return {640, 280}; }
    QSize minimumSizeHint() const override { return {240, 140}; }

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
