// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/layout/SquarifiedTreemap.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace atlas {

namespace {

bool counts(double weight)
{
    return std::isfinite(weight) && weight > 0;
}

/// The worst ratio of sides in a row of areas from `smallest` to `largest` that add up to `sum`, laid along `side`.
double worst(double sum, double smallest, double largest, double side)
{
    const double s2 = sum * sum, w2 = side * side;
    return std::max(w2 * largest / s2, s2 / (w2 * smallest));
}

} // namespace

std::vector<QRectF> squarify(std::span<const double> weights, const QRectF& rect)
{
    std::vector<QRectF> rects(weights.size());
    double total = 0;
    std::size_t end = 0; // one past the last that counts
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (counts(weights[i])) {
            total += weights[i];
            end = i + 1;
        }
    }
    if (total <= 0 || rect.width() <= 0 || rect.height() <= 0)
        return rects;

    const double scale = rect.width() * rect.height() / total;
    QRectF free = rect;
    std::size_t begin = 0;
    while (begin < end) {
        const bool upright = free.width() >= free.height(); // the row is a column at the left
        const double side = upright ? free.height() : free.width();
        double sum = 0, smallest = 0, largest = 0, ratio = 0;
        std::size_t stop = begin;
        for (; stop < end; ++stop) {
            if (!counts(weights[stop]))
                continue;
            const double area = weights[stop] * scale;
            const double low = sum > 0 ? std::min(smallest, area) : area, high = std::max(largest, area);
            const double next = worst(sum + area, low, high, side);
            if (sum > 0 && next > ratio)
                break;
            sum += area;
            smallest = low;
            largest = high;
            ratio = next;
        }
        // the last row takes all that is left, so that rounding leaves no sliver
        const double room = upright ? free.width() : free.height();
        const double thickness = stop == end ? room : std::min(room, side > 0 ? sum / side : 0);
        double at = upright ? free.top() : free.left();
        const double atEnd = upright ? free.bottom() : free.right();
        double used = 0;
        for (std::size_t i = begin; i < stop; ++i) {
            if (!counts(weights[i]))
                continue;
            used += weights[i] * scale;
            const double start = upright ? free.top() : free.left();
            const double next = std::min(atEnd, start + side * (used / sum));
            rects[i] =
                upright ? QRectF(free.left(), at, thickness, next - at) : QRectF(at, free.top(), next - at, thickness);
            at = next;
        }
        if (upright)
            free.setLeft(free.left() + thickness);
        else
            free.setTop(free.top() + thickness);
        begin = stop;
    }
    return rects;
}

namespace {

double weightOf(const TreemapItem& item)
{
    if (counts(item.weight))
        return item.weight;
    double sum = 0;
    for (const TreemapItem& child : item.children)
        sum += weightOf(child);
    return sum;
}

struct Weighed
{
    const TreemapItem* item = nullptr;
    double weight = 0;
};

bool heavier(const Weighed& a, const Weighed& b)
{
    if (a.item->last != b.item->last)
        return b.item->last;
    if (a.weight != b.weight)
        return a.weight > b.weight;
    return a.item->key < b.item->key;
}

class Layouter
{
public:
    Layouter(const TreemapOptions& options, TreemapOrder* keep)
        : m_options(options)
        , m_keep(keep)
    {
    }

    std::vector<TreemapTile> run(const TreemapItem& root, const QRectF& rect)
    {
        children(root, rect, -1, 0, QString());
        return std::move(m_tiles);
    }

private:
    std::vector<Weighed> ordered(const TreemapItem& group, const QString& path);
    void keepOrder(std::vector<Weighed>& items, const std::vector<QString>& earlier) const;
    void children(const TreemapItem& group, const QRectF& rect, int parent, int depth, const QString& path);
    void inside(int tile, int depth, const QString& path);

    /// What of a group's items can be seen, and where.
    struct Visible
    {
        std::vector<QRectF> rects; ///< of the items that stay
        QRectF remainder;
        int hidden = 0;
        double hiddenWeight = 0;
    };
    QRectF sideForLast(std::vector<Weighed>& items, std::vector<Weighed>& aside, const QRectF& rect) const;
    Visible hideSmall(std::vector<Weighed>& items, const QRectF& rect) const;

    const TreemapOptions& m_options;
    TreemapOrder* m_keep;
    std::vector<TreemapTile> m_tiles;
};

void Layouter::keepOrder(std::vector<Weighed>& items, const std::vector<QString>& earlier) const
{
    std::unordered_map<QString, std::size_t> rank;
    for (std::size_t i = 0; i < earlier.size(); ++i)
        rank.emplace(earlier[i], i);
    std::vector<Weighed> known, fresh;
    for (const Weighed& item : items)
        (rank.contains(item.item->key) ? known : fresh).push_back(item);
    std::ranges::sort(known, {}, [&](const Weighed& item) { return rank.at(item.item->key); });
    // What has clearly outgrown its neighbour moves up: an order that is kept for ever makes slivers
    constexpr double clearly = 1.3;
    for (std::size_t i = 1; i < known.size(); ++i) {
        for (std::size_t at = i; at > 0 && known[at].weight > clearly * known[at - 1].weight; --at)
            std::swap(known[at], known[at - 1]);
    }
    // A newcomer goes before the first that it outweighs; both lists are walked once.
    std::vector<Weighed> merged;
    merged.reserve(items.size());
    std::size_t next = 0;
    for (const Weighed& item : known) {
        while (next < fresh.size() && heavier(fresh[next], item))
            merged.push_back(fresh[next++]);
        merged.push_back(item);
    }
    merged.insert(merged.end(), fresh.begin() + std::ptrdiff_t(next), fresh.end());
    std::ranges::stable_partition(merged, [](const Weighed& item) { return !item.item->last; });
    items = std::move(merged);
}

std::vector<Weighed> Layouter::ordered(const TreemapItem& group, const QString& path)
{
    std::vector<Weighed> items;
    items.reserve(group.children.size());
    for (const TreemapItem& child : group.children) {
        if (const double weight = weightOf(child); counts(weight))
            items.push_back({&child, weight});
    }
    std::ranges::sort(items, heavier);
    if (m_keep) {
        if (const auto earlier = m_keep->find(path); earlier != m_keep->end())
            keepOrder(items, earlier->second);
        auto& order = (*m_keep)[path];
        order.clear();
        for (const Weighed& item : items)
            order.push_back(item.item->key);
    }
    return items;
}

/// Moves the items that stand last out of `items`, and gives the strip at the right or bottom that they share; nothing
/// moves where the strip would be too thin, or the only thing there.
QRectF Layouter::sideForLast(std::vector<Weighed>& items, std::vector<Weighed>& aside, const QRectF& rect) const
{
    double all = 0, last = 0;
    for (const Weighed& item : items) {
        all += item.weight;
        last += item.item->last ? item.weight : 0;
    }
    const bool wide = rect.width() >= rect.height();
    const double thickness = (wide ? rect.width() : rect.height()) * last / all;
    if (last <= 0 || last >= all || thickness < 3 * m_options.minTile)
        return {};
    std::erase_if(items, [&](const Weighed& item) {
        if (item.item->last)
            aside.push_back(item);
        return item.item->last;
    });
    return wide ? QRectF(rect.right() - thickness, rect.top(), thickness, rect.height())
                : QRectF(rect.left(), rect.bottom() - thickness, rect.width(), thickness);
}

/// Takes the lightest out of `items` until all that stay are large enough to be seen. They become one remainder, which
/// lies where its weight puts it: behind lighter ones it would leave them slivers.
Layouter::Visible Layouter::hideSmall(std::vector<Weighed>& items, const QRectF& rect) const
{
    Visible result;
    std::vector<double> sorted;
    for (const Weighed& item : items)
        sorted.push_back(item.weight);
    std::ranges::sort(sorted, std::greater());
    for (;;) {
        std::vector<double> weights;
        weights.reserve(items.size() + 1);
        for (const Weighed& item : items)
            weights.push_back(item.weight);
        std::size_t at = items.size();
        if (result.hidden > 0) {
            at = std::size_t(
                std::ranges::find_if(weights, [&](double w) { return w < result.hiddenWeight; }) - weights.begin());
            weights.insert(weights.begin() + std::ptrdiff_t(at), result.hiddenWeight);
        }
        result.rects = squarify(weights, rect);
        if (result.hidden > 0) {
            result.remainder = result.rects[at];
            result.rects.erase(result.rects.begin() + std::ptrdiff_t(at));
        }
        const auto small = std::size_t(std::ranges::count_if(
            result.rects, [&](const QRectF& r) { return std::min(r.width(), r.height()) < m_options.minTile; }));
        if (small == 0 || items.size() <= 1)
            return result;
        const std::size_t take = std::max<std::size_t>(1, std::min(small / 2, items.size() / 2));
        sorted.resize(items.size());
        const double bound = sorted[sorted.size() - take];
        std::size_t taken = 0;
        // from the back: of equal weight the later ones go
        for (auto item = items.end(); item != items.begin() && taken < take;) {
            --item;
            if (item->weight <= bound) {
                result.hiddenWeight += item->weight;
                item = items.erase(item);
                ++taken;
            }
        }
        result.hidden += int(taken);
    }
}

void Layouter::children(const TreemapItem& group, const QRectF& rect, int parent, int depth, const QString& path)
{
    auto items = ordered(group, path);
    if (items.empty() || rect.width() <= 0 || rect.height() <= 0)
        return;

    // What stands last has a side of its own, if that is wide enough to be seen
    std::vector<Weighed> aside;
    const QRectF side = sideForLast(items, aside, rect);
    QRectF room = rect;
    if (!aside.empty())
        (rect.width() >= rect.height() ? room.setRight(side.left()) : room.setBottom(side.top()));

    const Visible shown = hideSmall(items, room);
    const auto first = m_tiles.size();
    for (std::size_t i = 0; i < items.size(); ++i)
        m_tiles.push_back({items[i].item, parent, depth, shown.rects[i], {}, false, 0, items[i].weight});
    std::vector<double> weights;
    for (const Weighed& item : aside)
        weights.push_back(item.weight);
    const auto asideRects = squarify(weights, side);
    for (std::size_t i = 0; i < aside.size(); ++i)
        m_tiles.push_back({aside[i].item, parent, depth, asideRects[i], {}, false, 0, aside[i].weight});
    if (shown.hidden > 0)
        m_tiles.push_back({nullptr, parent, depth, shown.remainder, {}, false, shown.hidden, shown.hiddenWeight});
    items.insert(items.end(), aside.begin(), aside.end());
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!items[i].item->children.empty() && depth + 1 < m_options.maxDepth)
            inside(int(first + i), depth + 1, path + QChar(0x1f) + items[i].item->key);
    }
}

void Layouter::inside(int tile, int depth, const QString& path)
{
    auto& group = m_tiles[std::size_t(tile)];
    QRectF content = group.rect.adjusted(m_options.padding, m_options.padding, -m_options.padding, -m_options.padding);
    const bool roomy = content.height() >= m_options.headerHeight + 2 * m_options.minTile
        && content.width() >= m_options.minHeaderWidth;
    if (roomy && m_options.headerHeight > 0) {
        group.header = QRectF(content.left(), content.top(), content.width(), m_options.headerHeight);
        content.setTop(content.top() + m_options.headerHeight);
    }
    // too small for any tile inside: it stays a tile
    if (std::min(content.width(), content.height()) < 2 * m_options.minTile)
        return;
    group.isGroup = true;
    children(*group.item, content, tile, depth, path);
}

} // namespace

std::vector<TreemapTile> layoutTreemap(
    const TreemapItem& root, const QRectF& rect, const TreemapOptions& options, TreemapOrder* keep)
{
    return Layouter(options, keep).run(root, rect);
}

} // namespace atlas
