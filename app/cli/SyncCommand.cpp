// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/ConnectionOptions.h"
#include "app/cli/WaitFor.h"
#include "models/api/ApiClient.h"
#include "models/sync/ConnectionSettings.h"
#include "models/sync/SyncEngine.h"

#include <algorithm>

namespace atlas {

namespace {

void declare(QCommandLineParser& parser)
{
    declareConnectionOptions(parser);
    parser.addOption({QStringLiteral("store"), QStringLiteral("The store to write to; made if it is missing."),
        QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("cluster"), QStringLiteral("Only this cluster; may be given several times."),
        QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("from"), QStringLiteral("First hour."), QStringLiteral("TIME")});
    parser.addOption(
        {QStringLiteral("to"), QStringLiteral("End; the hour that starts here is left out."), QStringLiteral("TIME")});
    parser.addOption(
        {QStringLiteral("zone"), QStringLiteral("Zone of dates without a time (UTC)."), QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("force"), QStringLiteral("Also asks again for what may have changed meanwhile.")});
    parser.addOption({QStringLiteral("watch"),
        QStringLiteral("Goes on until SIGTERM, with the server of --url or all saved connections.")});
    parser.addOption({QStringLiteral("history"), QStringLiteral("With --watch: how far back to keep complete (35)."),
        QStringLiteral("DAYS")});
    parser.addOption(
        {QStringLiteral("json"), QStringLiteral("With --watch: prints a JSON object for each change of a state.")});
}

Result<ApiConfig> connection(const Invocation& call)
{
    auto profile = profileOption(call);
    if (!profile)
        return tl::unexpected(profile.error());
    const auto secret = secretOption(call, *profile, false);
    if (!secret)
        return tl::unexpected(secret.error());
    if (!secret->isEmpty() && profile->auth == AuthKind::None)
        profile->auth = AuthKind::Bearer;
    return apiConfigOf(*profile, *secret);
}

void print(const SyncReport& report)
{
    for (const auto& outcome : report.endpoints) {
        QString line = SyncReport::describe(outcome) + QStringLiteral(": ");
        if (outcome.missing)
            line += QStringLiteral("not on this server");
        else if (outcome.failedWindows > 0)
            line += QStringLiteral("%1 of %2 windows failed: %3")
                        .arg(outcome.failedWindows)
                        .arg(outcome.windows)
                        .arg(outcome.error ? outcome.error->message : QString());
        else if (outcome.windows == 0)
            line += QStringLiteral("complete before");
        else
            line += QStringLiteral("%1 received").arg(outcome.rows);
        if (outcome.unverifiedWindows > 0)
            line += QStringLiteral(", %1 of %2 windows unverified").arg(outcome.unverifiedWindows).arg(outcome.windows);
        line += QLatin1StringView("\n");
        printLines(line);
    }
    for (const auto& note : report.notes)
        printLines(QStringLiteral("note: ") + note + u'\n');
    printLines(QStringLiteral("stored: %1 new rows, %2 changed, %3 as before, %4 snapshots\n")
                   .arg(report.stored.inserted)
                   .arg(report.stored.updated)
                   .arg(report.stored.unchanged + report.stored.older)
                   .arg(report.stored.snapshots));
}

/// True if the server answered for the cluster, now or before, and never with a row or snapshot of the range.
Result<bool> hasNothing(const std::string& cluster, TimeRange range, const SyncReport& report, SqliteStore& store)
{
    const auto came = [&](const EndpointOutcome& outcome) {
        return outcome.cluster == cluster && (outcome.rows > 0 || outcome.failedWindows > 0);
    };
    if (std::any_of(report.endpoints.begin(), report.endpoints.end(), came))
        return false;
    const auto coverage = store.coverage(cluster);
    if (!coverage)
        return tl::unexpected(coverage.error());
    return std::none_of(coverage->begin(), coverage->end(), [&](const CoverageEntry& entry) {
        // The names of label keys are covered as well, but are no rows.
        return entry.endpoint != "dimension-keys" && entry.rowsReceived > 0 && entry.range.from < range.to
            && range.from < entry.range.to;
    });
}

/// A name that the server does not know looks like a cluster without rows where the server lists no clusters: said of
/// each such cluster, and a failure where all are such.
Result<void> sayWhatHasNothing(TimeRange range, const SyncReport& report, SqliteStore& store)
{
    QStringList names;
    for (const auto& cluster : report.clusters) {
        const auto nothing = hasNothing(cluster, range, report, store);
        if (!nothing)
            return tl::unexpected(nothing.error());
        if (*nothing)
            names << QStringLiteral("\"%1\"").arg(QString::fromStdString(cluster));
    }
    if (names.isEmpty())
        return {};
    const auto sentence =
        QStringLiteral("The server has no rows for cluster %1 in this range").arg(names.join(QLatin1StringView(", ")));
    if (names.size() == qsizetype(report.clusters.size())) {
        return failure(ErrorClass::Partial,
            sentence + QStringLiteral("; nothing was stored. Check the name of the cluster and the range."));
    }
    printLines(QStringLiteral("note: ") + sentence + QStringLiteral(".\n"));
    return {};
}

Result<void> run(const Invocation& call)
{
    if (call.options.isSet(QStringLiteral("watch")))
        return watch(call);
    const auto zone = zoneOption(call);
    if (!zone)
        return tl::unexpected(zone.error());
    const auto range = rangeOption(call, *zone);
    if (!range)
        return tl::unexpected(range.error());
    auto config = connection(call);
    if (!config)
        return tl::unexpected(config.error());
    SyncRequest request;
    request.range = *range;
    request.force = call.options.isSet(QStringLiteral("force"));
    for (const auto& cluster : call.options.values(QStringLiteral("cluster")))
        request.clusters.push_back(cluster.toStdString());

    // The server first: a wrong address should not leave an empty store behind.
    const auto found = [&] {
        ApiClient prober(*config);
        return waitFor(prober.probeBasePath(config->baseUrl));
    }();
    if (!found)
        return tl::unexpected(found.error());
    config->baseUrl = found->baseUrl;
    auto store = openForWriting(call);
    if (!store)
        return tl::unexpected(store.error());
    ApiClient client(*config);
    SyncEngine engine(client, **store, call.context.clock);
    const auto report = waitFor(engine.sync(request));
    if (!report)
        return tl::unexpected(report.error());
    print(*report);
    if (const auto problem = report->problem())
        return tl::unexpected(*problem);
    return sayWhatHasNothing(request.range, *report, **store);
}

} // namespace

const Command syncCommand{"sync",
    "sync --url URL [--store FILE] [--cluster NAME] --from TIME --to TIME [--token-file FILE | --token-stdin]\n"
    "       gpu-atlasctl sync --watch [--url URL | --config FILE] [--store FILE] [--history DAYS] [--json]",
    "fetches from a server into a store",
    "Asks a server for the hours and snapshots of a range, as far as the store does not have them, and stores them.\n"
    "What a failing server sent is kept, and the next sync asks for the rest. Times are RFC3339, or dates.\n"
    "With --watch it keeps the store up to date until SIGTERM: hourly rows once an hour, snapshots every five "
    "minutes,\n"
    "the history in the background. A line is printed for each change of a cluster's state: fresh, stale, partial,\n"
    "login-needed, blocked, read-only. Tokens come from a file, the standard input, the keyring, or as a credential "
    "of\n"
    "the service manager.",
    &declare, &run, false,
    "sync --url https://gpu.example.org --token-file token --from 2025-11-01 --to 2025-12-01\nsync --watch --store "
    "cluster.db"};

} // namespace atlas
