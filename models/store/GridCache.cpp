// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/GridCache.h"

#include <algorithm>
#include <atomic>

namespace atlas {

namespace {

HourIndex blockStart(HourIndex hour, int length)
{
    const auto rest = hour % length;
    return hour - (rest < 0 ? rest + length : rest);
}

} // namespace

Result<GridPtr> GridCache::grid(
    const GridScope& scope, HourIndex first, int hours, const Extent& extent, const Loader& load)
{
    const GridKey key{scope, first, hours};
    // Blocks loaded around a commit could be of two states: then they are gathered again. A writer that never rests
    // may win in the end, and then the next changed() brings the rest.
    constexpr int attempts = 3;
    for (int attempt = 1;; ++attempt) {
        std::uint64_t drops = 0;
        {
            const std::lock_guard lock(m_mutex);
            drops = m_drops;
            if (const auto it = m_grids.find(key); it != m_grids.end()) {
                if (auto grid = it->second.lock())
                    return grid;
            }
        }
        const auto [startOfData, endOfData] = extent(); // a commit from here on counts as a drop
        const auto blocks = gather(scope, first, hours, {startOfData, endOfData}, load);
        if (blocks.empty() && first < endOfData && first + hours > startOfData)
            return gridTooLargeError();
        auto grid = composeGrid(scope, first, hours, blocks);
        const std::lock_guard lock(m_mutex);
        if (drops != m_drops && attempt < attempts)
            continue;
        if (grid && drops == m_drops) {
            std::erase_if(m_grids, [](const auto& entry) { return entry.second.expired(); });
            m_grids[key] = *grid;
        }
        return grid;
    }
}

/// Nothing where there is too much: known from the first block that shows it, before the others take memory.
std::vector<BlockPtr> GridCache::gather(
    const GridScope& scope, HourIndex first, int hours, std::pair<HourIndex, HourIndex> data, const Loader& load)
{
    const int length = blockHours(scope.level);
    std::vector<HourIndex> starts;
    for (auto at = blockStart(std::max(first, data.first), length); at < std::min(first + hours, data.second);
         at += length)
        starts.push_back(at);
    std::vector<BlockPtr> blocks(starts.size());
    std::atomic<bool> tooMuch{false};
    const auto everySecond = [&](std::size_t from) {
        for (auto i = from; i < starts.size() && !tooMuch; i += 2) {
            blocks[i] = block(scope, starts[i], load);
            if (gridTooLarge(scope.level, blocks[i]->subjects.size(), hours))
                tooMuch = true;
        }
    };
    // A long range is read by two threads: nearly all of the time is SQLite's, on one connection each.
    std::future<void> helper;
    if (starts.size() > 2)
        helper = std::async(std::launch::async, everySecond, 1);
    else
        everySecond(1);
    everySecond(0);
    if (helper.valid())
        helper.get();
    if (tooMuch)
        blocks.clear();
    return blocks;
}

BlockPtr GridCache::block(const GridScope& scope, HourIndex firstHour, const Loader& load)
{
    const BlockKey key{scope, firstHour};
    std::promise<BlockPtr> promise;
    std::shared_future<BlockPtr> known;
    std::uint64_t number = 0;
    {
        const std::lock_guard lock(m_mutex);
        number = ++m_counter;
        const auto [it, isNew] = m_blocks.try_emplace(key);
        it->second.lastUse = number;
        if (isNew) {
            it->second.block = promise.get_future().share();
            it->second.number = number;
        } else {
            known = it->second.block;
        }
    }
    if (known.valid())
        return known.get(); // loaded, or being loaded by a thread that is at it right now
    try {
        auto block = load(firstHour);
        promise.set_value(block);
        finished(key, number, block);
        return block;
    } catch (...) {
        promise.set_exception(std::current_exception());
        finished(key, number, nullptr);
        throw;
    }
}

void GridCache::finished(const BlockKey& key, std::uint64_t number, const BlockPtr& block)
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_blocks.find(key);
    if (it == m_blocks.end() || it->second.number != number)
        return; // dropped meanwhile
    if (!block) {
        m_blocks.erase(it);
        return;
    }
    it->second.bytes = block->bytes();
    m_bytes += it->second.bytes;
    evict();
}

void GridCache::evict()
{
    while (m_bytes > m_maximumBytes) {
        auto oldest = m_blocks.end();
        for (auto it = m_blocks.begin(); it != m_blocks.end(); ++it) {
            if (it->second.bytes > 0 && (oldest == m_blocks.end() || it->second.lastUse < oldest->second.lastUse))
                oldest = it;
        }
        if (oldest == m_blocks.end())
            return;
        m_bytes -= oldest->second.bytes;
        m_blocks.erase(oldest);
    }
}

void GridCache::drop(const std::string& cluster, TimeRange range)
{
    if (range.isEmpty())
        return;
    const auto first = hourIndex(range.from), end = range.endHour();
    const std::lock_guard lock(m_mutex);
    ++m_drops;
    std::erase_if(m_blocks, [&](const auto& entry) {
        const auto& [scope, start] = entry.first;
        const bool gone = scope.cluster == cluster && start < end && start + blockHours(scope.level) > first;
        if (gone)
            m_bytes -= entry.second.bytes;
        return gone;
    });
    std::erase_if(m_grids, [&](const auto& entry) {
        const auto& [scope, start, hours] = entry.first;
        return scope.cluster == cluster && start < end && start + hours > first;
    });
}

void GridCache::clear()
{
    const std::lock_guard lock(m_mutex);
    ++m_drops;
    m_blocks.clear();
    m_grids.clear();
    m_bytes = 0;
}

std::size_t GridCache::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

} // namespace atlas
