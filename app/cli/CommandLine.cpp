// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CommandLine.h"

#include "app/cli/Commands.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <exception>

namespace atlas {

namespace {

const std::array<const Command*, 10> commands{&serveCommand, &importCommand, &openCommand, &syncCommand, &doctorCommand,
    &summaryEntry, &queryCommand, &exportCommand, &alertsCommand, &sampleEntry};

constexpr const char* exitCodes =
    "Exit codes: 0 done, 1 defect of the program, 2 wrong usage, 3 server not reachable,\n"
    "4 not authorised, 5 connection not trustworthy, 6 server refused or sent no valid data,\n"
    "7 done in part, 8 store, 9 file rejected, 10 writing an export failed,\n"
    "11 alerts fire, 129, 130 and 143 cancelled by SIGHUP, SIGINT (Ctrl-C) and SIGTERM.\n";

QString generalHelp(const CommandContext& context)
{
    auto text = QStringLiteral("Usage: %1 COMMAND [options]\n"
                               "Who holds the GPUs of a cluster, and how well are they used.\n\nCommands:\n")
                    .arg(context.program);
    for (const auto* command : commands) {
        constexpr int nameWidth = 10;
        text +=
            QStringLiteral("  %1%2\n")
                .arg(QString::fromLatin1(command->name).leftJustified(nameWidth), QString::fromUtf8(command->summary));
    }
    text += QStringLiteral("\n%1 COMMAND --help explains a command; %1 --version prints the version.\n\n")
                .arg(context.program);
    text += QString::fromLatin1(exitCodes);
    return text;
}

QString commandHelp(const Command& command, const QCommandLineParser& parser, const CommandContext& context)
{
    // The parser's own first line names the program by its path and knows nothing of commands.
    const auto options = parser.helpText();
    QString examples;
    for (const auto& line : QString::fromUtf8(command.examples).split(u'\n', Qt::SkipEmptyParts))
        examples += QStringLiteral("  %1 %2\n").arg(context.program, line);
    if (!examples.isEmpty())
        examples.prepend(QStringLiteral("\nExamples:\n"));
    return QStringLiteral("Usage: %1 %2\n%3\n\n%4%5\n%6")
        .arg(context.program, QString::fromUtf8(command.usage), QString::fromUtf8(command.help),
            options.mid(options.indexOf(QLatin1StringView("Options:"))), examples, QString::fromLatin1(exitCodes));
}

int report(const Error& error, const CommandContext& context)
{
    QStringList origin;
    if (error.code != 0)
        origin << QStringLiteral("code %1").arg(error.code);
    if (!error.traceId.isEmpty())
        origin << QStringLiteral("trace %1").arg(error.traceId);
    const auto behind =
        origin.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(origin.join(QLatin1StringView(", ")));
    printError(
        QStringLiteral("%1: %2: %3%4").arg(context.program, QString(errorClassName(error.cls)), error.message, behind));
    return exitCode(error.cls);
}

/// Exit code of a command that did what it had to, unless its words did not arrive.
int checkPrinted(int code, const CommandContext& context)
{
    constexpr int cancelled = 128; // from here on
    if (std::ferror(stdout) == 0 || code > cancelled)
        return code;
    return report({ErrorClass::Export, QStringLiteral("What was printed is not whole."), {}, 0, {}}, context);
}

/// A secret among the arguments is seen by everybody who lists the processes.
bool containsSecret(const QStringList& arguments)
{
    constexpr std::array names{"--token", "--cookie", "--header", "--password", "--secret"};
    return std::any_of(arguments.begin(), arguments.end(), [&](const QString& argument) {
        return std::any_of(names.begin(), names.end(), [&](const char* name) {
            const QLatin1StringView option(name);
            return argument.startsWith(option) && (argument.size() == option.size() || argument[option.size()] == u'=');
        });
    });
}

int runCommand(const Command& command, const QStringList& arguments, const CommandContext& context)
{
    QCommandLineParser parser;
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Shows this help."));
    parser.addOption(help);
    command.declare(parser);
    const bool parsed = parser.parse(QStringList{context.program} + arguments);
    if (parser.isSet(help)) {
        printOut(commandHelp(command, parser, context).toStdString());
        return checkPrinted(0, context);
    }
    const auto seeHelp =
        QStringLiteral("%1 %2 --help explains the options.").arg(context.program, QString::fromLatin1(command.name));
    if (!parsed)
        return report({ErrorClass::Usage, parser.errorText() + QStringLiteral(" ") + seeHelp, {}, 0, {}}, context);
    const auto operands = parser.positionalArguments();
    if (operands.isEmpty() == command.takesOperands) {
        const auto sentence = command.takesOperands
            ? QStringLiteral("%1 is missing. %2").arg(QString::fromLatin1(command.operand), seeHelp)
            : QStringLiteral("\"%1\" is one argument too many. %2").arg(operands.front(), seeHelp);
        return report({ErrorClass::Usage, sentence, {}, 0, {}}, context);
    }
    int code = 0;
    const auto result = command.run({parser, operands, context, code});
    if (result)
        return checkPrinted(code, context);
    const int failed = report(result.error(), context);
    return code != 0 ? code : failed;
}

} // namespace

int runCommandLine(const QStringList& arguments, const CommandContext& context)
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that goes away is told by its exit code, as a full disk is
    if (containsSecret(arguments)) {
        return report(
            {ErrorClass::Usage,
                QStringLiteral("A token is not taken from the command line, where others can read it; nothing was "
                               "sent. Write it to the standard input and give --token-stdin, or put it into a file "
                               "that only you can read (mode 0600) and give --token-file FILE, or save the connection "
                               "with the window and give --token-keyring CONNECTION. A service gets it as the "
                               "credential \"token\" (LoadCredential=token:FILE)."),
                {}, 0, {}},
            context);
    }
    if (arguments.isEmpty()) {
        printError(generalHelp(context));
        return exitCode(ErrorClass::Usage);
    }
    const auto& first = arguments.front();
    if (first == QLatin1StringView("--help") || first == QLatin1StringView("-h")
        || first == QLatin1StringView("help")) {
        printOut(generalHelp(context).toStdString());
        return checkPrinted(0, context);
    }
    if (first == QLatin1StringView("--version") || first == QLatin1StringView("-v")) {
        printOut(QStringLiteral("%1 %2\n").arg(context.program, context.version).toStdString());
        return checkPrinted(0, context);
    }
    const auto command = std::find_if(
        commands.begin(), commands.end(), [&](const Command* c) { return first == QLatin1StringView(c->name); });
    if (command == commands.end()) {
        return report(
            {ErrorClass::Usage,
                QStringLiteral("There is no command \"%1\"; %2 --help lists them.").arg(first, context.program), {}, 0,
                {}},
            context);
    }
    try {
        return runCommand(**command, arguments.mid(1), context);
    } catch (const std::exception& exception) {
        return report({ErrorClass::Internal,
                          QStringLiteral("This should not happen: %1. Nothing more was done; please report it.")
                              .arg(QString::fromLocal8Bit(exception.what())),
                          {}, 0, {}},
            context);
    }
}

} // namespace atlas
