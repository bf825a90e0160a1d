// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/SnapshotPieces.h"

#include "models/store/SqliteStore.h"

#include <algorithm>

namespace atlas {

namespace {

/// What stands before and behind the snapshots of a list, as the encoder writes it.
struct Frame
{
    std::string before, after;

    explicit Frame(const std::optional<DataAge>& age = std::nullopt)
    {
        const std::string empty = encodeSnapshots({}, age);
        const auto bracket = empty.rfind("[]") + 1;
        before = empty.substr(0, bracket);
        after = empty.substr(bracket);
    }
};

} // namespace

Result<std::string> SnapshotPieces::operator()()
{
    // Half an hour of snapshots at a time: six, of which each is half a megabyte for three thousand workloads.
    constexpr std::chrono::minutes step(30);

    if (m_state == State::Done)
        return std::string();
    if (m_state == State::Begin) {
        m_state = State::First;
        return Frame(m_age).before;
    }
    // The next snapshot tells where to read on, so that long stretches without any cost nothing.
    const auto next = m_store->snapshots(m_cluster, m_rest, 1);
    if (!next)
        return tl::unexpected(next.error());
    if (next->empty()) {
        m_state = State::Done;
        return Frame().after;
    }
    m_rest.from = next->front().head.time;
    const TimeRange window{m_rest.from, std::min(m_rest.to, m_rest.from + step)};
    const auto list = m_store->snapshots(m_cluster, window);
    if (!list)
        return tl::unexpected(list.error());
    m_rest.from = window.to;

    const std::string whole = encodeSnapshots(*list);
    static const Frame frame;
    const auto& [before, after] = frame;
    std::string piece = m_state == State::More ? "," : "";
    piece.append(whole, before.size(), whole.size() - before.size() - after.size());
    m_state = State::More;
    return piece;
}

} // namespace atlas
