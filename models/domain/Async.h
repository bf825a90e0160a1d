// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace atlas {

/// Calls `then(result)` in the receiver's thread when the future is done; never, if the receiver dies first or the
/// future was cancelled. The one way to consume a QFuture here: the watcher is a child of the receiver, so nothing
/// outlives it
/// (`QFuture::then(context)` of Qt 6.4 is not safe when the context dies).
template <typename T, typename Then>
void whenDone(const QFuture<T>& future, QObject* receiver, Then then)
{
    auto* watcher = new QFutureWatcher<T>(receiver);
    QObject::connect(watcher, &QFutureWatcherBase::finished, receiver, [watcher, then = std::move(then)]() mutable {
        watcher->deleteLater();
        if (!watcher->isCanceled() && watcher->future().resultCount() > 0)
            then(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace atlas
