// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Rows.h"
#include "models/domain/Time.h"
#include "models/store/StoreTypes.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atlas {

/// Codes of the envelope, as the contract names them.
inline constexpr int apiBadParameter = 4001;
inline constexpr int apiAuthentication = 4003;
inline constexpr int apiNoSuchData = 4004;
inline constexpr int apiInternal = 5000;
inline constexpr int apiDatabase = 5002;

/// Which part of a list is wanted.
struct PageRequest
{
    std::int64_t page = 1;
    std::int64_t size = 1000; ///< already capped at maxPageSize

    static constexpr std::int64_t maxPageSize = 1000;
};

/// The decoded parameters of a request, read with the contract's rules. Every failure is an API error with code 4001
/// and a sentence that names the parameter. An empty value counts as not given.
class QueryParams
{
public:
    QueryParams() = default;
    explicit QueryParams(std::vector<std::pair<std::string, std::string>> values)
        : m_values(std::move(values))
    {
    }

    /// The value of a parameter; nullopt when it is missing or empty.
    std::optional<std::string> text(std::string_view name) const;
    /// Fails when a parameter is given twice (two readers could take different ones), or is none of any endpoint's: a
    /// misspelt filter would answer another question than the one that was meant.
    Result<void> checkNames() const;

    /// start_time and end_time, both inclusive on the wire, as a half-open range. Without `fallback` both are required.
    Result<TimeRange> range(std::optional<TimeRange> fallback = std::nullopt) const;
    /// page and page_size; a page_size above the limit is capped, not refused.
    Result<PageRequest> page() const;
    Result<DimensionType> dimensionType() const;
    /// dimension_type and dimension_key, both required.
    Result<DimensionKey> dimension() const;
    /// order_by and order_direction; `allocatedAllowed` where allocated_gpu_count is among the orders of the endpoint.
    Result<RowQuery> order(RowQuery query, bool allocatedAllowed) const;

private:
    Result<Instant> time(std::string_view name, bool roundUp) const;

    std::vector<std::pair<std::string, std::string>> m_values;
};

/// An API error as the server words it: the code of the envelope and a sentence.
tl::unexpected<Error> apiFailure(int code, const QString& message);

} // namespace atlas
