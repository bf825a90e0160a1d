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

/// A run of weights that are laid beside one another along the shorter side of what is free.
struct Row
{
    std::size_t end = 0; ///< one past the last; it begins where the one before it ends
    bool upright = false; ///< a column at the left, else a row on top
};

/// Takes a row's thickness off the free space.
void cut(QRectF& free, bool upright, double thickness)
{
    if (upright)
        free.setLeft(free.left() + thickness);
    else
        free.setTop(free.top() + thickness);
}

struct Weights
{
    explicit Weights(std::span<const double> weights)
    {
        for (std::size_t i = 0; i < weights.size(); ++i) {
            if (counts(weights[i])) {
                total += weights[i];
                end = i + 1;
            }
        }
    }
    double total = 0;
    std::size_t end = 0; ///< one past the last that counts
};

/// The rows of Bruls, Huizing and van Wijk: each takes weights as long as that makes its worst tile squarer.
std::vector<Row> squareRows(std::span<const double> weights, const QRectF& rect)
{
    std::vector<Row> rows;
    const Weights known(weights);
    if (known.total <= 0 || rect.width() <= 0 || rect.height() <= 0)
        return rows;
    const double scale = rect.width() * rect.height() / known.total;
    QRectF free = rect;
    std::size_t begin = 0;
    while (begin < known.end) {
        const bool upright = free.width() >= free.height();
        const double side = upright ? free.height() : free.width();
        double sum = 0, smallest = 0, largest = 0, ratio = 0;
        std::size_t stop = begin;
        for (; stop < known.end; ++stop) {
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
        rows.push_back({stop, upright});
        const double room = upright ? free.width() : free.height();
        cut(free, upright, stop == known.end ? room : std::min(room, side > 0 ? sum / side : 0));
        begin = stop;
    }
    return rows;
}

std::vector<QRectF> placeRows(std::span<const double> weights, const std::vector<Row>& rows, const QRectF& rect)
{
    std::vector<QRectF> rects(weights.size());
    const Weights known(weights);
    if (known.total <= 0 || rect.width() <= 0 || rect.height() <= 0)
        return rects;
    const double scale = rect.width() * rect.height() / known.total;
    QRectF free = rect;
    std::size_t begin = 0;
    for (const Row& row : rows) {
        double sum = 0;
        for (std::size_t i = begin; i < row.end; ++i)
            sum += counts(weights[i]) ? weights[i] * scale : 0;
        const double side = row.upright ? free.height() : free.width();
        // the last row takes all that is left, so that rounding leaves no sliver
        const double room = row.upright ? free.width() : free.height();
        const double thickness = row.end >= known.end ? room : std::min(room, side > 0 ? sum / side : 0);
        const double start = row.upright ? free.top() : free.left();
        const double atEnd = row.upright ? free.bottom() : free.right();
        double at = start, used = 0;
        for (std::size_t i = begin; i < row.end; ++i) {
            if (!counts(weights[i]))
                continue;
            used += weights[i] * scale;
            const double next = std::min(atEnd, start + side * (used / sum));
            rects[i] = row.upright ? QRectF(free.left(), at, thickness, next - at)
                                   : QRectF(at, free.top(), next - at, thickness);
            at = next;
        }
        cut(free, row.upright, thickness);
        begin = row.end;
    }
    return rects;
}

} // namespace

std::vector<QRectF> squarify(std::span<const double> weights, const QRectF& rect)
{
    return placeRows(weights, squareRows(weights, rect), rect);
}

namespace {

double weightOf(const TreemapNode& node)
{
    if (counts(node.size))
        return node.size;
    double sum = 0;
    for (const TreemapNode& child : node.children)
        sum += weightOf(child);
    return sum;
}

/// Placed after its siblings whatever it weighs.
bool standsLast(const TreemapNode& node)
{
    return node.role == Role::Unallocated || node.remainder;
}

struct Weighed
{
    const TreemapNode* node = nullptr;
    double weight = 0;
    bool last = false;
};

bool heavier(const Weighed& a, const Weighed& b)
{
    if (a.last != b.last)
        return b.last;
    if (a.weight != b.weight)
        return a.weight > b.weight;
    return a.node->key < b.node->key;
}

/// The nodes that are too small to be seen, as one.
struct Hidden
{
    int count = 0;
    double weight = 0;
    double known = 0, product = 0; ///< Σ weight, Σ weight·value of those whose value is known
    double change = 0;

    void add(const Weighed& item)
    {
        ++count;
        weight += item.weight;
        change += item.node->change;
        if (isKnown(item.node->value)) {
            known += item.weight;
            product += item.weight * item.node->value;
        }
    }
    double value() const { return known > 0 ? product / known : unknown; }
};

class Layouter
{
public:
    Layouter(const TreemapOptions& options, TreemapOrder* keep)
        : m_options(options)
        , m_keep(keep)
    {
    }

    std::vector<TreemapTile> run(const TreemapNode& root, const QRectF& rect)
    {
        children(root, rect, -1, 0, QString());
        return std::move(m_tiles);
    }

private:
    /// What of a group's nodes can be seen, and where.
    struct Visible
    {
        std::vector<QRectF> rects; ///< of the nodes that stay
        QRectF remainder;
        std::size_t at = 0; ///< the remainder lies before this node
    };

    std::vector<Weighed> weighed(const TreemapNode& group, const QRectF& rect, Hidden& hidden) const;
    void order(std::vector<Weighed>& items, const QString& path);
    void keepOrder(std::vector<Weighed>& items, const std::vector<TreemapRow>& earlier) const;
    void keepRows(Visible& shown, const std::vector<Weighed>& items, double hiddenWeight, const QRectF& rect,
        const QString& path);
    QRectF sideForLast(
        std::vector<Weighed>& items, std::vector<Weighed>& aside, const Hidden& hidden, const QRectF& rect) const;
    Visible hideSmall(std::vector<Weighed>& items, Hidden& hidden, const QRectF& rect) const;
    void children(const TreemapNode& group, const QRectF& rect, int parent, int depth, const QString& path);
    void inside(int tile, int depth, const QString& path);

    const TreemapOptions& m_options;
    TreemapOrder* m_keep;
    std::vector<TreemapTile> m_tiles;
};

/// A group's nodes, without those whose area cannot hold the smallest tile: of a great many most are such.
std::vector<Weighed> Layouter::weighed(const TreemapNode& group, const QRectF& rect, Hidden& hidden) const
{
    std::vector<Weighed> items;
    items.reserve(group.children.size());
    double total = 0;
    for (const TreemapNode& child : group.children) {
        if (const double weight = weightOf(child); counts(weight)) {
            items.push_back({&child, weight, standsLast(child)});
            total += weight;
        }
    }
    const double least = total * m_options.minTile * m_options.minTile / (rect.width() * rect.height());
    std::erase_if(items, [&](const Weighed& item) {
        const bool small = item.weight < least;
        if (small)
            hidden.add(item);
        return small;
    });
    return items;
}

void Layouter::keepOrder(std::vector<Weighed>& items, const std::vector<TreemapRow>& earlier) const
{
    std::unordered_map<QString, std::size_t> rank;
    for (const TreemapRow& row : earlier) {
        for (const QString& key : row.keys)
            rank.emplace(key, rank.size());
    }
    std::vector<std::pair<std::size_t, Weighed>> ranked;
    std::vector<Weighed> fresh;
    for (const Weighed& item : items) {
        if (const auto found = rank.find(item.node->key); found != rank.end())
            ranked.emplace_back(found->second, item);
        else
            fresh.push_back(item);
    }
    std::ranges::sort(ranked, {}, [](const auto& entry) { return entry.first; });
    std::vector<Weighed> known;
    known.reserve(ranked.size());
    // What has clearly outgrown its neighbour moves up: an order that is kept for ever makes slivers
    constexpr double clearly = 1.3;
    for (const auto& entry : ranked) {
        known.push_back(entry.second);
        for (std::size_t at = known.size() - 1; at > 0 && known[at].weight > clearly * known[at - 1].weight; --at)
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
    std::ranges::stable_partition(merged, [](const Weighed& item) { return !item.last; });
    items = std::move(merged);
}

void Layouter::order(std::vector<Weighed>& items, const QString& path)
{
    std::ranges::sort(items, heavier);
    if (!m_keep)
        return;
    if (const auto earlier = m_keep->find(path); earlier != m_keep->end())
        keepOrder(items, earlier->second);
}

/// The mean of how much longer than wide (or wider than long) the tiles are.
double elongation(const std::vector<QRectF>& rects)
{
    double sum = 0;
    for (const QRectF& rect : rects)
        sum += std::max(rect.width() / rect.height(), rect.height() / rect.width());
    return sum / double(std::max<std::size_t>(1, rects.size()));
}

/// Lays the nodes out in the rows in which they lay before, where that is not much worse, and remembers the rows.
/// A row that breaks elsewhere moves all that come after it.
void Layouter::keepRows(
    Visible& shown, const std::vector<Weighed>& items, double hiddenWeight, const QRectF& rect, const QString& path)
{
    if (!m_keep)
        return;
    std::vector<double> weights;
    std::vector<QString> keys;
    for (const Weighed& item : items) {
        weights.push_back(item.weight);
        keys.push_back(item.node->key);
    }
    if (hiddenWeight > 0) {
        weights.insert(weights.begin() + std::ptrdiff_t(shown.at), hiddenWeight);
        keys.insert(keys.begin() + std::ptrdiff_t(shown.at), QString());
    }
    auto& kept = (*m_keep)[path];
    auto rows = squareRows(weights, rect);
    if (!kept.empty()) {
        std::unordered_map<QString, std::size_t> rowOf;
        for (std::size_t r = 0; r < kept.size(); ++r) {
            for (const QString& key : kept[r].keys)
                rowOf.emplace(key, r);
        }
        // A newcomer, and what moved up, joins the row in which it comes to lie.
        std::vector<std::size_t> row(keys.size());
        std::size_t next = kept.size() - 1;
        for (std::size_t i = keys.size(); i-- > 0;) {
            if (const auto found = rowOf.find(keys[i]); found != rowOf.end())
                next = std::min(next, found->second);
            row[i] = next;
        }
        std::vector<Row> same;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i == 0 || row[i] != row[i - 1])
                same.push_back({i, kept[row[i]].upright});
            same.back().end = i + 1;
        }
        const auto fresh = placeRows(weights, rows, rect), again = placeRows(weights, same, rect);
        constexpr double bearable = 1.3;
        const bool allSeen = std::ranges::all_of(again, [&](const QRectF& at) {
            return std::min(at.width(), at.height()) >= m_options.minTile || m_options.minTile <= 0;
        });
        if ((allSeen || again.size() == 1) && elongation(again) <= bearable * elongation(fresh)) {
            rows = std::move(same);
            shown.rects = again;
            if (hiddenWeight > 0) {
                shown.remainder = again[shown.at];
                shown.rects.erase(shown.rects.begin() + std::ptrdiff_t(shown.at));
            }
        }
    }
    kept.clear();
    std::size_t begin = 0;
    for (const Row& row : rows) {
        kept.push_back({{keys.begin() + std::ptrdiff_t(begin), keys.begin() + std::ptrdiff_t(row.end)}, row.upright});
        begin = row.end;
    }
}

/// Moves the nodes that stand last out of `items`, and gives the strip at the right or bottom that they share; nothing
/// moves where the strip would be too thin, or the only thing there.
QRectF Layouter::sideForLast(
    std::vector<Weighed>& items, std::vector<Weighed>& aside, const Hidden& hidden, const QRectF& rect) const
{
    double all = hidden.weight, last = 0;
    for (const Weighed& item : items) {
        all += item.weight;
        last += item.last ? item.weight : 0;
    }
    const bool wide = rect.width() >= rect.height();
    const double thickness = (wide ? rect.width() : rect.height()) * last / all;
    if (last <= 0 || last >= all || thickness < 3 * m_options.minTile)
        return {};
    std::erase_if(items, [&](const Weighed& item) {
        if (item.last)
            aside.push_back(item);
        return item.last;
    });
    return wide ? QRectF(rect.right() - thickness, rect.top(), thickness, rect.height())
                : QRectF(rect.left(), rect.bottom() - thickness, rect.width(), thickness);
}

/// Takes the lightest out of `items` until all that stay are large enough to be seen. They join what is hidden, which
/// lies as one remainder where its weight puts it: behind lighter ones it would leave them slivers.
Layouter::Visible Layouter::hideSmall(std::vector<Weighed>& items, Hidden& hidden, const QRectF& rect) const
{
    Visible result;
    std::vector<double> sorted, weights;
    for (const Weighed& item : items)
        sorted.push_back(item.weight);
    std::ranges::sort(sorted, std::greater());
    for (;;) {
        weights.clear();
        for (const Weighed& item : items)
            weights.push_back(item.weight);
        std::size_t at = items.size();
        if (hidden.count > 0) {
            at = std::size_t(
                std::ranges::find_if(weights, [&](double w) { return w < hidden.weight; }) - weights.begin());
            weights.insert(weights.begin() + std::ptrdiff_t(at), hidden.weight);
        }
        result.rects = squarify(weights, rect);
        result.at = at;
        if (hidden.count > 0) {
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
        // from the back: of equal weight the later ones go
        std::size_t taken = 0, to = items.size();
        for (std::size_t from = items.size(); from-- > 0;) {
            if (taken < take && items[from].weight <= bound) {
                hidden.add(items[from]);
                ++taken;
            } else {
                items[--to] = items[from];
            }
        }
        items.erase(items.begin(), items.begin() + std::ptrdiff_t(to));
    }
}

void Layouter::children(const TreemapNode& group, const QRectF& rect, int parent, int depth, const QString& path)
{
    if (rect.width() <= 0 || rect.height() <= 0)
        return;
    Hidden hidden;
    auto items = weighed(group, rect, hidden);
    if (items.empty() && hidden.count == 0)
        return;
    order(items, path);

    // What stands last has a side of its own, if that is wide enough to be seen
    std::vector<Weighed> aside;
    const QRectF side = sideForLast(items, aside, hidden, rect);
    QRectF room = rect;
    if (!aside.empty())
        (rect.width() >= rect.height() ? room.setRight(side.left()) : room.setBottom(side.top()));

    Visible shown = hideSmall(items, hidden, room);
    keepRows(shown, items, hidden.count > 0 ? hidden.weight : 0, room, path);
    const auto first = m_tiles.size();
    const auto add = [&](const Weighed& item, const QRectF& at) {
        m_tiles.push_back(
            {item.node, parent, depth, at, {}, false, 0, item.weight, item.node->value, item.node->change});
    };
    for (std::size_t i = 0; i < items.size(); ++i)
        add(items[i], shown.rects[i]);
    std::vector<double> weights;
    for (const Weighed& item : aside)
        weights.push_back(item.weight);
    const auto asideRects = squarify(weights, side);
    for (std::size_t i = 0; i < aside.size(); ++i)
        add(aside[i], asideRects[i]);
    if (hidden.count > 0) {
        m_tiles.push_back({nullptr, parent, depth, shown.remainder, {}, false, hidden.count, hidden.weight,
            hidden.value(), hidden.change});
    }
    items.insert(items.end(), aside.begin(), aside.end());
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!items[i].node->children.empty() && depth + 1 < m_options.maxDepth)
            inside(int(first + i), depth + 1, path + QChar(0x1f) + items[i].node->key);
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
    children(*group.node, content, tile, depth, path);
}

} // namespace

std::vector<TreemapTile> layoutTreemap(
    const TreemapNode& root, const QRectF& rect, const TreemapOptions& options, TreemapOrder* keep)
{
    return Layouter(options, keep).run(root, rect);
}

} // namespace atlas
