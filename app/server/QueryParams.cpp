// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/QueryParams.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace atlas {

namespace {

QString shown(std::string_view text)
{
    constexpr qsizetype longest = 80;
    return QString::fromUtf8(text.data(), std::min(qsizetype(text.size()), longest));
}

/// A positive whole number; one too large for 64 bits counts as the largest.
Result<std::int64_t> positive(std::string_view name, const std::optional<std::string>& text, std::int64_t fallback)
{
    if (!text)
        return fallback;
    std::int64_t value = 0;
    const char* end = text->data() + text->size();
    const auto parsed = std::from_chars(text->data(), end, value);
    if (parsed.ptr == end && parsed.ec == std::errc::result_out_of_range && text->front() != '-')
        return std::numeric_limits<std::int64_t>::max();
    if (parsed.ptr != end || parsed.ec != std::errc() || value < 1) {
        return apiFailure(apiBadParameter,
            QStringLiteral("%1 must be a whole number from 1 on, not \"%2\"").arg(shown(name), shown(*text)));
    }
    return value;
}

} // namespace

tl::unexpected<Error> apiFailure(int code, const QString& message)
{
    return tl::unexpected<Error>(Error{ErrorClass::Api, message, {}, code, {}});
}

std::optional<std::string> QueryParams::text(std::string_view name) const
{
    for (const auto& [key, value] : m_values) {
        if (key == name && !value.empty())
            return value;
    }
    return std::nullopt;
}

Result<void> QueryParams::checkNames() const
{
    static constexpr std::array<std::string_view, 15> names{"cluster", "start_time", "end_time", "page", "page_size",
        "order_by", "order_direction", "namespace", "workload_name", "workload_type", "dimension_type", "dimension_key",
        "dimension_value", "level", "zone"};
    std::set<std::string_view> seen;
    for (const auto& [key, value] : m_values) {
        if (std::ranges::find(names, key) == names.end())
            return apiFailure(apiBadParameter, QStringLiteral("there is no parameter %1").arg(shown(key)));
        if (!seen.insert(key).second)
            return apiFailure(apiBadParameter, QStringLiteral("%1 is given twice").arg(shown(key)));
    }
    return {};
}

Result<Instant> QueryParams::time(std::string_view name, bool roundUp) const
{
    const auto value = text(name);
    if (!value)
        return apiFailure(apiBadParameter, QStringLiteral("%1 is required").arg(shown(name)));
    const auto parsed = parseRfc3339(*value);
    if (!parsed) {
        return apiFailure(apiBadParameter,
            QStringLiteral("%1 must be an RFC3339 time such as 2025-11-05T14:00:00Z, not \"%2\"")
                .arg(shown(name), shown(*value)));
    }
    return roundUp ? std::chrono::ceil<std::chrono::seconds>(parsed->time)
                   : std::chrono::floor<std::chrono::seconds>(parsed->time);
}

Result<TimeRange> QueryParams::range(std::optional<TimeRange> fallback) const
{
    TimeRange range = fallback.value_or(TimeRange{});
    if (!fallback || text("start_time")) {
        const auto start = time("start_time", true);
        if (!start)
            return tl::unexpected(start.error());
        range.from = *start;
    }
    if (!fallback || text("end_time")) {
        const auto end = time("end_time", false);
        if (!end)
            return tl::unexpected(end.error());
        range.to = *end + std::chrono::seconds(1); // the wire's end is inclusive
    }
    if (range.isEmpty())
        return apiFailure(apiBadParameter, QStringLiteral("end_time must not be before start_time"));
    return range;
}

Result<PageRequest> QueryParams::page() const
{
    const auto page = positive("page", text("page"), 1);
    if (!page)
        return tl::unexpected(page.error());
    const auto size = positive("page_size", text("page_size"), PageRequest::maxPageSize);
    if (!size)
        return tl::unexpected(size.error());
    // Far beyond any last page, and small enough to be multiplied.
    constexpr std::int64_t lastPage = 1'000'000'000'000;
    return PageRequest{std::min(*page, lastPage), std::min(*size, PageRequest::maxPageSize)};
}

Result<DimensionType> QueryParams::dimensionType() const
{
    const auto name = text("dimension_type");
    if (!name)
        return apiFailure(apiBadParameter, QStringLiteral("dimension_type is required"));
    const auto type = dimensionTypeFromName(*name);
    if (!type) {
        return apiFailure(apiBadParameter,
            QStringLiteral("dimension_type must be label or annotation, not \"%1\"").arg(shown(*name)));
    }
    return *type;
}

Result<DimensionKey> QueryParams::dimension() const
{
    const auto type = dimensionType();
    if (!type)
        return tl::unexpected(type.error());
    const auto key = text("dimension_key");
    if (!key)
        return apiFailure(apiBadParameter, QStringLiteral("dimension_key is required"));
    return DimensionKey{*type, *key};
}

Result<RowQuery> QueryParams::order(RowQuery query, bool allocatedAllowed) const
{
    const auto by = text("order_by").value_or("time");
    if (by == "time") {
        query.order = RowOrder::Time;
    } else if (by == "utilization") {
        query.order = RowOrder::Utilization;
    } else if (by == "allocated_gpu_count" && allocatedAllowed) {
        query.order = RowOrder::Allocated;
    } else {
        return apiFailure(apiBadParameter,
            QStringLiteral("order_by must be time%1 or utilization, not \"%2\"")
                .arg(allocatedAllowed ? QStringLiteral(", allocated_gpu_count") : QString(), shown(by)));
    }
    const auto direction = text("order_direction").value_or("asc");
    if (direction != "asc" && direction != "desc") {
        return apiFailure(
            apiBadParameter, QStringLiteral("order_direction must be asc or desc, not \"%1\"").arg(shown(direction)));
    }
    query.descending = direction == "desc";
    return query;
}

} // namespace atlas
