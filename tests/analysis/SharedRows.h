// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"

#include <QJsonObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace atlas::test {

/// The folder of recorded replies: $ATLAS_SHARED_DATA, or shared/data beside the source; nullopt where there is none.
std::optional<QString> sharedDataFolder();

/// Rows of recorded replies (all pages), as servers name their keys.
std::vector<QJsonObject> rowsOf(const QString& clusterFolder, const QString& filePattern);
QJsonObject objectOf(const QString& file);

/// The rows as a grid; `subjectOf` names the subject of a row. The grid spans all rows.
HourGrid gridOf(const GridScope& scope, const std::vector<QJsonObject>& rows,
    const std::function<std::string(const QJsonObject&)>& subjectOf);

} // namespace atlas::test
