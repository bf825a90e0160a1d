// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/JsonText.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace atlas::json {

namespace {

struct Nesting
{
    std::size_t end = 0; ///< one past the bracket that closed the first container, or the text's size
    int deepest = 0;
    bool open = false; ///< brackets or a string are open at the end
};

/// Walks over brackets outside of strings; stops where the first container closes if told so.
Nesting nesting(std::string_view text, bool firstContainerOnly)
{
    Nesting result;
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            result.deepest = std::max(result.deepest, ++depth);
        } else if (c == '}' || c == ']') {
            if (--depth <= 0 && firstContainerOnly)
                return {i + 1, result.deepest, false};
        }
    }
    result.end = text.size();
    result.open = inString || depth > 0;
    return result;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

/// Length of the UTF-8 sequence that starts here, 0 if it is none.
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool shortest = first != 0xE0 || byte(1) >= 0xA0;
        const bool noSurrogate = first != 0xED || byte(1) < 0xA0;
        return follows(1) && follows(2) && shortest && noSurrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool inUnicode = (first != 0xF0 || byte(1) >= 0x90) && (first != 0xF4 || byte(1) < 0x90);
        return follows(1) && follows(2) && follows(3) && inUnicode ? 4 : 0;
    }
    return 0;
}

/// The four hex digits of `\uXXXX` at `text`, -1 if there is no such escape.
int escapedUnit(const char* text, const char* end)
{
    if (end - text < 6 || text[0] != '\\' || text[1] != 'u')
        return -1;
    unsigned unit = 0;
    const auto [last, error] = std::from_chars(text + 2, text + 6, unit, 16);
    return error == std::errc() && last == text + 6 ? int(unit) : -1;
}

} // namespace

bool nestsTooDeep(std::string_view text)
{
    return nesting(text, false).deepest > maxDepth;
}

bool endsTooEarly(std::string_view text)
{
    return nesting(text, false).open;
}

std::string_view extentOfContainer(std::string_view text)
{
    return text.substr(0, nesting(text, true).end);
}

std::string withValidUtf8(std::string_view text)
{
    std::string valid;
    valid.reserve(text.size() + 16);
    while (!text.empty()) {
        const auto length = sequenceLength(text);
        if (length > 0)
            valid.append(text.substr(0, length));
        else
            valid.append("\xEF\xBF\xBD");
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return valid;
}

void replaceLoneSurrogates(char* text, std::size_t size)
{
    char* const end = text + size;
    char* at = text;
    while (at < end && (at = static_cast<char*>(std::memchr(at, '\\', std::size_t(end - at)))) != nullptr) {
        const int unit = escapedUnit(at, end);
        if (unit < 0) {
            at += 2; // an escaped backslash must not start an escape
            continue;
        }
        const bool high = unit >= 0xD800 && unit <= 0xDBFF, low = unit >= 0xDC00 && unit <= 0xDFFF;
        const int next = high ? escapedUnit(at + 6, end) : -1;
        if (high && next >= 0xDC00 && next <= 0xDFFF) {
            at += 12;
            continue;
        }
        if (high || low)
            std::memcpy(at, "\\ufffd", 6);
        at += 6;
    }
}

bool sameKey(std::string_view key, std::string_view snakeCase)
{
    std::size_t i = 0;
    for (const char c : snakeCase) {
        if (c == '_') {
            if (i < key.size() && key[i] == '_')
                ++i;
            continue;
        }
        if (i >= key.size() || lower(key[i]) != c)
            return false;
        ++i;
    }
    return i == key.size();
}

std::optional<double> numberFromText(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

QString plainText(std::string_view utf8, int length)
{
    QString text;
    for (const QChar c : QString::fromUtf8(utf8.data(), qsizetype(utf8.size()))) {
        if (c.isSpace())
            text += u' ';
        else if (c.isPrint() || c.isSurrogate())
            text += c;
        if (text.size() > qsizetype(length) * 4)
            break;
    }
    text = text.simplified();
    if (text.size() > length)
        text = text.left(length - 1) + QChar(0x2026);
    return text;
}

} // namespace atlas::json
