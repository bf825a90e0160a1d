// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/SnapshotWalk.h"

#include "models/api/ServerError.h"

#include <algorithm>
#include <tuple>

namespace atlas {

using Snapshots = DecodedPage<AllocationSnapshot>;

SnapshotWalk::SnapshotWalk(Fetcher& fetcher, Question question, TimeRange range)
    : m_fetcher(fetcher)
    , m_question(std::move(question))
    , m_windows{range}
{
}

QFuture<Result<Snapshots>> SnapshotWalk::start()
{
    m_promise.start();
    auto future = m_promise.future();
    if (m_windows.front().isEmpty())
        finish(failure(
            ErrorClass::Usage, ServerText::tr("The range is empty or reversed. Nothing was asked; choose another.")));
    else
        nextWindow();
    return future;
}

void SnapshotWalk::nextWindow()
{
    if (m_promise.isCanceled())
        return; // nobody waits for it any more
    if (m_windows.empty()) {
        const auto key = [](const AllocationSnapshot& s) {
            return std::tie(
                s.head.time, s.head.cluster, s.head.dimensionType, s.head.dimensionKey, s.head.dimensionValue);
        };
        auto& rows = m_gathered.rows;
        std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
        rows.erase(
            std::unique(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
            rows.end());
        return finish(std::move(m_gathered));
    }
    const TimeRange window = m_windows.front();
    m_windows.pop_front();
    Question question = m_question;
    m_fetcher.ask<DecodedPage<AllocationSnapshot>>(
        std::move(question.within(window)),
        [](WireDecoder& decoder, QByteArrayView body) { return decoder.decodeSnapshots(body); },
        [self = shared_from_this(), window](auto page) { self->take(window, std::move(page)); },
        [self = shared_from_this()] { return !self->m_promise.isCanceled(); });
}

void SnapshotWalk::take(const TimeRange& window, tl::expected<DecodedPage<AllocationSnapshot>, RequestFailure> page)
{
    constexpr auto shortest = std::chrono::minutes(2);
    if (!page) {
        if (!page.error().tooLarge || window.length() < shortest)
            return finish(tl::unexpected(page.error().error));
        const auto middle = window.from + window.length() / 2;
        m_windows.push_front({middle, window.to});
        m_windows.push_front({window.from, middle});
        return nextWindow();
    }
    if (auto changed = schemaChange(page->stats))
        return finish(tl::unexpected(std::move(*changed)));
    m_gathered.stats.merge(page->stats);
    std::move(page->rows.begin(), page->rows.end(), std::back_inserter(m_gathered.rows));
    nextWindow();
}

void SnapshotWalk::finish(Result<Snapshots> result)
{
    m_promise.addResult(std::move(result));
    m_promise.finish();
}

} // namespace atlas
