// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiConfig.h"
#include "models/api/HttpGet.h"
#include "models/api/RequestFactory.h"
#include "models/api/SecretFilter.h"
#include "models/api/WireDecoder.h"
#include "models/domain/Ledger.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace atlas {

/// What retries may cost a server, so that a sick one is not asked to death: 50 tokens, 5 a retry (10 after a
/// time-out), a success gives one back.
class RetryBudget
{
public:
    bool take(bool afterTimeout)
    {
        const int cost = afterTimeout ? 10 : 5;
        if (m_tokens < cost)
            return false;
        m_tokens -= cost;
        return true;
    }
    void giveBack() { m_tokens = std::min(m_tokens + 1, full); }
    int tokens() const { return m_tokens; }

private:
    static constexpr int full = 50;
    int m_tokens = full;
};

/// The wait before attempt `attempt` + 1 (`attempt` counts from 1), or nullopt where there must be none. `random` is
/// uniform in [0, 1).
std::optional<std::chrono::milliseconds> retryDelay(const RequestFailure& failure, int attempt, double random);

/// Asks one server: at most `maxConcurrent` requests at a time, each repeated as its failures allow, each reply
/// decoded. Where the server says how long to wait, nothing at all is asked of it meanwhile. All in the thread it lives
/// in. Handlers of requests under way are dropped when it dies.
class Fetcher : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Decode = std::function<Result<T>(WireDecoder&, QByteArrayView)>;
    template <typename T>
    using Handler = std::function<void(tl::expected<T, RequestFailure>)>;
    /// Whether anybody still waits for an answer; none is asked for, nor again, where nobody does.
    using Wanted = std::function<bool()>;

    Fetcher(ApiConfig config, ApiEnvironment environment, QObject* parent);
    ~Fetcher() override;

    const ApiConfig& config() const { return m_config; }
    const ApiEnvironment& environment() const { return m_environment; }
    void setAuth(const ApiAuth& auth);
    /// See ApiClient.
    bool overrideThrottle();

    /// Asks config().baseUrl.
    template <typename T>
    void ask(Question question, Decode<T> decode, Handler<T> handler, Wanted wanted)
    {
        ask<T>(m_config.baseUrl, std::move(question), std::move(decode), std::move(handler), std::move(wanted));
    }

    template <typename T>
    void ask(const QUrl& base, Question question, Decode<T> decode, Handler<T> handler, Wanted wanted)
    {
        auto value = std::make_shared<std::optional<T>>();
        auto job = std::make_shared<Job>();
        job->base = base;
        job->question = std::move(question);
        job->wanted = std::move(wanted);
        job->accept = [this, decode = std::move(decode), value](
                          WireDecoder& decoder, QByteArrayView body, RowCount& rows) {
            auto result = decode(decoder, body);
            if (!result)
                return std::optional<Error>(std::move(result.error()));
            if constexpr (requires { result->stats.rowsSeen; })
                rows = {result->stats.rowsSeen, result->stats.rejectedRows};
            if constexpr (requires { result->stats.rejected; })
                clean(result->stats.rejected);
            *value = std::move(*result);
            return std::optional<Error>();
        };
        job->done = [handler = std::move(handler), value](const std::optional<RequestFailure>& failure) {
            if (failure)
                handler(tl::unexpected(*failure));
            else
                handler(std::move(**value));
        };
        enqueue(std::move(job));
    }

Q_SIGNALS:
    void throttled(std::chrono::milliseconds wait);
    void exchanged(const atlas::RequestRecord& record);
    void clockSeen(std::chrono::seconds ahead);

private:
    struct RowCount
    {
        std::int64_t seen = -1; ///< -1: not an answer with rows
        std::int64_t rejected = 0;
    };

    struct Job
    {
        QUrl base;
        Question question;
        std::function<std::optional<Error>(WireDecoder&, QByteArrayView, RowCount&)> accept;
        std::function<void(const std::optional<RequestFailure>&)> done;
        Wanted wanted;
        int attempt = 1;
        Instant sentAt{};
        QElapsedTimer running;
        RowCount rows;
    };

    void enqueue(std::shared_ptr<Job> job);
    void startNext();
    /// A place at the common gate; null where there is none yet (and then it will call).
    std::shared_ptr<void> enterGate();
    void start(const std::shared_ptr<Job>& job, std::shared_ptr<void> place);
    void onAnswer(
        const std::shared_ptr<Job>& job, const HttpFacts& facts, tl::expected<HttpAnswer, RequestFailure> answer);
    std::optional<RequestFailure> judge(Job& job, HttpAnswer answer);
    /// Rows that are shown as they came.
    void clean(std::vector<RejectedRow>& rows) const;
    /// What the exchange as a whole adds to a failure.
    void complete(RequestFailure& failure, const Job& job, const HttpFacts& facts) const;
    RequestRecord recordOf(const Job& job, const HttpFacts& facts, const std::optional<RequestFailure>& failure);
    QString noteOn(const Job& job);
    void settle(const std::shared_ptr<Job>& job, const std::optional<RequestFailure>& failure);
    std::chrono::milliseconds scaled(std::chrono::milliseconds wait) const;
    void pauseFor(std::chrono::milliseconds wait);

    ApiConfig m_config;
    ApiEnvironment m_environment;
    RequestFactory m_factory;
    QNetworkAccessManager m_network;
    WireDecoder m_decoder;
    RetryBudget m_budget;
    SecretFilter m_secrets;
    std::deque<std::shared_ptr<Job>> m_waiting;
    int m_running = 0;
    bool m_gateAsked = false; ///< the gate will call
    bool m_staleConnections = false; ///< one broke off: Qt would wait for it for ever
    bool m_suspect = false; ///< the server did not answer last time
    QTimer m_pause; ///< runs while the server wants to be left alone
    bool m_pauseOverridden = false; ///< once already, since the server last answered well
    std::vector<std::pair<Envelope, std::optional<int>>> m_dialects; ///< how successes were wrapped so far
};

} // namespace atlas
