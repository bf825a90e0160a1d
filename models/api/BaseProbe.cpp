// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/BaseProbe.h"

#include "models/api/ServerError.h"

#include <algorithm>

namespace atlas {

namespace {

using Names = std::vector<std::string>;

Result<Names> decodeNames(WireDecoder& decoder, QByteArrayView body)
{
    return decoder.decodeNames(body);
}

/// The server answered in its envelope, though not with what was asked for.
bool isEnvelopeAnswer(const Error& error)
{
    return error.cls == ErrorClass::Api;
}

/// No other path of the same server would do better.
bool isFinal(const Error& error)
{
    const bool unreachable = error.cls == ErrorClass::Net && error.code == 0;
    return unreachable || error.cls == ErrorClass::Timeout || error.cls == ErrorClass::Tls
        || error.cls == ErrorClass::Auth || error.cls == ErrorClass::Throttled || error.cls == ErrorClass::Usage;
}

void addOnce(Names& names, const std::string& name)
{
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
}

} // namespace

BaseProbe::BaseProbe(Fetcher& fetcher, const QUrl& url)
    : m_fetcher(fetcher)
{
    const QUrl given = withoutEndpoint(url);
    for (const char* suffix : {"", "/api/v1", "/v1", "/api"}) {
        QUrl candidate = given;
        candidate.setPath(given.path(QUrl::FullyEncoded) + QLatin1StringView(suffix), QUrl::StrictMode);
        m_candidates.push_back(candidate);
    }
}

QFuture<Result<ProbeResult>> BaseProbe::start()
{
    m_promise.start();
    auto future = m_promise.future();
    tryClusters();
    return future;
}

Fetcher::Wanted BaseProbe::wanted()
{
    return [self = shared_from_this()] { return !self->m_promise.isCanceled(); };
}

Question BaseProbe::lately(const char* path) const
{
    const auto now = m_fetcher.environment().now();
    Question question{path, {}};
    if (!m_found.clusters.empty())
        question.with("cluster", m_found.clusters.front());
    return question.within({now - std::chrono::hours(24), now});
}

void BaseProbe::tryClusters()
{
    m_fetcher.ask<Names>(
        base(), Question{"/clusters", {}}, decodeNames,
        [self = shared_from_this()](auto names) {
            if (names) {
                // An empty list proves nothing: servers say "no such data" of paths that they do not have, too.
                if (names->empty())
                    return self->tryHours();
                self->m_found.endpoints.clusters = true;
                self->m_found.clusters = std::move(*names);
                return self->askNamespaces();
            }
            const Error& error = names.error().error;
            if (isFinal(error))
                return self->finish(tl::unexpected(error));
            self->tryHours();
        },
        wanted());
}

void BaseProbe::tryHours()
{
    Question question = lately("/cluster/hourly-stats");
    question.with("page", "1").with("page_size", "24");
    m_fetcher.ask<DecodedPage<ClusterHour>>(
        base(), std::move(question),
        [](WireDecoder& decoder, QByteArrayView body) { return decoder.decodeClusterHours(body); },
        [self = shared_from_this()](auto page) {
            if (page) {
                if (page->rows.empty()) {
                    self->m_fallback = self->m_fallback.value_or(self->m_candidate);
                    return self->nextCandidate(
                        {ErrorClass::Api, ServerText::tr("The server has no clusters."), {}, 4004, {}});
                }
                self->m_found.envelope = page->envelope;
                for (const auto& row : page->rows)
                    addOnce(self->m_found.clusters, row.cluster);
                return self->askNamespaces();
            }
            const Error& error = page.error().error;
            if (isEnvelopeAnswer(error) && error.code != 404)
                return self->askNamespaces();
            self->nextCandidate(error);
        },
        wanted());
}

void BaseProbe::nextCandidate(Error why)
{
    if (!m_firstError)
        m_firstError = why;
    if (isFinal(why))
        return finish(tl::unexpected(std::move(why)));
    if (++m_candidate < m_candidates.size())
        return tryClusters();
    if (m_fallback) {
        m_candidate = *m_fallback;
        return askNamespaces();
    }
    Error error{ErrorClass::Net,
        ServerText::tr(
            "No GPU aggregation API answers at this address or below /api/v1, /v1 and /api. Nothing was stored; "
            "check the URL. (%1)")
            .arg(m_firstError->message),
        m_firstError->detail, m_firstError->code, {}};
    finish(tl::unexpected(std::move(error)));
}

void BaseProbe::askNamespaces()
{
    m_fetcher.ask<Names>(
        base(), lately("/namespaces"), decodeNames,
        [self = shared_from_this()](auto names) {
            self->m_found.endpoints.namespaces = names || !endpointMissing(names.error().error);
            self->askDimensionKeys();
        },
        wanted());
}

void BaseProbe::askDimensionKeys()
{
    Question question = lately("/dimension-keys");
    question.with("dimension_type", "label");
    m_fetcher.ask<Names>(
        base(), std::move(question), decodeNames,
        [self = shared_from_this()](auto keys) {
            self->m_found.endpoints.dimensionKeys = keys || !endpointMissing(keys.error().error);
            self->askDimensionValues(keys && !keys->empty() ? keys->front() : "app");
        },
        wanted());
}

void BaseProbe::askDimensionValues(const std::string& key)
{
    Question question = lately("/dimension-values");
    question.with("dimension_type", "label").with("dimension_key", key);
    m_fetcher.ask<Names>(
        base(), std::move(question), decodeNames,
        [self = shared_from_this()](auto values) {
            self->m_found.endpoints.dimensionValues = values || !endpointMissing(values.error().error);
            self->askWorkloads();
        },
        wanted());
}

void BaseProbe::askWorkloads()
{
    Question question = lately("/workloads/hourly-stats");
    question.with("page", "1").with("page_size", "1");
    m_fetcher.ask<DecodedPage<WorkloadHour>>(
        base(), std::move(question),
        [](WireDecoder& decoder, QByteArrayView body) { return decoder.decodeWorkloadHours(body); },
        [self = shared_from_this()](auto page) {
            self->m_found.endpoints.workloads = page || !endpointMissing(page.error().error);
            if (page)
                self->m_found.envelope = page->envelope;
            self->askSnapshot();
        },
        wanted());
}

void BaseProbe::askSnapshot()
{
    Question question{"/snapshots/latest", {}};
    if (!m_found.clusters.empty())
        question.with("cluster", m_found.clusters.front());
    m_fetcher.ask<std::optional<AllocationSnapshot>>(
        base(), std::move(question),
        [](WireDecoder& decoder, QByteArrayView body) { return decoder.decodeSnapshot(body); },
        [self = shared_from_this()](auto snapshot) {
            self->m_found.endpoints.snapshots = snapshot && snapshot->has_value();
            if (self->m_found.endpoints.snapshots)
                addOnce(self->m_found.clusters, (*snapshot)->head.cluster);
            self->m_found.baseUrl = self->base();
            self->finish(std::move(self->m_found));
        },
        wanted());
}

void BaseProbe::finish(Result<ProbeResult> result)
{
    m_promise.addResult(std::move(result));
    m_promise.finish();
}

} // namespace atlas
