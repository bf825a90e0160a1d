// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/SyncReport.h"

#include "models/sync/SyncEndpoints.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace atlas {

namespace {

using endpoints::text;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::SyncReport)
};

/// What an endpoint gives, for people.
QString nameOf(std::string_view endpoint)
{
    if (endpoint == endpoints::clusters)
        return Text::tr("clusters");
    if (endpoint == endpoints::clusterHours)
        return Text::tr("hours");
    if (endpoint == endpoints::namespaceHours)
        return Text::tr("namespaces");
    if (endpoint == endpoints::labelHours)
        return Text::tr("labels");
    if (endpoint == endpoints::workloadHours)
        return Text::tr("workloads");
    if (endpoint == endpoints::keys)
        return Text::tr("label keys");
    if (endpoint == endpoints::snapshots || endpoint == endpoints::latest)
        return Text::tr("snapshots");
    return text(endpoint);
}

bool hasFailed(const EndpointOutcome& outcome)
{
    return outcome.failedWindows > 0 || outcome.forbidden;
}

/// Nothing of it came.
bool gaveNothing(const EndpointOutcome& outcome)
{
    return outcome.missing || outcome.failedWindows == outcome.windows;
}

std::optional<Error> problemOf(const std::vector<EndpointOutcome>& endpoints)
{
    auto first = std::find_if(endpoints.begin(), endpoints.end(),
        [](const EndpointOutcome& outcome) { return hasFailed(outcome) && !outcome.forbidden; });
    const bool onlyForbidden = first == endpoints.end();
    if (onlyForbidden)
        first = std::find_if(endpoints.begin(), endpoints.end(), hasFailed);
    if (first != endpoints.end()) {
        // A token that one endpoint refuses is no wrong token: that is never the failure of the whole.
        if (!onlyForbidden && first->error && std::all_of(endpoints.begin(), endpoints.end(), gaveNothing))
            return first->error;
        const auto count = std::count_if(endpoints.begin(), endpoints.end(), hasFailed);
        Error error = first->error.value_or(Error());
        error.message = Text::tr("%1 of %2 parts could not be fetched completely, first %3: %4. What came was stored; "
                                 "the rest is asked for again by the next sync.")
                            .arg(count)
                            .arg(endpoints.size())
                            .arg(SyncReport::describe(*first), error.message);
        error.cls = ErrorClass::Partial;
        return error;
    }
    const auto unverified = std::find_if(endpoints.begin(), endpoints.end(),
        [](const EndpointOutcome& outcome) { return outcome.unverifiedWindows > 0; });
    if (unverified != endpoints.end()) {
        return Error{ErrorClass::Partial,
            Text::tr("The server's pages do not add up to the rows it states, first for %1: rows may be missing. "
                     "What came was stored; the next sync asks again.")
                .arg(SyncReport::describe(*unverified)),
            {}, 0, {}};
    }
    return std::nullopt;
}

} // namespace

QString SyncReport::describe(const EndpointOutcome& outcome)
{
    QString what = nameOf(outcome.endpoint);
    if (outcome.dimension && !outcome.dimension->key.empty()) {
        what = outcome.dimension->type == DimensionType::Label ? Text::tr("label %1") : Text::tr("annotation %1");
        what = what.arg(text(outcome.dimension->key));
    }
    return Text::tr("%1 of %2").arg(what, text(outcome.cluster));
}

std::optional<Error> SyncReport::problem() const
{
    return problemOf(endpoints);
}

std::optional<Error> SyncReport::problem(const std::string& cluster) const
{
    std::vector<EndpointOutcome> own;
    std::copy_if(endpoints.begin(), endpoints.end(), std::back_inserter(own),
        [&](const EndpointOutcome& outcome) { return outcome.cluster == cluster; });
    return problemOf(own);
}

} // namespace atlas
