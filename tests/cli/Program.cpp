// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/Program.h"

#include "models/store/SqliteStore.h"

#include <QEventLoop>
#include <QFile>
#include <QTimer>

namespace atlas::test {

namespace {

constexpr int patience = 120'000; // ms; ends tests that hang

} // namespace

Ran run(const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    // Turns the event loop meanwhile: a server of the test may have to answer.
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    process.start(QStringLiteral(ATLAS_CTL), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (process.waitForStarted(patience) && process.state() != QProcess::NotRunning)
        loop.exec();
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
        process.readAllStandardError()};
}

RunningServer::RunningServer(const QString& store)
{
    m_process.start(QStringLiteral(ATLAS_CTL), {"serve", "--store", store, "--listen", "127.0.0.1:0"});
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(patience))
            return;
    }
    const QByteArray line = m_process.readLine().trimmed(), start = "listening on ";
    if (line.startsWith(start))
        m_url = QString::fromLatin1(line.mid(start.size()));
}

RunningServer::~RunningServer()
{
    if (m_process.state() != QProcess::NotRunning)
        terminate();
}

int RunningServer::terminate()
{
    m_process.terminate();
    if (!m_process.waitForFinished(patience)) {
        m_process.kill();
        m_process.waitForFinished();
    }
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

bool writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

bool connectCluster(const QString& store, const QString& cluster, const ConnectionProfile& profile, const QString& file)
{
    auto opened = SqliteStore::open(store);
    if (!opened)
        return false;
    RowBatch batch;
    batch.sources = {{cluster.toStdString(), profile.id.toStdString()}};
    auto stored = (*opened)->commit(std::move(batch));
    stored.waitForFinished();
    return stored.result() && writeConnections(file, {profile});
}

} // namespace atlas::test
