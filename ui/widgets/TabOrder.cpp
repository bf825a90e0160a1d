// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TabOrder.h"

#include <QLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QWidget>

namespace atlas {

namespace {

void collect(QWidget& widget, QWidgetList& found);

void collect(const QLayout& layout, QWidgetList& found)
{
    for (int i = 0; i < layout.count(); ++i) {
        auto* item = layout.itemAt(i);
        if (auto* widget = item->widget())
            collect(*widget, found);
        else if (const auto* inner = item->layout())
            collect(*inner, found);
    }
}

void collect(QWidget& widget, QWidgetList& found)
{
    if (widget.focusPolicy() & Qt::TabFocus)
        found << &widget;
    if (const auto* scroll = qobject_cast<QScrollArea*>(&widget)) {
        if (scroll->widget())
            collect(*scroll->widget(), found);
    } else if (const auto* splitter = qobject_cast<QSplitter*>(&widget)) {
        for (int i = 0; i < splitter->count(); ++i)
            collect(*splitter->widget(i), found);
    } else if (widget.layout() && !qobject_cast<QAbstractScrollArea*>(&widget)) {
        collect(*widget.layout(), found);
    }
}

} // namespace

void orderTabsAsShown(QWidget& root)
{
    QWidgetList found;
    collect(root, found);
    for (qsizetype i = 1; i < found.size(); ++i)
        QWidget::setTabOrder(found[i - 1], found[i]);
}

} // namespace atlas
