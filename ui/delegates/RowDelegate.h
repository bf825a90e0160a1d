// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"

#include <QStyledItemDelegate>

namespace atlas {

/// What all cells of a DataTable share: quiet rows with a hair line, the whole row lit under the mouse and where it is
/// selected, a ring around the current cell.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int padding = 10;

    using QStyledItemDelegate::QStyledItemDelegate;

    void setTheme(Theme theme) { m_theme = theme; }
    void setHoveredRow(int row) { m_hoveredRow = row; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const final;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    Theme theme() const { return m_theme; }
    /// The cell's content, inside the padding.
    virtual void paintContent(
        QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option, const QModelIndex& index) const = 0;

private:
    void paintRow(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    Theme m_theme = Theme::Light;
    int m_hoveredRow = -1;
};

} // namespace atlas
