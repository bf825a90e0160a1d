// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Usage.h"
#include "models/domain/ChartValues.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Ledger.h"
#include "models/domain/Metric.h"
#include "models/domain/Table.h"

#include <QByteArray>
#include <QString>

#include <string>
#include <vector>

/// Where a figure comes from: its formula with the numbers put in, what went into it, and the rows behind it. Pure; any
/// thread.
namespace atlas {

struct ProvenanceInput
{
    FigureRef figure;
    GridPtr grid; ///< of the figure's level, over at least its range; of several clusters: combined
    GridPtr clusterGrid; ///< of Level::Cluster likewise; it may be the same
    UsageOptions options;
    /// The rows as they were received: of the figure's cluster, or of each of several.
    struct Source
    {
        std::string cluster;
        GridPtr grid; ///< of the figure's level
        std::vector<CoverageEntry> ledger;
    };
    std::vector<Source> sources;
    QByteArray zone = "UTC";
    QString currency; ///< of money
    QString clusterName; ///< as shown
};

struct Provenance
{
    QString name; ///< "Utilisation"
    QString about; ///< "ml-training · prod-a"
    QString range;
    QString definition; ///< in words
    QString formula; ///< "Σ a·u / Σ a"
    QString worked; ///< with the numbers: "4,032 / 80.64"; empty where there is nothing to work out
    double value = unknown; ///< as the page shows it: bucketValue(usageOf(...))
    Unit unit = Unit::None;
    QString valueText; ///< with unit, as it is written everywhere
    QString exactText; ///< unrounded
    struct Input
    {
        QString name, value;

        friend bool operator==(const Input&, const Input&) = default;
    };
    std::vector<Input> inputs; ///< sums, hours counted and not, coverage, settings
    Table rows; ///< a row an hour (and cluster), with when it was fetched and by which request

    /// All of it as plain text; the rows not.
    QString text() const;
    friend bool operator==(const Provenance&, const Provenance&) = default;
};

Provenance provenanceOf(const ProvenanceInput& input);

} // namespace atlas
