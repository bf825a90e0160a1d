// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Accessibility.h"
#include "charts/Palette.h"
#include "models/domain/CoverageValues.h"

#include <QStringList>
#include <QWidget>

namespace atlas {

/// Which hours a store has, line by line over time: complete, unverified, gap, missing on the server; what was not
/// asked for is an empty track. Patterns tell them apart as well as colours, and the legend below shows both. However
/// short, a gap is at least two pixels wide and drawn last.
///
/// Arrow keys walk the stretches: left and right along a line, up and down between lines.
class CoverageStrip final : public QWidget, public AccessibleChart
{
    Q_OBJECT

public:
    explicit CoverageStrip(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setData(const CoverageData& data);
    const CoverageData& data() const { return m_data; }

    /// The state's name in the interface's language: "complete".
    static QString stateName(CoverageState state);

    /// What hovering says at an instant of a line (counted over all groups); "not asked for" between stretches.
    QString textAt(int line, Instant time) const;
    /// The pixels of a stretch, cut to the axis; empty where it lies outside.
    QRectF stretchRect(int line, int stretch) const;
    QStringList legendTexts() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    QString chartSummary() const override;
    std::vector<ChartItem> chartItems() const override;

signals:
    /// The instant under the mouse; nullopt when it left.
    void hovered(std::optional<atlas::Instant> instant);

public slots:
    /// A thin line at an instant; nullopt: none.
    void setCrosshair(std::optional<atlas::Instant> instant);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Row
    {
        const CoverageLine* line = nullptr; ///< null: the name of a group
        QString text;
        QRectF rect;
    };
    struct Cursor
    {
        int line = -1, stretch = -1;
        friend bool operator==(const Cursor&, const Cursor&) = default;
    };

    std::vector<const CoverageLine*> lines() const;
    std::vector<Row> rows() const;
    double labelWidth() const;
    QRectF plotRect() const;
    QRectF lineRect(int line) const;
    double xOf(Instant time) const;
    Instant timeAt(double x) const;
    int lineAt(QPointF at) const;
    QString stretchText(const CoverageLine& line, const CoverageStretch& stretch) const;
    void paintLine(QPainter& painter, const CoverageLine& line, const QRectF& track) const;
    void paintAxis(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;

    Theme m_theme = Theme::Light;
    CoverageData m_data;
    Cursor m_cursor;
    std::optional<Instant> m_crosshair;
};

} // namespace atlas
