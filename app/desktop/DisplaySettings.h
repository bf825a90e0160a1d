// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Session.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <optional>

/// How somebody saw the figures that went into a bundle: names and values as text, in a JSON object. What is read comes
/// from anywhere: values that make no sense are as if they were not there.
namespace atlas {

using DisplaySettings = QMap<QString, QString>;

QByteArray displayJson(const DisplaySettings& settings);
DisplaySettings displayFromJson(const QByteArray& json);

/// What a session knows of how a cluster is read, as settings.
DisplaySettings displayOf(const UsageOptions& options, const std::optional<GpuPrice>& price);
UsageOptions usageFrom(const DisplaySettings& settings);
std::optional<GpuPrice> priceFrom(const DisplaySettings& settings);
/// Empty where it names no zone that is known.
QByteArray zoneFrom(const DisplaySettings& settings);

} // namespace atlas
