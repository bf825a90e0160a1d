// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/ReadingOptions.h"
#include "models/alerts/AlertFiles.h"
#include "models/alerts/AlertScan.h"
#include "models/analysis/Format.h"
#include "models/analysis/LevelId.h"
#include "models/views/StoreAnswer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace atlas {

namespace {

constexpr int somethingFires = 11; // exit code

void declare(QCommandLineParser& parser)
{
    parser.addOption({QStringLiteral("store"), QStringLiteral("The store to read."), QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("rules"),
        QStringLiteral("The rules; the window's without the option, and the program's own where it has none."),
        QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("cluster"), QStringLiteral("Only this cluster."), QStringLiteral("NAME")});
    parser.addOption(
        {QStringLiteral("at"), QStringLiteral("What fired at this time; or end: where each cluster's data end."),
            QStringLiteral("TIME"), QStringLiteral("now")});
    parser.addOption(
        {QStringLiteral("format"), QStringLiteral("text or json."), QStringLiteral("FORMAT"), QStringLiteral("text")});
    parser.addOption({QStringLiteral("zero-hours-unknown"),
        QStringLiteral("Hours in which all is 0 though GPUs were allocated say nothing of the utilisation.")});
    parser.addOption({QStringLiteral("config"),
        QStringLiteral("Saved connections, which say how their clusters are read."), QStringLiteral("FILE")});
}

Result<std::vector<AlertRule>> rulesOption(const Invocation& call)
{
    auto used = alertRulesOf(call.options.value(QStringLiteral("rules")), call.context.defaultAlertRules);
    if (!used)
        return used;
    for (const auto& rule : *used) {
        if (const auto faults = faultsOf(rule); rule.enabled && !faults.isEmpty())
            return failure(ErrorClass::Usage,
                QStringLiteral("The rule \"%1\": %2").arg(ruleName(rule), faults.join(QLatin1Char(' '))));
    }
    return used;
}

/// When it is asked about: a time, or nothing for the end of the data.
Result<std::optional<Instant>> timeOption(const Invocation& call)
{
    const auto text = call.options.value(QStringLiteral("at"));
    if (text == QLatin1StringView("end"))
        return std::optional<Instant>();
    if (text == QLatin1StringView("now"))
        return std::optional(call.context.clock.now());
    const auto time = parseTimeArgument(text, QTimeZone::utc());
    if (!time)
        return tl::unexpected(time.error());
    return std::optional(*time);
}

/// What was found, and what could not be looked at.
struct Findings
{
    std::vector<FiringAlert> alerts;
    std::vector<ClusterInfo> clusters;
    QStringList problems;
};

void scanCluster(StoreReader& store, AlertScan scan, Findings& findings)
{
    const auto ledger = awaitAnswer(store.ledger(scan.cluster));
    if (!ledger)
        findings.problems << ledger.error().message;
    else if (const auto last = lastAnswer(*ledger); last && *last < hourStart(scan.end))
        scan.unansweredSince = last;
    std::vector<QFuture<Result<GridPtr>>> answers;
    for (const auto& query : queriesOf(scan))
        answers.push_back(store.grid(query));
    std::vector<GridPtr> grids;
    for (const auto& answer : answers) {
        const auto grid = awaitAnswer(answer);
        if (!grid)
            findings.problems << grid.error().message;
        grids.push_back(grid.value_or(nullptr));
    }
    const auto found = firingOf(scan, grids);
    findings.alerts.insert(findings.alerts.end(), found.begin(), found.end());
}

Result<Findings> findingsOf(const Invocation& call, SqliteStore& store, const std::vector<AlertRule>& rules,
    const QString& cluster, const std::optional<Instant>& at)
{
    const auto inventory = awaitAnswer(store.inventory());
    if (!inventory)
        return tl::unexpected(inventory.error());
    Findings findings;
    std::vector<std::string> names;
    for (const auto& info : inventory->clusters) {
        if (!info.hours || (!cluster.isEmpty() && cluster.toStdString() != info.name))
            continue;
        findings.clusters.push_back(info);
        names.push_back(info.name);
    }
    const auto reading = savedReading(call, store, names);
    if (!reading)
        return tl::unexpected(reading.error());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& info = findings.clusters[i];
        AlertScan scan;
        scan.rules = rules;
        scan.cluster = info.name;
        scan.options = reading->options[i];
        if (call.options.isSet(QStringLiteral("zero-hours-unknown")))
            scan.options.zeroHoursAreUnknown = true;
        scan.dataEnd = info.hours->endHour();
        scan.end = at ? hourIndex(*at) : info.hours->endHour();
        if (at)
            scan.askedTo = hourIndex(*at - rowsMayTake);
        scanCluster(store, scan, findings);
    }
    if (findings.clusters.empty()) {
        return failure(ErrorClass::Usage,
            cluster.isEmpty() ? QStringLiteral("The store holds no hours; import or sync something first.")
                              : QStringLiteral("The store has no hours of a cluster \"%1\".").arg(cluster));
    }
    return findings;
}

QString timeText(Instant time)
{
    return QString::fromStdString(formatRfc3339(time));
}

/// "utilisation 3.2 %".
QString valueText(const FiringAlert& alert)
{
    const auto name = alert.metric == Metric::Utilization ? QStringLiteral("utilisation")
        : alert.metric == Metric::AllocationRate          ? QStringLiteral("allocation rate")
                                                          : QStringLiteral("allocated");
    return name + QLatin1Char(' ') + formatWithUnit(alert.value, alertUnit(alert.metric), QLocale::c());
}

QString lineOf(const FiringAlert& alert)
{
    auto who = printable(QString::fromStdString(alert.scope.cluster));
    if (alert.scope.level != Level::Cluster)
        who += QStringLiteral(" · %1 %2")
                   .arg(levelId(alert.scope.level, alert.scope.dimension),
                       printable(QString::fromStdString(alert.subject)));
    const auto lasts = hourStart(alert.lastHour + 1) - alert.since;
    if (alert.unansweredSince)
        return QStringLiteral("%1: %2: nothing was answered since %3 (%4)\n")
            .arg(printable(alert.ruleName), who, timeText(*alert.unansweredSince),
                formatDuration(hourStart(alert.lastHour + 1) - *alert.unansweredSince));
    return QStringLiteral("%1: %2: %3, %4 held, since %5 (%6, %7)\n")
        .arg(printable(alert.ruleName), who, valueText(alert), formatWithUnit(alert.gpus, Unit::Gpus, QLocale::c()),
            timeText(alert.since), formatDuration(lasts), formatWithUnit(alert.gpuHours, Unit::GpuHours, QLocale::c()));
}

void printText(const Findings& findings)
{
    QString text;
    for (const auto& alert : findings.alerts)
        text += lineOf(alert);
    const auto count = findings.alerts.size();
    text += count == 0 ? QStringLiteral("Nothing fires.\n")
        : count == 1   ? QStringLiteral("1 alert fires.\n")
                       : QStringLiteral("%1 alerts fire.\n").arg(count);
    printOut(text.toStdString());
}

QJsonValue numberOrNull(double value)
{
    return isKnown(value) ? QJsonValue(value) : QJsonValue();
}

void printJson(const Findings& findings, const std::optional<Instant>& at)
{
    QJsonArray alerts, clusters;
    for (const auto& alert : findings.alerts) {
        alerts.append(QJsonObject{{QStringLiteral("rule"), alert.ruleId}, {QStringLiteral("name"), alert.ruleName},
            {QStringLiteral("cluster"), QString::fromStdString(alert.scope.cluster)},
            {QStringLiteral("level"), levelId(alert.scope.level, alert.scope.dimension)},
            {QStringLiteral("subject"), QString::fromStdString(alert.subject)},
            {QStringLiteral("since"), timeText(alert.since)},
            {QStringLiteral("last_hour"), timeText(hourStart(alert.lastHour))},
            {QStringLiteral("metric"), alertMetricText(alert.metric)},
            {QStringLiteral("value"), numberOrNull(alert.value)}, {QStringLiteral("gpus"), numberOrNull(alert.gpus)},
            {QStringLiteral("gpu_hours"), alert.gpuHours},
            {QStringLiteral("unanswered_since"),
                alert.unansweredSince ? QJsonValue(timeText(*alert.unansweredSince)) : QJsonValue()}});
    }
    for (const auto& info : findings.clusters) {
        clusters.append(QJsonObject{{QStringLiteral("name"), QString::fromStdString(info.name)},
            {QStringLiteral("data_end"), timeText(info.hours->to)}});
    }
    const QJsonObject all{{QStringLiteral("at"), at ? QJsonValue(timeText(*at)) : QJsonValue()},
        {QStringLiteral("clusters"), clusters}, {QStringLiteral("alerts"), alerts},
        {QStringLiteral("problems"), QJsonArray::fromStringList(findings.problems)}};
    printOut(QJsonDocument(all).toJson().toStdString());
}

/// Data that ended days ago make nothing fire, and somebody may wonder.
void noteOldData(const Findings& findings, Instant at)
{
    for (const auto& info : findings.clusters) {
        if (const auto age = at - info.hours->to; age > std::chrono::hours(24)) {
            printError(
                QStringLiteral("The data of %1 end %2 earlier, at %3; --at end asks about that time.")
                    .arg(printable(QString::fromStdString(info.name)), formatDuration(age), timeText(info.hours->to)));
        }
    }
}

Result<void> run(const Invocation& call)
{
    const auto format = call.options.value(QStringLiteral("format"));
    if (format != QLatin1StringView("text") && format != QLatin1StringView("json"))
        return failure(ErrorClass::Usage, QStringLiteral("--format must be text or json, not \"%1\".").arg(format));
    const auto at = timeOption(call);
    if (!at)
        return tl::unexpected(at.error());
    const auto rules = rulesOption(call);
    if (!rules)
        return tl::unexpected(rules.error());
    const auto store = openForReading(call);
    if (!store)
        return tl::unexpected(store.error());
    const auto findings = findingsOf(call, **store, *rules, call.options.value(QStringLiteral("cluster")), *at);
    if (!findings)
        return tl::unexpected(findings.error());
    if (*at)
        noteOldData(*findings, **at);
    if (format == QLatin1StringView("json"))
        printJson(*findings, *at);
    else
        printText(*findings);
    const auto unread = findings->problems.join(QLatin1Char(' '));
    if (findings->alerts.empty() && !unread.isEmpty())
        return failure(ErrorClass::Partial, QStringLiteral("Not all rules could be evaluated: %1").arg(unread));
    if (!unread.isEmpty())
        printError(QStringLiteral("Not all rules could be evaluated: %1").arg(unread));
    call.code = findings->alerts.empty() ? 0 : somethingFires;
    return {};
}

} // namespace

const Command alertsCommand{"alerts",
    "alerts [--store FILE] [--rules FILE] [--cluster NAME] [--at TIME|end] [--format text|json]",
    "says which alert rules fire",
    "Evaluates alert rules on a store, as the window does, and prints who they fire for. For cron: the exit code is 0\n"
    "where nothing fires, 11 where something does, 7 where nothing fires and not all rules could be evaluated. What "
    "was\n"
    "acknowledged or muted in the window is listed all the same. Times are RFC3339, or dates: midnight in UTC.",
    &declare, &run, false, "alerts --store cluster.db\nalerts --at end --format json"};

} // namespace atlas
