// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/JsonReader.h"

namespace atlas::json {

/// One snapshot object into a snapshot. For the decoder alone.
class SnapshotReader
{
public:
    SnapshotReader();

    /// As RowReader::read: a snapshot, or a rejected row, is added to the page.
    error_code read(ReadContext& context, Value& value, DecodedPage<AllocationSnapshot>& page);
    /// Reads the fields of an object whose start is `raw`.
    error_code readObject(
        ReadContext& context, Object& object, std::string_view raw, DecodedPage<AllocationSnapshot>& page);
    void finish(DecodeStats& stats);

private:
    error_code readHeadField(
        ReadContext& context, std::string_view key, Value& value, AllocationSnapshot& snapshot, bool& timeKnown);
    error_code readDetails(ReadContext& context, Value& value, AllocationSnapshot& snapshot);
    error_code readDetailsText(ReadContext& context, std::string_view text, AllocationSnapshot& snapshot);
    error_code readDetailsObject(ReadContext& context, Object& object, AllocationSnapshot& snapshot);
    error_code readNamespace(ReadContext& context, Value& value, AllocatedNamespace& group);
    error_code readAnnotation(ReadContext& context, std::string_view key, Value& value, AllocationSnapshot& snapshot);
    error_code readWorkloads(ReadContext& context, Value& value, std::vector<AllocatedWorkload>& out);
    error_code readWorkload(ReadContext& context, std::string_view uid, Value& value, AllocatedWorkload& workload);
    error_code readGroupField(ReadContext& context, std::string_view key, Value& value, Figure& gpus,
        Figure& utilization, Figure& count, bool& known);
    error_code readFigure(ReadContext& context, Value& value, const char* field, bool percent, Figure& out);
    void count(const char* field, FieldProblem problem);

    std::vector<FieldCount> m_problems; ///< of the snapshot at hand
    DecodeStats m_counted; ///< fields alone
    TimeMemo m_time;
    simdjson::ondemand::parser m_innerParser; ///< for details that come as a text
    std::string m_innerText;
};

} // namespace atlas::json
