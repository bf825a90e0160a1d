// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/JsonReader.h"
#include "models/domain/PeriodSummary.h"

namespace atlas::json {

/// One summary object into one PeriodSummary. For the decoder alone.
class SummaryReader
{
public:
    /// As RowReader::read: a summary, or a rejected row, is added to the page.
    error_code read(ReadContext& context, Value& value, DecodedPage<PeriodSummary>& page);
    void finish(DecodeStats& stats);

private:
    error_code readField(
        ReadContext& context, std::string_view key, Value& value, PeriodSummary& summary, bool& timeKnown);
    error_code readFigure(ReadContext& context, Value& value, const char* field, bool percent, Figure& out);

    std::vector<FieldCount> m_counts;
    TimeMemo m_time;
};

} // namespace atlas::json
