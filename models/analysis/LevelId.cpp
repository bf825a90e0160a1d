// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/LevelId.h"

#include "models/domain/Rows.h"

#include <utility>

namespace atlas {

namespace {

/// Those that need no key.
constexpr std::pair<Level, const char*> plainLevels[] = {
    {Level::Cluster, "cluster"}, {Level::Namespace, "namespace"}, {Level::Workload, "workload"}};

} // namespace

QString levelId(Level level, const DimensionKey& dimension)
{
    for (const auto& [plain, name] : plainLevels) {
        if (plain == level)
            return QString::fromLatin1(name);
    }
    const auto type = dimensionTypeName(dimension.type);
    return QString::fromLatin1(type.data(), qsizetype(type.size())) + u':' + QString::fromStdString(dimension.key);
}

std::optional<LevelKey> levelFromId(const QString& id)
{
    for (const auto& [plain, name] : plainLevels) {
        if (id == QLatin1StringView(name))
            return LevelKey{plain, {}};
    }
    const auto colon = id.indexOf(u':');
    if (colon < 0)
        return std::nullopt;
    const auto type = dimensionTypeFromName(id.left(colon).toStdString());
    const auto key = id.mid(colon + 1).toStdString();
    return type && !key.empty() ? std::optional(LevelKey{Level::Dimension, {*type, key}}) : std::nullopt;
}

} // namespace atlas
