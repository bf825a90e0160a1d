// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiClient.h"
#include "models/api/Fetcher.h"

#include <QFuture>
#include <QPromise>

#include <memory>
#include <vector>

namespace atlas {

/// Finds the base path of a server and what it offers. Lives and dies as PageWalk does.
class BaseProbe : public std::enable_shared_from_this<BaseProbe>
{
public:
    BaseProbe(Fetcher& fetcher, const QUrl& url);
    QFuture<Result<ProbeResult>> start();

private:
    /// Newer servers name their clusters; older ones are known by their hourly rows.
    void tryClusters();
    void tryHours();
    void nextCandidate(Error why);
    void askNamespaces();
    void askDimensionKeys();
    void askDimensionValues(const std::string& key);
    void askWorkloads();
    void askSnapshot();
    void finish(Result<ProbeResult> result);

    /// A question about the last day of the first cluster.
    Question lately(const char* path) const;
    Fetcher::Wanted wanted();
    const QUrl& base() const { return m_candidates[m_candidate]; }

    Fetcher& m_fetcher;
    std::vector<QUrl> m_candidates;
    std::size_t m_candidate = 0;
    std::optional<std::size_t> m_fallback; ///< answered in an envelope, but with nothing: taken if no other has more
    std::optional<Error> m_firstError;
    ProbeResult m_found;
    QPromise<Result<ProbeResult>> m_promise;
};

} // namespace atlas
