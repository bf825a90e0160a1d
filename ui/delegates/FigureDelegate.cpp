// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/FigureDelegate.h"

#include "models/domain/Table.h"
#include "models/tables/TableModel.h"

#include <QLocale>
#include <QPainter>

namespace atlas {

namespace {

QFont withEvenDigits(QFont font)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature(QFont::Tag("tnum"), 1);
#endif
    return font;
}

} // namespace

QColor FigureDelegate::textColor(const QModelIndex& index) const
{
    const auto& colors = palette(theme());
    const auto kind = CellKind(index.data(TableModel::KindRole).toInt());
    const QVariant value = index.data(TableModel::SortRole);
    if (index.data(TableModel::SetApartRole).toBool() || (kind != CellKind::Text && !value.isValid()))
        return colors.secondary;
    if (kind != CellKind::Change || value.typeId() != QMetaType::Double || value.toDouble() == 0.0)
        return colors.text;
    const QString column = index.model()->headerData(index.column(), Qt::Horizontal, TableModel::KeyRole).toString();
    switch (m_meanings.value(column, ChangeMeaning::Neutral)) {
    case ChangeMeaning::MoreIsBetter:
        return value.toDouble() > 0 ? colors.good : colors.bad;
    case ChangeMeaning::LessIsBetter:
        return value.toDouble() > 0 ? colors.bad : colors.good;
    case ChangeMeaning::Neutral:
        break;
    }
    return colors.secondary;
}

int FigureDelegate::decimals(const QString& text, const QLocale& locale)
{
    const QString point = locale.decimalPoint(), group = locale.groupSeparator();
    int count = 0;
    bool digits = false, behind = false;
    for (const QChar c : text) {
        if (c.isDigit()) {
            digits = true;
            count += behind ? 1 : 0;
        } else if (point == c && !behind) {
            behind = true;
        } else if (behind || !(group == c || c == QChar(0x2212) || c == QLatin1Char('-') || c == QLatin1Char('+'))) {
            return -1;
        }
    }
    return digits ? count : -1;
}

/// The width of the decimals that others of the column have and this one has not.
int FigureDelegate::missingDecimals(const QFontMetrics& metrics, const QModelIndex& index, const QString& text) const
{
    const int most = m_decimals.value(index.column(), -1), own = most > 0 ? decimals(text) : -1;
    if (own < 0 || own >= most)
        return 0;
    const int digits = metrics.horizontalAdvance(QString(most - own, QLatin1Char('0')));
    return digits + (own == 0 ? metrics.horizontalAdvance(QLocale().decimalPoint()) : 0);
}

QSize FigureDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    auto size = RowDelegate::sizeHint(option, index);
    size.rwidth() += missingDecimals(option.fontMetrics, index, index.data(Qt::DisplayRole).toString());
    return size;
}

void FigureDelegate::paintContent(
    QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    const bool number = alignment & Qt::AlignRight;
    painter.setFont(number ? withEvenDigits(option.font) : option.font);
    painter.setPen(textColor(index));
    const QString text = index.data(Qt::DisplayRole).toString();
    // A list keeps its beginning, a name both of its ends.
    const auto mode = number ? Qt::ElideLeft : text.contains(QStringLiteral(", ")) ? Qt::ElideRight : Qt::ElideMiddle;
    const QRect at = number ? rect.adjusted(0, 0, -missingDecimals(painter.fontMetrics(), index, text), 0) : rect;
    painter.drawText(at, int(alignment) | Qt::TextSingleLine, painter.fontMetrics().elidedText(text, mode, at.width()));
}

} // namespace atlas
