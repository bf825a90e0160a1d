// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/RequestCheck.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <new>
#include <optional>
#include <string_view>

namespace atlas {

namespace {

constexpr std::size_t mostTarget = 8 * 1024, mostHeaders = 16 * 1024, mostFields = 64;

MHD_Result collectPair(void* cls, MHD_ValueKind, const char* key, const char* value)
{
    auto& pairs = *static_cast<std::optional<TextPairs>*>(cls);
    try {
        pairs->emplace_back(key ? key : "", value ? value : "");
        return MHD_YES;
    } catch (...) { // none may pass through the C library's frames
        pairs.reset();
        return MHD_NO;
    }
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return text;
}

bool isToken(std::string_view name)
{
    return !name.empty()
        && std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) || (std::ispunct(c) && c != ':'); });
}

bool isText(std::string_view value)
{
    return std::ranges::none_of(value, [](unsigned char c) { return std::iscntrl(c) && c != '\t'; });
}

/// Whether the headers are as long as their fields are. The library of Debian 12 reads bare line feeds, folded lines
/// and zero bytes in its own way and says nothing of it; newer ones refuse them themselves.
bool isAsLongAsItReads(std::size_t bytes, const RequestLine& line, std::string_view method, std::string_view version,
    const TextPairs& headers)
{
    static const bool strict = std::string_view(MHD_get_version()) >= "0.9.77";
    if (strict)
        return true;
    constexpr std::size_t lineEnd = 2, between = 2; // ": "
    std::size_t expected = method.size() + 1 + line.targetBytes + 1 + version.size() + lineEnd + lineEnd;
    for (const auto& [key, value] : headers)
        expected += key.size() + between + value.size() + lineEnd;
    return bytes == expected;
}

} // namespace

RequestLine::RequestLine(std::string_view target)
    : targetBytes(target.size())
    , nul(target.find("%00") != target.npos)
    , absolute(!target.starts_with('/'))
{
}

TextPairs valuesOf(MHD_Connection* connection, MHD_ValueKind kind)
{
    std::optional pairs(TextPairs{});
    MHD_get_connection_values(connection, kind, &collectPair, &pairs);
    if (!pairs)
        throw std::bad_alloc();
    return std::move(*pairs);
}

Objection objectionTo(MHD_Connection* connection, const RequestLine& line, const char* method, const char* version,
    const std::vector<std::string>& hosts)
{
    const auto headers = valuesOf(connection, MHD_HEADER_KIND);
    std::vector<std::string> host, length, encoding;
    for (const auto& [key, value] : headers) {
        if (!isToken(key) || !isText(value))
            return {MHD_HTTP_BAD_REQUEST, "a header has no name or value that could be one"};
        const auto name = lower(key);
        if (name == "host")
            host.push_back(lower(value));
        else if (name == "content-length")
            length.push_back(value);
        else if (name == "transfer-encoding")
            encoding.push_back(value);
    }
    if (host.size() != 1)
        return {MHD_HTTP_BAD_REQUEST, "exactly one Host header is required"};
    if (std::ranges::find(hosts, host.front()) == hosts.end() || line.absolute)
        return {MHD_HTTP_MISDIRECTED_REQUEST, "this server does not answer for that host"};
    if (length.size() > 1 || (!length.empty() && !encoding.empty()))
        return {MHD_HTTP_BAD_REQUEST, "the length of the request is ambiguous"};
    if (line.nul)
        return {MHD_HTTP_BAD_REQUEST, "the address contains a zero byte"};
    if (line.targetBytes > mostTarget)
        return {MHD_HTTP_URI_TOO_LONG, "the address is too long"};
    const auto* whole = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    if (whole && !isAsLongAsItReads(whole->header_size, line, method, version, headers))
        return {MHD_HTTP_BAD_REQUEST, "lines end in CR LF, no field is folded, and a space follows its colon"};
    if (headers.size() > mostFields || (whole && whole->header_size > line.targetBytes + mostHeaders))
        return {MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE, "there are too many headers, or they are too long"};
    constexpr std::array possible{MHD_HTTP_METHOD_GET, MHD_HTTP_METHOD_HEAD, MHD_HTTP_METHOD_OPTIONS};
    if (std::ranges::none_of(possible, [method](const char* one) { return std::string_view(one) == method; }))
        return {MHD_HTTP_METHOD_NOT_ALLOWED, "only GET and HEAD are possible here"};
    constexpr unsigned tooLarge = 413; // its macro is called differently in newer versions
    if (!encoding.empty() || (!length.empty() && length.front() != "0"))
        return {tooLarge, "a request has no body here"};
    return {};
}

} // namespace atlas
