// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <microhttpd.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atlas {

/// What is known of a request before its handler runs.
struct RequestLine
{
    std::size_t targetBytes = 0; ///< as it was sent
    bool nul = false; ///< an encoded zero byte
    bool absolute = false; ///< it names a host, as for a proxy

    RequestLine() = default;
    explicit RequestLine(std::string_view target);
};

using TextPairs = std::vector<std::pair<std::string, std::string>>;

/// The headers or the parameters of a request. Throws std::bad_alloc: half of a question would be another question.
TextPairs valuesOf(MHD_Connection* connection, MHD_ValueKind kind);

struct Objection
{
    unsigned status = 0; ///< 0: none
    const char* sentence = nullptr;
};

/// Why a request is refused before anybody looks at what it asks for: not for one of `hosts`, ambiguous, too large,
/// with a body, or none that reads.
Objection objectionTo(MHD_Connection* connection, const RequestLine& line, const char* method, const char* version,
    const std::vector<std::string>& hosts);

} // namespace atlas
