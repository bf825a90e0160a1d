// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/ExportFile.h"

#include "models/export/Csv.h"
#include "models/export/Workbook.h"
#include "tests/export/GeneratedRows.h"
#include "tests/support/TestRegistry.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <random>
#include <thread>

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace atlas;
using test::GeneratedRows;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("-");
}

QStringList namesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

std::optional<Error> writeBytes(const QString& path, const QByteArray& bytes)
{
    return writeExportFile(path, [&](QIODevice& out) -> std::optional<Error> {
        out.write(bytes);
        return std::nullopt;
    });
}

QString writer()
{
    return QString(QCoreApplication::applicationDirPath() + QStringLiteral("/export_writer"));
}

/// Why a file of the writer is not a whole one; "" if it is.
QByteArray faultOfCsv(const QByteArray& csv)
{
    constexpr qsizetype rows = 3000;
    if (!csv.endsWith("\r\n"))
        return "it ends in the middle of a line";
    const auto lines = csv.split('\n');
    if (lines.size() != rows + 2)
        return "it has " + QByteArray::number(lines.size()) + " lines";
    const auto fileOf = [](const QByteArray& line) { return line.left(line.indexOf(',')); };
    const auto last = lines[rows];
    if (fileOf(lines[1]) != fileOf(last))
        return "it is of two files";
    return last.contains(",2999,") ? QByteArray() : "its end is missing";
}

QByteArray faultOfWorkbook(const QByteArray& book)
{
    // A zip begins so, and ends with its directory (22 bytes without a comment).
    constexpr qsizetype endOfDirectory = 22;
    return book.startsWith("PK\x03\x04") && book.right(endOfDirectory).startsWith("PK\x05\x06") ? QByteArray()
                                                                                                : "it is no whole zip";
}

} // namespace

class tst_ExportFile : public QObject
{
    Q_OBJECT
private slots:
    void E4_theFileIsWholeOrTheOldOne()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("table.csv"));
        const auto write = [&](const QByteArray& bytes, std::optional<Error> end) {
            return writeExportFile(path, [&](QIODevice& out) {
                out.write(bytes);
                return end;
            });
        };
        QVERIFY(!write("old", std::nullopt));
        QCOMPARE(contentOf(path), QByteArray("old"));
        const Error broken{ErrorClass::Export, QStringLiteral("broken"), {}, 0, {}};
        QCOMPARE(write("half of the n", broken), std::optional(broken));
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(namesIn(folder.path()), QStringList(QStringLiteral("table.csv"))); // nothing beside it
        QVERIFY(!write("new", std::nullopt));
        QCOMPARE(contentOf(path), QByteArray("new"));
        QCOMPARE(namesIn(folder.path()), QStringList(QStringLiteral("table.csv")));
    }

    void E4_aPlaceThatCannotBeWrittenIsSaid()
    {
        const QTemporaryDir folder;
        const auto sentenceOf = [](const QString& path) {
            const auto error = writeBytes(path, "x");
            return error && error->cls == ErrorClass::Export ? error->message : QString();
        };
        QVERIFY(sentenceOf(QStringLiteral("/nowhere/at/all/table.csv"))
                    .startsWith(QStringLiteral("table.csv could not be written: there is no folder /nowhere/at/all.")));
        QVERIFY(sentenceOf(folder.path()).contains(QStringLiteral("is a folder")));
        QVERIFY(sentenceOf(folder.filePath(QStringLiteral("sub/"))).contains(QStringLiteral("is a folder")));
        QVERIFY(sentenceOf(QStringLiteral("/proc/table.csv")).contains(QStringLiteral("could not be written")));
        const auto store = folder.filePath(QStringLiteral("store.db"));
        const QByteArray database("SQLite format 3\0and what follows", 32);
        QVERIFY(!writeBytes(store, database)); // where nothing is
        QVERIFY(sentenceOf(store).contains(QStringLiteral("no export takes its place")));
        QCOMPARE(contentOf(store), database);
        if (::geteuid() == 0)
            return; // may write everything
        const auto path = folder.filePath(QStringLiteral("table.csv"));
        QVERIFY(!writeBytes(path, "old"));
        QVERIFY(QFile::setPermissions(path, QFileDevice::ReadOwner));
        QVERIFY(sentenceOf(path).contains(QStringLiteral("protected")));
        QCOMPARE(contentOf(path), QByteArray("old"));
    }

    void linksAreFollowedAndPermissionsKept()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("table.csv")), link = folder.filePath(QStringLiteral("link"));
        QVERIFY(QFile::link(QStringLiteral("table.csv"), link));
        QVERIFY(!writeBytes(link, "first")); // where nothing is yet
        QCOMPARE(contentOf(path), QByteArray("first"));
        constexpr mode_t mode = 0640;
        QCOMPARE(::chmod(QFile::encodeName(path).constData(), mode), 0);
        QVERIFY(!writeBytes(link, "second"));
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(contentOf(path), QByteArray("second"));
        struct stat now = {};
        QCOMPARE(::stat(QFile::encodeName(path).constData(), &now), 0);
        QCOMPARE(now.st_mode & 0777, mode);
        QCOMPARE(namesIn(folder.path()).size(), 2);
    }

    void devicesAreWrittenAsItGoes()
    {
        QVERIFY(!writeBytes(QStringLiteral("/dev/null"), "x"));
        QVERIFY(!QFileInfo(QStringLiteral("/dev/null")).isFile());
        const auto error = writeBytes(QStringLiteral("/dev/full"), "x");
        QVERIFY(error);
        QCOMPARE(error->cls, ErrorClass::Export);
    }

    void E5_cancelLeavesTheOldFile()
    {
        const QTemporaryDir folder;
        const auto csv = folder.filePath(QStringLiteral("table.csv")), book = folder.filePath(QStringLiteral("b.xlsx"));
        QVERIFY(!writeBytes(csv, "old"));
        QVERIFY(!writeBytes(book, "old"));
        std::mt19937 random(20261123);
        constexpr int rows = 500, times = 40;
        for (int i = 0; i < times; ++i) {
            const auto at = std::int64_t(random() % (rows + 1));
            Progress progress;
            const auto cancelAt = [&](std::int64_t row) {
                if (row == at)
                    progress.cancel();
            };
            std::optional<Error> error;
            if (i % 2 == 0) {
                GeneratedRows source(i, rows, cancelAt);
                error = writeExportFile(
                    csv, [&](QIODevice& out) { return writeCsv(source, {}, out, &progress); }, &progress);
            } else {
                Workbook workbook;
                workbook.sheets.push_back(
                    {QStringLiteral("s"), {}, std::make_shared<GeneratedRows>(i, rows, cancelAt)});
                error = writeWorkbook(workbook, book, &progress);
            }
            QCOMPARE(error, std::optional(exportCancelled()));
            QVERIFY(progress.fraction() < 1);
            QCOMPARE(contentOf(csv), QByteArray("old"));
            QCOMPARE(contentOf(book), QByteArray("old"));
            QCOMPARE(namesIn(folder.path()).size(), 2);
        }
    }

    void progressEndsWithTheRows()
    {
        const QTemporaryDir folder;
        Progress progress;
        GeneratedRows source(1, 100, [&](std::int64_t row) { QCOMPARE(progress.fraction(), double(row) / 100); });
        QVERIFY(!writeExportFile(folder.filePath(QStringLiteral("t.csv")),
            [&](QIODevice& out) { return writeCsv(source, {}, out, &progress); }));
        QCOMPARE(progress.fraction(), 1.0);
        Progress ofBook;
        Workbook workbook;
        workbook.sheets.push_back({QStringLiteral("s"), {}, std::make_shared<GeneratedRows>(1, 100)});
        QVERIFY(!writeWorkbook(workbook, folder.filePath(QStringLiteral("b.xlsx")), &ofBook));
        QCOMPARE(ofBook.fraction(), 1.0);
    }

    void E4_killedAtAnyInstant_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("cycles");
        QTest::newRow("CSV") << "table.csv" << 200;
        QTest::newRow("workbook") << "book.xlsx" << 200;
    }
    void E4_killedAtAnyInstant()
    {
        QFETCH(QString, name);
        QFETCH(int, cycles);
        QTemporaryDir folder, temporary;
        const auto path = folder.filePath(name);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TMPDIR"), temporary.path());
        std::mt19937 random(4242);
        for (int cycle = 0; cycle < cycles; ++cycle) {
            QProcess process;
            process.setProcessEnvironment(environment);
            process.start(writer(), {QStringLiteral("loop"), path});
            QVERIFY(process.waitForReadyRead());
            constexpr unsigned longest = 12'000;
            std::this_thread::sleep_for(std::chrono::microseconds(random() % longest));
            ::kill(pid_t(process.processId()), SIGKILL);
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitStatus(), QProcess::CrashExit);
            // Who gives the file its name may be at it still, as long as a busy disk lets it wait.
            QTRY_COMPARE_WITH_TIMEOUT(namesIn(folder.path()), QStringList(name), 60'000);
            QCOMPARE(namesIn(temporary.path()), QStringList());
            const auto content = contentOf(path);
            const auto fault = name.endsWith(QLatin1StringView("csv")) ? faultOfCsv(content) : faultOfWorkbook(content);
            const QByteArray where = "cycle " + QByteArray::number(cycle) + ": " + fault;
            QVERIFY2(fault.isEmpty(), where.constData());
        }
        QTRY_VERIFY(folder.remove());
    }

    void E4_aFullDisk()
    {
        const QTemporaryDir folder;
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("unshare"),
            {QStringLiteral("-rm"), QStringLiteral("sh"), QStringLiteral("-c"),
                QStringLiteral("mount -t tmpfs -o size=256k none \"$1\" || exit 77; exec \"$0\" full \"$1\""), writer(),
                folder.path()});
        if (!process.waitForStarted())
            QSKIP("there is no unshare(1) to mount a small file system with");
        QVERIFY(process.waitForFinished(60'000));
        const auto output = process.readAll();
        if (output.contains("unshare failed") || process.exitCode() == 77)
            QSKIP("this account may not mount a small file system");
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, output.constData());
    }

    void E4_filesThatMayNotBeLarge()
    {
        const QTemporaryDir folder;
        QProcess process;
        process.start(writer(), {QStringLiteral("limit"), folder.path()});
        QVERIFY(process.waitForFinished(60'000));
        const auto output = process.readAll();
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, output.constData());
    }
};

ATLAS_TEST(tst_ExportFile);
#include "tst_ExportFile.moc"
