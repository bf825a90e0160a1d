// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/ExportKinds.h"
#include "app/cli/LongWork.h"
#include "app/cli/RowsJson.h"
#include "app/cli/ViewOptions.h"
#include "models/analysis/LevelId.h"
#include "models/export/Csv.h"
#include "models/report/ReportWorkbook.h"
#include "models/views/Explore.h"

#include <QCoreApplication>

#include <unistd.h>

#include <algorithm>

namespace atlas {

namespace {

void declare(QCommandLineParser& parser)
{
    const auto add = [&parser](const char* name, const char* help, const char* value, const char* fallback = "") {
        parser.addOption({QString::fromLatin1(name), QString::fromUtf8(help), QString::fromLatin1(value),
            QString::fromLatin1(fallback)});
    };
    const auto flag = [&parser](const char* name, const char* help) {
        parser.addOption({QString::fromLatin1(name), QString::fromUtf8(help)});
    };
    declareViewOptions(parser);
    add("format", "csv, xlsx or json; of a report pdf or xlsx; without it what the file's name ends in.", "FORMAT");
    add("bucket", "A row a subject and hour (as stored), day, week, month or quarter; without it one a subject.",
        "BUCKET");
    add("dimension", "Of dimension, and the teams of a report: label:team, annotation:owner.", "TYPE:KEY");
    add("subject", "Only this one, as the table names it; several times for several.", "NAME");
    add("columns", "Only these, in this order: ids with commas between.", "IDS");
    add("where", "Only rows that this holds for: \"utilization:<20 name:~^ml\".", "FILTER");
    add("sort", "By a column's id; -ID for the largest first.", "ID");
    add("rank-by", "The figure that the page's table ranks by.", "FIGURE", "gpu-hours");
    add("profile", "Of csv: machine, or excel (a byte order mark, and separators as the language writes them).",
        "PROFILE", "machine");
    flag("facts",
        "Of csv: says before the rows what they are: source, range, zone, coverage. Workbooks and JSON say it anyway.");
    flag("no-facts", "Says nothing of that.");
    flag("raw-text", "Leaves text that a spreadsheet would run as a formula as it is, in csv.");
    declareReportOptions(parser);
    declareBundleOptions(parser);
}

/// The page's words for a table, which name its sheet.
QString sheetName(const LevelExport& wish)
{
    if (wish.bucket)
        return {};
    switch (wish.level) {
    case Level::Namespace:
        return QCoreApplication::translate("atlas::NamespacesPage", "All namespaces");
    case Level::Dimension:
        return QCoreApplication::translate("atlas::TeamsPage", "All values");
    case Level::Workload:
        return QCoreApplication::translate("atlas::WorkloadsPage", "Workloads");
    case Level::Cluster:
        break;
    }
    return {};
}

struct TableForm
{
    QString format;
    CsvOptions csv;
    bool facts = false;
};

Result<TableForm> formOption(const Invocation& call)
{
    const auto wrong = [](const QString& sentence) { return failure(ErrorClass::Usage, sentence); };
    const auto isSet = [&call](const char* name) { return call.options.isSet(QString::fromLatin1(name)); };
    const auto format = formatOption(
        call, {QStringLiteral("csv"), QStringLiteral("xlsx"), QStringLiteral("json")}, QStringLiteral("csv"));
    if (!format)
        return tl::unexpected(format.error());
    const auto profile = call.options.value(QStringLiteral("profile"));
    if (profile != QLatin1StringView("machine") && profile != QLatin1StringView("excel"))
        return wrong(QStringLiteral("--profile must be machine or excel, not \"%1\".").arg(profile));
    for (const char* ofCsv : {"profile", "raw-text"}) {
        if (isSet(ofCsv) && *format != QLatin1StringView("csv"))
            return wrong(QStringLiteral("--%1 goes with csv, not with %2.").arg(QString::fromLatin1(ofCsv), *format));
    }
    if (isSet("columns") && call.options.value(QStringLiteral("columns")).isEmpty())
        return wrong(QStringLiteral("--columns names no column; leave it out for all."));
    if (isSet("facts") && isSet("no-facts"))
        return wrong(QStringLiteral("Give either --facts or --no-facts."));
    const auto output = call.options.value(QStringLiteral("output"));
    if (output.isEmpty())
        return wrong(QStringLiteral("Where to? --output FILE, or --output - for the standard output."));
    if (output == QLatin1StringView("-") && format == QLatin1StringView("xlsx") && ::isatty(STDOUT_FILENO) == 1)
        return wrong(QStringLiteral("A workbook is nothing for a terminal; give --output FILE."));
    TableForm form;
    form.format = *format;
    if (profile == QLatin1StringView("excel")) {
        form.csv.profile = CsvProfile::Excel;
        form.csv.locale = QLocale();
    }
    form.csv.neutralise = !isSet("raw-text");
    form.facts = isSet("facts") || (*format != QLatin1StringView("csv") && !isSet("no-facts"));
    return form;
}

Result<AskedView> askedOption(const Invocation& call, SqliteStore& store, const LevelKey& level)
{
    auto view = viewOption(call, store, level);
    if (!view)
        return view;
    auto& wish = view->wish;
    const auto bucket = bucketOption(call);
    if (!bucket)
        return tl::unexpected(bucket.error());
    wish.bucket = *bucket;
    view->query.bucket = bucket->value_or(Bucket::Auto);
    const auto metric = metricFromId(call.options.value(QStringLiteral("rank-by")));
    const auto metrics = exploreMetrics(level.level, !wish.currency.isEmpty()); // without a price nothing has a cost
    if (!metric || std::ranges::find(metrics, *metric) == metrics.end()) {
        QStringList ids;
        for (const auto known : metrics)
            ids << metricId(known);
        return failure(ErrorClass::Usage,
            QStringLiteral("There is no figure \"%1\" to rank by. There are: %2.")
                .arg(call.options.value(QStringLiteral("rank-by")), ids.join(QLatin1StringView(", "))));
    }
    wish.rankedBy = view->query.metric = *metric;
    for (const auto& name : call.options.values(QStringLiteral("subject")))
        wish.subjects.push_back(name.toStdString());
    wish.columns = call.options.value(QStringLiteral("columns")).split(u',', Qt::SkipEmptyParts);
    wish.where = call.options.value(QStringLiteral("where"));
    wish.sortBy = call.options.value(QStringLiteral("sort"));
    if (level.level == Level::Workload && !wish.bucket && !wish.where.isEmpty())
        view->query.view.insert(QStringLiteral("workloads.filter"), wish.where); // as the page has it
    return view;
}

Result<void> writeLevel(
    const Invocation& call, SqliteStore& store, const AskedView& view, TableForm form, Progress& progress)
{
    auto wish = view.wish;
    wish.forPrograms = form.format == QLatin1StringView("json")
        || (form.format == QLatin1StringView("csv") && form.csv.profile == CsvProfile::Machine);
    auto rows = levelRows(store, wish, progress);
    if (!rows)
        return tl::unexpected(rows.error());
    TableFacts facts;
    Workbook book;
    if (form.format == QLatin1StringView("xlsx")) {
        const QString name = sheetName(view.wish);
        book.sheets.push_back({name.isEmpty() ? (*rows)->head().title : name, {}, std::move(*rows)});
        if (const auto completed = complete(book, store, sourceOf(call, view), scopeOf(view.wish), progress);
            !completed)
            return completed;
        if (!form.facts)
            book.facts.clear();
    } else if (form.facts) {
        auto found = exportFacts(store, sourceOf(call, view), scopeOf(view.wish));
        if (!found)
            return tl::unexpected(found.error());
        facts = std::move(*found);
    }
    return writeOutput(
        call,
        [&](QIODevice& out) -> std::optional<Error> {
            if (form.format == QLatin1StringView("json"))
                return writeRowsJson(**rows, facts, out, progress);
            if (form.format == QLatin1StringView("csv")) {
                form.csv.facts = facts;
                return writeCsv(**rows, form.csv, out, &progress);
            }
            return writeWorkbook(book, out, &progress);
        },
        progress);
}

Result<LevelKey> askedLevel(const Invocation& call)
{
    const auto what = call.operands.front();
    const auto dimension = call.options.value(QStringLiteral("dimension"));
    if (what != QLatin1StringView("dimension"))
        return levelOption(what);
    if (dimension.isEmpty())
        return LevelKey{Level::Dimension, {}}; // what there is, is named where it is known
    return levelOption(dimension);
}

Result<void> exportLevel(const Invocation& call)
{
    const auto level = askedLevel(call);
    if (!level)
        return tl::unexpected(level.error());
    const auto form = formOption(call);
    if (!form)
        return tl::unexpected(form.error());
    Progress progress;
    const auto store = openFrozen(call, progress);
    if (!store)
        return tl::unexpected(store.error());
    const auto view = askedOption(call, **store, *level);
    if (!view)
        return tl::unexpected(view.error());
    if (!form->csv.neutralise) {
        printError(
            QStringLiteral("%1: text that begins like a formula is written as it is; do not open the file with a "
                           "spreadsheet.")
                .arg(call.context.program));
    }
    return doLongWork(
        call, QStringLiteral("exporting"), progress, [&] { return writeLevel(call, **store, *view, *form, progress); });
}

/// An option that is dropped without a word promises what the file does not hold: a report of one team.
Result<void> checkOptions(const Invocation& call)
{
    QStringList others{QStringLiteral("bucket"), QStringLiteral("subject"), QStringLiteral("columns"),
        QStringLiteral("where"), QStringLiteral("sort"), QStringLiteral("rank-by"), QStringLiteral("profile"),
        QStringLiteral("facts"), QStringLiteral("no-facts"), QStringLiteral("raw-text")};
    const QStringList ofBundles{
        QStringLiteral("notes"), QStringLiteral("no-workloads"), QStringLiteral("no-snapshots")};
    const auto& what = call.operands.front();
    if (what == QLatin1StringView("report"))
        others += ofBundles;
    else if (what == QLatin1StringView("bundle"))
        others << QStringLiteral("dimension");
    else
        others = ofBundles + QStringList{QStringLiteral("rules")};
    if (what == QLatin1StringView("cluster") || what == QLatin1StringView("namespace")
        || what == QLatin1StringView("workload"))
        others << QStringLiteral("dimension");
    for (const auto& name : others) {
        if (call.options.isSet(name))
            return failure(ErrorClass::Usage, QStringLiteral("--%1 does not go with %2.").arg(name, what));
    }
    return {};
}

Result<void> run(const Invocation& call)
{
    if (auto taken = takeLanguage(call); !taken)
        return taken;
    if (call.operands.size() > 1)
        return failure(ErrorClass::Usage, QStringLiteral("Export one thing at a time."));
    if (auto checked = checkOptions(call); !checked)
        return checked;
    if (auto checked = checkOutput(call); !checked)
        return checked;
    if (call.operands.front() == QLatin1StringView("report"))
        return exportReport(call);
    if (call.operands.front() == QLatin1StringView("bundle"))
        return exportBundle(call);
    return exportLevel(call);
}

} // namespace

const Command exportCommand{"export",
    "export cluster|namespace|workload|dimension|report|bundle --output FILE|- [options]",
    "writes tables, reports and bundles",
    "Writes the table of a page, or the hours behind it (--bucket hour), as the window's export does: the same rows,\n"
    "columns, order and digits. A report is pdf or xlsx, a bundle (.gpuatlas) is for the window of somebody else. All\n"
    "of it is of one point in time, also while a collector writes to the store. A file appears whole or not at all.\n"
    "Ctrl-C leaves nothing behind; the exit code is then 130 (143 where it was SIGTERM).",
    &declare, &run, true,
    "export namespace --range last-week --output week.csv\n"
    "export namespace --bucket hour --from 2025-11-01 --to 2025-12-01 --zone Europe/Berlin --output hours.xlsx\n"
    "export dimension --dimension label:team --range last-month --columns name,gpu_hours,utilization --output -\n"
    "export workload --range last-7d --where \"utilization:<10\" --sort -idle --format json --output - | jq .rows\n"
    "export report --range last-week --zone Asia/Shanghai --lang zh_CN --output report.pdf\n"
    "export bundle --cluster all --range last-30d --output november.gpuatlas",
    "What is exported (cluster, namespace, workload, dimension, report or bundle)"};

} // namespace atlas
