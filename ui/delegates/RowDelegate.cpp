// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/RowDelegate.h"

#include <QPainter>

namespace atlas {

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    painter->save();
    paintRow(*painter, cell, index);
    paintContent(*painter, cell.rect.adjusted(padding, 0, -padding, -1), cell, index);
    painter->restore();
}

void RowDelegate::paintRow(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& colors = palette(m_theme);
    if (option.state & QStyle::State_Selected) {
        QColor selected = colors.accent;
        selected.setAlphaF((option.state & QStyle::State_Active) ? 0.16F : 0.10F);
        painter.fillRect(option.rect, selected);
    }
    if (index.row() == m_hoveredRow)
        painter.fillRect(option.rect, colors.hover);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colors.grid);
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(colors.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    return {option.fontMetrics.horizontalAdvance(text) + 2 * padding + 2, option.fontMetrics.height() + 8};
}

} // namespace atlas
