// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/SummaryReader.h"

#include "models/api/RowReader.h"

namespace atlas::json {

error_code SummaryReader::read(ReadContext& context, Value& value, DecodedPage<PeriodSummary>& page)
{
    const std::string_view token = value.raw_json_token();
    const auto rest = context.text.substr(std::size_t(token.data() - context.text.data()));
    ++page.stats.rowsSeen;
    const auto reject = [&](const char* reason, std::string_view raw) {
        ++page.stats.rejectedRows;
        if (page.stats.rejected.size() < rejectedRowsKept)
            page.stats.rejected.push_back(
                {reason, withValidUtf8(raw.substr(0, rawRowLimit)).substr(0, rawRowLimit), {}});
    };
    if (token.empty() || token.front() != '{') {
        reject("not an object", token);
        return meetUnknown(context, token);
    }
    Object object;
    if (const auto error = value.get_object().get(object))
        return error;
    PeriodSummary summary;
    bool timeKnown = false;
    const auto error = forEachField(object,
        [&](std::string_view key, Value& member) { return readField(context, key, member, summary, timeKnown); });
    if (error)
        return error;
    if (timeKnown && !summary.cluster.empty())
        page.rows.push_back(std::move(summary));
    else
        reject(timeKnown ? "cluster_name is missing or unusable" : "period_start is missing or unusable",
            extentOfContainer(rest));
    return simdjson::SUCCESS;
}

error_code SummaryReader::readField(
    ReadContext& context, std::string_view key, Value& value, PeriodSummary& summary, bool& timeKnown)
{
    Reading reading;
    if (sameKey(key, "cluster_name")) {
        std::string_view text;
        const auto error = readText(context, value, text, reading);
        summary.cluster.assign(text);
        return error;
    }
    if (sameKey(key, "period_start")) {
        std::optional<Stamp> time;
        const auto error = readTime(context, value, m_time, time, reading);
        timeKnown = time.has_value();
        if (time)
            summary.start = std::chrono::floor<std::chrono::seconds>(*time);
        return error;
    }
    if (sameKey(key, "hours"))
        return readInteger(context, value, summary.hours, reading);
    if (sameKey(key, "capacity_gpu_hours"))
        return readFigure(context, value, "capacity_gpu_hours", false, summary.capacityGpuHours);
    if (sameKey(key, "allocated_gpu_hours"))
        return readFigure(context, value, "allocated_gpu_hours", false, summary.allocatedGpuHours);
    if (sameKey(key, "used_gpu_hours"))
        return readFigure(context, value, "used_gpu_hours", false, summary.usedGpuHours);
    if (sameKey(key, "avg_utilization"))
        return readFigure(context, value, "avg_utilization", true, summary.avgUtilization);
    return meetUnknown(context, value.raw_json_token());
}

error_code SummaryReader::readFigure(ReadContext& context, Value& value, const char* field, bool percent, Figure& out)
{
    return json::readFigure(context, value, percent, out, [&](FieldProblem problem) {
        m_counts.push_back({field, problem, 1, {}});
    });
}

void SummaryReader::finish(DecodeStats& stats)
{
    DecodeStats counted;
    counted.fields = std::move(m_counts);
    stats.merge(counted);
    m_counts.clear();
}

} // namespace atlas::json
