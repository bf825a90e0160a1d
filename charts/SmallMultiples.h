// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Figures.h"
#include "charts/Palette.h"
#include "charts/layout/Ticks.h"
#include "models/domain/ChartValues.h"

#include <QPixmap>
#include <QStringList>
#include <QTimeZone>
#include <QWidget>

#include <optional>

namespace atlas {

/// Many small line charts in a grid, one a series, over one time axis and one scale (or each its own): shapes side by
/// side instead of lines on top of each other. The crosshair is one for all, each with its value there. A click or
/// Enter selects; arrows move; gaps stay gaps and peaks stay, however small the charts are.
class SmallMultiples final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit SmallMultiples(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setData(const TimeSeriesData& data);
    const TimeSeriesData& data() const { return m_data; }
    /// Each chart from 0 to its own highest value, instead of all to the highest of all.
    void setOwnScales(bool own);
    bool hasOwnScales() const { return m_ownScales; }
    /// Marks a chart by key; an empty key none. Emits nothing.
    void setSelected(const QString& key);
    QString selectedKey() const { return m_selected; }
    /// The instant marked in every chart. Emits nothing.
    void setCrosshair(std::optional<Instant> at);
    std::optional<Instant> crosshair() const { return m_crosshair; }

    /// Where a chart is, in the widget's coordinates; empty for an unknown key.
    QRectF cellRect(const QString& key) const;
    /// The figure beside a chart's name: at the crosshair, else the newest known.
    QString shownValue(const QString& key) const;
    /// The end of a chart's value axis, as written.
    QString scaleEnd(const QString& key) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {220, 90}; }

    QString chartSummary() const override;
    std::vector<ChartItem> chartItems() const override;

signals:
    void activated(QString key);
    /// The mouse moved the crosshair here; empty when it left.
    void hovered(std::optional<atlas::Instant> at);
    /// Where the figure of a chart comes from wants to be seen: asked in the context menu, or with Ctrl+I.
    void figureRequested(const atlas::FigureRef& figure);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    int columns(int width) const;
    int count() const { return int(m_data.series.size()); }
    int indexOf(const QString& key) const;
    QRectF cell(int index) const;
    QRectF plot(int index) const;
    int cellAt(QPointF at) const;
    double xOf(const QRectF& plot, Instant t) const;
    /// Index of the bucket that an instant is in; -1 outside.
    int bucketAt(Instant t) const;
    /// The bucket whose figure stands beside a chart's name: at the crosshair, else the newest known; -1: none.
    int shownBucket(int index) const;
    double valueShown(int index) const;
    /// None where the chart does not say what it shows.
    std::vector<ChartFigure> figuresShown(int index) const;
    void findScales();
    void select(int index);

    void paintCharts(QPainter& painter) const;
    void paintLine(QPainter& painter, int index) const;
    void paintTimes(QPainter& painter, int index) const;
    void paintTexts(QPainter& painter, int index) const;
    void paintCrosshair(QPainter& painter) const;

    Theme m_theme = Theme::Light;
    TimeSeriesData m_data;
    QTimeZone m_zone = QTimeZone::utc();
    std::vector<double> m_seconds; ///< of m_data.t
    std::vector<ValueTicks> m_scales; ///< a series each
    bool m_ownScales = false;
    QString m_selected;
    std::optional<Instant> m_crosshair;
    QPixmap m_picture; ///< the charts without crosshair and selection; null: to be painted anew
};

} // namespace atlas
