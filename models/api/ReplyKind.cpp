// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/JsonReader.h"
#include "models/api/WireDecoder.h"

#include <optional>
#include <string>

namespace atlas {

namespace {

using json::Array;
using json::error_code;
using json::Object;
using json::Value;

/// What the keys of an object tell. Only keys are looked at: a number too large for any type is the row's own matter.
struct Keys
{
    bool snapshotTime = false, hour = false, workload = false, dimension = false, namespaceName = false,
         cluster = false;
    bool envelope = false;
    std::optional<ReplyKind> data; ///< what is under "data"
    bool dataIsObject = false;

    /// By the keys that no other kind of row has.
    ReplyKind ofRow() const
    {
        if (snapshotTime)
            return ReplyKind::Snapshots;
        if (!hour)
            return ReplyKind::NotAReply;
        if (workload)
            return ReplyKind::WorkloadHours;
        if (dimension)
            return ReplyKind::DimensionHours;
        if (namespaceName)
            return ReplyKind::NamespaceHours;
        return cluster ? ReplyKind::ClusterHours : ReplyKind::NotAReply;
    }
    /// Of an object under "data", or of a reply without an envelope.
    ReplyKind ofData() const
    {
        if (ofRow() == ReplyKind::Snapshots)
            return ReplyKind::Snapshot;
        return data && !dataIsObject ? *data : ReplyKind::NotAReply;
    }
};

error_code readData(Value& value, ReplyKind& kind);

error_code readKeys(Object object, Keys& keys)
{
    return json::forEachField(object, [&keys](std::string_view key, Value& value) -> error_code {
        const auto is = [key](const char* name) { return json::sameKey(key, name); };
        keys.snapshotTime = keys.snapshotTime || is("snapshot_time");
        keys.hour = keys.hour || is("stat_hour");
        keys.workload = keys.workload || is("workload_name");
        keys.dimension = keys.dimension || is("dimension_type") || is("dimension_key");
        keys.namespaceName = keys.namespaceName || is("namespace");
        keys.cluster = keys.cluster || is("cluster_name");
        keys.envelope = keys.envelope || is("code") || is("meta") || is("total");
        if (key != "data")
            return simdjson::SUCCESS;
        const auto token = json::tokenText(value);
        keys.dataIsObject = !token.empty() && token.front() == '{';
        keys.data = ReplyKind::NotAReply;
        return readData(value, *keys.data);
    });
}

error_code readArray(Array array, ReplyKind& kind)
{
    bool empty = true, allNames = true;
    kind = ReplyKind::NotAReply;
    for (auto item : array) {
        Value value;
        if (const auto error = item.get(value))
            return error;
        empty = false;
        if (kind != ReplyKind::NotAReply)
            continue; // to the end: what follows the array tells whether it is one whole document
        const auto token = json::tokenText(value);
        if (!token.empty() && token.front() == '{') {
            Object object;
            Keys keys;
            if (const auto error = value.get_object().get(object))
                return error;
            if (const auto error = readKeys(object, keys))
                return error;
            kind = keys.ofRow();
        }
        allNames = allNames && !token.empty() && token.front() == '"';
    }
    if (empty || allNames)
        kind = empty ? ReplyKind::Empty : ReplyKind::Names;
    return simdjson::SUCCESS;
}

error_code readData(Value& value, ReplyKind& kind)
{
    const auto token = json::tokenText(value);
    kind = token == "null" ? ReplyKind::Empty : ReplyKind::NotAReply;
    if (token.empty())
        return simdjson::SUCCESS;
    if (token.front() == '[') {
        Array array;
        if (const auto error = value.get_array().get(array))
            return error;
        return readArray(array, kind);
    }
    if (token.front() == '{') {
        Object object;
        if (const auto error = value.get_object().get(object))
            return error;
        Keys keys;
        const auto error = readKeys(object, keys);
        kind = keys.ofData();
        return error;
    }
    return simdjson::SUCCESS;
}

error_code readRoot(simdjson::ondemand::document& document, ReplyKind& kind)
{
    simdjson::ondemand::json_type type{};
    if (const auto error = document.type().get(type))
        return error;
    if (type == simdjson::ondemand::json_type::array) {
        Array array;
        if (const auto error = document.get_array().get(array))
            return error;
        return readArray(array, kind);
    }
    Object object;
    if (const auto error = document.get_object().get(object))
        return error;
    Keys keys;
    if (const auto error = readKeys(object, keys))
        return error;
    if (!keys.data)
        kind = keys.ofData();
    else if (keys.envelope || (keys.data != ReplyKind::Empty && keys.data != ReplyKind::Names))
        kind = *keys.data; // {"data": null} or {"data": []} alone may be anybody's
    return simdjson::SUCCESS;
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
    text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    auto kind = ReplyKind::NotAReply;
    const char* rest = nullptr; // there is a location only where something follows
    if (parser.iterate(text).get(document) || readRoot(document, kind) || !document.current_location().get(rest))
        return ReplyKind::NotAReply;
    return kind;
}

} // namespace atlas
