// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// What is done with JSON as text, before and beside the parser. Pure functions.
namespace atlas::json {

inline constexpr int maxDepth = 64;

/// True if brackets outside of strings nest deeper than maxDepth.
bool nestsTooDeep(std::string_view text);
/// True if the text ends inside a string or with brackets open: the rest is missing.
bool endsTooEarly(std::string_view text);
/// The object or array that starts at the text's first character, up to its closing bracket or the text's end.
std::string_view extentOfContainer(std::string_view text);

/// Bytes that are no UTF-8 become U+FFFD each.
std::string withValidUtf8(std::string_view text);
/// Escapes of lone surrogates (`\ud800`) become `\ufffd`, in place: the length stays.
void replaceLoneSurrogates(char* text, std::size_t size);

/// A key in any spelling: `statHour` equals `stat_hour`.
bool sameKey(std::string_view key, std::string_view snakeCase);

/// A number written as text, spaces around it allowed; nullopt where it is none or not finite.
std::optional<double> numberFromText(std::string_view text);

/// Foreign text for a sentence: one line, no control characters, at most `length` characters.
QString plainText(std::string_view utf8, int length);

} // namespace atlas::json
