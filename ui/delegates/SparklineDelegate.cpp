// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/SparklineDelegate.h"

#include "charts/Sparkline.h"
#include "models/tables/TableModel.h"

#include <QPainter>

namespace atlas {

QSize SparklineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {columnWidth, RowDelegate::sizeHint(option, index).height()};
}

void SparklineDelegate::paintContent(
    QPainter& painter, const QRect& rect, const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const auto series = index.data(TableModel::SeriesRole).value<std::vector<double>>();
    const bool apart = index.data(TableModel::SetApartRole).toBool();
    const auto& colors = palette(theme());
    paintSparkline(painter, QRectF(rect).adjusted(0, 5, 0, -5), series, apart ? colors.secondary : colors.accent);
}

} // namespace atlas
