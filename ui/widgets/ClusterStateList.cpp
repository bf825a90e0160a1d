// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ClusterStateList.h"

#include "models/analysis/Format.h"
#include "models/views/ClusterStates.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/StateDot.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace atlas {

ClusterStateList::ClusterStateList(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::panel);
    m_grid->setVerticalSpacing(space::tight);
    m_grid->setColumnStretch(3, 1);
}

void ClusterStateList::setTheme(Theme theme)
{
    m_theme = theme;
    for (const auto& line : m_lines)
        line.dot->setTheme(theme);
}

void ClusterStateList::addLine()
{
    const auto index = m_lines.size();
    const int row = int(index);
    Line line{new StateDot(this), plainLabel("", this), plainLabel("secondary", this), plainLabel("secondary", this),
        new QPushButton(this), {}, false};
    line.dot->setTheme(m_theme);
    line.state->setWordWrap(true);
    line.state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a word without end widens nothing
    m_grid->addWidget(line.dot, row, 0, Qt::AlignVCenter);
    m_grid->addWidget(line.name, row, 1);
    m_grid->addWidget(line.connection, row, 2);
    m_grid->addWidget(line.state, row, 3);
    m_grid->addWidget(line.button, row, 4);
    m_grid->setRowMinimumHeight(row, space::row);
    connect(line.button, &QPushButton::clicked, this, [this, index] {
        const auto& pressed = m_lines[index];
        emit pressed.login ? loginRequested(pressed.id) : retryRequested(pressed.id);
    });
    m_lines.push_back(line);
}

void ClusterStateList::setStatuses(const std::vector<ClusterStatus>& statuses, Instant now, const QTimeZone& zone)
{
    const auto sorted = worstFirst(statuses);
    while (m_lines.size() < sorted.size())
        addLine();
    while (m_lines.size() > sorted.size()) {
        const auto& last = m_lines.back();
        m_grid->setRowMinimumHeight(int(m_lines.size()) - 1, 0);
        for (QWidget* widget :
            std::initializer_list<QWidget*>{last.dot, last.name, last.connection, last.state, last.button})
            delete widget;
        m_lines.pop_back();
    }
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto& status = sorted[i];
        auto& line = m_lines[i];
        const bool whole = status.cluster.isEmpty();
        line.id = status.connection;
        line.login = status.state == ClusterState::LoginNeeded;
        line.dot->setState(status.state);
        line.name->setText(statusTitle(status));
        line.connection->setText(whole ? QString() : displayName(status.connectionName.toStdString()));
        QStringList texts{stateText(status, now, zone)};
        if (status.insecure)
            texts << tr("insecure");
        if (const auto wait = countdownText(status, now); !wait.isEmpty())
            texts << wait;
        if (status.error && status.state != ClusterState::Blocked && status.state != ClusterState::ReadOnly)
            texts << status.error->message;
        line.state->setText(texts.join(QStringLiteral(" · ")));
        line.button->setText(line.login ? tr("Log in …") : tr("Retry"));
        line.button->setAccessibleName(line.button->text() + QLatin1Char(' ') + line.name->text());
        line.button->setVisible(severity(status) > 0);
    }
}

QStringList ClusterStateList::texts() const
{
    QStringList all;
    for (const auto& line : m_lines) {
        QStringList parts{line.name->text(), line.connection->text(), line.state->text()};
        parts.removeAll(QString());
        all << parts.join(QStringLiteral(" · "));
    }
    return all;
}

} // namespace atlas
