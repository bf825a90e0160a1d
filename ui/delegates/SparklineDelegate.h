// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/RowDelegate.h"

namespace atlas {

/// The shape of a figure over time, as a line without axes; gaps stay gaps.
class SparklineDelegate final : public RowDelegate
{
    Q_OBJECT
public:
    static constexpr int columnWidth = 120;

    using RowDelegate::RowDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
};

} // namespace atlas
