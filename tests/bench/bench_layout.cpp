// SPDX-License-Identifier: GPL-3.0-or-later
// The squarified treemap of N tiles: sorted weights to rectangles, and the whole nested layout. d3_treemap.mjs measures
// the same weights with d3-hierarchy.
#include "charts/layout/SquarifiedTreemap.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

namespace {

/// The same numbers as in d3_treemap.mjs: a linear congruential generator, cubed to have few large and many small.
std::vector<double> weights(int count)
{
    std::vector<double> result;
    std::uint32_t state = 12345;
    for (int i = 0; i < count; ++i) {
        state = state * 1664525U + 1013904223U;
        result.push_back(1 + 999 * std::pow(double(state) / 4294967296.0, 3));
    }
    return result;
}

void BM_SquarifyFlat(benchmark::State& state)
{
    const auto unsorted = weights(int(state.range(0)));
    for (auto _ : state) {
        auto sorted = unsorted;
        std::ranges::sort(sorted, std::greater());
        benchmark::DoNotOptimize(atlas::squarify(sorted, QRectF(0, 0, 1920, 1080)));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_SquarifyFlat)->Arg(1000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);

void BM_TreemapNested(benchmark::State& state)
{
    const auto all = weights(int(state.range(0)));
    const int groups = std::max(1, int(std::sqrt(double(state.range(0)))));
    const auto node = [](std::size_t key, double size) {
        atlas::TreemapNode result;
        result.key = QString::number(key);
        result.size = size;
        return result;
    };
    atlas::TreemapNode root;
    for (int g = 0; g < groups; ++g)
        root.children.push_back(node(std::size_t(g), 0));
    for (std::size_t i = 0; i < all.size(); ++i)
        root.children[i % std::size_t(groups)].children.push_back(node(i, all[i]));
    atlas::TreemapOptions options;
    options.minTile = 0; // every tile is laid out
    for (auto _ : state)
        benchmark::DoNotOptimize(atlas::layoutTreemap(root, QRectF(0, 0, 1920, 1080), options));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_TreemapNested)->Arg(1000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);

} // namespace
