// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/DataValues.h"

#include "models/analysis/Format.h"
#include "models/analysis/LevelId.h"
#include "models/domain/Endpoints.h"
#include "models/views/Definitions.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace atlas {

namespace {

struct DataPage
{
    Q_DECLARE_TR_FUNCTIONS(atlas::DataPage)
};

QString text(const std::string& name)
{
    return displayName(name);
}

/// As a cell has it, which is shown by displayText() and leaves as it is.
QString whole(const std::string& name)
{
    return QString::fromStdString(name);
}

Instant seconds(Stamp stamp)
{
    return std::chrono::floor<std::chrono::seconds>(stamp);
}

QString className(ErrorClass cls)
{
    return errorClassName(cls);
}

/// A table with its columns, and a key that no other row has.
Table tableWith(const QString& title, const QByteArray& zone, std::vector<TableColumn> columns)
{
    Table table;
    table.title = title;
    table.zone = zone;
    table.columns = std::move(columns);
    return table;
}

/// The key, or the key with a number behind it where it is taken: two requests may be alike.
QString uniqueKey(QHash<QString, QString>& taken, const QString& key, const QString& value)
{
    QString free = key;
    for (int number = 2; taken.contains(free); ++number)
        free = QStringLiteral("%1#%2").arg(key).arg(number);
    taken.insert(free, value);
    return free;
}

/// Where an endpoint stands in the strip, from the coarse to the fine; labels by name, what is not known last.
int rankOf(const std::string& endpoint)
{
    constexpr std::string_view order[] = {endpoints::clusterHours, endpoints::namespaceHours, endpoints::labelHours,
        endpoints::workloadHours, endpoints::snapshots};
    return int(std::find(std::begin(order), std::end(order), endpoint) - std::begin(order));
}

int hoursIn(TimeRange stretch, TimeRange range)
{
    return TimeRange{std::max(stretch.from, range.from), std::min(stretch.to, range.to)}.hours();
}

struct LineKey
{
    int rank = 0;
    std::string endpoint;
    std::optional<DimensionKey> dimension;

    friend auto operator<=>(const LineKey&, const LineKey&) = default;
};

using Lines = std::map<LineKey, std::vector<const CoverageEntry*>>;

Lines linesOf(const std::vector<CoverageEntry>& ledger)
{
    Lines lines;
    for (const auto& entry : ledger)
        lines[{rankOf(entry.endpoint), entry.endpoint, entry.dimension}].push_back(&entry);
    for (auto& [key, entries] : lines) {
        std::sort(
            entries.begin(), entries.end(), [](const auto* a, const auto* b) { return a->range.from < b->range.from; });
    }
    return lines;
}

void add(CoverageHours& hours, CoverageState state, int count)
{
    switch (state) {
    case CoverageState::Complete:
        hours.complete += count;
        return;
    case CoverageState::Unverified:
        hours.unverified += count;
        return;
    case CoverageState::Gap:
        hours.gap += count;
        return;
    case CoverageState::MissingOnServer:
        hours.missing += count;
        return;
    }
}

void add(CoverageHours& sum, const CoverageHours& part)
{
    sum.complete += part.complete;
    sum.unverified += part.unverified;
    sum.gap += part.gap;
    sum.missing += part.missing;
    sum.notAsked += part.notAsked;
}

struct MeasuredLine
{
    CoverageLine line;
    CoverageHours hours;
    std::int64_t rows = 0;
    std::optional<Instant> fetchedAt;
};

MeasuredLine measure(
    const QString& key, const LineKey& about, const std::vector<const CoverageEntry*>& entries, TimeRange range)
{
    MeasuredLine measured;
    measured.line.key = key;
    measured.line.label = endpointName(about.endpoint, about.dimension);
    int known = 0;
    std::set<std::pair<Stamp, std::string>> counted; // a request whose range was cut has several stretches
    for (const auto* entry : entries) {
        if (entry->range.to <= range.from || range.to <= entry->range.from)
            continue;
        measured.line.stretches.push_back({entry->range, entry->state, entry->rowsReceived, entry->statedTotal,
            seconds(entry->fetchedAt), text(entry->request), entry->attempts});
        const int hours = hoursIn(entry->range, range);
        add(measured.hours, entry->state, hours);
        known += hours;
        if (entry->request.empty() || counted.emplace(entry->fetchedAt, entry->request).second)
            measured.rows += entry->rowsReceived;
        if (!entry->request.empty())
            measured.fetchedAt = std::max(measured.fetchedAt.value_or(Instant{}), seconds(entry->fetchedAt));
    }
    measured.hours.notAsked = std::max(0, range.hours() - known);
    return measured;
}

void deriveCoverage(const DataInput& input, DataValues& values)
{
    values.coverage.range = input.range;
    values.coverage.zone = input.zone;
    values.coverageTable = tableWith(DataPage::tr("Coverage"), input.zone,
        {{QStringLiteral("cluster"), DataPage::tr("Cluster"), CellKind::Text, Unit::None},
            {QStringLiteral("endpoint"), DataPage::tr("Data"), CellKind::Text, Unit::None},
            {QStringLiteral("complete"), DataPage::tr("Complete"), CellKind::Number, Unit::Hours},
            {QStringLiteral("unverified"), DataPage::tr("Unverified"), CellKind::Number, Unit::Hours},
            {QStringLiteral("gap"), DataPage::tr("Gap"), CellKind::Number, Unit::Hours},
            {QStringLiteral("missing"), DataPage::tr("Missing on the server"), CellKind::Number, Unit::Hours},
            {QStringLiteral("not_asked"), DataPage::tr("Not asked for"), CellKind::Number, Unit::Hours},
            {QStringLiteral("rows"), DataPage::tr("Rows of its requests"), CellKind::Number, Unit::Count},
            {QStringLiteral("fetched"), DataPage::tr("Fetched last"), CellKind::Time, Unit::None}});
    for (const auto& cluster : input.clusters) {
        CoverageGroup group{text(cluster.name), {}};
        for (const auto& [about, entries] : linesOf(cluster.ledger)) {
            const QString key = QStringLiteral("%1\n%2\n%3")
                                    .arg(QString::fromStdString(cluster.name), QString::fromStdString(about.endpoint),
                                        about.dimension ? levelId(Level::Dimension, *about.dimension) : QString());
            auto line = measure(key, about, entries, input.range);
            add(values.hours, line.hours);
            if (cluster.name == input.primary && about.rank == 0)
                values.primaryHours = line.hours;
            const auto& hours = line.hours;
            values.coverageTable.rows.push_back({key, false,
                {whole(cluster.name), line.line.label, double(hours.complete), double(hours.unverified),
                    double(hours.gap), double(hours.missing), double(hours.notAsked), double(line.rows),
                    line.fetchedAt ? Cell(*line.fetchedAt) : Cell()}});
            group.lines.push_back(std::move(line.line));
        }
        if (!group.lines.empty())
            values.coverage.groups.push_back(std::move(group));
    }
}

QString requestDetails(const RequestRecord& record, const QTimeZone& zone)
{
    QStringList lines{formatInstant(seconds(record.at), zone), displayText(record.request)};
    if (!record.traceId.empty())
        lines << DataPage::tr("Trace id %1").arg(displayText(record.traceId));
    if (record.failure)
        lines << className(*record.failure);
    if (!record.message.empty())
        lines << displayText(record.message);
    return lines.join(QLatin1Char('\n'));
}

void deriveRequests(const DataInput& input, DataValues& values)
{
    values.requests = tableWith(DataPage::tr("Requests"), input.zone,
        {{QStringLiteral("at"), DataPage::tr("Time"), CellKind::Time, Unit::None},
            {QStringLiteral("cluster"), DataPage::tr("Cluster"), CellKind::Text, Unit::None},
            {QStringLiteral("request"), DataPage::tr("Request"), CellKind::Text, Unit::None},
            {QStringLiteral("status"), DataPage::tr("Status"), CellKind::Number, Unit::None},
            {QStringLiteral("attempt"), DataPage::tr("Attempt"), CellKind::Number, Unit::Count},
            {QStringLiteral("rows"), DataPage::tr("Rows"), CellKind::Number, Unit::Count},
            {QStringLiteral("kilobytes"), DataPage::tr("kB"), CellKind::Number, Unit::Count},
            {QStringLiteral("duration"), DataPage::tr("ms"), CellKind::Number, Unit::Count},
            {QStringLiteral("failure"), DataPage::tr("Failure"), CellKind::Text, Unit::None},
            {QStringLiteral("trace"), DataPage::tr("Trace id"), CellKind::Text, Unit::None},
            {QStringLiteral("message"), DataPage::tr("Message"), CellKind::Text, Unit::None}});
    const QTimeZone zone(input.zone);
    for (const auto& record : input.requests) {
        const QString key = uniqueKey(values.requestText,
            QStringLiteral("%1 %2 %3")
                .arg(record.at.time_since_epoch().count())
                .arg(record.attempt)
                .arg(QString::fromStdString(record.request)),
            requestDetails(record, zone));
        values.requests.rows.push_back({key, false,
            {seconds(record.at), whole(record.cluster), whole(record.request),
                record.httpStatus > 0 ? Cell(double(record.httpStatus)) : Cell(), double(record.attempt),
                record.rows >= 0 ? Cell(double(record.rows)) : Cell(), double(record.bytes) / 1000,
                double(record.duration.count()), record.failure ? className(*record.failure) : QString(),
                whole(record.traceId), whole(record.message)}});
    }
}

void deriveRejected(const DataInput& input, DataValues& values)
{
    values.rejected = tableWith(DataPage::tr("Rejected rows"), input.zone,
        {{QStringLiteral("at"), DataPage::tr("Time"), CellKind::Time, Unit::None},
            {QStringLiteral("cluster"), DataPage::tr("Cluster"), CellKind::Text, Unit::None},
            {QStringLiteral("endpoint"), DataPage::tr("Data"), CellKind::Text, Unit::None},
            {QStringLiteral("reason"), DataPage::tr("Reason"), CellKind::Text, Unit::None}});
    for (const auto& record : input.rejected) {
        const QString details = displayText(record.reason) + QStringLiteral("\n\n") + displayText(record.raw);
        const QString key = uniqueKey(values.rejectedText,
            QStringLiteral("%1 %2 %3")
                .arg(record.at.time_since_epoch().count())
                .arg(QString::fromStdString(record.cluster), QString::fromStdString(record.endpoint)),
            details);
        values.rejected.rows.push_back({key, false,
            {seconds(record.at), whole(record.cluster), endpointName(record.endpoint), whole(record.reason)}});
    }
}

QString problemName(const std::string& problem)
{
    const std::pair<const char*, QString> names[] = {{"missing", DataPage::tr("missing")},
        {"null", DataPage::tr("null")}, {"wrong-type", DataPage::tr("of another type")},
        {"too-large", DataPage::tr("too large")}, {"out-of-range", DataPage::tr("outside of what can be")},
        {"no-zone", DataPage::tr("time without a zone, read as UTC")},
        {"off-boundary", DataPage::tr("not at a full hour")}, {"future", DataPage::tr("in the future")}};
    for (const auto& [id, name] : names) {
        if (problem == id)
            return name;
    }
    return text(problem);
}

void deriveFaults(const DataInput& input, DataValues& values)
{
    values.faults = tableWith(DataPage::tr("Odd fields"), input.zone,
        {{QStringLiteral("cluster"), DataPage::tr("Cluster"), CellKind::Text, Unit::None},
            {QStringLiteral("endpoint"), DataPage::tr("Data"), CellKind::Text, Unit::None},
            {QStringLiteral("field"), DataPage::tr("Field"), CellKind::Text, Unit::None},
            {QStringLiteral("problem"), DataPage::tr("What it was"), CellKind::Text, Unit::None},
            {QStringLiteral("count"), DataPage::tr("Times"), CellKind::Number, Unit::Count}});
    auto faults = input.faults;
    std::stable_sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
    for (const auto& fault : faults) {
        const QString key = QStringLiteral("%1\n%2\n%3\n%4")
                                .arg(QString::fromStdString(fault.cluster), QString::fromStdString(fault.endpoint),
                                    QString::fromStdString(fault.field), QString::fromStdString(fault.problem));
        values.faults.rows.push_back({key, false,
            {whole(fault.cluster), endpointName(fault.endpoint), whole(fault.field), problemName(fault.problem),
                double(fault.count)}});
    }
}

/// Beside each other, hour by hour: the whole, and what should add up to it.
void addDifference(Table& table, const ReconciledHour& hour, const QString& id, const QString& parts)
{
    const auto number = [](double value) { return isKnown(value) ? Cell(value) : Cell(); };
    table.rows.push_back({QStringLiteral("%1 %2").arg(hour.hour).arg(id), false,
        {hourStart(hour.hour), parts, number(hour.cluster), number(hour.namespaces), number(hour.difference()),
            number(hour.percent())}});
}

void addDifferences(const DataInput& input, const Reconciliation& namespaces, Table& table)
{
    const auto inRange = [&](const ReconciledHour& hour) { return input.range.contains(hourStart(hour.hour)); };
    for (const auto& hour : namespaces.hours) {
        const bool oneSided = isKnown(hour.cluster) != isKnown(hour.namespaces);
        if (inRange(hour) && (hour.off || oneSided))
            addDifference(table, hour, QString(), endpointName(std::string(endpoints::namespaceHours)));
    }
    for (const auto& [key, found] : input.dimensions) {
        for (const auto& hour : found.hours) {
            if (inRange(hour) && hour.off)
                addDifference(
                    table, hour, levelId(Level::Dimension, key), endpointName(std::string(endpoints::labelHours), key));
        }
    }
    std::ranges::stable_sort(table.rows, {}, [](const TableRow& row) { return std::get<Instant>(row.cells.front()); });
}

void deriveReconciliation(const DataInput& input, DataValues& values)
{
    values.reconciliationTable = tableWith(DataPage::tr("Hours that differ"), input.zone,
        {{QStringLiteral("hour"), DataPage::tr("Hour"), CellKind::Time, Unit::None},
            {QStringLiteral("against"), DataPage::tr("Parts"), CellKind::Text, Unit::None},
            {QStringLiteral("cluster"), DataPage::tr("Cluster"), CellKind::Number, Unit::Gpus},
            {QStringLiteral("parts"), DataPage::tr("Sum of the parts"), CellKind::Number, Unit::Gpus},
            {QStringLiteral("difference"), DataPage::tr("Difference"), CellKind::Number, Unit::Gpus},
            {QStringLiteral("percent"), DataPage::tr("Difference"), CellKind::Number, Unit::Percent}});
    if (!input.clusterGrid || !input.namespaceGrid)
        return;
    const auto result = reconcile(*input.clusterGrid, *input.namespaceGrid);
    values.comparedHours = result.compared;
    values.offHours = result.off;
    values.clusterOnlyHours = result.clusterOnly;
    values.namespacesOnlyHours = result.namespacesOnly;
    values.offGpuHours = result.offGpuHours;
    addDifferences(input, result, values.reconciliationTable);

    auto& chart = values.reconciliation;
    chart.range = input.range;
    chart.zone = input.zone;
    chart.unit = Unit::Gpus;
    chart.steps = true;
    const int hours = input.range.hours();
    const auto first = input.range.firstHour();
    SeriesValue cluster, namespaces;
    cluster.key = QStringLiteral("cluster");
    cluster.name = DataPage::tr("Cluster");
    cluster.role = Role::Allocated;
    namespaces.key = QStringLiteral("namespaces");
    namespaces.name = DataPage::tr("Sum of namespaces");
    namespaces.role = Role::Utilization;
    for (int i = 0; i < hours; ++i)
        chart.t.push_back(hourStart(first + i));
    chart.end = hourStart(first + hours);
    cluster.y.assign(std::size_t(hours), unknown);
    namespaces.y.assign(std::size_t(hours), unknown);
    for (const auto& hour : result.hours) {
        const auto index = std::size_t(hour.hour - first);
        if (hour.hour < first || index >= std::size_t(hours))
            continue;
        cluster.y[index] = hour.cluster;
        namespaces.y[index] = hour.namespaces;
    }
    chart.series = {std::move(cluster), std::move(namespaces)};
}

} // namespace

QString endpointName(const std::string& endpoint, const std::optional<DimensionKey>& dimension)
{
    if (endpoint == endpoints::clusterHours)
        return DataPage::tr("Cluster hours");
    if (endpoint == endpoints::namespaceHours)
        return DataPage::tr("Namespaces");
    if (endpoint == endpoints::workloadHours)
        return DataPage::tr("Workloads");
    if (endpoint == endpoints::snapshots)
        return DataPage::tr("Snapshots");
    if (endpoint == endpoints::keys && dimension)
        return dimension->type == DimensionType::Label ? DataPage::tr("Names of labels")
                                                       : DataPage::tr("Names of annotations");
    if (endpoint != endpoints::labelHours)
        return text(endpoint);
    if (!dimension)
        return DataPage::tr("Labels");
    return dimension->type == DimensionType::Label ? DataPage::tr("Label %1").arg(text(dimension->key))
                                                   : DataPage::tr("Annotation %1").arg(text(dimension->key));
}

QString formatBytes(std::int64_t bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

DataValues dataValuesOf(const DataInput& input)
{
    DataValues values;
    values.facts = input.facts;
    deriveCoverage(input, values);
    deriveRequests(input, values);
    deriveRejected(input, values);
    deriveFaults(input, values);
    deriveReconciliation(input, values);
    values.expectedHours = input.range.hours();
    if (input.clusterGrid && input.clusterGrid->subjectCount() > 0) {
        const HourPresence presence(*input.clusterGrid);
        const auto usage =
            usageOf(*input.clusterGrid, 0, input.range.firstHour(), input.range.endHour(), presence, input.options);
        values.allZeroHours = usage.allZeroHours;
        values.presentHours = usage.hoursPresent;
    }
    return values;
}

} // namespace atlas
