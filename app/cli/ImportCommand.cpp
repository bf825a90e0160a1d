// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/LongWork.h"
#include "models/files/Archive.h"
#include "models/files/Importer.h"
#include "models/files/PrivateFolder.h"
#include "models/files/StoreMerge.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonParseError>

namespace atlas {

namespace {

void declare(QCommandLineParser& parser)
{
    parser.addOption({QStringLiteral("store"), QStringLiteral("The store to write to; made if it is missing."),
        QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("fractions"), QStringLiteral("The replies hold rates as 0-1 instead of 0-100.")});
}

QString summaryOf(const ImportReport& report)
{
    return QStringLiteral("%1 of %2 files are replies, %3 skipped; %4 rows and %5 snapshots read, %6 rows unusable")
        .arg(report.replies)
        .arg(report.files)
        .arg(report.skipped.size())
        .arg(report.rows)
        .arg(report.snapshots)
        .arg(report.rejectedRows);
}

/// Whether a file is for the process that opens what nobody vouches for: a bundle, or an archive.
bool isPacked(const QString& path)
{
    constexpr qint64 beginning = 512;
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const auto bytes = file.read(beginning);
    return bytes.startsWith("SQLite format 3") || looksLikeArchive(bytes);
}

QString storedText(const Invocation& call, const CommitStats& stored)
{
    return QStringLiteral("stored in ") + storePath(call)
        + QStringLiteral(": %1 new rows, %2 changed, %3 as before, %4 snapshots\n")
              .arg(stored.inserted)
              .arg(stored.updated)
              .arg(stored.unchanged + stored.older)
              .arg(stored.snapshots);
}

/// What was left out of what was given.
struct LeftOut
{
    int files = 0;
    std::int64_t rows = 0, unusable = 0;

    std::optional<Error> problem() const
    {
        constexpr int tolerated = 100; // one in so many
        QStringList what;
        if (files > 0)
            what << QStringLiteral("%1 of the files could not be used").arg(files);
        if (unusable * tolerated > rows + unusable)
            what << QStringLiteral("%1 of %2 rows were unusable").arg(unusable).arg(rows + unusable);
        if (what.isEmpty())
            return std::nullopt;
        return Error{ErrorClass::Partial,
            QStringLiteral("What could be read was stored, but %1.").arg(what.join(QLatin1StringView(", and "))), {}, 0,
            {}};
    }
};

/// Reads what is good of a bundle or an archive and adds it to the store.
Result<void> importPacked(const Invocation& call, const QString& path, Progress& progress, LeftOut& left)
{
    const auto folder = PrivateFolder::make(QDir::tempPath());
    if (!folder)
        return tl::unexpected(folder.error());
    const auto opened = openFiles({path}, (*folder)->filePath(QStringLiteral("opened.db")), progress);
    if (!opened)
        return tl::unexpected(opened.error());
    auto store = openForWriting(call);
    if (!store)
        return tl::unexpected(store.error());
    const auto stored = mergeInto(**store, *opened, progress);
    if (!stored)
        return tl::unexpected(stored.error());
    for (const auto& file : opened->files) {
        left.files += int(file.skipped.size());
        left.rows += file.rows;
        left.unusable += file.rejectedRows;
        for (const auto& [name, reason] : file.skipped)
            printError(QStringLiteral("%1: skipped %2: %3").arg(call.context.program, name, reason));
        printLines(path
            + QStringLiteral(": %1 rows and %2 snapshots read, %3 rows unusable\n")
                  .arg(file.rows)
                  .arg(file.snapshots)
                  .arg(file.rejectedRows));
    }
    printLines(storedText(call, *stored));
    return {};
}

/// Folders hold other things beside replies; a reply that was cut off is none of those.
bool isBrokenJson(const QString& path)
{
    QFile file(path);
    QJsonParseError error;
    if (path.endsWith(QLatin1StringView(".json")) && file.open(QIODevice::ReadOnly))
        QJsonDocument::fromJson(file.readAll(), &error);
    return error.error != QJsonParseError::NoError;
}

Error cancelled(const QString& kept)
{
    return {ErrorClass::Export, QStringLiteral("The import was cancelled. %1").arg(kept), {}, 0, {}};
}

/// Replies of the user's own recording, in one go.
Result<void> importReplies(const Invocation& call, const QStringList& paths, Progress& progress, LeftOut& left)
{
    Importer importer({call.options.isSet(QStringLiteral("fractions"))});
    QStringList files;
    for (const auto& path : paths)
        files << Importer::filesBelow(path);
    progress.addTotal(files.size());
    for (const auto& file : files) {
        if (progress.isCancelled())
            return tl::unexpected(cancelled(QStringLiteral("Nothing was stored.")));
        importer.read(file);
        progress.advance(1);
    }
    const auto& report = importer.report();
    for (const auto& skipped : report.skipped) {
        printError(QStringLiteral("%1: skipped %2: %3").arg(call.context.program, skipped.path, skipped.reason));
        left.files += paths.contains(skipped.path) || isBrokenJson(skipped.path) ? 1 : 0;
    }
    left.rows += report.rows;
    left.unusable += report.rejectedRows;
    if (report.replies == 0) {
        return failure(ErrorClass::FileRejected,
            QStringLiteral("None of the %1 files is a usable reply of the API; nothing was imported.")
                .arg(report.files));
    }
    if (report.rows == 0 && report.snapshots == 0) {
        printLines(summaryOf(report) + QStringLiteral("; there was nothing to store\n"));
        return {};
    }
    auto store = openForWriting(call);
    if (!store)
        return tl::unexpected(store.error());
    const auto stored = (*store)->commit(importer.takeBatch()).result();
    if (!stored)
        return tl::unexpected(stored.error());
    printLines(summaryOf(report) + u'\n');
    printLines(storedText(call, *stored));
    return {};
}

Result<void> run(const Invocation& call)
{
    QStringList packed, replies;
    for (const auto& path : call.operands) {
        if (!QFileInfo::exists(path))
            return failure(ErrorClass::Usage, QStringLiteral("There is no %1; nothing was imported.").arg(path));
        (isPacked(path) ? packed : replies) << path;
    }
    if (!packed.isEmpty() && call.options.isSet(QStringLiteral("fractions"))) {
        return failure(ErrorClass::Usage,
            QStringLiteral("--fractions is for files and folders of replies; unpack %1 first.").arg(packed.front()));
    }
    const auto target = storePath(call);
    const bool isNew = !QFileInfo::exists(target);
    LeftOut left;
    std::optional<Error> refused; // of the first that was
    int stored = 0;
    const auto importAll = [&](Progress& progress) -> Result<void> {
        if (!replies.isEmpty()) {
            auto imported = importReplies(call, replies, progress, left);
            if (!imported && progress.isCancelled())
                return imported;
            if (imported)
                ++stored;
            else
                refused = imported.error();
        }
        for (const auto& path : packed) {
            auto imported = importPacked(call, path, progress, left);
            if (imported) {
                ++stored;
                continue;
            }
            if (progress.isCancelled() || imported.error().cls != ErrorClass::FileRejected)
                return imported;
            ++left.files;
            if (packed.size() > 1 || !replies.isEmpty())
                printError(
                    QStringLiteral("%1: skipped %2: %3").arg(call.context.program, path, imported.error().message));
            refused = refused.value_or(imported.error());
        }
        return {};
    };
    if (auto done = doLongWork(call, QStringLiteral("importing"), importAll); !done) {
        const bool asBefore = isNew && stored == 0; // half of the first file: as if it had not been begun
        for (const char* part : {"", "-wal", "-shm", ".lock"}) {
            if (asBefore)
                QFile::remove(target + QLatin1StringView(part));
        }
        if (call.code == 0) // no signal
            return done;
        if (asBefore || packed.isEmpty())
            return tl::unexpected(cancelled(QStringLiteral("Nothing was stored.")));
        return tl::unexpected(cancelled(QStringLiteral("What was stored until then stays; import the same again for "
                                                       "the rest.")));
    }
    if (stored == 0 && refused)
        return tl::unexpected(*refused);
    if (const auto problem = left.problem())
        return tl::unexpected(*problem);
    return {};
}

} // namespace

const Command importCommand{"import", "import [--store FILE] [--fractions] PATH...",
    "reads recorded replies, archives of them, and bundles into a store",
    "Reads replies of the API that were saved to files, such as by curl: of any endpoint, in any envelope. Folders "
    "are\n"
    "read with all that is below them. What is no reply is named and skipped. The rows of all replies are stored in "
    "one\n"
    "go, or none. Exit code 7: what could be read was stored, but a named file, or one that is cut off, was skipped, "
    "or\n"
    "more than one row in a hundred was unusable. Bundles (.gpuatlas) and archives (zip, tar, gzip, zstd) are opened "
    "by a\n"
    "limited process and added as well, some 100,000 rows in one go: what was stored before Ctrl-C stays, and "
    "importing\n"
    "the same again adds the rest. A new store is then not left behind half full. A row replaces the stored one "
    "unless\n"
    "it is older.",
    &declare, &run, true, "import --store cluster.db replies/\nimport november.gpuatlas december.gpuatlas"};

} // namespace atlas
