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

    std::string cluster() const; ///< that it names; "" for none
    /// "cluster/hourly-stats?cluster=a&page=1", for the log: no host, no secret.
    std::string text() const;
};

/// Builds the requests to one server: the only place that makes a QNetworkRequest, so that no request goes out without
/// the redirect policy, the TLS settings and the credentials of its connection.
class RequestFactory
{
public:
    explicit RequestFactory(const ApiConfig& config);

    /// TLS where a certificate or key file cannot be read; USAGE for an address that is no http one, or plain http to
    /// another machine without leave, or a token that fits in no header. `base` is up to and without
    /// `/gpu-aggregation`.
    Result<QNetworkRequest> request(const QUrl& base, const Question& question) const;
    void setAuth(ApiAuth auth) { m_auth = std::move(auth); }

private:
    std::optional<Error> refusal(const QUrl& url) const;

    ApiAuth m_auth;
    bool m_insecureHttp;
    QSslConfiguration m_tls;
    std::optional<Error> m_tlsProblem;
};

/// The base URL without user info, query, fragment, trailing slashes, and without what follows from
/// `/gpu-aggregation` on.
QUrl withoutEndpoint(const QUrl& url);

/// A token of RFC 9110: letters, digits and some marks.
bool isHeaderName(const QByteArray& name);

} // namespace atlas
