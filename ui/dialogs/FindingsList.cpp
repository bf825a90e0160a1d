// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/FindingsList.h"

#include "ui/widgets/PlainLabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace atlas {

namespace {

QLabel* selectableText(const char* role, QWidget* parent, const QString& text)
{
    auto* label = plainText(role, parent, text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

constexpr int iconSize = 16;

QIcon iconOf(ConnectionFinding::Level level, Theme theme)
{
    const auto& colors = palette(theme);
    switch (level) {
    case ConnectionFinding::Level::Good:
        return tintedIcon(QStringLiteral("check"), colors.good);
    case ConnectionFinding::Level::Note:
        return tintedIcon(QStringLiteral("info"), colors.accent);
    case ConnectionFinding::Level::Problem:
        break;
    }
    return tintedIcon(QStringLiteral("warning"), colors.bad);
}

} // namespace

FindingsList::FindingsList(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::tight);
    m_column->setAlignment(Qt::AlignTop);
    setAccessibleName(tr("What the test found"));
}

void FindingsList::setTheme(Theme theme)
{
    m_theme = theme;
    rebuild();
}

void FindingsList::setFindings(const std::vector<ConnectionFinding>& findings)
{
    m_findings = findings;
    rebuild();
}

void FindingsList::rebuild()
{
    qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    for (const auto& finding : m_findings) {
        auto* line = new QWidget(this);
        auto* grid = new QGridLayout(line);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setHorizontalSpacing(space::tight);
        grid->setVerticalSpacing(0);
        auto* icon = new QLabel(line);
        icon->setPixmap(iconOf(finding.level, m_theme).pixmap(iconSize, iconSize));
        grid->addWidget(icon, 0, 0, Qt::AlignTop);
        grid->addWidget(selectableText("", line, finding.sentence), 0, 1);
        if (!finding.detail.isEmpty())
            grid->addWidget(selectableText("caption", line, finding.detail), 1, 1);
        grid->setColumnStretch(1, 1);
        m_column->addWidget(line);
    }
    setVisible(!m_findings.empty());
}

} // namespace atlas
