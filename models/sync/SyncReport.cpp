// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/SyncReport.h"

#include <QCoreApplication>

#include <algorithm>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::SyncReport)
};

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

} // namespace

QString SyncReport::describe(const EndpointOutcome& outcome)
{
    QString what = text(outcome.endpoint);
    if (outcome.dimension && !outcome.dimension->key.empty())
        what = text(dimensionTypeName(outcome.dimension->type)) + u' ' + text(outcome.dimension->key);
    else if (outcome.endpoint == "cluster/hourly-stats")
        what = QStringLiteral("hours");
    else if (const auto slash = what.indexOf(u'/'); slash > 0)
        what.truncate(slash);
    return Text::tr("%1 of %2").arg(what, text(outcome.cluster));
}

std::optional<Error> SyncReport::problem() const
{
    const auto failed = [](const EndpointOutcome& outcome) { return outcome.failedWindows > 0; };
    const auto first = std::find_if(endpoints.begin(), endpoints.end(), failed);
    if (first != endpoints.end()) {
        const auto nothing = [](const EndpointOutcome& o) { return o.missing || o.failedWindows == o.windows; };
        if (first->error && std::all_of(endpoints.begin(), endpoints.end(), nothing))
            return first->error;
        const auto count = std::count_if(endpoints.begin(), endpoints.end(), failed);
        return Error{ErrorClass::Partial,
            Text::tr("%1 of %2 parts could not be fetched completely, first %3: %4. What came was stored; the "
                     "rest is asked for again by the next sync.")
                .arg(count)
                .arg(endpoints.size())
                .arg(describe(*first), first->error ? first->error->message : QString()),
            first->error ? first->error->detail : QString(), first->error ? first->error->code : 0,
            first->error ? first->error->traceId : QString()};
    }
    const auto unverified = std::find_if(endpoints.begin(), endpoints.end(),
        [](const EndpointOutcome& outcome) { return outcome.unverifiedWindows > 0; });
    if (unverified != endpoints.end()) {
        return Error{ErrorClass::Partial,
            Text::tr("The server's pages do not add up to the rows it states, first for %1: rows may be missing. "
                     "What came was stored; the next sync asks again.")
                .arg(describe(*unverified)),
            {}, 0, {}};
    }
    return std::nullopt;
}

} // namespace atlas
