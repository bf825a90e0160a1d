// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/sync/ConnectionSettings.h"

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace atlas::test {

struct Ran
{
    int code = -1; ///< -1: did not end, or crashed
    QByteArray out, err;
};

/// Runs gpu-atlasctl to its end.
Ran run(const QStringList& arguments, const QByteArray& input = {});

/// `gpu-atlasctl serve` on a free port, ended by SIGTERM.
class RunningServer
{
public:
    explicit RunningServer(const QString& store);
    ~RunningServer();

    QString url() const { return m_url; } ///< empty: it did not start
    /// Ends it; returns its exit code.
    int terminate();

private:
    QProcess m_process;
    QString m_url;
};

bool writeFile(const QString& path, const QByteArray& bytes);
/// Says in a store and a file of connections that the connection feeds the cluster.
bool connectCluster(
    const QString& store, const QString& cluster, const ConnectionProfile& profile, const QString& file);

} // namespace atlas::test
