// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Ledger.h"
#include "models/domain/Time.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

/// What a coverage strip shows: for each line of a store's ledger which stretches of time are there. Time without a
/// stretch was not asked for.
namespace atlas {

struct CoverageStretch
{
    TimeRange range;
    CoverageState state = CoverageState::Gap;
    std::int64_t rows = 0; ///< of the request that the stretch is from
    std::optional<std::int64_t> statedTotal;
    Instant fetchedAt{};
    QString request; ///< path and parameters; empty where none was made
    int attempts = 0; ///< in vain, of a gap

    friend bool operator==(const CoverageStretch&, const CoverageStretch&) = default;
};

/// One endpoint of one cluster (for labels: of one key).
struct CoverageLine
{
    QString key; ///< unique in the whole strip
    QString label;
    std::vector<CoverageStretch> stretches; ///< ascending, without overlaps

    friend bool operator==(const CoverageLine&, const CoverageLine&) = default;
};

struct CoverageGroup
{
    QString name; ///< the cluster
    std::vector<CoverageLine> lines;

    friend bool operator==(const CoverageGroup&, const CoverageGroup&) = default;
};

struct CoverageData
{
    TimeRange range; ///< what the axis shows; stretches may reach beyond
    QByteArray zone = "UTC"; ///< IANA id of the display zone
    std::vector<CoverageGroup> groups;

    friend bool operator==(const CoverageData&, const CoverageData&) = default;
};

} // namespace atlas
