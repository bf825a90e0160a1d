// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a secret, reads it and one that was never written, and prints what came of it: a process of its own for each
// keyring, since the libraries remember the first one they meet. Arguments: the limit in milliseconds.
#include "models/domain/Async.h"
#include "models/sync/SecretStore.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>
#include <cstdlib>

using namespace atlas;

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const std::chrono::milliseconds limit(QCoreApplication::arguments().value(1).toInt());
    SecretStore store(QStringLiteral("gpu-atlas-test"), limit);
    QElapsedTimer clock;
    clock.start();
    const auto written = store.write(QStringLiteral("own"), "canary-5e1f");
    std::printf("write returned %s\n", clock.elapsed() < 1000 ? "at once" : "late");
    std::printf("has %d\n", store.has(QStringLiteral("own")) ? 1 : 0);
    whenDone(written, &app, [&](const Result<QString>& why) {
        std::printf("kept: %s\n", why->isEmpty() ? "yes" : qPrintable(*why));
        whenDone(store.read(QStringLiteral("own")), &app, [&](const Result<QByteArray>& own) {
            std::printf("own: %s\n", own && *own == "canary-5e1f" ? "same" : "lost");
            whenDone(store.read(QStringLiteral("other")), &app, [&](const Result<QByteArray>& other) {
                if (other)
                    std::printf("other: %s\n", other->isEmpty() ? "none" : "something");
                else
                    std::printf(
                        "other: %s %s\n", errorClassName(other.error().cls).data(), qPrintable(other.error().message));
                std::printf("after %s\n", clock.elapsed() < 4 * limit.count() + 2000 ? "the limit" : "far too long");
                QCoreApplication::quit();
            });
        });
    });
    const int code = QCoreApplication::exec();
    std::fflush(nullptr);
    std::_Exit(code); // as the programs do: the libraries would wait for the keyring
}
