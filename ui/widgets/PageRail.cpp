// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PageRail.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {

namespace {
constexpr int railWidth = 92, iconSize = 20, buttonHeight = 52, badgeHeight = 16;
constexpr int railMargin = space::unit + 2;
} // namespace

PageRail::PageRail(const std::vector<PageEntry>& entries, QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_StyledBackground);
    setAtlasRole(this, "rail");
    setFixedWidth(railWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(railMargin, space::tight, railMargin, space::tight);
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
        auto* badge = new QLabel(button);
        badge->setAlignment(Qt::AlignCenter);
        badge->setAttribute(Qt::WA_TransparentForMouseEvents);
        badge->hide();
        m_entries.push_back({entry.id, entry.icon, button, badge});
    }
    column->addStretch(1);
}

void PageRail::setTheme(Theme theme)
{
    const auto& colors = atlas::palette(theme);
    for (const auto& entry : m_entries) {
        entry.button->setIcon(themedIcon(entry.icon, theme));
        entry.badge->setStyleSheet(
            QStringLiteral("background: %1; color: %2; border-radius: %3px; padding: 0 4px; font-weight: 600;")
                .arg(colors.bad.name(), colors.surface.name())
                .arg(badgeHeight / 2));
    }
}

void PageRail::setBadge(const QString& id, int count)
{
    constexpr int most = 99;
    for (auto& entry : m_entries) {
        if (entry.id != id || entry.count == count)
            continue;
        entry.count = count;
        entry.badge->setText(count > most ? QStringLiteral("%1+").arg(most) : QString::number(count));
        entry.badge->setVisible(count > 0);
        const int width = std::max(badgeHeight, entry.badge->sizeHint().width());
        entry.badge->setGeometry(railWidth / 2 - railMargin + space::unit, space::unit, width, badgeHeight);
        entry.button->setAccessibleName(
            count > 0 ? tr("%1, %n waiting", nullptr, count).arg(entry.button->text()) : entry.button->text());
    }
}

int PageRail::badge(const QString& id) const
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(), [&id](const Entry& e) { return e.id == id; });
    return it == m_entries.end() ? 0 : it->count;
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
