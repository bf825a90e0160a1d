// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/Page.h"

#include "ui/widgets/ChartPanel.h"

#include <QTimer>

#include <algorithm>

namespace atlas {

Page::Page(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
}

void Page::setTheme(Theme theme)
{
    m_theme = theme;
    for (auto* panel : m_panels)
        panel->setTheme(theme);
    applyTheme(theme);
}

void Page::addPresenter(Presenter* presenter)
{
    m_presenters.push_back(presenter);
    presenter->setActive(isVisible());
    const auto changed = [this] {
        m_painted = false;
        settleSoon();
    };
    connect(presenter, &Presenter::dataChanged, this, changed);
    connect(presenter, &Presenter::panelStateChanged, this, changed);
}

void Page::addPanel(ChartPanel* panel, Presenter* presenter)
{
    m_panels.push_back(panel);
    panel->setTheme(m_theme);
    if (!presenter)
        return;
    connect(panel, &ChartPanel::retry, presenter, &Presenter::retry);
    connect(panel, &ChartPanel::action, presenter, &Presenter::nextStep);
    connect(presenter, &Presenter::panelStateChanged, panel,
        [panel, presenter] { panel->setState(presenter->panelState()); });
    panel->setState(presenter->panelState());
}

bool Page::isSettled() const
{
    return m_painted
        && std::all_of(m_presenters.begin(), m_presenters.end(), [](const auto* p) { return p->isSettled(); });
}

void Page::settleSoon()
{
    const auto done = [](const auto* presenter) { return presenter->isSettled(); };
    if (!isVisible() || !std::all_of(m_presenters.begin(), m_presenters.end(), done))
        return;
    // After the other receivers of the same signal have taken the values over, and layouts and plots have followed.
    QTimer::singleShot(0, this, [this, done] {
        if (m_painted || !isVisible() || !std::all_of(m_presenters.begin(), m_presenters.end(), done))
            return;
        repaint();
        m_painted = true;
        emit settled();
    });
}

void Page::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    for (auto* presenter : m_presenters)
        presenter->setActive(true);
    settleSoon();
}

void Page::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    for (auto* presenter : m_presenters)
        presenter->setActive(false);
}

} // namespace atlas
