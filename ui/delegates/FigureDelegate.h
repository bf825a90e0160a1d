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
    /// The most decimals that the numbers of each column of the view have: fewer leave room for them, so that units
    /// stand below units. -1: not numbers.
    void setDecimals(const QList<int>& ofColumns) { m_decimals = ofColumns; }
    /// How many decimals a text has as a number; -1: it is none.
    static int decimals(const QString& text, const QLocale& locale = {});
    /// The colour of a cell's text, as painted.
    QColor textColor(const QModelIndex& index) const;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void paintContent(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    int missingDecimals(const QFontMetrics& metrics, const QModelIndex& index, const QString& text) const;

    QHash<QString, ChangeMeaning> m_meanings;
    QList<int> m_decimals;
};

} // namespace atlas
