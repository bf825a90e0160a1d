// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Bundle.h"
#include "models/store/SqliteStore.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

#include <csignal>

using namespace atlas;
using namespace atlas::test;

namespace {

constexpr int patience = 60'000; // ms

} // namespace

/// The window's program from outside: how it starts without a display, and how it ends.
class tst_WindowProgram : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void withoutADisplay_data();
    void withoutADisplay();
    void aPictureNeedsNoDisplay();
    void E4_aFullStandardOutputIsTold();
    void theEndOfASessionLeavesNoPrivateCopy_data();
    void theEndOfASessionLeavesNoPrivateCopy();
    void whatAKilledWindowLeavesIsRemovedByTheNext();

private:
    QString path(const char* name) const { return m_folder->filePath(QLatin1StringView(name)); }
    /// With a home of its own and nothing to show a window on.
    std::unique_ptr<QProcess> program() const
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
        environment.insert(QStringLiteral("HOME"), m_folder->path());
        environment.insert(QStringLiteral("TMPDIR"), path("private"));
        process->setProcessEnvironment(environment);
        process->setProgram(QStringLiteral(ATLAS_WINDOW));
        return process;
    }
    QString makeStore()
    {
        auto store = std::move(*SqliteStore::open(path("own.db")));
        auto stored = store->commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
        stored.waitForFinished();
        return path("own.db");
    }
    QString makeBundle()
    {
        BundleWish wish;
        wish.clusters = {"c"};
        wish.range = {at("2024-12-09T00:00:00Z"), at("2024-12-16T00:00:00Z")};
        Progress progress;
        return writeBundle(makeStore(), wish, path("week.gpuatlas"), progress) ? path("week.gpuatlas") : QString();
    }
    /// A window that shows a file; null where it did not come so far.
    std::unique_ptr<QProcess> windowOf(const QString& file) const
    {
        auto process = program();
        process->setArguments({"-platform", "offscreen", "--timing", file});
        process->start();
        QByteArray said;
        const bool painted =
            QTest::qWaitFor([&] { return (said += process->readAllStandardOutput()).contains("painted"); }, patience);
        return painted ? std::move(process) : nullptr;
    }
    QStringList privateCopies() const
    {
        return QDir(path("private")).entryList({QStringLiteral(".gpu-atlas-open-*")}, QDir::Dirs | QDir::Hidden);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_WindowProgram::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(path("private")));
}

void tst_WindowProgram::withoutADisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("help") << QStringList{"--help"} << 0 << QByteArray("--render <FILE>");
    QTest::newRow("version") << QStringList{"-v"} << 0 << QByteArray("gpu-atlas ");
    QTest::newRow("a window") << QStringList{} << 2 << QByteArray("There is no display");
    QTest::newRow("a window of a file") << QStringList{"a.gpuatlas"} << 2 << QByteArray("--report and --render");
}

void tst_WindowProgram::withoutADisplay()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, told);
    const auto process = program();
    process->setArguments(arguments);
    process->start();
    QVERIFY(process->waitForFinished(patience));
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), code);
    const auto said = code == 0 ? process->readAllStandardOutput() : process->readAllStandardError();
    QVERIFY2(said.contains(told), said.constData());
}

void tst_WindowProgram::aPictureNeedsNoDisplay()
{
    const auto process = program();
    process->setArguments({"--open", makeStore(), "--page", "data", "--render", path("data.png")});
    process->start();
    QVERIFY(process->waitForFinished(patience));
    QCOMPARE(process->readAllStandardError(), QByteArray()); // cron sends a mail of whatever is said
    QCOMPARE(process->exitCode(), 0);
    QVERIFY(QFile::exists(path("data.png")));
}

void tst_WindowProgram::E4_aFullStandardOutputIsTold()
{
    const auto process = program();
    process->setArguments({"--open", makeStore(), "--report", "-", "--range", "last-week"});
    process->setStandardOutputFile(QStringLiteral("/dev/full"));
    process->start();
    QVERIFY(process->waitForFinished(patience));
    QCOMPARE(process->exitCode(), 10);
    QVERIFY(process->readAllStandardError().contains("No space left"));
}

void tst_WindowProgram::theEndOfASessionLeavesNoPrivateCopy_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void tst_WindowProgram::theEndOfASessionLeavesNoPrivateCopy()
{
    QFETCH(int, number);
    const auto process = windowOf(makeBundle());
    QVERIFY(process);
    QCOMPARE(privateCopies().size(), 1);
    QCOMPARE(::kill(pid_t(process->processId()), number), 0);
    QVERIFY(process->waitForFinished(patience));
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 128 + number);
    QCOMPARE(privateCopies(), QStringList());
}

void tst_WindowProgram::whatAKilledWindowLeavesIsRemovedByTheNext()
{
    const auto file = makeBundle();
    const auto living = windowOf(file);
    QVERIFY(living);
    const auto ofTheLiving = privateCopies();
    QCOMPARE(ofTheLiving.size(), 1);
    const auto killed = windowOf(file);
    QVERIFY(killed);
    QCOMPARE(privateCopies().size(), 2);
    killed->kill();
    QVERIFY(killed->waitForFinished(patience));
    QCOMPARE(privateCopies().size(), 2);
    const auto next = windowOf(file);
    QVERIFY(next);
    QCOMPARE(privateCopies().size(), 2); // that of the living one, and its own
    QVERIFY(privateCopies().contains(ofTheLiving.front()));
    QVERIFY(QFileInfo::exists(path("private") + u'/' + ofTheLiving.front() + QStringLiteral("/opened.db")));
    for (auto* each : {living.get(), next.get()}) {
        each->terminate();
        QVERIFY(each->waitForFinished(patience));
    }
    QCOMPARE(privateCopies(), QStringList());
}

ATLAS_TEST(tst_WindowProgram);
#include "tst_WindowProgram.moc"
