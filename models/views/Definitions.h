// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/domain/Metric.h"
#include "models/domain/UtilizationBasis.h"

#include <QString>

#include <optional>

/// What figures are called in links and views, and what they mean in words: one text each (docs/metrics.md), for the
/// (i) of panels and for where a figure comes from. Pure; any thread.
namespace atlas {

/// "gpu-hours", "held-idle-gpu-hours" ...: stable.
QString metricId(Metric metric);
std::optional<Metric> metricFromId(const QString& id);

/// "auto", "hour", "day" ...: stable, as on the command line.
QString bucketId(Bucket bucket);
std::optional<Bucket> bucketFromId(const QString& id);

/// One or two sentences, translated.
QString metricDefinition(Metric metric);
/// In symbols, and words where they need some: a allocated GPUs, c capacity, u utilisation of a row. `basis` matters
/// for the used GPU-hours of clusters.
QString metricFormula(Metric metric, UtilizationBasis basis = UtilizationBasis::Allocated);
/// Both, a line each: for the (i) of a panel that is about one figure. `more`: what the panel adds to it, a line of its
/// own.
QString metricExplanation(Metric metric, const QString& more = {});

} // namespace atlas
