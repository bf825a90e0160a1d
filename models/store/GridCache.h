// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/GridBlock.h"

#include <cstdint>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

namespace atlas {

/// Keeps loaded blocks, up to a number of bytes, and remembers the grids made of them as long as someone uses them.
/// Threads that ask for the same block share one load. What a commit changed is dropped, also where it is still being
/// loaded: such a load serves those who wait for it and no one after them.
class GridCache
{
public:
    explicit GridCache(std::size_t maximumBytes)
        : m_maximumBytes(maximumBytes)
    {
    }

    /// The grid of a query, each block from memory or by `load`, which may be called in two threads at once. `extent`
    /// tells the first hour with rows and one past the last: blocks outside are empty and not asked for. Throws what
    /// the two throw.
    using Loader = std::function<BlockPtr(HourIndex firstHour)>;
    using Extent = std::function<std::pair<HourIndex, HourIndex>()>;
    Result<GridPtr> grid(const GridScope& scope, HourIndex first, int hours, const Extent& extent, const Loader& load);

    /// Forgets what was known of a cluster's hours in the range.
    void drop(const std::string& cluster, TimeRange range);
    void clear();

    std::size_t bytes() const;

private:
    using BlockKey = std::pair<GridScope, HourIndex>;
    using GridKey = std::tuple<GridScope, HourIndex, int>;
    struct Entry
    {
        std::shared_future<BlockPtr> block;
        std::uint64_t number = 0; ///< which load it is
        std::uint64_t lastUse = 0;
        std::size_t bytes = 0; ///< 0 while it is being loaded
    };

    std::vector<BlockPtr> gather(
        const GridScope& scope, HourIndex first, int hours, std::pair<HourIndex, HourIndex> data, const Loader& load);
    BlockPtr block(const GridScope& scope, HourIndex firstHour, const Loader& load);
    void finished(const BlockKey& key, std::uint64_t number, const BlockPtr& block);
    void evict();

    const std::size_t m_maximumBytes;
    mutable std::mutex m_mutex;
    std::map<BlockKey, Entry> m_blocks;
    std::map<GridKey, std::weak_ptr<const HourGrid>> m_grids;
    std::size_t m_bytes = 0;
    std::uint64_t m_counter = 0; ///< numbers loads and uses
    std::uint64_t m_drops = 0;
};

} // namespace atlas
