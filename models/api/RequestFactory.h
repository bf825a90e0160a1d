// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiConfig.h"
#include "models/domain/Error.h"

#include <QNetworkRequest>
#include <QSslConfiguration>

#include <string>
#include <utility>
#include <vector>

namespace atlas {

/// What is asked for: the path below `/gpu-aggregation`, and parameters. Empty values are left out.
struct Question
{
    const char* path = "";
    std::vector<std::pair<const char*, std::string>> parameters;

    Question& with(const char* name, std::string value)
    {
        if (!value.empty())
            parameters.emplace_back(name, std::move(value));
        return *this;
    }
    /// Half-open inside, both ends inclusive on the wire: the last second of the range is the end.
    Question& within(TimeRange range);
};

/// Builds the requests to one server: the only place that makes a QNetworkRequest, so that no request goes out without
/// the redirect policy, the TLS settings and the credentials of its connection.
class RequestFactory
{
public:
    explicit RequestFactory(const ApiConfig& config);

    /// TLS where a certificate or key file cannot be read. `base` is up to and without `/gpu-aggregation`.
    Result<QNetworkRequest> request(const QUrl& base, const Question& question) const;
    void setAuth(ApiAuth auth) { m_auth = std::move(auth); }

private:
    ApiAuth m_auth;
    QSslConfiguration m_tls;
    std::optional<Error> m_tlsProblem;
};

/// The base URL without user info, query, fragment, trailing slashes, and without what follows from
/// `/gpu-aggregation` on.
QUrl withoutEndpoint(const QUrl& url);

} // namespace atlas
