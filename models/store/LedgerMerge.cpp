// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/LedgerMerge.h"

#include "models/domain/Endpoints.h"

namespace atlas {

namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr hours rewritten{48}; ///< how long servers rewrite an hour's rows, as a rule
constexpr days repeated{36}; ///< longer than fetches go back that repeat themselves
constexpr hours quarterDay{6};

bool isSettled(const CoverageEntry& entry)
{
    if (entry.state != CoverageState::Complete && entry.state != CoverageState::MissingOnServer)
        return false;
    // Snapshots do not change once they are taken.
    return entry.fetchedAt >= Stamp(entry.range.to) + (entry.endpoint == endpoints::snapshots ? hours(0) : rewritten);
}

bool areOne(const CoverageEntry& a, const CoverageEntry& b, Stamp now)
{
    if (a.range.to != b.range.from || a.state != b.state || a.attempts != b.attempts || a.openSince != b.openSince)
        return false;
    if (a.fetchedAt == b.fetchedAt)
        return true;
    if (!isSettled(a) || !isSettled(b))
        return false;
    const auto quarter = [](Stamp t) { return t.time_since_epoch() / quarterDay; };
    return quarter(a.fetchedAt) == quarter(b.fetchedAt) || Stamp(b.range.to) + repeated <= now;
}

void join(CoverageEntry& a, const CoverageEntry& b)
{
    a.range.to = b.range.to;
    if (a.fetchedAt == b.fetchedAt && !a.request.empty() && a.request == b.request && a.rowsReceived == b.rowsReceived)
        return; // parts of one request: both have its numbers
    a.rowsReceived += b.rowsReceived;
    if (a.statedTotal && b.statedTotal)
        *a.statedTotal += *b.statedTotal;
    else
        a.statedTotal.reset();
    if (b.fetchedAt > a.fetchedAt) {
        a.fetchedAt = b.fetchedAt;
        a.request = b.request;
    }
}

} // namespace

std::vector<std::size_t> mergeCoverage(std::vector<CoverageEntry>& entries, Stamp now)
{
    std::vector<CoverageEntry> merged;
    std::vector<std::size_t> firsts;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!merged.empty() && areOne(merged.back(), entries[i], now)) {
            join(merged.back(), entries[i]);
        } else {
            merged.push_back(std::move(entries[i]));
            firsts.push_back(i);
        }
    }
    entries = std::move(merged);
    return firsts;
}

} // namespace atlas
