// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/BatchWriter.h"

#include "models/store/FetchedHours.h"
#include "models/store/RowReading.h"
#include "models/store/Schema.h"
#include "models/store/SnapshotCodec.h"

#include <algorithm>
#include <tuple>

namespace atlas {

namespace {

// Names that the writer remembers before it starts anew.
constexpr std::size_t rememberedNames = 500'000;
// Rows of a new hour that one statement inserts: starting a statement costs as much as inserting some rows.
constexpr int rowsAtOnce[] = {100, 10};

void bindDistance(sqlite::Statement& statement, int index, const std::optional<Stamp>& stamp, Stamp from)
{
    if (stamp)
        statement.bind(index, std::int64_t((*stamp - from).count()));
    else
        statement.bindNull(index);
}

void extend(TimeRange& range, HourIndex hour)
{
    const TimeRange one{hourStart(hour), hourStart(hour + 1)};
    range = range.isEmpty() ? one : TimeRange{std::min(range.from, one.from), std::max(range.to, one.to)};
}

/// A statement's text for `count` rows at once.
template <class Row>
std::string insertSql(const char* verb, int count, const char* onConflict)
{
    std::string values = "(?";
    for (int i = 1; i < rowColumns<Row>(); ++i)
        values += ",?";
    values += ')';
    std::string text = std::string(verb) + " INTO " + RowTable<Row>::name + '(' + columnList<Row>() + ") VALUES";
    for (int i = 0; i < count; ++i)
        text += (i == 0 ? "" : ",") + values;
    return text + onConflict;
}

bool namesWorkloads(const AllocationSnapshot& snapshot)
{
    return std::any_of(snapshot.namespaces.begin(), snapshot.namespaces.end(),
        [](const AllocatedNamespace& group) { return !group.workloads.empty(); });
}

/// Takes over from `row` what a stored row only has as numbers, so that the two compare by ==.
template <class Row>
void copyNames(const Row& row, Row& stored)
{
    stored.cluster = row.cluster;
    if constexpr (std::is_same_v<Row, NamespaceHour>) {
        stored.name = row.name;
    } else if constexpr (std::is_same_v<Row, DimensionHour>) {
        stored.dimension = row.dimension;
        stored.value = row.value;
    } else if constexpr (std::is_same_v<Row, WorkloadHour>) {
        stored.namespaceName = row.namespaceName;
        stored.name = row.name;
        stored.type = row.type;
        stored.status = row.status;
        stored.ownerUid = row.ownerUid;
        stored.ownerName = row.ownerName;
        stored.labels = row.labels;
        stored.annotations = row.annotations;
    }
}

} // namespace

CommitOutcome BatchWriter::write(const RowBatch& batch)
{
    CommitOutcome outcome;
    try {
        sqlite::Transaction transaction(m_db, "BEGIN IMMEDIATE");
        m_missed.begin();
        writeRows(batch.clusters, batch.coverage, outcome);
        writeRows(batch.namespaces, batch.coverage, outcome);
        writeRows(batch.dimensions, batch.coverage, outcome);
        writeRows(batch.workloads, batch.coverage, outcome);
        for (const auto& snapshot : batch.snapshots)
            writeSnapshot(snapshot, outcome);
        for (const auto& entry : batch.coverage)
            outcome.clusters[entry.cluster];
        for (const auto& [cluster, connection] : batch.sources)
            outcome.clusters[cluster];
        m_ledger.write(batch);
        countCommit(m_db);
        transaction.commit();
    } catch (...) {
        // The numbers of names that were new in this batch are gone with it.
        forget();
        throw;
    }
    if (m_texts.size() > rememberedNames)
        forget();
    return outcome;
}

void BatchWriter::forget()
{
    m_clusters.clear();
    m_texts.clear();
    m_scopes.clear();
}

std::int64_t BatchWriter::clusterId(const std::string& cluster)
{
    if (const auto it = m_clusters.find(cluster); it != m_clusters.end())
        return it->second;
    sqlite::Query insert(m_db, "INSERT INTO cluster(name) VALUES(?1) ON CONFLICT DO NOTHING");
    insert->bind(1, std::string_view(cluster));
    insert->run();
    sqlite::Query find(m_db, "SELECT id FROM cluster WHERE name=?1");
    find->bind(1, std::string_view(cluster));
    find->step();
    return m_clusters.emplace(cluster, find->integer(0)).first->second;
}

BatchWriter::Scope& BatchWriter::scope(const std::string& cluster, Level level, const DimensionKey& dimension)
{
    auto& known = m_scopes[GridScope{cluster, level, dimension}];
    if (known.id != 0)
        return known;
    const auto clusterNumber = clusterId(cluster);
    sqlite::Query insert(m_db,
        "INSERT INTO scope(cluster, level, dimension_type, dimension_key, rows) VALUES(?1,?2,?3,?4,0)"
        " ON CONFLICT DO NOTHING");
    sqlite::Query find(
        m_db, "SELECT id FROM scope WHERE cluster=?1 AND level=?2 AND dimension_type=?3 AND dimension_key=?4");
    for (auto* query : {&insert, &find}) {
        (*query)->bind(1, clusterNumber);
        (*query)->bind(2, std::int64_t(level));
        (*query)->bind(3, std::int64_t(dimension.type));
        (*query)->bind(4, std::string_view(dimension.key));
    }
    insert->run();
    find->step();
    known.id = find->integer(0);
    return known;
}

/// The number of a scope that may not be there; none is made.
std::optional<std::int64_t> BatchWriter::knownScope(const GridScope& scope)
{
    if (const auto it = m_scopes.find(scope); it != m_scopes.end() && it->second.id != 0)
        return it->second.id;
    sqlite::Query find(m_db,
        "SELECT s.id FROM scope s JOIN cluster c ON c.id=s.cluster WHERE c.name=?1 AND s.level=?2"
        " AND s.dimension_type=?3 AND s.dimension_key=?4");
    find->bind(1, std::string_view(scope.cluster));
    find->bind(2, std::int64_t(scope.level));
    find->bind(3, std::int64_t(scope.dimension.type));
    find->bind(4, std::string_view(scope.dimension.key));
    return find->step() ? std::optional(find->integer(0)) : std::nullopt;
}

std::int64_t BatchWriter::subjectId(
    Scope& scope, std::string_view namespaceName, std::string_view name, std::string_view type)
{
    std::string_view key = name;
    if (!namespaceName.empty() || !type.empty()) {
        m_key.assign(namespaceName).append(1, '\0').append(name).append(1, '\0').append(type);
        key = m_key;
    }
    if (const auto it = scope.subjects.find(key); it != scope.subjects.end())
        return it->second;
    if (scope.subjects.size() >= rememberedNames)
        scope.subjects.clear();
    sqlite::Query insert(
        m_db, "INSERT INTO subject(scope, namespace, name, type) VALUES(?1,?2,?3,?4) ON CONFLICT DO NOTHING");
    sqlite::Query find(m_db, "SELECT id FROM subject WHERE scope=?1 AND namespace=?2 AND name=?3 AND type=?4");
    for (auto* query : {&insert, &find}) {
        (*query)->bind(1, scope.id);
        (*query)->bind(2, namespaceName);
        (*query)->bind(3, name);
        (*query)->bind(4, type);
    }
    insert->run();
    find->step();
    return scope.subjects.emplace(std::string(key), find->integer(0)).first->second;
}

std::int64_t BatchWriter::textId(std::string_view text)
{
    if (text.empty())
        return 0;
    if (const auto it = m_texts.find(text); it != m_texts.end())
        return it->second;
    sqlite::Query insert(m_db, "INSERT INTO text(value) VALUES(?1) ON CONFLICT DO NOTHING");
    insert->bindBlob(1, text);
    insert->run();
    sqlite::Query find(m_db, "SELECT id FROM text WHERE value=?1");
    find->bindBlob(1, text);
    find->step();
    return m_texts.emplace(std::string(text), find->integer(0)).first->second;
}

/// The rows by the order of their keys in the table: neighbours there are written one after the other, which is most of
/// the speed. Stable, so that of two versions of a row in one batch the later one comes later.
template <class Row>
std::vector<BatchWriter::Place<Row>> BatchWriter::places(const std::vector<Row>& rows)
{
    std::vector<Place<Row>> places;
    places.reserve(rows.size());
    Scope* current = nullptr;
    const Row* previous = nullptr;
    for (const auto& row : rows) {
        bool sameScope = previous && previous->cluster == row.cluster;
        DimensionKey dimension;
        if constexpr (std::is_same_v<Row, DimensionHour>) {
            sameScope = sameScope && previous->dimension == row.dimension;
            if (!sameScope)
                dimension = row.dimension;
        }
        if (!sameScope)
            current = &scope(row.cluster, RowTable<Row>::level, dimension);
        previous = &row;
        std::int64_t subject = 0; // a cluster's rows have none but the cluster
        if constexpr (std::is_same_v<Row, NamespaceHour>)
            subject = subjectId(*current, {}, row.name, {});
        else if constexpr (std::is_same_v<Row, DimensionHour>)
            subject = subjectId(*current, {}, row.value, {});
        else if constexpr (std::is_same_v<Row, WorkloadHour>)
            subject = subjectId(*current, row.namespaceName, row.name, row.type);
        places.push_back({current->id, subject, row.at.hour(), &row});
    }
    const auto before = [](const Place<Row>& a, const Place<Row>& b) {
        return std::tie(a.scope, a.hour, a.subject) < std::tie(b.scope, b.hour, b.subject);
    };
    if (!std::is_sorted(places.begin(), places.end(), before))
        std::stable_sort(places.begin(), places.end(), before);
    return places;
}

template <class Row>
void BatchWriter::bindRow(sqlite::Statement& insert, int index, const Place<Row>& place)
{
    const Row& row = *place.row;
    insert.bind(++index, place.scope);
    insert.bind(++index, std::int64_t(place.hour));
    insert.bind(++index, place.subject);
    for (const auto& figure : RowTable<Row>::figures)
        insert.bind(++index, (row.*figure.member).value);
    insert.bind(++index, row.id);
    // Stamps as distances are half as long as whole ones.
    const Stamp hour(hourStart(place.hour));
    bindDistance(insert, ++index, row.at.createdAt, hour);
    bindDistance(insert, ++index, row.at.updatedAt, row.at.createdAt.value_or(hour));
    // The raw time is kept only where it is not the hour itself.
    const auto second = (row.at.time - hourStart(place.hour)).count();
    ++index;
    if (second != 0)
        insert.bind(index, std::int64_t(second));
    else
        insert.bindNull(index);
    if constexpr (std::is_same_v<Row, WorkloadHour>) {
        insert.bind(++index, textId(row.status));
        insert.bind(++index, textId(row.ownerUid));
        insert.bind(++index, textId(row.ownerName));
        insert.bind(++index, textId(encodeLabels(row.labels)));
        insert.bind(++index, textId(encodeLabels(row.annotations)));
    }
}

/// The stored row of the same key stands against this one: the newer stays, and of two of one age the later.
template <class Row>
void BatchWriter::meetStored(const Place<Row>& place, CommitOutcome& outcome)
{
    static const std::string findSql =
        "SELECT " + columnList<Row>() + " FROM " + RowTable<Row>::name + " WHERE scope=?1 AND hour=?2 AND subject=?3";
    Row stored;
    bool sameTexts = true;
    {
        sqlite::Query find(m_db, findSql);
        find->bind(1, place.scope);
        find->bind(2, std::int64_t(place.hour));
        find->bind(3, place.subject);
        if (!find->step())
            throw sqlite::Failure(sqlite::describe(SQLITE_CORRUPT, "a row both present and absent"), SQLITE_CORRUPT);
        stored = readFigures<Row>(*find);
        if constexpr (std::is_same_v<Row, WorkloadHour>) {
            const auto& row = *place.row;
            sameTexts = readTexts(*find)
                == WorkloadTexts{textId(row.status), textId(row.ownerUid), textId(row.ownerName),
                    textId(encodeLabels(row.labels)), textId(encodeLabels(row.annotations))};
        }
    }
    copyNames(*place.row, stored);
    // nullopt is less than any stamp: an unknown age counts as oldest.
    if (place.row->at.updatedAt < stored.at.updatedAt) {
        ++outcome.stats.older;
    } else if (sameTexts && stored == *place.row) {
        ++outcome.stats.unchanged;
    } else {
        static const std::string replaceSql = insertSql<Row>("REPLACE", 1, "");
        auto& replace = m_db.statement(replaceSql);
        bindRow(replace, 0, place);
        replace.run();
        ++outcome.stats.updated;
        extend(outcome.clusters[place.row->cluster].hours, place.hour);
    }
}

/// Inserts an hour's rows and tells how many were new; the others meet what is stored.
template <class Row>
std::int64_t BatchWriter::writeHour(std::span<const Place<Row>> places, CommitOutcome& outcome)
{
    static const std::string manySql[] = {
        insertSql<Row>("INSERT", rowsAtOnce[0], ""), insertSql<Row>("INSERT", rowsAtOnce[1], "")};
    static const std::string oneSql = insertSql<Row>("INSERT", 1, " ON CONFLICT DO NOTHING");
    std::size_t done = 0;
    const auto sameKey = [](const auto& a, const auto& b) { return a.subject == b.subject; };
    if (places.size() > 1 && !hasHour(places.front().scope, places.front().hour)
        && std::adjacent_find(places.begin(), places.end(), sameKey) == places.end()) {
        // The hour is new and no row of it comes twice: nothing to meet, and many rows go in at once.
        for (std::size_t size = 0; size < std::size(rowsAtOnce); ++size) {
            const auto count = std::size_t(rowsAtOnce[size]);
            for (; places.size() - done >= count; done += count) {
                auto& insert = m_db.statement(manySql[size]);
                for (std::size_t i = 0; i < count; ++i)
                    bindRow(insert, int(i) * rowColumns<Row>(), places[done + i]);
                insert.run();
            }
        }
    }
    auto inserted = std::int64_t(done);
    auto& insert = m_db.statement(oneSql);
    for (const auto& place : places.subspan(done)) {
        bindRow(insert, 0, place);
        insert.run();
        if (m_db.changes() > 0)
            ++inserted;
        else
            meetStored(place, outcome);
    }
    return inserted;
}

template <class Row>
void BatchWriter::writeRows(
    const std::vector<Row>& rows, const std::vector<CoverageEntry>& coverage, CommitOutcome& outcome)
{
    const auto ordered = places(rows);
    std::vector<std::int64_t> subjects;
    for (std::size_t first = 0; first < ordered.size();) {
        auto end = first;
        while (end < ordered.size() && ordered[end].scope == ordered[first].scope
            && ordered[end].hour == ordered[first].hour)
            ++end;
        const auto& place = ordered[first];
        const auto rowsOfHour = std::span(ordered).subspan(first, end - first);
        auto& change = outcome.clusters[place.row->cluster];
        subjectsOf<Row>(rowsOfHour, subjects);
        const auto back = m_missed.arrive(RowTable<Row>::level, place.scope, place.hour, subjects);
        if (back > 0) {
            countRows(place.scope, place.hour, back);
            extend(change.hours, place.hour);
        }
        const auto inserted = writeHour(rowsOfHour, outcome);
        if (inserted > 0) {
            countRows(place.scope, place.hour, inserted);
            outcome.stats.inserted += inserted;
            extend(change.hours, place.hour);
        }
        first = end;
    }
    missRows<Row>(ordered, coverage, outcome);
}

/// The different subjects of some rows of one hour, sorted as the rows are.
template <class Row>
void BatchWriter::subjectsOf(std::span<const Place<Row>> places, std::vector<std::int64_t>& subjects)
{
    subjects.clear();
    for (const auto& place : places) {
        if (subjects.empty() || subjects.back() != place.subject)
            subjects.push_back(place.subject);
    }
}

/// Stored rows that a complete fetch of their hours did not bring are missed.
template <class Row>
void BatchWriter::missRows(
    std::span<const Place<Row>> ordered, const std::vector<CoverageEntry>& coverage, CommitOutcome& outcome)
{
    std::map<GridScope, FetchedHours> fetched;
    for (const auto& entry : coverage) {
        if (entry.endpoint == RowTable<Row>::endpoint)
            fetched[{entry.cluster, RowTable<Row>::level, entry.dimension.value_or(DimensionKey())}].add(entry);
    }
    std::vector<std::int64_t> subjects;
    for (const auto& [about, hours] : fetched) {
        const auto scopeId = hours.anyComplete() ? knownScope(about) : std::nullopt;
        if (!scopeId)
            continue;
        const std::span<const Place<Row>> rows(std::ranges::equal_range(ordered, *scopeId, {}, &Place<Row>::scope));
        std::int64_t brought = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool again = i > 0 && rows[i].hour == rows[i - 1].hour && rows[i].subject == rows[i - 1].subject;
            brought += !again && hours.brought(rows[i].row->at.time) ? 1 : 0;
        }
        if (!hours.areAll(brought))
            continue; // the batch is not all that the fetch brought
        for (const auto& [hour, stored] : hoursOf(*scopeId, hours.first(), hours.end())) {
            if (!hours.isComplete(hour))
                continue;
            subjectsOf<Row>(std::span(std::ranges::equal_range(rows, hour, {}, &Place<Row>::hour)), subjects);
            if (stored == std::int64_t(subjects.size()))
                continue; // all of them came: what the batch has is stored
            const auto gone = m_missed.missOthers(about.level, *scopeId, hour, subjects);
            if (gone == 0)
                continue;
            countRows(*scopeId, hour, -gone);
            outcome.stats.hidden += gone;
            extend(outcome.clusters[about.cluster].hours, hour);
        }
    }
}

std::vector<std::pair<HourIndex, std::int64_t>> BatchWriter::hoursOf(std::int64_t scope, HourIndex first, HourIndex end)
{
    std::vector<std::pair<HourIndex, std::int64_t>> hours;
    sqlite::Query query(m_db, "SELECT hour, rows FROM hours WHERE scope=?1 AND hour>=?2 AND hour<?3");
    query->bind(1, scope);
    query->bind(2, std::int64_t(first));
    query->bind(3, std::int64_t(end));
    while (query->step())
        hours.emplace_back(HourIndex(query->integer(0)), query->integer(1));
    return hours;
}

bool BatchWriter::hasHour(std::int64_t scope, HourIndex hour)
{
    sqlite::Query query(m_db, "SELECT 1 FROM hours WHERE scope=?1 AND hour=?2");
    query->bind(1, scope);
    query->bind(2, std::int64_t(hour));
    return query->step();
}

void BatchWriter::countRows(std::int64_t scope, HourIndex hour, std::int64_t rows)
{
    sqlite::Query perHour(m_db, "INSERT INTO hours VALUES(?1,?2,?3) ON CONFLICT DO UPDATE SET rows=rows+excluded.rows");
    perHour->bind(1, scope);
    perHour->bind(2, std::int64_t(hour));
    perHour->bind(3, rows);
    perHour->run();
    if (rows < 0) {
        sqlite::Query empty(m_db, "DELETE FROM hours WHERE scope=?1 AND hour=?2 AND rows<=0");
        empty->bind(1, scope);
        empty->bind(2, std::int64_t(hour));
        empty->run();
    }
    sqlite::Query perScope(m_db, "UPDATE scope SET rows=rows+?2 WHERE id=?1");
    perScope->bind(1, scope);
    perScope->bind(2, rows);
    perScope->run();
}

void BatchWriter::writeSnapshot(const AllocationSnapshot& snapshot, CommitOutcome& outcome)
{
    const auto& head = snapshot.head;
    const auto body = encodeSnapshotBody(snapshot);
    const auto cluster = clusterId(head.cluster);
    auto& change = outcome.clusters[head.cluster];
    sqlite::Query find(m_db,
        "SELECT server_id, capacity, allocated, body FROM snapshot WHERE cluster=?1 AND time=?2 AND dimension_type=?3"
        " AND dimension_key=?4 AND dimension_value=?5");
    sqlite::Query store(m_db,
        "REPLACE INTO snapshot(cluster, time, dimension_type, dimension_key, dimension_value, server_id, capacity,"
        " allocated, body) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)");
    for (auto* query : {&find, &store}) {
        (*query)->bind(1, cluster);
        (*query)->bind(2, seconds(head.time));
        (*query)->bind(3, std::string_view(head.dimensionType));
        (*query)->bind(4, std::string_view(head.dimensionKey));
        (*query)->bind(5, std::string_view(head.dimensionValue));
    }
    if (find->step()) {
        if (find->integer(0) == head.id && Figure(find->figure(1)) == head.capacity
            && Figure(find->figure(2)) == head.allocated && find->blob(3) == body)
            return;
        // Lists of snapshots often come without the workloads: they take nothing away.
        AllocationSnapshot stored;
        if (!namesWorkloads(snapshot) && decodeSnapshotBody(find->blob(3), stored) && namesWorkloads(stored))
            return;
    }
    store->bind(6, head.id);
    store->bind(7, head.capacity.value);
    store->bind(8, head.allocated.value);
    store->bindBlob(9, body);
    store->run();
    ++outcome.stats.snapshots;
    change.snapshots = true;
}

} // namespace atlas
