// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/SnapshotReader.h"

#include "models/api/RowReader.h"

#include <algorithm>
#include <map>
#include <utility>

namespace atlas::json {

SnapshotReader::SnapshotReader() = default;

void SnapshotReader::count(const char* field, FieldProblem problem)
{
    const auto counted = std::find_if(m_problems.begin(), m_problems.end(),
        [&](const FieldCount& known) { return known.field == field && known.problem == problem; });
    if (counted != m_problems.end())
        ++counted->count;
    else
        m_problems.push_back({field, problem, 1, {}});
}

void SnapshotReader::finish(DecodeStats& stats)
{
    stats.merge(m_counted);
    m_counted = {};
}

error_code SnapshotReader::readFigure(ReadContext& context, Value& value, const char* field, bool percent, Figure& out)
{
    return json::readFigure(context, value, percent, out, [&](FieldProblem problem) { count(field, problem); });
}

error_code SnapshotReader::read(ReadContext& context, Value& value, DecodedPage<AllocationSnapshot>& page)
{
    const std::string_view token = value.raw_json_token();
    const auto rest = context.text.substr(std::size_t(token.data() - context.text.data()));
    if (token.empty() || token.front() != '{') {
        if (const auto error = meetUnknown(context, token))
            return error;
        ++page.stats.rowsSeen;
        ++page.stats.rejectedRows;
        if (page.stats.rejected.size() < rejectedRowsKept)
            page.stats.rejected.push_back({"not an object", withValidUtf8(token.substr(0, rawRowLimit)), {}});
        return simdjson::SUCCESS;
    }
    Object object;
    if (const auto error = value.get_object().get(object))
        return error;
    return readObject(context, object, rest, page);
}

error_code SnapshotReader::readObject(
    ReadContext& context, Object& object, std::string_view raw, DecodedPage<AllocationSnapshot>& page)
{
    ++page.stats.rowsSeen;
    AllocationSnapshot snapshot;
    bool timeKnown = false;
    const auto error = forEachField(object,
        [&](std::string_view key, Value& value) { return readHeadField(context, key, value, snapshot, timeKnown); });
    if (error)
        return error;
    for (auto& counted : m_problems)
        counted.cluster = snapshot.head.cluster; // known only now: it may be the last key
    DecodeStats problems;
    problems.fields = std::exchange(m_problems, {});
    m_counted.merge(problems);
    if (timeKnown && !snapshot.head.cluster.empty()) {
        if (snapshot.head.dimensionType.empty())
            snapshot.head.dimensionType = "cluster";
        page.rows.push_back(std::move(snapshot));
        return simdjson::SUCCESS;
    }
    ++page.stats.rejectedRows;
    if (page.stats.rejected.size() < rejectedRowsKept) {
        const char* reason = timeKnown ? "cluster_name is missing or unusable" : "snapshot_time is missing or unusable";
        page.stats.rejected.push_back(
            {reason, withValidUtf8(extentOfContainer(raw).substr(0, rawRowLimit)).substr(0, rawRowLimit),
                snapshot.head.cluster});
    }
    return simdjson::SUCCESS;
}

error_code SnapshotReader::readHeadField(
    ReadContext& context, std::string_view key, Value& value, AllocationSnapshot& snapshot, bool& timeKnown)
{
    auto& head = snapshot.head;
    Reading reading;
    const auto text = [&](std::string& out) {
        std::string_view view;
        const auto error = readText(context, value, view, reading);
        out.assign(view);
        return error;
    };
    if (sameKey(key, "id"))
        return readInteger(context, value, head.id, reading);
    if (sameKey(key, "cluster_name"))
        return text(head.cluster);
    if (sameKey(key, "dimension_type"))
        return text(head.dimensionType);
    if (sameKey(key, "dimension_key"))
        return text(head.dimensionKey);
    if (sameKey(key, "dimension_value"))
        return text(head.dimensionValue);
    if (sameKey(key, "total_gpu_capacity"))
        return readFigure(context, value, "total_gpu_capacity", false, head.capacity);
    if (sameKey(key, "allocated_gpu_count"))
        return readFigure(context, value, "allocated_gpu_count", false, head.allocated);
    if (sameKey(key, "allocation_details"))
        return readDetails(context, value, snapshot);
    if (!sameKey(key, "snapshot_time"))
        return meetUnknown(context, value.raw_json_token());
    std::optional<Stamp> time;
    const auto error = readTime(context, value, m_time, time, reading);
    timeKnown = time && *time >= earliestTime;
    if (timeKnown)
        head.time = std::chrono::floor<std::chrono::seconds>(*time);
    return error;
}

error_code SnapshotReader::readDetails(ReadContext& context, Value& value, AllocationSnapshot& snapshot)
{
    const auto token = tokenText(value);
    if (!token.empty() && token.front() == '{') {
        Object object;
        if (const auto error = value.get_object().get(object))
            return error;
        return readDetailsObject(context, object, snapshot);
    }
    std::string_view text;
    Reading reading;
    if (const auto error = readText(context, value, text, reading))
        return error;
    if (reading.used && !text.empty())
        return readDetailsText(context, text, snapshot);
    if (!reading.used)
        count("allocation_details", reading.problem);
    return simdjson::SUCCESS;
}

error_code SnapshotReader::readDetailsText(ReadContext& context, std::string_view text, AllocationSnapshot& snapshot)
{
    m_innerText.assign(text);
    replaceLoneSurrogates(m_innerText.data(), m_innerText.size());
    const std::size_t size = m_innerText.size();
    m_innerText.resize(size + simdjson::SIMDJSON_PADDING, '\0');
    ReadContext inner = context;
    inner.text = std::string_view(m_innerText).substr(0, size);
    inner.depthChecked = false;
    simdjson::ondemand::document document;
    Object object;
    auto error = m_innerParser.iterate(m_innerText.data(), size, m_innerText.size()).get(document);
    if (!error)
        error = document.get_object().get(object);
    if (!error)
        error = readDetailsObject(inner, object, snapshot);
    if (error == simdjson::DEPTH_ERROR)
        return error;
    if (error) { // a text that is no details: the totals of the snapshot are still good
        snapshot.namespaces.clear();
        snapshot.annotations.clear();
        count("allocation_details", FieldProblem::WrongType);
    }
    return simdjson::SUCCESS;
}

namespace {

using NamespaceGroups = std::map<std::string, AllocatedNamespace>;

Figure sumOfGpus(const std::vector<AllocatedWorkload>& workloads)
{
    Figure sum;
    for (const auto& workload : workloads) {
        if (workload.gpus.known())
            sum = (sum.known() ? sum.value : 0) + workload.gpus.value;
    }
    return sum;
}

/// Gives the workloads that were listed beside the namespaces to those namespaces that list none themselves.
void distribute(std::vector<AllocatedWorkload> loose, NamespaceGroups& groups)
{
    std::map<std::string, std::vector<AllocatedWorkload>> byNamespace;
    for (auto& workload : loose)
        byNamespace[workload.namespaceName].push_back(std::move(workload));
    for (auto& [name, workloads] : byNamespace) {
        auto& target = groups[name];
        if (!target.workloads.empty())
            continue;
        if (!target.gpus.known())
            target.gpus = sumOfGpus(workloads);
        if (!target.workloadCount.known())
            target.workloadCount = double(workloads.size());
        target.workloads = std::move(workloads);
    }
}

/// Calls `visit(key, value)` for the fields if the value is an object; anything else but a container is skipped.
template <typename Visit>
error_code visitObject(ReadContext& context, Value& value, Visit visit)
{
    const auto token = value.raw_json_token();
    if (token.empty() || token.front() != '{')
        return meetUnknown(context, token);
    Object object;
    if (const auto error = value.get_object().get(object))
        return error;
    return forEachField(object, visit);
}

} // namespace

error_code SnapshotReader::readDetailsObject(ReadContext& context, Object& object, AllocationSnapshot& snapshot)
{
    NamespaceGroups groups;
    std::vector<AllocatedWorkload> loose;
    const auto error = forEachField(object, [&](std::string_view key, Value& value) -> error_code {
        if (sameKey(key, "namespaces"))
            return visitObject(context, value, [&](std::string_view name, Value& entry) {
                return readNamespace(context, entry, groups[std::string(name)]);
            });
        if (sameKey(key, "annotations"))
            return visitObject(context, value,
                [&](std::string_view name, Value& entry) { return readAnnotation(context, name, entry, snapshot); });
        if (sameKey(key, "by_namespace"))
            return visitObject(context, value, [&](std::string_view name, Value& entry) {
                return readFigure(context, entry, "by_namespace", false, groups[std::string(name)].gpus);
            });
        if (sameKey(key, "workloads"))
            return readWorkloads(context, value, loose);
        return meetUnknown(context, value.raw_json_token());
    });
    if (error)
        return error;
    distribute(std::move(loose), groups);
    for (auto& [name, group] : groups) {
        group.name = name;
        for (auto& workload : group.workloads) {
            if (workload.namespaceName.empty())
                workload.namespaceName = name;
        }
        snapshot.namespaces.push_back(std::move(group));
    }
    return simdjson::SUCCESS;
}

error_code SnapshotReader::readGroupField(ReadContext& context, std::string_view key, Value& value, Figure& gpus,
    Figure& utilization, Figure& workloadCount, bool& known)
{
    known = true;
    if (sameKey(key, "allocated_gpu") || sameKey(key, "gpu_count"))
        return readFigure(context, value, "allocated_gpu", false, gpus);
    if (sameKey(key, "utilization"))
        return readFigure(context, value, "utilization", true, utilization);
    if (sameKey(key, "workload_count"))
        return readFigure(context, value, "workload_count", false, workloadCount);
    known = false;
    return simdjson::SUCCESS;
}

error_code SnapshotReader::readNamespace(ReadContext& context, Value& value, AllocatedNamespace& group)
{
    group = {};
    return visitObject(context, value, [&](std::string_view key, Value& member) -> error_code {
        bool known = false;
        const auto failed =
            readGroupField(context, key, member, group.gpus, group.utilization, group.workloadCount, known);
        if (failed || known)
            return failed;
        if (sameKey(key, "workloads"))
            return readWorkloads(context, member, group.workloads);
        return meetUnknown(context, member.raw_json_token());
    });
}

error_code SnapshotReader::readAnnotation(
    ReadContext& context, std::string_view key, Value& value, AllocationSnapshot& snapshot)
{
    AllocatedDimension group;
    const auto colon = key.find(':');
    group.key = key.substr(0, colon);
    if (colon != std::string_view::npos)
        group.value = key.substr(colon + 1);
    const auto error = visitObject(context, value, [&](std::string_view field, Value& member) -> error_code {
        bool known = false;
        const auto failed =
            readGroupField(context, field, member, group.gpus, group.utilization, group.workloadCount, known);
        return failed || known ? failed : meetUnknown(context, member.raw_json_token());
    });
    snapshot.annotations.push_back(std::move(group));
    return error;
}

error_code SnapshotReader::readWorkloads(ReadContext& context, Value& value, std::vector<AllocatedWorkload>& out)
{
    const auto token = value.raw_json_token();
    if (token.empty() || token.front() != '[')
        return visitObject(context, value,
            [&](std::string_view uid, Value& entry) { return readWorkload(context, uid, entry, out.emplace_back()); });
    Array array;
    if (const auto error = value.get_array().get(array))
        return error;
    for (auto element : array) {
        Value entry;
        if (const auto error = element.get(entry))
            return error;
        const auto head = entry.raw_json_token();
        if (head.empty() || head.front() != '{') {
            count("workloads", FieldProblem::WrongType);
            if (const auto error = meetUnknown(context, head))
                return error;
            continue;
        }
        if (const auto error = readWorkload(context, {}, entry, out.emplace_back()))
            return error;
    }
    return simdjson::SUCCESS;
}

error_code SnapshotReader::readWorkload(
    ReadContext& context, std::string_view uid, Value& value, AllocatedWorkload& workload)
{
    workload.uid = uid;
    return visitObject(context, value, [&](std::string_view key, Value& member) -> error_code {
        Reading reading;
        const auto text = [&](std::string& out) {
            std::string_view view;
            const auto error = readText(context, member, view, reading, true);
            if (!error && reading.used)
                out.assign(view);
            return error;
        };
        if (sameKey(key, "uid"))
            return text(workload.uid);
        if (sameKey(key, "name"))
            return text(workload.name);
        if (sameKey(key, "namespace"))
            return text(workload.namespaceName);
        if (sameKey(key, "kind"))
            return text(workload.kind);
        if (sameKey(key, "replica_count"))
            return readFigure(context, member, "replica_count", false, workload.replicas);
        bool known = false;
        Figure unused;
        const auto failed = readGroupField(context, key, member, workload.gpus, workload.utilization, unused, known);
        return failed || known ? failed : meetUnknown(context, member.raw_json_token());
    });
}

} // namespace atlas::json
