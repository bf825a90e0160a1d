// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "ui/delegates/RowDelegate.h"

#include <QHeaderView>
#include <QPainter>

namespace atlas {

/// Titles in secondary text over a line, with a small arrow where the table is sorted.
class TableHeader final : public QHeaderView
{
public:
    explicit TableHeader(QWidget* parent)
        : QHeaderView(Qt::Horizontal, parent)
    {
        setSectionsClickable(true);
        setSectionsMovable(true);
        setHighlightSections(false);
        setMouseTracking(true);
        setMinimumSectionSize(40);
        setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    }
    void setTheme(Theme theme)
    {
        m_theme = theme;
        viewport()->update();
    }
    static constexpr int arrowWidth = 14;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        const auto& colors = atlas::palette(m_theme);
        painter->save();
        painter->fillRect(rect, colors.surface);
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.border);
        const auto alignment =
            Qt::Alignment(model()->headerData(section, orientation(), Qt::TextAlignmentRole).toInt());
        const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
        QRect text = rect.adjusted(RowDelegate::padding, 0, -RowDelegate::padding, -1);
        if (sorted) {
            const bool right = alignment & Qt::AlignRight;
            paintArrow(*painter, right ? text.left() + 4 : text.right() - 4, text.center().y(), colors.accent);
            text.adjust(right ? arrowWidth : 0, 0, right ? 0 : -arrowWidth, 0);
        }
        painter->setFont(font());
        painter->setPen(sorted ? colors.text : colors.secondary);
        const QString title = model()->headerData(section, orientation()).toString();
        painter->drawText(text, int(alignment) | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(title, Qt::ElideRight, text.width()));
        painter->restore();
    }
    void paintEvent(QPaintEvent* event) override
    {
        QPainter painter(viewport());
        const auto& colors = atlas::palette(m_theme);
        painter.fillRect(viewport()->rect(), colors.surface);
        painter.fillRect(QRect(0, viewport()->height() - 1, viewport()->width(), 1), colors.border);
        painter.end();
        QHeaderView::paintEvent(event);
        // Beside the last title the style would paint a section without one.
        if (const int end = length() - offset(); end < viewport()->width()) {
            painter.begin(viewport());
            painter.fillRect(end, 0, viewport()->width() - end, viewport()->height() - 1, colors.surface);
            painter.fillRect(end, viewport()->height() - 1, viewport()->width() - end, 1, colors.border);
        }
    }

private:
    void paintArrow(QPainter& painter, int x, int y, const QColor& color) const
    {
        const int tip = sortIndicatorOrder() == Qt::AscendingOrder ? -2 : 2;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(
            QPolygonF({{x - 4.0, double(y - tip)}, {x + 4.0, double(y - tip)}, {double(x), y + tip * 1.5}}));
    }

    Theme m_theme = Theme::Light;
};

} // namespace atlas
