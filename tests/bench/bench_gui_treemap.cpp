// SPDX-License-Identifier: GPL-3.0-or-later
// The treemap as the page shows it: a new allocation is laid out and painted into a picture of 1600 × 900. Beside it
// the plain way: every tile laid out by the rule of the squarified treemap, filled, framed and written on.
#include "charts/Palette.h"
#include "charts/TreemapWidget.h"
#include "charts/layout/SquarifiedTreemap.h"
#include "models/analysis/Format.h"

#include <QImage>
#include <QPainter>

#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <numeric>

namespace {

constexpr int width = 1600, height = 900;

/// Workloads of 1 to 64 GPUs in namespaces, some of whose utilisation is unknown; `step` changes one in a hundred.
std::shared_ptr<const atlas::TreemapNode> workloads(int count, int step)
{
    auto root = std::make_shared<atlas::TreemapNode>();
    const int groups = std::max(1, int(std::sqrt(double(count))));
    std::uint32_t state = 7;
    const auto next = [&state] { return state = state * 1664525U + 1013904223U; };
    for (int g = 0; g < groups; ++g) {
        atlas::TreemapNode group;
        group.key = group.label = QStringLiteral("namespace-%1").arg(g);
        group.value = 50;
        root->children.push_back(std::move(group));
    }
    for (int w = 0; w < count; ++w) {
        atlas::TreemapNode work;
        work.key = work.label = QStringLiteral("workload-%1").arg(w);
        work.size = std::pow(2.0, double(next() >> 8U) / double(1U << 24U) * 6);
        if (w % 100 == step % 100)
            work.size *= 1.1;
        work.value = next() % 17 == 0 ? atlas::unknown : double(next() >> 8U) / double(1U << 24U) * 100;
        auto& group = root->children[std::size_t(next()) % root->children.size()];
        group.size += work.size;
        group.children.push_back(std::move(work));
    }
    return root;
}

void BM_TreemapLayoutAndPaint(benchmark::State& state)
{
    const std::vector steps{workloads(int(state.range(0)), 1), workloads(int(state.range(0)), 2)};
    atlas::TreemapWidget map;
    map.resize(width, height);
    QImage picture(width, height, QImage::Format_RGB32);
    map.setData(steps[0]);
    map.render(&picture);
    std::size_t step = 0;
    for (auto _ : state) {
        step = 1 - step;
        map.setData(steps[step]);
        map.render(&picture);
    }
    state.counters["tiles"] = double(map.visibleTiles().size());
}
BENCHMARK(BM_TreemapLayoutAndPaint)->Arg(3000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);

void paintPlainly(QPainter& painter, const atlas::TreemapNode& group, const QRectF& rect)
{
    std::vector<double> weights;
    for (const auto& child : group.children)
        weights.push_back(child.size);
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
    std::ranges::sort(weights, std::greater());
    const auto rects = atlas::squarify(weights, rect);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto& child = group.children[order[i]];
        if (!child.children.empty()) {
            paintPlainly(painter, child, rects[i]);
            continue;
        }
        const QColor fill = atlas::utilizationColor(child.value);
        painter.setBrush(fill.isValid() ? QBrush(fill) : atlas::unknownBrush(atlas::Theme::Light));
        painter.drawRect(rects[i]);
        painter.drawText(rects[i], Qt::AlignCenter,
            child.label + QLatin1Char('\n') + atlas::formatWithUnit(child.size, atlas::Unit::Gpus));
    }
}

void BM_TreemapPlainly(benchmark::State& state)
{
    const auto root = workloads(int(state.range(0)), 1);
    QImage picture(width, height, QImage::Format_RGB32);
    for (auto _ : state) {
        picture.fill(Qt::white);
        QPainter painter(&picture);
        paintPlainly(painter, *root, QRectF(0, 0, width, height));
    }
}
BENCHMARK(BM_TreemapPlainly)->Arg(3000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);

} // namespace
