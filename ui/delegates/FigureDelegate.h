// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/RowDelegate.h"

#include <QHash>

namespace atlas {

/// Whether a change upwards is good; only then it has a colour beside its sign.
enum class ChangeMeaning { Neutral, MoreIsBetter, LessIsBetter };

/// Text and figures: numbers to the right with digits of one width, changes coloured by what they mean, rows set apart
/// and unknown figures in secondary text. Text is plain, elided in the middle for names and never cut for numbers.
class FigureDelegate final : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

    void setChangeMeaning(const QString& columnId, ChangeMeaning meaning) { m_meanings.insert(columnId, meaning); }
    /// The colour of a cell's text, as painted.
    QColor textColor(const QModelIndex& index) const;

protected:
    void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    QHash<QString, ChangeMeaning> m_meanings;
};

} // namespace atlas
