// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Ledger.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace atlas {

/// The hours of one endpoint that the ledger entries of one batch speak of, in the order of the batch: the later one
/// counts.
class FetchedHours
{
public:
    void add(const CoverageEntry& entry)
    {
        m_entries.push_back(&entry);
        if (entry.state != CoverageState::Complete)
            return;
        m_anyComplete = true;
        m_first = std::min(m_first, entry.range.firstHour());
        m_end = std::max(m_end, entry.range.endHour());
    }

    bool anyComplete() const { return m_anyComplete; }
    HourIndex first() const { return m_first; }
    HourIndex end() const { return m_end; }

    /// Whether a row at this time was brought by a complete fetch.
    bool brought(Instant time) const
    {
        return std::any_of(m_entries.begin(), m_entries.end(), [time](const CoverageEntry* entry) {
            return entry->state == CoverageState::Complete && entry->range.contains(time);
        });
    }

    /// Whether `rows` are all that the complete fetches received and the server stated. Several entries have the
    /// numbers of their parts, or each those of the whole.
    bool areAll(std::int64_t rows) const
    {
        std::int64_t sum = 0;
        bool eachIsWhole = true;
        for (const auto* entry : m_entries) {
            if (entry->state != CoverageState::Complete)
                continue;
            if (entry->statedTotal.value_or(entry->rowsReceived) != entry->rowsReceived)
                return false;
            sum += entry->rowsReceived;
            eachIsWhole = eachIsWhole && entry->rowsReceived == rows;
        }
        return eachIsWhole || sum == rows;
    }

    /// Whether the last that was said of the hour is that all its rows came.
    bool isComplete(HourIndex hour) const
    {
        const auto from = hourStart(hour), to = hourStart(hour + 1);
        for (auto it = m_entries.rbegin(); it != m_entries.rend(); ++it) {
            const auto& range = (*it)->range;
            if (range.from < to && range.to > from)
                return (*it)->state == CoverageState::Complete && range.from <= from && range.to >= to;
        }
        return false;
    }

private:
    std::vector<const CoverageEntry*> m_entries;
    bool m_anyComplete = false;
    HourIndex m_first = std::numeric_limits<HourIndex>::max(), m_end = std::numeric_limits<HourIndex>::min();
};

} // namespace atlas
