// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PageRail.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace atlas {

namespace {
constexpr int railWidth = 92, iconSize = 20, buttonHeight = 52;
} // namespace

PageRail::PageRail(const std::vector<PageEntry>& entries, QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_StyledBackground);
    setAtlasRole(this, "rail");
    setFixedWidth(railWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::unit + 2, space::tight, space::unit + 2, space::tight);
    column->setSpacing(space::unit);
    int number = 0;
    for (const auto& entry : entries) {
        auto* button = new QToolButton(this);
        button->setText(entry.title);
        button->setToolTip(tr("%1 (Ctrl+%2)").arg(entry.title).arg(++number));
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIconSize({iconSize, iconSize});
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setFixedHeight(buttonHeight);
        button->setFocusPolicy(Qt::TabFocus);
        setAtlasRole(button, "rail");
        column->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, button, id = entry.id] {
            button->setChecked(true); // a click on the present page leaves it
            emit chosen(id);
        });
        m_entries.push_back({entry.id, entry.icon, button});
    }
    column->addStretch(1);
}

void PageRail::setTheme(Theme theme)
{
    for (const auto& entry : m_entries)
        entry.button->setIcon(themedIcon(entry.icon, theme));
}

void PageRail::setCurrent(const QString& id)
{
    for (const auto& entry : m_entries)
        entry.button->setChecked(entry.id == id);
}

QStringList PageRail::titles() const
{
    QStringList titles;
    for (const auto& entry : m_entries)
        titles << entry.button->text();
    return titles;
}

} // namespace atlas
