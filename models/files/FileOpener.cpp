// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/FileOpener.h"

#include "models/files/FilesText.h"
#include "models/files/PrivateCopies.h"
#include "models/files/ReaderTalk.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <algorithm>
#include <csignal>

namespace atlas {

namespace {

constexpr int looksApart = 20; ///< milliseconds
constexpr std::chrono::seconds starting{10};

Error cancelledError()
{
    return {ErrorClass::Export, FilesText::tr("Opening was cancelled."), QStringLiteral("cancelled"), 0, {}};
}

/// Beside this program, or where it is installed. Empty: nowhere.
QString readingProgram()
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const auto& place :
        {QStringLiteral("gpu-atlas-reader"), QStringLiteral("../libexec/gpu-atlas/gpu-atlas-reader")}) {
        if (QFileInfo(here.filePath(place)).isExecutable())
            return here.filePath(place);
    }
    return {};
}

/// The sentences of the reading program are as they stand in the sources: it knows no language.
QString translated(const QString& sentence)
{
    const auto source = sentence.toUtf8();
    for (const char* context : {"atlas::FilesText", "atlas::StoreText", "atlas::ServerText"}) {
        const auto text = QCoreApplication::translate(context, source.constData());
        if (text != sentence)
            return text;
    }
    return sentence;
}

Error notOpened(const QString& name, Error error)
{
    if (error.cls == ErrorClass::FileRejected)
        error.message = FilesText::tr("%1 was not opened. %2").arg(name, error.message);
    return error;
}

/// The reading program at work.
class Reader
{
public:
    Reader(const QString& folder, const OpenLimits& limits)
        : m_limits(limits)
    {
        m_process.setWorkingDirectory(folder);
        m_process.setProgram(readingProgram());
        m_process.setArguments(
            {QString::number(limits.processor.count()), QString::number(qlonglong(limits.memoryBytes))});
        m_process.setStandardErrorFile(QProcess::nullDevice());
        QProcessEnvironment environment; // nothing of ours is its business
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        environment.insert(QStringLiteral("TMPDIR"), folder);
        m_process.setProcessEnvironment(environment);
    }
    ~Reader()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// Only begins: it is ready for a task by the time that the copies are made.
    Result<void> start();
    Result<ReadingOutcome> read(const ReadingTask& task, Progress& progress);

private:
    bool takeLines(Progress& progress);
    tl::unexpected<Error> whyItEnded();

    const OpenLimits m_limits;
    QProcess m_process;
    QByteArray m_line; ///< what it found, so far
    int m_percent = 0;
};

/// Takes what it said by now; false: more than there is to say.
bool Reader::takeLines(Progress& progress)
{
    m_line += m_process.readAllStandardOutput();
    for (auto end = m_line.indexOf('\n'); end >= 0 && !m_line.startsWith('{'); end = m_line.indexOf('\n')) {
        const int percent = std::clamp(m_line.left(end).toInt(), m_percent, 100);
        progress.advance(percent - m_percent);
        m_percent = percent;
        m_line.remove(0, end + 1);
    }
    return m_line.size() <= longestOutcome;
}

tl::unexpected<Error> Reader::whyItEnded()
{
    const bool crashed = m_process.exitStatus() == QProcess::CrashExit;
    const int signal = crashed ? m_process.exitCode() : 0;
    if (signal == SIGXCPU || signal == SIGKILL) {
        return failure(ErrorClass::FileRejected,
            FilesText::tr("Reading it takes too long. Nothing was changed; ask for a shorter time."));
    }
    if (crashed) {
        return failure(ErrorClass::FileRejected,
            FilesText::tr("The program that reads files ended while it read it. Nothing was changed; do not open it "
                          "again."),
            QStringLiteral("signal %1").arg(signal));
    }
    return failure(ErrorClass::Internal,
        FilesText::tr(
            "The program that reads files cannot do so on this system: its limits cannot be set. Nothing was opened."),
        QStringLiteral("exit code %1").arg(m_process.exitCode()));
}

Result<void> Reader::start()
{
    if (m_process.program().isEmpty()) {
        return failure(ErrorClass::Internal,
            FilesText::tr("The program that reads files is missing: gpu-atlas-reader. Install it again."));
    }
    m_process.start();
    return {};
}

Result<ReadingOutcome> Reader::read(const ReadingTask& task, Progress& progress)
{
    progress.addTotal(100);
    if (!m_process.waitForStarted(int(std::chrono::milliseconds(starting).count()))) {
        return failure(ErrorClass::Internal,
            FilesText::tr("The program that reads files cannot be started. Nothing was opened; install it again."),
            m_process.errorString());
    }
    m_process.write(encodeTask(task));
    m_process.closeWriteChannel();
    QElapsedTimer timer;
    timer.start();
    while (!m_process.waitForFinished(looksApart) && m_process.state() != QProcess::NotRunning) {
        if (progress.isCancelled())
            return tl::unexpected<Error>(cancelledError());
        if (!takeLines(progress) || timer.hasExpired(std::chrono::milliseconds(m_limits.wall).count())) {
            return failure(ErrorClass::FileRejected,
                FilesText::tr("Reading it takes too long. Nothing was changed; ask for a shorter time."));
        }
    }
    takeLines(progress);
    if (m_process.exitStatus() != QProcess::NormalExit || m_process.exitCode() != 0)
        return whyItEnded();
    auto outcome = decodeOutcome(m_line, task.paths.size());
    if (!outcome)
        return failure(ErrorClass::Internal,
            FilesText::tr("The program that reads files said nothing of use. Nothing was opened; install it again."));
    progress.advance(100 - m_percent);
    return std::move(*outcome);
}

} // namespace

Result<OpenedFiles> openFiles(
    const QStringList& paths, const QString& store, Progress& progress, const OpenLimits& limits)
{
    if (paths.isEmpty())
        return failure(ErrorClass::Usage, FilesText::tr("No file was named."));
    auto copies = PrivateCopies::make(QFileInfo(store).absolutePath());
    if (!copies)
        return tl::unexpected(copies.error());
    Reader reader((*copies)->path(), limits);
    if (const auto started = reader.start(); !started)
        return tl::unexpected(started.error());
    ReadingTask task{QStringLiteral("store"), {}};
    for (const auto& path : paths) {
        auto copied = (*copies)->copy(path, limits.fileBytes, progress);
        if (!copied)
            return tl::unexpected(notOpened(QFileInfo(path).fileName(), copied.error()));
        task.paths.push_back(std::move(*copied));
    }
    auto outcome = reader.read(task, progress);
    if (!outcome)
        return tl::unexpected(notOpened(task.paths.front().name, outcome.error()));
    if (outcome->error) {
        auto error = *outcome->error;
        error.message = translated(error.message);
        return tl::unexpected(notOpened(task.paths[std::size_t(std::max(outcome->failedPath, 0))].name, error));
    }
    for (const auto& old : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::remove(store + old);
    if (!QFile::rename((*copies)->path() + u'/' + task.store, store)) {
        return failure(
            ErrorClass::Export, FilesText::tr("What was read cannot be put in its place. Nothing was opened."), store);
    }
    OpenedFiles opened{store, std::move(outcome->files)};
    for (std::size_t i = 0; i < opened.files.size(); ++i) {
        opened.files[i].path = paths[qsizetype(i)];
        for (auto& [name, reason] : opened.files[i].skipped)
            reason = translated(reason);
    }
    return opened;
}

} // namespace atlas
