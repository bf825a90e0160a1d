// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/Fetcher.h"

#include <QFuture>
#include <QPromise>

#include <deque>
#include <memory>
#include <vector>

namespace atlas {

/// Gathers the snapshots of a range: a reply with full workload lists can pass the byte cap, and then the halves of the
/// range are asked for. Lives and dies as PageWalk does.
class SnapshotWalk : public std::enable_shared_from_this<SnapshotWalk>
{
public:
    SnapshotWalk(Fetcher& fetcher, Question question, TimeRange range);
    QFuture<Result<DecodedPage<AllocationSnapshot>>> start();

private:
    void nextWindow();
    void take(const TimeRange& window, tl::expected<DecodedPage<AllocationSnapshot>, RequestFailure> page);
    void finish(Result<DecodedPage<AllocationSnapshot>> result);

    Fetcher& m_fetcher;
    Question m_question;
    std::deque<TimeRange> m_windows;
    DecodedPage<AllocationSnapshot> m_gathered; ///< rows and stats of all windows
    QPromise<Result<DecodedPage<AllocationSnapshot>>> m_promise;
};

} // namespace atlas
