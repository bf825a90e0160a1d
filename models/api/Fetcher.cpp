// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/Fetcher.h"

#include <QRandomGenerator>

#include <algorithm>

namespace atlas {

using namespace std::chrono_literals;

namespace {

constexpr int mostAttempts = 3;

/// Whether asking again may help where the reply itself says what is wrong.
RetryKind retryKindOf(const Error& error)
{
    if (isTruncated(error))
        return RetryKind::Once;
    if (error.cls == ErrorClass::Throttled)
        return RetryKind::Throttle;
    if (error.cls != ErrorClass::Api)
        return RetryKind::Never;
    const bool serverSide =
        (error.code >= 500 && error.code < 600) || (error.code >= 5000 && error.code < 7000) || error.code == 8001;
    return serverSide ? RetryKind::Transport : RetryKind::Never;
}

} // namespace

ApiEnvironment ApiEnvironment::system()
{
    return {[] { return QRandomGenerator::global()->generateDouble(); }, 1, [] { return SystemClock().now(); }};
}

std::optional<std::chrono::milliseconds> retryDelay(const RequestFailure& failure, int attempt, double random)
{
    if (failure.retry == RetryKind::Never || attempt >= mostAttempts
        || (failure.retry == RetryKind::Once && attempt >= 2))
        return std::nullopt;
    const auto longest = std::min(std::chrono::milliseconds(20s), std::chrono::milliseconds(500ms) * (1 << attempt));
    const auto part = [&](double share) { return std::chrono::milliseconds(qint64(double(longest.count()) * share)); };
    if (failure.retry != RetryKind::Throttle)
        return part(random);
    return std::max(part(0.5 + random / 2), failure.retryAfter.value_or(0ms));
}

Fetcher::Fetcher(ApiConfig config, ApiEnvironment environment, QObject* parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_environment(std::move(environment))
    , m_factory(m_config)
    , m_decoder(DecodeOptions{m_config.ratesAreFractions})
{
}

Fetcher::~Fetcher()
{
    // Requests under way hold replies of the network manager, which goes before the children do.
    qDeleteAll(findChildren<HttpGet*>(Qt::FindDirectChildrenOnly));
}

void Fetcher::setAuth(const ApiAuth& auth)
{
    m_config.auth = auth;
    m_factory.setAuth(auth);
}

void Fetcher::enqueue(std::shared_ptr<Job> job)
{
    m_waiting.push_back(std::move(job));
    // Never from within the caller: a handler may be called only after ask() returned.
    QMetaObject::invokeMethod(this, &Fetcher::startNext, Qt::QueuedConnection);
}

void Fetcher::startNext()
{
    while (m_running < std::max(1, m_config.maxConcurrent) && !m_waiting.empty()) {
        const auto job = std::move(m_waiting.front());
        m_waiting.pop_front();
        start(job);
    }
}

void Fetcher::start(const std::shared_ptr<Job>& job)
{
    const auto request = m_factory.request(job->base, job->question);
    if (!request) {
        job->done(RequestFailure{request.error(), RetryKind::Never, std::nullopt, false});
        return;
    }
    ++m_running;
    auto* const get = new HttpGet(m_config, m_environment.now(), this);
    get->start(m_network, *request, [this, get, job](tl::expected<HttpAnswer, RequestFailure> answer) {
        get->deleteLater();
        --m_running;
        QMetaObject::invokeMethod(this, &Fetcher::startNext, Qt::QueuedConnection);
        settle(job, answer ? judge(*job, std::move(*answer)) : std::optional(answer.error()));
    });
}

std::optional<RequestFailure> Fetcher::judge(Job& job, HttpAnswer answer)
{
    constexpr int noSuchData = 4004;
    if (answer.statusFailure) {
        auto& failure = *answer.statusFailure;
        const auto stated = m_decoder.statedError(answer.body);
        if (!stated || stated->code != noSuchData) {
            // The status decides what kind of failure it is; the envelope knows the reason.
            const int status = failure.error.code;
            const bool byStatus =
                status == 401 || status == 403 || status == 404 || status == 405 || status == 429 || status == 503;
            if (stated && byStatus) {
                failure.error.traceId = stated->traceId;
                if (!stated->detail.isEmpty())
                    failure.error.message += QStringLiteral(" (") + stated->detail + u')';
            } else if (stated) {
                failure.error = *stated;
                failure.retry = retryKindOf(*stated);
            }
            return failure;
        }
    }
    auto error = job.accept(m_decoder, answer.body);
    if (!error)
        return std::nullopt;
    const auto retry = retryKindOf(*error);
    return RequestFailure{std::move(*error), retry, std::nullopt, false};
}

void Fetcher::settle(const std::shared_ptr<Job>& job, const std::optional<RequestFailure>& failure)
{
    if (!failure) {
        m_budget.giveBack();
        job->done(std::nullopt);
        return;
    }
    const auto delay = retryDelay(*failure, job->attempt, m_environment.random());
    if (!delay || !m_budget.take(failure->error.cls == ErrorClass::Timeout)) {
        job->done(failure);
        return;
    }
    ++job->attempt;
    if (failure->retry == RetryKind::Throttle)
        Q_EMIT throttled(*delay);
    const auto scaled = std::chrono::milliseconds(qint64(double(delay->count()) * m_environment.waitScale));
    QTimer::singleShot(scaled, this, [this, job] { enqueue(job); });
}

} // namespace atlas
