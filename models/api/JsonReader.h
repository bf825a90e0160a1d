// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/JsonText.h"
#include "models/api/WireDecoder.h"

#include <simdjson.h>

#include <array>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

/// Tolerant readers of single JSON values, for the decoder alone. They work on the text of the token, and leave it to
/// the parser to step over it: that is quicker than unescaping each string, and a failed reading moves nothing.
namespace atlas::json {

using simdjson::error_code;
using Value = simdjson::ondemand::value;
using Object = simdjson::ondemand::object;
using Array = simdjson::ondemand::array;

/// What readers share while they read one document.
struct ReadContext
{
    DecodeOptions options;
    std::string_view text; ///< the whole document
    bool depthChecked = false; ///< unknown containers were met, and the document does not nest too deep
    bool tooDeep = false;
    std::int64_t zoneMissing = 0;
};

/// Why a value could not be used; `None` if it could.
struct Reading
{
    bool used = true;
    FieldProblem problem = FieldProblem::Missing;

    static Reading failed(FieldProblem problem) { return {false, problem}; }
};

inline std::string_view tokenText(Value& value)
{
    std::string_view token = value.raw_json_token();
    while (
        !token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
        token.remove_suffix(1);
    return token;
}

/// A container that nobody asked for: known shapes are shallow by themselves, so depth is looked at only here.
inline error_code meetUnknown(ReadContext& context, std::string_view token)
{
    if (token.empty() || (token.front() != '{' && token.front() != '['))
        return simdjson::SUCCESS;
    if (!context.depthChecked) {
        context.depthChecked = true;
        context.tooDeep = nestsTooDeep(context.text);
    }
    return context.tooDeep ? simdjson::DEPTH_ERROR : simdjson::SUCCESS;
}

/// A string's text: a view into the document where nothing is escaped, else into the parser's buffer.
inline error_code readString(Value& value, std::string_view token, std::string_view& out)
{
    if (token.size() < 2 || token.front() != '"' || token.back() != '"')
        return simdjson::STRING_ERROR;
    const std::string_view inner = token.substr(1, token.size() - 2);
    if (inner.empty() || std::memchr(inner.data(), '\\', inner.size()) == nullptr) {
        out = inner;
        return simdjson::SUCCESS;
    }
    return value.get_string().get(out);
}

/// A token that is neither a string, a number nor a container must be one of the three words.
inline error_code readWord(std::string_view token, Reading& reading)
{
    if (token == "null")
        reading = Reading::failed(FieldProblem::Null);
    else if (token == "true" || token == "false")
        reading = Reading::failed(FieldProblem::WrongType);
    else
        return simdjson::TAPE_ERROR;
    return simdjson::SUCCESS;
}

inline bool startsNumber(char c)
{
    return c == '-' || (c >= '0' && c <= '9');
}

/// What stands in a number's place but is no number token.
inline error_code readNoNumber(ReadContext& context, Value& value, double& out, Reading& reading)
{
    const auto token = tokenText(value);
    if (!token.empty() && token.front() == '"') {
        std::string_view text;
        if (const auto error = readString(value, token, text))
            return error;
        if (const auto number = numberFromText(text))
            out = *number;
        else
            reading = Reading::failed(FieldProblem::WrongType);
        return simdjson::SUCCESS;
    }
    if (!token.empty() && (token.front() == '{' || token.front() == '[')) {
        reading = Reading::failed(FieldProblem::WrongType);
        return meetUnknown(context, token);
    }
    return readWord(token, reading);
}

inline error_code readNumber(ReadContext& context, Value& value, double& out, Reading& reading)
{
    const std::string_view raw = value.raw_json_token();
    if (!raw.empty() && startsNumber(raw.front()))
        return value.get_double().get(out);
    return readNoNumber(context, value, out, reading);
}

/// A figure; a rate in percent, however the connection has it sent. `count(problem)` is called for one that is unusable
/// (then unknown), and for one outside the physical range.
template <typename Count>
error_code readFigure(ReadContext& context, Value& value, bool percent, Figure& out, Count count)
{
    double number = unknown;
    Reading reading;
    if (const auto error = readNumber(context, value, number, reading))
        return error;
    out = unknown;
    if (!reading.used) {
        count(reading.problem);
        return simdjson::SUCCESS;
    }
    if (percent && context.options.ratesAreFractions)
        number *= 100;
    if (number < 0 || (percent && number > 100))
        count(FieldProblem::OutOfRange);
    out = number;
    return simdjson::SUCCESS;
}

/// A 64-bit integer, exact; `107.0` and `"107"` are accepted.
inline error_code readInteger(ReadContext& context, Value& value, std::int64_t& out, Reading& reading)
{
    auto token = tokenText(value);
    if (!token.empty() && token.front() == '"') {
        std::string_view text;
        if (const auto error = readString(value, token, text))
            return error;
        token = text;
        if (token.empty() || !startsNumber(token.front())) {
            reading = Reading::failed(FieldProblem::WrongType);
            return simdjson::SUCCESS;
        }
    }
    std::int64_t integer = 0;
    const char* const end = token.data() + token.size();
    const auto [last, error] = std::from_chars(token.data(), end, integer);
    if (error == std::errc() && last == end) {
        out = integer;
        return simdjson::SUCCESS;
    }
    if (token.empty() || !startsNumber(token.front())) {
        double unused = 0;
        return readNumber(context, value, unused, reading);
    }
    const auto number = numberFromText(token);
    if (!number)
        return simdjson::NUMBER_ERROR;
    constexpr double exactLimit = 9007199254740992.0;
    if (*number != std::floor(*number))
        reading = Reading::failed(FieldProblem::WrongType);
    else if (std::abs(*number) > exactLimit)
        reading = Reading::failed(FieldProblem::TooLarge);
    else
        out = std::int64_t(*number);
    return simdjson::SUCCESS;
}

/// Text; a number is taken as its own spelling where `numbersToo`.
inline error_code readText(
    ReadContext& context, Value& value, std::string_view& out, Reading& reading, bool numbersToo = false)
{
    const auto token = tokenText(value);
    if (!token.empty() && token.front() == '"')
        return readString(value, token, out);
    if (numbersToo && !token.empty() && startsNumber(token.front())) {
        out = token;
        return simdjson::SUCCESS;
    }
    double unused = 0;
    const auto error = readNumber(context, value, unused, reading);
    if (!error && reading.used)
        reading = Reading::failed(FieldProblem::WrongType);
    return error;
}

/// No server counted GPUs before: an earlier time of a row is a mistake, and no time at all.
inline constexpr Stamp earliestTime = std::chrono::sys_days(std::chrono::year(2000) / 1 / 1);

/// Times repeat from row to row: the last text of each field is remembered with its meaning.
struct TimeMemo
{
    std::string text;
    std::optional<ParsedTime> parsed;
};

inline error_code readTime(
    ReadContext& context, Value& value, TimeMemo& memo, std::optional<Stamp>& out, Reading& reading)
{
    std::string_view text;
    if (const auto error = readText(context, value, text, reading))
        return error;
    if (!reading.used)
        return simdjson::SUCCESS;
    if (text != memo.text || memo.text.empty()) {
        memo.text.assign(text);
        memo.parsed = parseRfc3339(text);
    }
    if (!memo.parsed) {
        reading = Reading::failed(FieldProblem::WrongType);
        return simdjson::SUCCESS;
    }
    if (memo.parsed->zoneMissing)
        ++context.zoneMissing;
    out = memo.parsed->time;
    return simdjson::SUCCESS;
}

/// A flat object of texts, such as labels; null is none. Values that are no text keep their JSON spelling.
error_code readLabels(ReadContext& context, Value& value, LabelList& out, Reading& reading);

/// Calls `visit(key, value)` for each field of an object, until one fails.
template <typename Visit>
error_code forEachField(Object& object, Visit visit)
{
    for (auto field : object) {
        if (field.error())
            return field.error();
        auto&& pair = std::move(field).value_unsafe();
        std::string_view key;
        if (const auto error = pair.unescaped_key().get(key))
            return error;
        Value& value = pair.value();
        if (const auto error = visit(key, value))
            return error;
    }
    return simdjson::SUCCESS;
}

} // namespace atlas::json
