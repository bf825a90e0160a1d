// SPDX-License-Identifier: GPL-3.0-or-later
// Exports in a process of its own: until it is killed, where there is little room, or very many rows.
//   export_writer loop FILE      one export after another over FILE, until it is killed
//   export_writer full FOLDER    over files in a folder with little room: looks what is left
//   export_writer limit FOLDER   the same, where the process may not write large files
//   export_writer million FILE   more rows than a sheet holds; prints by how many KiB the process grew at most
// Says what went wrong; exits with 0 if nothing did.
#include "models/export/Csv.h"
#include "models/export/ExportFile.h"
#include "models/export/Workbook.h"
#include "tests/export/GeneratedRows.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <csignal>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace atlas;
using test::GeneratedRows;

namespace {

int fail(const QString& what)
{
    std::printf("%s\n", qPrintable(what));
    return 1;
}

std::optional<Error> writeOne(const QString& path, int file, std::int64_t rows)
{
    if (path.endsWith(QLatin1StringView(".xlsx"))) {
        Workbook workbook;
        workbook.sheets.push_back({QStringLiteral("Rows"), {}, std::make_shared<GeneratedRows>(file, rows)});
        return writeWorkbook(workbook, path);
    }
    return writeExportFile(path, [&](QIODevice& out) {
        GeneratedRows source(file, rows);
        return writeCsv(source, {}, out);
    });
}

int writeUntilKilled(const QString& path)
{
    constexpr std::int64_t rows = 3000;
    for (int file = 0;; ++file) {
        if (const auto error = writeOne(path, file, rows))
            return fail(error->message);
        if (file == 0) {
            std::puts("there");
            std::fflush(stdout);
        }
    }
}

/// An old file must outlast an export that there is no room for, with nothing beside it, and the sentence must say
/// what `word` says.
QString faultOf(const QString& folder, const QString& name, const QString& word)
{
    const QString path = QDir(folder).filePath(name);
    QFile old(path);
    if (!old.open(QIODevice::WriteOnly) || old.write("old") != 3)
        return QStringLiteral("no old file");
    old.close();
    constexpr std::int64_t many = 200'000;
    const auto error = writeOne(path, 1, many);
    if (!error)
        return QStringLiteral("%1 was written").arg(name);
    if (error->cls != ErrorClass::Export || !error->message.contains(word))
        return error->message;
    if (!old.open(QIODevice::ReadOnly) || old.readAll() != "old")
        return QStringLiteral("the old file is another");
    const auto names = QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    if (names != QStringList(name))
        return QStringLiteral("beside the old file: ") + names.join(u' ');
    old.close();
    old.remove();
    return {};
}

int writeWithLittleRoom(const QString& folder)
{
    QString fault = faultOf(folder, QStringLiteral("table.csv"), QStringLiteral("MB are needed"));
    if (fault.isEmpty())
        fault = faultOf(folder, QStringLiteral("book.xlsx"), QStringLiteral("MB are needed"));
    // Less still: for what is temporary as well.
    qputenv("TMPDIR", QFile::encodeName(folder));
    if (fault.isEmpty())
        fault = faultOf(folder, QStringLiteral("book.xlsx"), QStringLiteral("temporary files"));
    return fault.isEmpty() ? 0 : fail(fault);
}

int writeOnlySmallFiles(const QString& folder)
{
    std::signal(SIGXFSZ, SIG_IGN);
    constexpr rlim_t most = 256 << 10;
    const rlimit limit{most, most};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return fail(QStringLiteral("no limit"));
    QString fault = faultOf(folder, QStringLiteral("table.csv"), QStringLiteral("may not be so large"));
    if (fault.isEmpty())
        fault = faultOf(folder, QStringLiteral("book.xlsx"), QStringLiteral("temporary files"));
    return fault.isEmpty() ? 0 : fail(fault);
}

/// KiB by its name in /proc/self/status.
long residentKib(const char* name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const auto& line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(qsizetype(std::strlen(name)) + 1).replace("kB", "").trimmed().toLong();
    }
    return -1;
}

int writeVeryMany(const QString& path)
{
    constexpr std::int64_t rows = 1'100'000;
    const long before = residentKib("VmRSS");
    if (const auto error = writeOne(path, 1, rows))
        return fail(error->message);
    std::printf("%ld\n", residentKib("VmHWM") - before);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    if (argc != 3)
        return 2;
    const QByteArray wish(argv[1]);
    const QString place = QString::fromLocal8Bit(argv[2]);
    return wish == "loop"   ? writeUntilKilled(place)
        : wish == "full"    ? writeWithLittleRoom(place)
        : wish == "limit"   ? writeOnlySmallFiles(place)
        : wish == "million" ? writeVeryMany(place)
                            : 2;
}
