// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Parts.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace atlas {

void inParts(std::size_t count, std::size_t rows, const std::function<void(std::size_t, std::size_t)>& work)
{
    // A year of 200 subjects takes up to 50 ms of one processor.
    constexpr std::size_t rowsWorthAThread = 100'000, mostThreads = 8;
    const auto threads = std::clamp<std::size_t>(
        std::min<std::size_t>(rows / rowsWorthAThread, std::thread::hardware_concurrency()), 1, mostThreads);
    std::vector<std::jthread> others;
    for (std::size_t t = 1; t < threads; ++t)
        others.emplace_back(work, count * t / threads, count * (t + 1) / threads);
    work(0, count / threads);
}

} // namespace atlas
