// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Doctor.h"

namespace atlas {

namespace {

void declare(QCommandLineParser& parser)
{
    parser.addOption({QStringLiteral("store"), QStringLiteral("The store to examine."), QStringLiteral("FILE")});
    parser.addOption(
        {QStringLiteral("format"), QStringLiteral("text or json."), QStringLiteral("FORMAT"), QStringLiteral("text")});
}

Result<void> run(const Invocation& call)
{
    const auto format = call.options.value(QStringLiteral("format"));
    if (format != QLatin1StringView("text") && format != QLatin1StringView("json"))
        return failure(ErrorClass::Usage, QStringLiteral("--format must be text or json, not \"%1\".").arg(format));
    const auto store = openForReading(call);
    if (!store)
        return tl::unexpected(store.error());
    const auto report = examine(**store, call.context.clock.now());
    if (!report)
        return tl::unexpected(report.error());
    if (format == QLatin1StringView("json"))
        printOut(doctorJson(*report));
    else
        printLines(QString::fromStdString(doctorText(*report)));
    if (const auto problem = report->problem())
        return tl::unexpected(*problem);
    return {};
}

} // namespace

const Command doctorCommand{"doctor", "doctor [--store FILE] [--format text|json]",
    "examines a store: integrity, gaps, contradictions",
    "Reads a whole store and tells whether the file is sound, which hours are complete, unverified, still to be\n"
    "fetched or missing on the server, which rows and fields could not be used, and in which hours a cluster differs\n"
    "from the sum of its namespaces, of the values of a label, or from its snapshots. What is found is listed at the\n"
    "end, a sentence each. Changes nothing. Exit code 0: all is well; 7: hours are missing, unverified or in\n"
    "contradiction; 8: the file is damaged.",
    &declare, &run, false, "doctor --store cluster.db --format json"};

} // namespace atlas
