// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/LongWork.h"

#include "app/cli/StopSignal.h"
#include "models/domain/Async.h"

#include <QEventLoop>
#include <QSocketNotifier>
#include <QTimer>
#include <QtConcurrentRun>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>

#include <unistd.h>

namespace atlas {

namespace {

using namespace std::chrono_literals;

/// A line that is written over itself.
class ProgressLine
{
public:
    explicit ProgressLine(const QString& text)
        : m_text(text)
        , m_terminal(::isatty(STDERR_FILENO) == 1)
    {
    }
    ~ProgressLine()
    {
        if (!m_shown.isEmpty())
            put("\r\x1b[K");
    }
    void show(const Progress& progress)
    {
        if (!m_terminal)
            return;
        const double fraction = progress.fraction();
        const QString percent =
            std::isnan(fraction) ? QStringLiteral("…") : QStringLiteral(" %1 %").arg(std::floor(100 * fraction));
        const QByteArray line = "\r\x1b[K" + QString(m_text + percent).toUtf8();
        if (line == m_shown)
            return;
        put(line.constData());
        m_shown = line;
    }

private:
    static void put(const char* text)
    {
        std::fputs(text, stderr);
        std::fflush(stderr);
    }
    const QString m_text;
    const bool m_terminal;
    QByteArray m_shown;
};

} // namespace

Result<void> doLongWork(const Invocation& call, const QString& what, const std::function<Result<void>(Progress&)>& work)
{
    Progress progress;
    return doLongWork(call, what, progress, [&] { return work(progress); });
}

Result<void> doLongWork(
    const Invocation& call, const QString& what, Progress& progress, const std::function<Result<void>()>& work)
{
    StopSignal stop;
    if (auto caught = stop.install(StopSignal::Second::EndsAtOnce); !caught)
        return caught;
    ProgressLine line(QStringLiteral("%1: %2").arg(call.context.program, what));
    int number = 0;
    std::optional<Result<void>> result;
    QEventLoop loop;
    QSocketNotifier notifier(stop.descriptor(), QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &loop, [&] {
        number = stop.take();
        progress.cancel();
    });
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] { line.show(progress); });
    timer.start(200ms);
    std::exception_ptr unforeseen;
    const auto guarded = [&]() -> Result<void> {
        try { // an exception in a future of Qt's is told to nobody
            return work();
        } catch (const std::bad_alloc&) {
            return failure(ErrorClass::Export, QStringLiteral("There is not enough memory; ask for a shorter range."));
        } catch (...) {
            unforeseen = std::current_exception();
            return {};
        }
    };
    whenDone(QtConcurrent::run(guarded), &loop, [&](const Result<void>& done) {
        result = done;
        loop.quit();
    });
    loop.exec();
    if (unforeseen)
        std::rethrow_exception(unforeseen);
    if (number != 0 && !*result)
        call.code = exitCodeOfSignal(number);
    if (progress.isCancelled() && !*result && result->error().cls == ErrorClass::Cache) // a statement was ended by it
        return failure(ErrorClass::Export, QStringLiteral("It was cancelled. Nothing was written."));
    return *result;
}

} // namespace atlas
