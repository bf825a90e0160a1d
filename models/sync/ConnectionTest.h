// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "models/domain/Time.h"

#include <QByteArray>
#include <QFuture>
#include <QObject>

#include <memory>

namespace atlas {

/// Tries a connection and explains what it found: the base path that answers, the dialect, the clusters, which
/// endpoints there are, how new the newest hour and snapshot are, the server's clock, TLS, whether the token was
/// accepted, whether rates look like fractions (said, never assumed). Asks a handful of small questions and stores
/// nothing.
///
/// Called in one thread; certificates are read and replies decoded in a thread of its own. Destroying it gives the test
/// up.
class ConnectionTest : public QObject
{
    Q_OBJECT
public:
    /// `clock` outlives the test, and may be asked from any thread.
    explicit ConnectionTest(const Clock& clock, QObject* parent = nullptr);
    ~ConnectionTest() override;

    /// One at a time: a new run takes the place of the one before, whose future is cancelled.
    QFuture<ConnectionReport> run(const ConnectionProfile& profile, const QByteArray& secret);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace atlas
