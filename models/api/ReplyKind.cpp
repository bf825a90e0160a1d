// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/JsonText.h"
#include "models/api/WireDecoder.h"

#include <simdjson.h>

#include <algorithm>
#include <vector>

namespace atlas {

namespace {

namespace dom = simdjson::dom;

bool has(const dom::object& object, std::string_view snakeCase)
{
    return std::any_of(object.begin(), object.end(),
        [&](const dom::key_value_pair& field) { return json::sameKey(field.key, snakeCase); });
}

/// By the keys that no other kind of row has.
ReplyKind kindOfRow(const dom::object& row)
{
    if (has(row, "snapshot_time"))
        return ReplyKind::Snapshots;
    if (!has(row, "stat_hour"))
        return ReplyKind::NotAReply;
    if (has(row, "workload_name"))
        return ReplyKind::WorkloadHours;
    if (has(row, "dimension_type") || has(row, "dimension_key"))
        return ReplyKind::DimensionHours;
    if (has(row, "namespace"))
        return ReplyKind::NamespaceHours;
    return has(row, "cluster_name") ? ReplyKind::ClusterHours : ReplyKind::NotAReply;
}

ReplyKind kindOfArray(const dom::array& array)
{
    if (array.size() == 0)
        return ReplyKind::Empty;
    bool allNames = true;
    for (const dom::element element : array) {
        dom::object row;
        if (element.get(row) == simdjson::SUCCESS) {
            if (const auto kind = kindOfRow(row); kind != ReplyKind::NotAReply)
                return kind;
        }
        allNames = allNames && element.is_string();
    }
    return allNames ? ReplyKind::Names : ReplyKind::NotAReply;
}

ReplyKind kindOfData(const dom::element& data)
{
    dom::array array;
    if (data.get(array) == simdjson::SUCCESS)
        return kindOfArray(array);
    dom::object object;
    if (data.get(object) != simdjson::SUCCESS)
        return data.is_null() ? ReplyKind::Empty : ReplyKind::NotAReply;
    if (kindOfRow(object) == ReplyKind::Snapshots)
        return ReplyKind::Snapshot;
    dom::element inner;
    if (object["data"].get(inner) == simdjson::SUCCESS && !inner.is_object())
        return kindOfData(inner);
    return ReplyKind::NotAReply;
}

} // namespace

ReplyKind classifyReply(QByteArrayView body)
{
    WireDecoder envelopes;
    if (const auto error = envelopes.statedError(body))
        return error->code == 4004 ? ReplyKind::Empty : ReplyKind::ErrorEnvelope;
    std::string text = json::withValidUtf8({body.data(), std::size_t(body.size())});
    if (text.starts_with("\xEF\xBB\xBF"))
        text.erase(0, 3);
    json::replaceLoneSurrogates(text.data(), text.size());
    if (json::nestsTooDeep(text))
        return ReplyKind::NotAReply;
    dom::parser parser;
    dom::element root;
    if (parser.parse(text).get(root) != simdjson::SUCCESS)
        return ReplyKind::NotAReply;
    dom::object object;
    if (root.get(object) == simdjson::SUCCESS) {
        const bool envelope = has(object, "code") || has(object, "meta") || has(object, "total");
        dom::element data;
        if (object["data"].get(data) == simdjson::SUCCESS) {
            const auto kind = kindOfData(data);
            // {"data": null} or {"data": []} alone may be anybody's
            return envelope || (kind != ReplyKind::Empty && kind != ReplyKind::Names) ? kind : ReplyKind::NotAReply;
        }
    }
    const auto kind = kindOfData(root);
    return root.is_null() ? ReplyKind::NotAReply : kind;
}

} // namespace atlas
