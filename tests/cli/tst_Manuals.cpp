// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/Program.h"
#include "tests/support/TestRegistry.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <optional>

using namespace atlas;
using namespace atlas::test;

namespace {

QString fileText(const QString& name)
{
    QFile file(QStringLiteral(ATLAS_SOURCE_DIR "/packaging/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList matches(const QString& text, const char* pattern)
{
    const QRegularExpression expression(QString::fromLatin1(pattern), QRegularExpression::MultilineOption);
    QStringList found;
    for (auto it = expression.globalMatch(text); it.hasNext();)
        found << it.next().captured(1);
    return found;
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

/// The options that a help text declares, sorted.
QStringList declared(const QString& help)
{
    return sorted(matches(help, "^  (?:-\\w, )?--([\\w-]+)"));
}

QString helpOf(const QStringList& command)
{
    return QString::fromUtf8(run(command + QStringList{"--help"}).out);
}

/// Runs the window's program to its end, without a display; nothing where it is not built.
std::optional<Ran> runWindow(const QString& option)
{
    const QString program = QFileInfo(QStringLiteral(ATLAS_CTL)).path() + QStringLiteral("/gpu-atlas");
    if (!QFileInfo::exists(program))
        return std::nullopt;
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process.setProcessEnvironment(environment);
    process.start(program, {option});
    if (!process.waitForFinished())
        return Ran();
    return Ran{process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QStringList commands()
{
    return matches(QString::fromUtf8(run({"--help"}).out), "^  ([a-z]+)  +\\S");
}

/// The options that a part of a manual page explains, sorted.
QStringList explained(const QString& manual)
{
    auto options = matches(manual, "^\\.It .*Fl \\\\-([\\w\\\\-]+)");
    for (auto& option : options)
        option.remove(u'\\');
    options.sort();
    return options;
}

} // namespace

/// What is written about the programs against what they say of themselves.
class tst_Manuals : public QObject
{
    Q_OBJECT
private slots:
    void eachCommandIsExplained();
    void theWindowIsExplained();
    void pagesAreWellFormed();
    void completionsKnowEachOption();
    void completionsKnowTheWindow();
    void bashCompletes_data();
    void bashCompletes();
    void helpHasExamplesAndExitCodes();
};

void tst_Manuals::eachCommandIsExplained()
{
    const auto manual = fileText("man/gpu-atlasctl.1");
    auto sections = matches(manual, "^\\.Ss (\\w+)$");
    QCOMPARE(sections, commands());
    for (const auto& command : commands()) {
        const auto start = manual.indexOf(QStringLiteral(".Ss %1\n").arg(command));
        const auto end = std::min(manual.indexOf(QStringLiteral("\n.S"), start + 4), qsizetype(manual.size()));
        QCOMPARE(explained(manual.mid(start, end - start)), declared(helpOf({command})));
    }
    for (const char* code : {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "129 , 130 , 143"})
        QVERIFY2(manual.contains(QStringLiteral("\n.It %1\n").arg(QLatin1StringView(code))), code);
}

void tst_Manuals::theWindowIsExplained()
{
    const auto help = runWindow(QStringLiteral("--help"));
    if (!help)
        QSKIP("the window is not built");
    const auto options = declared(QString::fromUtf8(help->out));
    QVERIFY(options.size() > 20);
    QCOMPARE(explained(fileText("man/gpu-atlas.1")), options);
}

void tst_Manuals::pagesAreWellFormed()
{
    for (const char* page : {"gpu-atlas.1", "gpu-atlasctl.1", "gpu-atlas-bundle.5"}) {
        QProcess lint;
        lint.start(QStringLiteral("mandoc"),
            {"-Tlint", QStringLiteral(ATLAS_SOURCE_DIR "/packaging/man/%1").arg(QLatin1StringView(page))});
        QVERIFY2(lint.waitForFinished(), "mandoc is needed");
        for (const auto& line : lint.readAllStandardOutput().split('\n')) // they are not installed yet
            QVERIFY2(line.isEmpty() || line.contains("referenced manual not found"), line.constData());
    }
}

void tst_Manuals::completionsKnowEachOption()
{
    const auto bash = fileText("completions/gpu-atlasctl.bash"), zsh = fileText("completions/_gpu-atlasctl"),
               fish = fileText("completions/gpu-atlasctl.fish");
    for (const auto& command : commands()) {
        const auto options = declared(helpOf({command}));
        auto inBash =
            matches(bash, qPrintable(QStringLiteral("^    %1\\) options=\"([^\"]*)\"").arg(command))).value(0);
        QCOMPARE(sorted(inBash.remove(QStringLiteral("--")).split(u' ')), options);
        const auto start = zsh.indexOf(QStringLiteral("    %1)\n").arg(command));
        QVERIFY(start > 0);
        const auto inZsh = zsh.mid(start, zsh.indexOf(QStringLiteral(";;"), start) - start);
        QCOMPARE(sorted(matches(inZsh, "'\\*?--([\\w-]+)\\[")), options);
        const auto inFish = QStringLiteral("^.*__fish_seen_subcommand_from %1' -l ([\\w-]+)").arg(command);
        QCOMPARE(sorted(matches(fish, qPrintable(inFish))), options);
        QVERIFY(fish.contains(QStringLiteral("-n __fish_use_subcommand -a %1 ").arg(command)));
        QVERIFY(zsh.contains(QStringLiteral("'%1:").arg(command)));
    }
}

void tst_Manuals::completionsKnowTheWindow()
{
    const auto help = runWindow(QStringLiteral("--help"));
    if (!help)
        QSKIP("the window is not built");
    const auto options = declared(QString::fromUtf8(help->out));
    const auto bash = fileText("completions/gpu-atlas.bash"), zsh = fileText("completions/_gpu-atlas"),
               fish = fileText("completions/gpu-atlas.fish");
    auto inBash = matches(bash, "^    local options=\"([^\"]*)\"").value(0);
    QCOMPARE(sorted(inBash.remove(QStringLiteral("--")).split(u' ')), options);
    QCOMPARE(sorted(matches(zsh, "^    '\\*?--([\\w-]+)\\[")), options);
    QCOMPARE(sorted(matches(fish, "^complete -c gpu-atlas -l ([\\w-]+)")), options);

    // It names what there is when it is asked for what there is not.
    for (const char* option : {"page", "theme"}) {
        const auto refused = runWindow(QStringLiteral("--%1=nothing").arg(QLatin1StringView(option)));
        const auto names = matches(QString::fromUtf8(refused->err), "there are: ([\\w, ]+)\\.").value(0).remove(u',');
        QVERIFY(!names.isEmpty());
        QVERIFY(bash.contains(QStringLiteral("    --%1) words=\"%2\"").arg(QLatin1StringView(option), names)));
        QVERIFY(zsh.contains(QStringLiteral("(%1)").arg(names)));
        QVERIFY(fish.contains(QStringLiteral("'%1'").arg(names)));
    }
}

void tst_Manuals::bashCompletes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("offered");
    QTest::newRow("commands") << "gpu-atlasctl su"
                              << "summary";
    QTest::newRow("options") << "gpu-atlasctl export namespace --no-f"
                             << "--no-facts";
    QTest::newRow("what") << "gpu-atlasctl export na"
                          << "namespace";
    QTest::newRow("figures") << "gpu-atlasctl query held"
                             << "held-idle-gpu-hours";
    QTest::newRow("formats") << "gpu-atlasctl query p95 --format t"
                             << "text";
    QTest::newRow("ranges") << "gpu-atlasctl export cluster --range last-q"
                            << "last-quarter";
    QTest::newRow("files") << "gpu-atlasctl import /etc/passw"
                           << "/etc/passwd";
    QTest::newRow("pages") << "gpu-atlas --page al"
                           << "alerts";
    QTest::newRow("options of the window") << "gpu-atlas --open x --th"
                                           << "--theme";
    QTest::newRow("files of the window") << "gpu-atlas /etc/passw"
                                         << "/etc/passwd";
}

void tst_Manuals::bashCompletes()
{
    QFETCH(QString, typed);
    QFETCH(QString, offered);
    QProcess bash;
    bash.start(QStringLiteral("/bin/bash"),
        {"-c",
            "COMP_WORDS=($2); source \"$1/${COMP_WORDS[0]}.bash\"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
            "\"_${COMP_WORDS[0]//-/_}\"; printf '%s\\n' \"${COMPREPLY[@]}\"",
            "bash", QStringLiteral(ATLAS_SOURCE_DIR "/packaging/completions"), typed});
    QVERIFY(bash.waitForFinished());
    const auto replies = QString::fromUtf8(bash.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    QVERIFY2(replies.contains(offered), qPrintable(replies.join(u' ')));
}

void tst_Manuals::helpHasExamplesAndExitCodes()
{
    for (const auto& command : commands()) {
        const auto help = helpOf({command});
        QVERIFY2(help.contains(QStringLiteral("\nExamples:\n  gpu-atlasctl %1 ").arg(command)), qPrintable(command));
        QVERIFY(help.contains(QStringLiteral("Exit codes: 0 done")));
    }
}

ATLAS_TEST(tst_Manuals);
#include "tst_Manuals.moc"
