// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/LongWork.h"
#include "models/files/FileOpener.h"
#include "models/files/PrivateFolder.h"

#include <QDir>
#include <QFileInfo>

namespace atlas {

namespace {

void declare(QCommandLineParser&) { }

QString time(Instant instant)
{
    return QString::fromStdString(formatRfc3339(instant));
}

QString textOf(const OpenedFile& file)
{
    QStringList clusters;
    for (const auto& name : file.clusters)
        clusters << QString::fromStdString(name);
    const bool isBundle = file.kind == OpenedKind::Bundle;
    QStringList lines{QStringLiteral("%1: %2").arg(file.path,
        isBundle ? QStringLiteral("bundle of GPU Atlas %1, written %2").arg(file.version, time(file.created))
                 : QStringLiteral("recorded replies"))};
    const auto line = [&lines](const QString& name, const QString& value) {
        lines << QStringLiteral("  %1 %2").arg(QString(name + u':').leftJustified(11), value);
    };
    line(QStringLiteral("clusters"), clusters.isEmpty() ? QStringLiteral("none") : clusters.join(QStringLiteral(", ")));
    if (!file.range.isEmpty())
        line(isBundle ? QStringLiteral("range") : QStringLiteral("hours"),
            QStringLiteral("%1 to %2").arg(time(file.range.from), time(file.range.to)));
    line(QStringLiteral("rows"),
        QStringLiteral("%1, %2 unusable; %3 snapshots").arg(file.rows).arg(file.rejectedRows).arg(file.snapshots));
    if (isBundle)
        line(QStringLiteral("digest"), QString::fromLatin1(file.digest));
    for (const auto& note : file.notes.split(u'\n', Qt::SkipEmptyParts))
        line(QStringLiteral("notes"), note);
    for (const auto& [name, reason] : file.skipped)
        line(QStringLiteral("skipped"), name + QStringLiteral(": ") + reason);
    QString text;
    for (const auto& each : lines)
        text += printable(each) + u'\n';
    return text;
}

Result<void> run(const Invocation& call)
{
    for (const auto& path : call.operands) {
        if (!QFileInfo::exists(path))
            return failure(ErrorClass::Usage, QStringLiteral("There is no %1.").arg(path));
    }
    return doLongWork(call, QStringLiteral("opening"), [&call](Progress& progress) -> Result<void> {
        const auto folder = PrivateFolder::make(QDir::tempPath());
        if (!folder)
            return tl::unexpected(folder.error());
        const auto opened = openFiles(call.operands, (*folder)->filePath(QStringLiteral("opened.db")), progress);
        if (!opened)
            return tl::unexpected(opened.error());
        QString text;
        for (const auto& file : opened->files)
            text += textOf(file);
        printLines(text);
        return {};
    });
}

} // namespace

const Command openCommand{"open", "open FILE...", "says what bundles and recorded replies hold",
    "Opens bundles (.gpuatlas), recorded replies, and folders and archives of them as the window does: by a process "
    "of\n"
    "its own with little memory, little time and no network. Says what each holds, or why it is refused (exit code "
    "9).\n"
    "Nothing is kept; import keeps what is good.",
    &declare, &run, true, "open november.gpuatlas\nopen replies.zip replies/", "A bundle, file, folder or archive"};

} // namespace atlas
