// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/layout/LabelFit.h"

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

/// The text with `kept` characters, the head one longer than the tail where odd, and the tail at least `least` long.
QString shortened(const QString& text, qsizetype kept, qsizetype least)
{
    const qsizetype last = std::max(kept / 2, std::min(kept, least));
    qsizetype head = kept - last, tail = last;
    if (head > 0 && text[head - 1].isHighSurrogate())
        --head;
    if (tail > 0 && text[text.size() - tail].isLowSurrogate())
        --tail;
    return text.left(head) + QChar(0x2026) + text.right(tail);
}

} // namespace

QString elideMiddle(const QString& text, double width, const TextWidth& measure)
{
    if (text.isEmpty() || measure(text) <= width)
        return text;
    const auto slash = text.lastIndexOf(QLatin1Char('/'));
    qsizetype least = slash > 0 ? text.size() - slash : 0;
    if (least > 0 && measure(shortened(text, least, least)) > width)
        least = 0;
    // the longest that fits, by halving
    qsizetype fits = 0, tooLong = text.size();
    while (tooLong - fits > 1) {
        const auto middle = (fits + tooLong) / 2;
        (measure(shortened(text, middle, least)) <= width ? fits : tooLong) = middle;
    }
    return fits > 0 ? shortened(text, fits, least) : QString();
}

std::vector<double> spreadLabels(std::span<const double> wanted, double height, double top, double bottom)
{
    const std::size_t n = wanted.size();
    if (n == 0)
        return {};
    const double room = (bottom - top) / double(n);
    const double pitch = std::min(height, room);

    std::vector<std::size_t> order(n);
    for (std::size_t i = 0; i < n; ++i)
        order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return wanted[i]; });

    // Labels that touch form a block that stands where its members want it on average.
    struct Block
    {
        double sum = 0; ///< of the members' wishes for the block's first centre
        std::size_t first = 0, count = 0;
        double start = 0;
    };
    std::vector<Block> blocks;
    const auto place = [&](Block& block) {
        const double lowest = top + pitch / 2, highest = bottom - pitch / 2 - pitch * double(block.count - 1);
        block.start = std::max(lowest, std::min(block.sum / double(block.count), highest));
    };
    for (std::size_t k = 0; k < n; ++k) {
        Block block{wanted[order[k]], k, 1, 0};
        place(block);
        while (!blocks.empty() && blocks.back().start + pitch * double(blocks.back().count) > block.start) {
            const Block& before = blocks.back();
            block.sum = before.sum + block.sum - double(block.count) * pitch * double(before.count);
            block.first = before.first;
            block.count += before.count;
            blocks.pop_back();
            place(block);
        }
        blocks.push_back(block);
    }
    std::vector<double> centres(n);
    for (const Block& block : blocks) {
        for (std::size_t k = 0; k < block.count; ++k)
            centres[order[block.first + k]] = block.start + pitch * double(k);
    }
    return centres;
}

std::vector<std::size_t> thinLabels(std::span<const double> centres, std::span<const double> widths, double gap)
{
    const std::size_t n = std::min(centres.size(), widths.size());
    const auto fits = [&](std::size_t every) {
        for (std::size_t i = every; i < n; i += every) {
            const double free = (centres[i] - widths[i] / 2) - (centres[i - every] + widths[i - every] / 2);
            if (free < gap)
                return false;
        }
        return true;
    };
    std::size_t every = 1;
    while (every < n && !fits(every))
        ++every;
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < n; i += every)
        shown.push_back(i);
    return shown;
}

} // namespace atlas
