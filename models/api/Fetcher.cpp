// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/Fetcher.h"

#include "models/api/ApiClient.h"
#include "models/api/JsonText.h"
#include "models/api/ProxyChoice.h"
#include "models/api/RequestGate.h"
#include "models/api/ServerError.h"

#include <QPointer>
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
    , m_decoder(DecodeOptions{.ratesAreFractions = m_config.ratesAreFractions, .judgeRejects = false})
{
    m_network.setProxyFactory(new ProxyChoice(m_config.systemProxy, m_environment.proxies)); // which takes it over
    m_secrets.add(m_config.auth);
    m_secrets.add(m_config.baseUrl.password(QUrl::FullyDecoded).toUtf8());
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Fetcher::startNext);
}

Fetcher::~Fetcher()
{
    m_waiting.clear(); // a place that gets free here is for others
    // Requests under way hold replies of the network manager, which goes before the children do.
    qDeleteAll(findChildren<HttpGet*>(Qt::FindDirectChildrenOnly));
}

void Fetcher::setAuth(const ApiAuth& auth)
{
    m_config.auth = auth;
    m_factory.setAuth(auth);
    m_secrets.add(auth);
}

bool Fetcher::overrideThrottle()
{
    if (!m_pause.isActive() || m_pauseOverridden)
        return false;
    m_pauseOverridden = true;
    m_pause.stop();
    QMetaObject::invokeMethod(this, &Fetcher::startNext, Qt::QueuedConnection);
    return true;
}

void Fetcher::enqueue(std::shared_ptr<Job> job)
{
    m_waiting.push_back(std::move(job));
    // Never from within the caller: a handler may be called only after ask() returned.
    QMetaObject::invokeMethod(this, &Fetcher::startNext, Qt::QueuedConnection);
}

void Fetcher::startNext()
{
    const bool alone = m_suspect && m_environment.gate != nullptr; // one request finds out whether it is back
    const int most = alone ? 1 : std::max(1, m_config.maxConcurrent);
    while (m_running < most && !m_waiting.empty() && !m_pause.isActive()) {
        if (!m_waiting.front()->wanted()) {
            m_waiting.pop_front();
            continue;
        }
        auto place = enterGate();
        if (!place)
            return;
        const auto job = std::move(m_waiting.front());
        m_waiting.pop_front();
        start(job, std::move(place));
    }
}

std::shared_ptr<void> Fetcher::enterGate()
{
    const auto gate = m_environment.gate;
    if (!gate)
        return std::make_shared<char>();
    if (m_gateAsked)
        return nullptr;
    const bool suspect = m_suspect;
    const auto wake = [guard = QPointer(this)] {
        if (guard) {
            guard->m_gateAsked = false;
            guard->startNext();
        }
    };
    m_gateAsked = !gate->enter(wake, suspect);
    if (m_gateAsked)
        return nullptr;
    return {gate.get(), [gate, suspect](void*) { gate->leave(suspect); }};
}

void Fetcher::start(const std::shared_ptr<Job>& job, std::shared_ptr<void> place)
{
    const auto request = m_factory.request(job->base, job->question);
    if (!request) {
        job->done(RequestFailure{request.error(), RetryKind::Never, std::nullopt, false});
        return;
    }
    if (m_staleConnections && m_running == 0) { // it would take those of others along
        m_network.clearConnectionCache();
        m_staleConnections = false;
    }
    ++m_running;
    job->sentAt = m_environment.now();
    job->running.start();
    job->rows = {};
    const auto reason = [this](const QByteArray& body) {
        const auto stated = m_decoder.statedError(body);
        return stated ? stated->detail : QString();
    };
    auto* const get = new HttpGet(m_config, m_secrets, reason, job->sentAt, this);
    get->start(m_network, *request,
        [this, get, job, place = std::move(place)](tl::expected<HttpAnswer, RequestFailure> answer) mutable {
            get->deleteLater();
            --m_running;
            QMetaObject::invokeMethod(this, &Fetcher::startNext, Qt::QueuedConnection);
            place.reset();
            onAnswer(job, get->facts(), std::move(answer));
        });
}

void Fetcher::onAnswer(
    const std::shared_ptr<Job>& job, const HttpFacts& facts, tl::expected<HttpAnswer, RequestFailure> answer)
{
    auto failure = answer ? judge(*job, std::move(*answer)) : std::optional(std::move(answer.error()));
    if (failure)
        complete(*failure, *job, facts);
    m_suspect = facts.status == 0;
    m_staleConnections = m_staleConnections || m_suspect;
    const QPointer<Fetcher> alive(this); // whoever listens may end it
    if (facts.serverTime)
        Q_EMIT clockSeen(*facts.serverTime - m_environment.now());
    if (alive)
        Q_EMIT exchanged(recordOf(*job, facts, failure));
    if (alive)
        settle(job, failure);
}

std::optional<RequestFailure> Fetcher::judge(Job& job, HttpAnswer answer)
{
    constexpr int noSuchData = 4004;
    if (answer.statusFailure) {
        auto& failure = *answer.statusFailure;
        const auto stated = m_decoder.statedError(m_secrets.cleaned(answer.body));
        if (!stated || stated->code != noSuchData) {
            // The status decides what kind of failure it is; the envelope knows the reason.
            const int status = failure.error.code;
            const bool byStatus =
                status == 401 || status == 403 || status == 404 || status == 405 || status == 429 || status == 503;
            if (stated && byStatus) {
                failure.error.traceId = stated->traceId;
            } else if (stated) {
                failure.error = *stated;
                failure.retry = retryKindOf(*stated);
            }
            return failure;
        }
    }
    auto error = job.accept(m_decoder, answer.body, job.rows);
    if (!error)
        return std::nullopt;
    // What the error quotes may end within a secret: once more, from a text without them.
    const auto harmless = m_secrets.cleaned(answer.body);
    RowCount rows;
    if (harmless != answer.body) {
        const auto again = job.accept(m_decoder, harmless, rows);
        if (again && again->cls == error->cls)
            error = again;
        else
            error->detail.clear();
    }
    const auto retry = retryKindOf(*error);
    return RequestFailure{std::move(*error), retry, std::nullopt, false};
}

void Fetcher::clean(std::vector<RejectedRow>& rows) const
{
    for (auto& row : rows) {
        row.reason = m_secrets.cleaned(QByteArray::fromStdString(row.reason)).toStdString();
        row.raw = m_secrets.cleaned(QByteArray::fromStdString(row.raw)).toStdString();
    }
}

void Fetcher::complete(RequestFailure& failure, const Job& job, const HttpFacts& facts) const
{
    auto& error = failure.error;
    if (isForbidden(error))
        error.message =
            ServerText::tr("The token is valid but not allowed for %1 (code %2). Cached data stay readable; "
                           "ask for the permission.")
                .arg(QLatin1StringView(job.question.path).mid(1), QString::number(error.code));
    if (failure.retry == RetryKind::Throttle) {
        failure.retryAfter = facts.retryAfter;
        if (facts.retryAfter)
            error.retryAfter = std::chrono::ceil<std::chrono::seconds>(*facts.retryAfter);
    }
    if (error.traceId.isEmpty())
        error.traceId = QString::fromStdString(facts.traceId);
    // What came in other ways than the body: the target of a redirect, a status line.
    error.message = m_secrets.cleaned(error.message);
    error.detail = m_secrets.cleaned(error.detail);
}

RequestRecord Fetcher::recordOf(const Job& job, const HttpFacts& facts, const std::optional<RequestFailure>& failure)
{
    RequestRecord record;
    record.at = job.sentAt;
    record.cluster = job.question.cluster();
    record.request = job.question.text();
    record.attempt = job.attempt;
    record.httpStatus = facts.status;
    record.bytes = facts.bytes;
    record.duration = std::chrono::milliseconds(job.running.elapsed());
    if (failure) {
        record.traceId = failure->error.traceId.toStdString();
        record.failure = failure->error.cls;
        record.message = failure->error.message.toStdString();
        return record;
    }
    constexpr int longestTrace = 80;
    record.rows = job.rows.seen;
    record.traceId = m_secrets.cleaned(json::plainText(m_decoder.lastForm().traceId, longestTrace)).toStdString();
    if (record.traceId.empty())
        record.traceId = facts.traceId;
    record.message = noteOn(job).toStdString();
    return record;
}

/// What is worth a word about a success.
QString Fetcher::noteOn(const Job& job)
{
    if (job.rows.rejected > 0)
        return ServerText::tr("%1 of %2 rows were unusable and left out").arg(job.rows.rejected).arg(job.rows.seen);
    const auto& form = m_decoder.lastForm();
    const std::pair dialect(form.envelope, form.code);
    if (std::find(m_dialects.begin(), m_dialects.end(), dialect) != m_dialects.end())
        return {};
    m_dialects.push_back(dialect);
    static constexpr const char* names[] = {"canonical", "flat", "bare"};
    const QString code = form.code ? QString::number(*form.code) : ServerText::tr("none");
    return ServerText::tr("The server answers in the %1 form, code %2")
        .arg(QLatin1StringView(names[std::size_t(form.envelope)]), code);
}

std::chrono::milliseconds Fetcher::scaled(std::chrono::milliseconds wait) const
{
    return std::chrono::milliseconds(qint64(double(wait.count()) * m_environment.waitScale));
}

void Fetcher::pauseFor(std::chrono::milliseconds wait)
{
    if (!m_pause.isActive() || m_pause.remainingTimeAsDuration() < scaled(wait))
        m_pause.start(scaled(wait));
}

void Fetcher::settle(const std::shared_ptr<Job>& job, const std::optional<RequestFailure>& failure)
{
    if (!failure) {
        m_budget.giveBack();
        m_pauseOverridden = false;
        job->done(std::nullopt);
        return;
    }
    auto delay = retryDelay(*failure, job->attempt, m_environment.random());
    if (!job->wanted())
        delay.reset();
    if (delay && !m_budget.take(failure->error.cls == ErrorClass::Timeout))
        delay.reset();
    // A wait that the server names is meant for all that we ask of it.
    if (failure->retryAfter)
        pauseFor(std::max(*failure->retryAfter, delay.value_or(std::chrono::milliseconds(0))));
    if (!delay) {
        job->done(failure);
        return;
    }
    ++job->attempt;
    if (failure->retry == RetryKind::Throttle)
        Q_EMIT throttled(*delay);
    if (failure->retryAfter)
        m_waiting.push_front(job); // until the pause ends
    else
        QTimer::singleShot(scaled(*delay), this, [this, job] { enqueue(job); });
}

} // namespace atlas
