// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/FigureDelegate.h"

#include "models/domain/Table.h"
#include "models/tables/TableModel.h"

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

void FigureDelegate::paintContent(
    QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    const bool number = alignment & Qt::AlignRight;
    painter.setFont(number ? withEvenDigits(option.font) : option.font);
    painter.setPen(textColor(index));
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto mode = number ? Qt::ElideLeft : Qt::ElideMiddle;
    painter.drawText(
        rect, int(alignment) | Qt::TextSingleLine, painter.fontMetrics().elidedText(text, mode, rect.width()));
}

} // namespace atlas
