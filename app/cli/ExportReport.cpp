// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ExportKinds.h"
#include "app/cli/LongWork.h"
#include "app/cli/ViewOptions.h"
#include "models/alerts/AlertFiles.h"
#include "models/report/ReportWorkbook.h"
#include "models/views/DisplaySettings.h"
#include "models/views/LevelExportRows.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

namespace atlas {

namespace {

/// The program that draws: beside this one, or where programs are.
QString windowProgram()
{
    const auto name = QStringLiteral("gpu-atlas");
    const auto beside = QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(name) : beside;
}

/// Its arguments for the same report.
QStringList drawingArguments(const Invocation& call, const AskedView& view)
{
    // The choice rather than its hours: an unfinished week is compared with as much of the one before.
    QStringList arguments{QStringLiteral("--open"), storePath(call), QStringLiteral("--report"),
        call.options.value(QStringLiteral("output")), QStringLiteral("--link"), linkOf(view.query),
        QStringLiteral("--at"), QString::fromStdString(formatRfc3339(view.at))};
    for (const auto& cluster : view.query.clusters)
        arguments << QStringLiteral("--cluster") << cluster;
    arguments << readingArguments(view.wish.options.front(), view.wish.currency);
    for (const char* name : {"lang", "dimension", "rules"}) {
        const auto value = call.options.value(QString::fromLatin1(name));
        if (!value.isEmpty())
            arguments << QStringLiteral("--") + QString::fromLatin1(name) << value;
    }
    return arguments;
}

/// What the drawing program says of a failure, as failures are told here.
void passOn(const Invocation& call, const QByteArray& words)
{
    static const QRegularExpression failed(QStringLiteral("^gpu-atlas: (.*) \\[(\\w+)\\]$"));
    for (const auto& line : QString::fromUtf8(words).split(u'\n', Qt::SkipEmptyParts)) {
        if (const auto match = failed.match(line); match.hasMatch())
            printError(QStringLiteral("%1: %2: %3").arg(call.context.program, match.captured(2), match.captured(1)));
        else if (!line.startsWith(QLatin1StringView("  "))) // details stand on lines of their own
            printError(line);
    }
}

/// Waits for the drawing program; its words and its exit code are ours.
Result<void> draw(const Invocation& call, const AskedView& view, Progress& progress)
{
    const auto program = windowProgram();
    if (program.isEmpty()) {
        return failure(ErrorClass::Export,
            QStringLiteral("A report as pdf is drawn by gpu-atlas, which is not installed here; install it, or take "
                           "--format xlsx."));
    }
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedOutputChannel);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, drawingArguments(call, view));
    if (!process.waitForStarted()) {
        return failure(
            ErrorClass::Export, QStringLiteral("%1 does not start: %2.").arg(program, process.errorString()));
    }
    constexpr int glance = 100; // ms
    bool asked = false;
    while (!process.waitForFinished(glance) && process.state() != QProcess::NotRunning) {
        if (progress.isCancelled() && !asked) {
            process.terminate();
            asked = true;
        }
    }
    if (asked)
        return failure(ErrorClass::Export, QStringLiteral("Cancelled; no report was written."));
    passOn(call, process.readAllStandardError());
    if (process.exitStatus() != QProcess::NormalExit)
        return failure(ErrorClass::Export, QStringLiteral("%1 ended before the report was written.").arg(program));
    call.code = process.exitCode();
    return {};
}

Result<ReportWish> wishOf(const Invocation& call, const AskedView& view)
{
    auto rules = alertRulesOf(call.options.value(QStringLiteral("rules")), call.context.defaultAlertRules);
    if (!rules)
        return tl::unexpected(rules.error());
    ReportWish wish;
    wish.clusters = view.wish.clusters;
    wish.range = view.wish.range;
    wish.previousRange = view.wish.previousRange;
    wish.previousName = view.previousName;
    wish.zone = QTimeZone(view.wish.zone);
    for (const auto& part : partsOf(view.wish))
        wish.options.push_back(part.options);
    wish.currency = view.wish.currency;
    wish.rules = std::move(*rules);
    if (const auto text = call.options.value(QStringLiteral("dimension")); !text.isEmpty()) {
        const auto level = levelOption(text);
        if (!level)
            return tl::unexpected(level.error());
        wish.dimension = level->dimension;
    }
    const auto source = sourceOf(call, view);
    wish.source = source.source;
    wish.created = source.created;
    wish.version = source.version;
    return wish;
}

Result<void> writeBook(const Invocation& call, SqliteStore& store, const ReportWish& wish, Progress& progress)
{
    const auto report = makeReport(store, wish, progress);
    if (!report)
        return tl::unexpected(report.error());
    return writeOutput(
        call, [&](QIODevice& out) { return writeWorkbook(reportWorkbook(*report), out, &progress); }, progress);
}

} // namespace

void declareReportOptions(QCommandLineParser& parser)
{
    parser.addOption({QStringLiteral("rules"),
        QStringLiteral("Alert rules: those that a report tells of, those that a bundle takes along."),
        QStringLiteral("FILE")});
}

Result<void> exportReport(const Invocation& call)
{
    if (call.options.value(QStringLiteral("output")).isEmpty()) {
        return failure(
            ErrorClass::Usage, QStringLiteral("Where to? --output FILE, or --output - for the standard output."));
    }
    const auto format = formatOption(call, {QStringLiteral("pdf"), QStringLiteral("xlsx")}, QStringLiteral("pdf"));
    if (!format)
        return tl::unexpected(format.error());
    Progress progress;
    const auto store = openFrozen(call, progress);
    if (!store)
        return tl::unexpected(store.error());
    const auto view = viewOption(call, **store, {Level::Cluster, {}});
    if (!view)
        return tl::unexpected(view.error());
    if (*format == QLatin1StringView("xlsx")) {
        const auto wish = wishOf(call, *view);
        if (!wish)
            return tl::unexpected(wish.error());
        return doLongWork(call, QStringLiteral("making the report"), progress,
            [&] { return writeBook(call, **store, *wish, progress); });
    }
    const auto& options = view->wish.options;
    if (std::ranges::any_of(options, [&](const UsageOptions& each) { return each != options.front(); })) {
        return failure(ErrorClass::Usage,
            QStringLiteral("A report as pdf reads all its clusters alike, and these are read in different ways; take "
                           "--format xlsx, one cluster, or say --basis and --price."));
    }
    return doLongWork(
        call, QStringLiteral("drawing the report"), progress, [&] { return draw(call, *view, progress); });
}

} // namespace atlas
