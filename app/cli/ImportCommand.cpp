// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "models/files/Importer.h"

#include <QFileInfo>

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

Result<void> run(const Invocation& call)
{
    for (const auto& path : call.operands) {
        if (!QFileInfo::exists(path))
            return failure(ErrorClass::Usage, QStringLiteral("There is no %1; nothing was imported.").arg(path));
    }
    Importer importer({call.options.isSet(QStringLiteral("fractions"))});
    for (const auto& path : call.operands) {
        for (const auto& file : Importer::filesBelow(path))
            importer.read(file);
    }
    const auto& report = importer.report();
    for (const auto& skipped : report.skipped)
        printError(QStringLiteral("%1: skipped %2: %3").arg(call.context.program, skipped.path, skipped.reason));
    if (report.replies == 0) {
        return failure(ErrorClass::FileRejected,
            QStringLiteral("None of the %1 files is a usable reply of the API; nothing was imported.")
                .arg(report.files));
    }
    if (report.rows == 0 && report.snapshots == 0) {
        printOut(summaryOf(report).toStdString() + "; there was nothing to store\n");
        return {};
    }
    auto store = openForWriting(call);
    if (!store)
        return tl::unexpected(store.error());
    const auto stored = (*store)->commit(importer.takeBatch()).result();
    if (!stored)
        return tl::unexpected(stored.error());
    printOut(summaryOf(report).toStdString() + "\n");
    printOut(QStringLiteral("stored in %1: %2 new rows, %3 changed, %4 as before, %5 snapshots\n")
                 .arg(storePath(call))
                 .arg(stored->inserted)
                 .arg(stored->updated)
                 .arg(stored->unchanged + stored->older)
                 .arg(stored->snapshots)
                 .toStdString());
    return {};
}

} // namespace

const Command importCommand{"import", "import [--store FILE] [--fractions] PATH...",
    "reads recorded replies into a store",
    "Reads replies of the API that were saved to files, such as by curl: of any endpoint, in any envelope. Folders "
    "are\n"
    "read with all that is below them. What is no reply is named and skipped. All rows are stored in one go, or none.",
    &declare, &run, true};

} // namespace atlas
