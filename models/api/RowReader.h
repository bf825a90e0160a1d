// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/JsonReader.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// One JSON object into one row, driven by a table of the row's fields. For the decoder alone.
namespace atlas::json {

enum class FieldKind : std::uint8_t {
    Id,
    Name, ///< text, part of the natural key: must be there and not empty
    Key, ///< text, part of the natural key: must be there, may be empty
    Text,
    Hour, ///< the row's time
    Created,
    Updated,
    Amount, ///< a number from 0 up
    Percent, ///< 0 to 100, or a fraction where the connection says so
    Rate, ///< percent from 0 up
    Dimension, ///< "label" or "annotation"
    DimensionName, ///< the dimension's key
    Labels,
};

template <typename Row>
struct FieldSpec
{
    std::string_view name; ///< snake_case
    FieldKind kind;
    Figure Row::*figure = nullptr;
    std::string Row::*text = nullptr;
    LabelList Row::*labels = nullptr;
};

/// The fields of a row kind, in the canonical order.
template <typename Row>
std::span<const FieldSpec<Row>> fieldsOf();

/// Reads rows. Keys are predicted from the row before: servers write each row's keys in the same order.
template <typename Row>
class RowReader
{
public:
    RowReader()
        : m_fields(fieldsOf<Row>())
        , m_memos(m_fields.size())
    {
        const auto hour = std::find_if(
            m_fields.begin(), m_fields.end(), [](const auto& spec) { return spec.kind == FieldKind::Hour; });
        m_hourField = int(hour - m_fields.begin());
    }

    /// Reads one element of the array into `page`: a row, or a rejected one.
    error_code read(ReadContext& context, Value& value, DecodedPage<Row>& page);
    /// The counts of all rows read, as statistics.
    void finish(DecodeStats& stats);

private:
    static constexpr int ignored = -1;

    /// A key with its closing quote, as words: comparing them in place is quicker than a call.
    struct Prediction
    {
        static constexpr std::size_t longest = 47; ///< words are read whole: stay inside the parser's padding
        std::array<std::uint64_t, 6> words{}, masks{};
        std::size_t count = 0;
        int field = ignored;

        Prediction() = default;
        Prediction(std::string_view key, int index)
            : count(key.size() / 8 + 1)
            , field(index)
        {
            std::array<char, 48> text{}, mask{};
            std::copy(key.begin(), key.end(), text.begin());
            text[key.size()] = '"';
            std::fill_n(mask.begin(), key.size() + 1, char(-1));
            std::memcpy(words.data(), text.data(), text.size());
            std::memcpy(masks.data(), mask.data(), mask.size());
        }
        bool matches(const char* raw) const
        {
            for (std::size_t i = 0; i < count; ++i) {
                std::uint64_t word = 0;
                std::memcpy(&word, raw + i * 8, 8);
                if (((word ^ words[i]) & masks[i]) != 0)
                    return false;
            }
            return count > 0;
        }
    };

    /// The field that a key stands for; `raw` is behind the key's opening quote.
    int fieldAt(std::size_t position, const char* raw, const char* end)
    {
        if (position < m_predictions.size() && m_predictions[position].matches(raw))
            return m_predictions[position].field;
        return lookUp(position, raw, end);
    }
    int lookUp(std::size_t position, const char* raw, const char* end);
    error_code readField(ReadContext& context, Value& value, int field, Row& row);
    error_code readFigure(ReadContext& context, Value& value, int field, Row& row);
    bool readKeyText(const FieldSpec<Row>& spec, std::string_view text, Row& row);
    /// Counts the fields that the row at hand lacks; the first key field that it lacks or that cannot be used.
    const FieldSpec<Row>* unusableKey();
    void reject(std::string reason, std::string_view raw, const std::string& cluster, DecodeStats& stats);
    void count(int field, FieldProblem problem) { m_problems.emplace_back(field, problem); }
    /// Adds the problems of the row at hand to those of its cluster, which may be the row's last key.
    void bookProblems(const std::string& cluster);

    std::span<const FieldSpec<Row>> m_fields;
    std::vector<std::pair<int, FieldProblem>> m_problems; ///< of the row at hand
    using Counts = std::vector<std::array<std::int64_t, fieldProblemCount>>; ///< by field
    std::map<std::string, Counts> m_counts; ///< by cluster: a recorded reply may have rows of several
    int m_hourField = 0;
    std::vector<TimeMemo> m_memos;
    std::vector<Prediction> m_predictions;
    std::uint64_t m_seen = 0; ///< fields met in the row at hand, one bit each
    std::uint64_t m_usable = 0; ///< of these, the usable ones
};

/// Part by part: copying an optional that was written a moment ago stalls the processor.
inline void setTime(std::optional<Stamp>& to, const std::optional<Stamp>& from)
{
    if (from)
        to.emplace(*from);
    else
        to.reset();
}

inline constexpr std::size_t rawRowLimit = 4096;
inline constexpr std::size_t rejectedRowsKept = 1000;

template <typename Row>
int RowReader<Row>::lookUp(std::size_t position, const char* raw, const char* end)
{
    // Nobody spells a key of ours with an escape: such a key ends at the wrong quote here and matches no field.
    const auto* const quote = static_cast<const char*>(std::memchr(raw, '"', std::size_t(end - raw)));
    const std::string_view text(raw, quote == nullptr ? 0 : std::size_t(quote - raw));
    int field = ignored;
    for (std::size_t i = 0; i < m_fields.size() && field == ignored; ++i) {
        if (sameKey(text, m_fields[i].name))
            field = int(i);
    }
    if (text.size() <= Prediction::longest) {
        m_predictions.resize(std::max(m_predictions.size(), position + 1));
        m_predictions[position] = Prediction(text, field);
    }
    return field;
}

template <typename Row>
inline error_code RowReader<Row>::readFigure(ReadContext& context, Value& value, int field, Row& row)
{
    const auto& spec = m_fields[std::size_t(field)];
    double number = unknown;
    if (startsNumber(*value.raw_json_token().data())) { // nearly always
        if (const auto error = value.get_double().get(number))
            return error;
    } else {
        Reading reading;
        if (const auto error = readNoNumber(context, value, number, reading))
            return error;
        if (!reading.used) {
            count(field, reading.problem);
            row.*spec.figure = unknown;
            return simdjson::SUCCESS;
        }
    }
    if (context.options.ratesAreFractions && spec.kind != FieldKind::Amount)
        number *= 100;
    if (number < 0 || (number > 100 && spec.kind == FieldKind::Percent))
        count(field, FieldProblem::OutOfRange);
    row.*spec.figure = number;
    m_usable |= std::uint64_t(1) << field;
    return simdjson::SUCCESS;
}

template <typename Row>
bool RowReader<Row>::readKeyText(const FieldSpec<Row>& spec, std::string_view text, Row& row)
{
    if constexpr (requires { row.dimension.key; }) {
        if (spec.kind == FieldKind::DimensionName) {
            row.dimension.key.assign(text);
            return !text.empty();
        }
        if (spec.kind == FieldKind::Dimension) {
            const auto type = dimensionTypeFromName(text);
            row.dimension.type = type.value_or(DimensionType::Label);
            return type.has_value();
        }
    }
    (row.*spec.text).assign(text);
    return !text.empty() || spec.kind != FieldKind::Name;
}

template <typename Row>
inline error_code RowReader<Row>::readField(ReadContext& context, Value& value, int field, Row& row)
{
    const auto& spec = m_fields[std::size_t(field)];
    const std::uint64_t bit = std::uint64_t(1) << field;
    Reading reading;
    error_code error = simdjson::SUCCESS;
    m_usable &= ~bit; // a repeated key replaces what stood before
    m_seen |= bit;
    switch (spec.kind) {
    case FieldKind::Amount:
    case FieldKind::Percent:
    case FieldKind::Rate:
        return readFigure(context, value, field, row);
    case FieldKind::Id:
        row.id = 0;
        error = readInteger(context, value, row.id, reading);
        break;
    case FieldKind::Hour:
    case FieldKind::Created:
    case FieldKind::Updated: {
        std::optional<Stamp> time;
        const auto withoutZone = context.zoneMissing;
        error = readTime(context, value, m_memos[std::size_t(field)], time, reading);
        if (context.zoneMissing != withoutZone)
            count(field, FieldProblem::NoZone);
        if (spec.kind == FieldKind::Created)
            setTime(row.at.createdAt, time);
        else if (spec.kind == FieldKind::Updated)
            setTime(row.at.updatedAt, time);
        else if (time && *time < earliestTime)
            reading = Reading::failed(FieldProblem::OutOfRange);
        else if (time)
            row.at.time = std::chrono::floor<std::chrono::seconds>(*time);
        break;
    }
    case FieldKind::Labels:
        if constexpr (requires { row.labels; }) {
            (row.*spec.labels).clear();
            error = readLabels(context, value, row.*spec.labels, reading);
        }
        break;
    default: {
        std::string_view text;
        error = readText(context, value, text, reading);
        if (error || !reading.used)
            break;
        if (readKeyText(spec, text, row))
            m_usable |= bit;
        return simdjson::SUCCESS;
    }
    }
    if (error)
        return error;
    if (reading.used)
        m_usable |= bit;
    else
        count(field, reading.problem);
    return simdjson::SUCCESS;
}

template <typename Row>
void RowReader<Row>::reject(std::string reason, std::string_view raw, const std::string& cluster, DecodeStats& stats)
{
    ++stats.rejectedRows;
    if (stats.rejected.size() < rejectedRowsKept) {
        stats.rejected.push_back(
            {std::move(reason), withValidUtf8(raw.substr(0, rawRowLimit)).substr(0, rawRowLimit), cluster});
    }
}

template <typename Row>
void RowReader<Row>::bookProblems(const std::string& cluster)
{
    if (m_problems.empty())
        return;
    auto& counts = m_counts[cluster];
    counts.resize(m_fields.size());
    for (const auto& [field, problem] : m_problems)
        ++counts[std::size_t(field)][std::size_t(problem)];
    m_problems.clear();
}

template <typename Row>
error_code RowReader<Row>::read(ReadContext& context, Value& value, DecodedPage<Row>& page)
{
    const std::string_view token = value.raw_json_token();
    const std::string_view rest = context.text.substr(std::size_t(token.data() - context.text.data()));
    ++page.stats.rowsSeen;
    if (token.empty() || token.front() != '{') {
        if (const auto error = meetUnknown(context, token))
            return error;
        reject(
            "not an object", !token.empty() && token.front() == '[' ? extentOfContainer(rest) : token, {}, page.stats);
        return simdjson::SUCCESS;
    }
    Object object;
    if (const auto error = value.get_object().get(object))
        return error;
    Row& row = page.rows.emplace_back();
    m_seen = 0;
    m_usable = 0;
    m_problems.clear(); // of a row that broke off
    std::size_t position = 0;
    const char* const textEnd = context.text.data() + context.text.size();
    for (auto field : object) {
        if (field.error())
            return field.error();
        auto&& pair = std::move(field).value_unsafe(); // by reference: copying a value costs more than reading it
        Value& member = pair.value();
        const int index = fieldAt(position++, pair.key().raw(), textEnd);
        const auto error =
            index == ignored ? meetUnknown(context, member.raw_json_token()) : readField(context, member, index, row);
        if (error)
            return error;
    }
    const auto* const unusable = unusableKey();
    if (unusable == nullptr && row.at.time != hourStart(row.at.hour()))
        count(m_hourField, FieldProblem::OffBoundary);
    bookProblems(row.cluster);
    if (unusable != nullptr) {
        const auto cluster = std::move(row.cluster);
        page.rows.pop_back();
        reject(std::string(unusable->name) + " is missing or unusable", extentOfContainer(rest), cluster, page.stats);
    }
    return simdjson::SUCCESS;
}

template <typename Row>
const FieldSpec<Row>* RowReader<Row>::unusableKey()
{
    const std::uint64_t all = (std::uint64_t(1) << m_fields.size()) - 1;
    if (m_usable == all)
        return nullptr;
    const FieldSpec<Row>* unusable = nullptr;
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const std::uint64_t bit = std::uint64_t(1) << i;
        const auto kind = m_fields[i].kind;
        if ((m_seen & bit) == 0)
            count(int(i), FieldProblem::Missing);
        const bool isKey = kind == FieldKind::Name || kind == FieldKind::Key || kind == FieldKind::Hour
            || kind == FieldKind::Dimension || kind == FieldKind::DimensionName;
        if (isKey && (m_usable & bit) == 0 && unusable == nullptr)
            unusable = &m_fields[i];
    }
    return unusable;
}

template <typename Row>
void RowReader<Row>::finish(DecodeStats& stats)
{
    for (const auto& [cluster, counts] : m_counts) {
        for (std::size_t i = 0; i < m_fields.size(); ++i) {
            for (std::size_t problem = 0; problem < fieldProblemCount; ++problem) {
                if (const auto n = counts[i][problem]; n > 0)
                    stats.fields.push_back({std::string(m_fields[i].name), FieldProblem(problem), n, cluster});
            }
        }
    }
    m_counts.clear();
}

} // namespace atlas::json
