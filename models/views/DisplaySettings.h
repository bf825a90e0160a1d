// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/DashboardState.h"
#include "models/views/Session.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

/// How somebody saw the figures that went into a bundle: names and values as text, in a JSON object. What is read comes
/// from anywhere: values that make no sense are as if they were not there.
namespace atlas {

using DisplaySettings = QMap<QString, QString>;

QByteArray displayJson(const DisplaySettings& settings);
DisplaySettings displayFromJson(const QByteArray& json);

/// How a cluster is read and what it costs, in which zone, and a link to what is shown.
DisplaySettings displayOf(
    const UsageOptions& options, const std::optional<GpuPrice>& price, const DashboardQuery& query);
UsageOptions usageFrom(const DisplaySettings& settings);
std::optional<GpuPrice> priceFrom(const DisplaySettings& settings);
/// Empty where it names no zone that is known.
QByteArray zoneFrom(const DisplaySettings& settings);

/// How clusters are read and what they cost, as arguments of the product's programs: --price with --currency (where
/// both are known), --basis, --zero-hours-unknown.
QStringList readingArguments(const UsageOptions& options, const QString& currency);

} // namespace atlas
