// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/TitledItemDelegate.h"

#include "charts/Palette.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>

namespace atlas {

namespace {

constexpr int padding = 6, boxWidth = 26; ///< of the box to tick, with the gap behind it
constexpr double small = 0.85; ///< of the font's size

QString titleOf(const QModelIndex& index)
{
    return index.data(Qt::DisplayRole).toString().section(QLatin1Char('\n'), 0, 0);
}

QString restOf(const QModelIndex& index)
{
    return index.data(Qt::DisplayRole).toString().section(QLatin1Char('\n'), 1);
}

int indent(const QModelIndex& index)
{
    return padding + (index.data(Qt::CheckStateRole).isValid() ? boxWidth : 0);
}

int restHeight(const QFont& font, const QModelIndex& index, int width)
{
    const QFontMetrics metrics(scaledFont(font, small));
    return metrics.boundingRect(QRect(0, 0, width, 0), Qt::TextWordWrap, restOf(index)).height();
}

} // namespace

QSize TitledItemDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    const int title = QFontMetrics(scaledFont(option.font, 1, QFont::DemiBold)).height();
    const int rest = restHeight(option.font, index, width - indent(index) - padding);
    return {width, title + rest + 2 * padding};
}

void TitledItemDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.text.clear(); // the style paints all but that
    const auto* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const QFont bold = scaledFont(item.font, 1, QFont::DemiBold);
    const int line = QFontMetrics(bold).height();
    const QRect text = item.rect.adjusted(indent(index), padding, -padding, -padding);
    const bool enabled = item.state & QStyle::State_Enabled;
    const auto group = enabled ? QPalette::Normal : QPalette::Disabled;
    painter->save();
    painter->setFont(bold);
    painter->setPen(item.palette.color(group, QPalette::Text));
    painter->drawText(QRect(text.topLeft(), QSize(text.width(), line)), Qt::AlignLeft | Qt::TextSingleLine,
        QFontMetrics(bold).elidedText(titleOf(index), Qt::ElideMiddle, text.width()));
    painter->setFont(scaledFont(item.font, small));
    painter->setPen(item.palette.color(group, QPalette::PlaceholderText));
    painter->drawText(text.adjusted(0, line, 0, padding), Qt::TextWordWrap, restOf(index));
    painter->restore();
}

} // namespace atlas
