// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/Page.h"

#include <QTest>

#include <memory>

namespace atlas::test {

/// A page as the window shows it, with what belongs to the state.
template <class PageType>
std::unique_ptr<PageType> settledPage(DashboardState& state, Session& session, QSize size)
{
    auto page = std::make_unique<PageType>(PageContext{state, session});
    page->resize(size);
    page->show();
    [&page] { QTRY_VERIFY(page->isSettled()); }();
    return page;
}

/// The widget of a page that assistive technology knows by this name; nullptr: there is none.
template <class T>
T* named(const QWidget& page, const char* name)
{
    for (auto* widget : page.findChildren<T*>()) {
        if (widget->accessibleName() == QLatin1StringView(name))
            return widget;
    }
    return nullptr;
}

} // namespace atlas::test
