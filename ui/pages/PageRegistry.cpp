// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/AlertsPage.h"
#include "ui/pages/AllocationPage.h"
#include "ui/pages/ComparePage.h"
#include "ui/pages/DataPage.h"
#include "ui/pages/ExplorePage.h"
#include "ui/pages/NamespacesPage.h"
#include "ui/pages/OverviewPage.h"
#include "ui/pages/Page.h"
#include "ui/pages/TeamsPage.h"
#include "ui/pages/WastePage.h"
#include "ui/pages/WorkloadsPage.h"

#include <QCoreApplication>

namespace atlas {

namespace {

template <typename PageType>
PageEntry entry(const char* id, const char* title, const char* icon)
{
    return {QLatin1StringView(id), QCoreApplication::translate("atlas::PageRegistry", title), QLatin1StringView(icon),
        [](const PageContext& context, QWidget* parent) -> Page* { return new PageType(context, parent); }};
}

} // namespace

std::vector<PageEntry> pageEntries()
{
    return {
        entry<OverviewPage>("overview", QT_TRANSLATE_NOOP("atlas::PageRegistry", "Overview"), "overview"),
        entry<AllocationPage>("allocation", QT_TRANSLATE_NOOP("atlas::PageRegistry", "Allocation"), "allocation"),
        entry<NamespacesPage>("namespaces", QT_TRANSLATE_NOOP("atlas::PageRegistry", "Namespaces"), "namespaces"),
        entry<TeamsPage>("teams", QT_TRANSLATE_NOOP("atlas::PageRegistry", "Teams"), "teams"),
        entry<WorkloadsPage>("workloads", QT_TRANSLATE_NOOP("atlas::PageRegistry", "Workloads"), "workloads"),
        entry<ExplorePage>("explore", QT_TRANSLATE_NOOP("atlas::PageRegistry", "Explore"), "explore"),
        entry<ComparePage>("compare", QT_TRANSLATE_NOOP("atlas::PageRegistry", "Compare"), "compare"),
        entry<WastePage>("waste", QT_TRANSLATE_NOOP("atlas::PageRegistry", "Waste"), "waste"),
        entry<AlertsPage>("alerts", QT_TRANSLATE_NOOP("atlas::PageRegistry", "Alerts"), "alerts"),
        entry<DataPage>("data", QT_TRANSLATE_NOOP("atlas::PageRegistry", "Data"), "data"),
    };
}

} // namespace atlas
