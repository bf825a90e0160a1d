// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/LongWork.h"
#include "app/cli/RowsJson.h"
#include "app/cli/TextTable.h"
#include "app/cli/ViewOptions.h"
#include "models/analysis/LevelId.h"
#include "models/analysis/RollUp.h"
#include "models/analysis/Usage.h"
#include "models/export/Csv.h"
#include "models/views/Explore.h"
#include "models/views/LevelExportRows.h"
#include "models/views/Workloads.h"

#include <algorithm>
#include <set>

namespace atlas {

namespace {

void declare(QCommandLineParser& parser)
{
    const auto add = [&parser](const char* name, const char* help, const char* value, const char* fallback = "") {
        parser.addOption({QString::fromLatin1(name), QString::fromUtf8(help), QString::fromLatin1(value),
            QString::fromLatin1(fallback)});
    };
    declareViewOptions(parser);
    add("level", "About whom: cluster, namespace, workload, label:KEY or annotation:KEY.", "LEVEL", "namespace");
    add("bucket", "auto, hour, day, week, month or quarter.", "BUCKET", "auto");
    add("top", "So many of the ranking, and the rest as one where the figure adds up.", "N", "10");
    add("subject", "This one too; several times for several.", "NAME");
    add("format", "text, csv or json; without it text.", "FORMAT");
}

Result<Metric> metricOperand(const Invocation& call, Level level, bool priced)
{
    const auto metrics = exploreMetrics(level, priced);
    QString id = call.operands.front();
    id.replace(QLatin1StringView("ization"), QLatin1StringView("isation")); // as columns spell it
    const auto metric = metricFromId(id.replace(u'_', u'-'));
    if (metric && std::find(metrics.begin(), metrics.end(), *metric) != metrics.end())
        return *metric;
    QStringList ids;
    for (const auto known : metrics)
        ids << metricId(known);
    return failure(ErrorClass::Usage,
        QStringLiteral("There is no figure \"%1\" of this level. There are: %2.")
            .arg(call.operands.front(), ids.join(QLatin1StringView(", "))));
}

/// The hours of which anything is known: of workloads often but the last weeks of a range.
Result<TimeRange> knownRange(StoreReader& store, const LevelExport& wish)
{
    if (wish.level != Level::Workload)
        return wish.range;
    const auto inventory = awaitAnswer(store.inventory());
    if (!inventory)
        return tl::unexpected(inventory.error());
    return rangeWithWorkloads(*inventory, wish.clusters, wish.range);
}

Result<std::vector<GridPtr>> gridsOf(StoreReader& store, const LevelExport& wish, Level level, TimeRange range)
{
    return awaitAnswers(askGrids(store, wish.clusters, level, wish.dimension, range));
}

/// As the page Explore reads them: clusters side by side, subjects of several together. `own`: the clusters' hours
/// of the range `known`.
Result<std::shared_ptr<const ExploreHours>> hoursOf(
    StoreReader& store, const LevelExport& wish, TimeRange known, const std::vector<GridPtr>& own)
{
    const bool clusters = wish.level == Level::Cluster;
    const auto others = gridsOf(store, wish, clusters ? Level::Namespace : wish.level, known);
    if (!others)
        return tl::unexpected(others.error());
    auto hours = std::make_shared<ExploreHours>();
    hours->range = wish.range;
    hours->clusterName = wish.clusters.size() == 1 ? wish.clusters.front() : std::string();
    const auto parts = partsOf(wish);
    if (clusters) {
        hours->clusters = parts;
        for (std::size_t i = 0; i < parts.size(); ++i)
            hours->clusters[i].grid = std::make_shared<const HourGrid>(withActiveWorkloads(*own[i], *(*others)[i]));
    } else {
        hours->cluster = combinedGrid(Level::Cluster, own, wish);
        hours->subjects = combinedGrid(wish.level, *others, wish);
        hours->options = combinedOptions(parts);
    }
    prepare(*hours);
    return hours;
}

/// The hours of each cluster that have data, where they are not all of the range: a total is of those alone. Formats
/// that say so by themselves have it among their facts.
void noteCoverage(const Invocation& call, const LevelExport& wish, const std::vector<GridPtr>& clusters)
{
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        const auto& grid = *clusters[i];
        const int present = HourPresence(grid).count(grid.firstHour(), grid.firstHour() + grid.hours());
        if (present > 0 && present < wish.range.hours()) {
            printError(QStringLiteral("%1: %2 has data of %3 of %4 hours; totals are of these.")
                           .arg(call.context.program, printable(QString::fromStdString(wish.clusters[i])))
                           .arg(present)
                           .arg(wish.range.hours()));
        }
    }
}

/// Columns are named by their subjects: each name once, and without what no reader expects in one.
void nameColumns(Table& table)
{
    std::set<QString> taken;
    for (auto& column : table.columns) {
        column.id.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
        const QString name = column.id;
        for (int number = 2; !taken.insert(column.id).second; ++number)
            column.id = name + QStringLiteral(" (") + QString::number(number) + u')';
    }
}

struct Question
{
    AskedView view;
    ExploreChoice choice;
    Bucket bucket = Bucket::Auto;
    QString format;
};

Result<Question> questionOf(const Invocation& call, SqliteStore& store)
{
    const auto level = levelOption(call.options.value(QStringLiteral("level")));
    if (!level)
        return tl::unexpected(level.error());
    Question question;
    const auto format = formatOption(
        call, {QStringLiteral("text"), QStringLiteral("csv"), QStringLiteral("json")}, QStringLiteral("text"));
    if (!format)
        return tl::unexpected(format.error());
    question.format = *format;
    const auto bucket = bucketOption(call);
    if (!bucket)
        return tl::unexpected(bucket.error());
    question.bucket = bucket->value_or(Bucket::Auto);
    constexpr int most = 1000;
    const auto top = numberOption(call, QStringLiteral("top"), 10, 0, most);
    if (!top)
        return tl::unexpected(top.error());
    auto view = viewOption(call, store, *level);
    if (!view)
        return tl::unexpected(view.error());
    const auto metric = metricOperand(call, level->level, !view->wish.currency.isEmpty());
    if (!metric)
        return tl::unexpected(metric.error());
    question.view = std::move(*view);
    question.choice.level = level->level;
    question.choice.dimension = level->dimension;
    question.choice.metric = *metric;
    question.choice.top = *top;
    auto& link = question.view.query;
    link.page = QStringLiteral("explore");
    link.bucket = question.bucket;
    for (const auto& [name, value] : {std::pair("level", levelId(level->level, level->dimension)),
             std::pair("metric", metricId(*metric)), std::pair("top", QString::number(*top))})
        link.view.insert(QStringLiteral("explore.") + QString::fromLatin1(name), value);
    return question;
}

Result<void> answer(const Invocation& call, SqliteStore& store, const Question& question, Progress& progress)
{
    const auto& wish = question.view.wish;
    const auto known = knownRange(store, wish);
    if (!known)
        return tl::unexpected(known.error());
    const auto own = gridsOf(store, wish, Level::Cluster, *known);
    if (!own)
        return tl::unexpected(own.error());
    const auto hours = hoursOf(store, wish, *known, *own);
    if (!hours)
        return tl::unexpected(hours.error());
    ExploreInput input;
    input.hours = *hours;
    input.choice = question.choice;
    for (const auto& name : call.options.values(QStringLiteral("subject"))) {
        input.selected.push_back(name.toStdString());
        const auto& subject = input.selected.back();
        const bool known = wish.level == Level::Cluster
            ? std::ranges::find(wish.clusters, subject) != wish.clusters.end()
            : (*hours)->subjects->indexOf(subject) >= 0;
        if (!known)
            return wrong(QStringLiteral("There is no \"%1\" of this level in the range.").arg(name));
    }
    input.buckets = cutBuckets(wish.range, resolveBucket(question.bucket, wish.range), QTimeZone(wish.zone));
    input.zone = wish.zone;
    input.subjectTitle = levelTitle(wish.level, wish.dimension);
    auto data = exploreOf(input);
    if (data.subjects.rows.empty()) {
        return failure(
            ErrorClass::Usage, QStringLiteral("There are no rows of this level in the range; nothing was written."));
    }
    TableFacts facts;
    if (question.format == QLatin1StringView("json")) {
        auto found = exportFacts(store, sourceOf(call, question.view), scopeOf(wish));
        if (!found)
            return tl::unexpected(found.error());
        facts = std::move(*found);
    } else {
        noteCoverage(call, wish, *own);
    }
    nameColumns(data.chartTable);
    TableRows rows(data.chartTable);
    return writeOutput(
        call,
        [&](QIODevice& out) {
            if (question.format == QLatin1StringView("json"))
                return writeRowsJson(rows, facts, out, progress);
            return question.format == QLatin1StringView("csv") ? writeCsv(rows, {}, out, &progress)
                                                               : writeTextTable(rows, out);
        },
        progress);
}

Result<void> run(const Invocation& call)
{
    if (auto taken = takeLanguage(call); !taken)
        return taken;
    if (auto checked = checkOutput(call); !checked)
        return checked;
    if (call.operands.size() > 1)
        return failure(ErrorClass::Usage, QStringLiteral("Ask for one figure at a time."));
    Progress progress;
    const auto store = openFrozen(call, progress);
    if (!store)
        return tl::unexpected(store.error());
    const auto question = questionOf(call, **store);
    if (!question)
        return tl::unexpected(question.error());
    return doLongWork(
        call, QStringLiteral("computing"), progress, [&] { return answer(call, **store, *question, progress); });
}

} // namespace

const Command queryCommand{"query", "query FIGURE [--level LEVEL] [--bucket BUCKET] [--top N] [options]",
    "prints one figure over time",
    "Prints a figure bucket by bucket, as the window's page Explore shows it: a row a bucket, a column a subject. A\n"
    "figure that there is not is answered by the list of all.",
    &declare, &run, true,
    "query utilisation --range last-7d\n"
    "query gpu-hours --level label:team --bucket week --range last-90d --top 5\n"
    "query allocation-rate --level cluster --cluster all --bucket month --from 2025-01-01 --to 2026-01-01 --format csv",
    "A figure, such as utilisation or gpu-hours,"};

} // namespace atlas
