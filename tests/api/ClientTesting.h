// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiClient.h"
#include "tests/api/Instants.h"
#include "tests/support/FaultServer.h"

#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>
#include <QProcess>
#include <QTimer>

namespace atlas::test {

inline const QByteArray goodNames = R"({"meta":{"code":2000,"message":"OK"},"data":["a","b"],"tracing":null})";
inline const QString clustersPath = QStringLiteral("/v1/gpu-aggregation/clusters");

/// Jitter without chance, waits a hundred times shorter, and a clock that stands still.
inline ApiEnvironment testEnvironment()
{
    return {[] { return 0.5; }, 0.01, [] { return instant("2025-11-05T12:00:00Z"); }};
}

inline ApiConfig testConfig(const FaultServer& server)
{
    ApiConfig config;
    config.baseUrl = server.url(QStringLiteral("/v1"));
    return config;
}

/// A gzip of `plain`, by the gzip program at a level of 1 to 9; empty where there is none.
inline QByteArray gzip(const QByteArray& plain, int level)
{
    QProcess program;
    program.start(QStringLiteral("gzip"), {QStringLiteral("-%1").arg(level), QStringLiteral("-c")});
    if (!program.waitForStarted())
        return {};
    program.write(plain);
    program.closeWriteChannel();
    program.waitForFinished();
    return program.readAllStandardOutput();
}

/// Turns the event loop until the answer is there.
template <typename T>
Result<T> wait(QFuture<Result<T>> future)
{
    constexpr int longest = 20'000;
    QEventLoop loop;
    QFutureWatcher<Result<T>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(longest, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    if (!future.isFinished() || future.resultCount() == 0)
        return failure(ErrorClass::Internal, QStringLiteral("the future never finished"));
    return future.result();
}

} // namespace atlas::test
