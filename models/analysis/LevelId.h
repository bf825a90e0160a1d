// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/HourGrid.h"

#include <QString>

#include <optional>

/// What a level with its key is called in links, rules, on the command line and in files.
namespace atlas {

/// "namespace", "label:team" ...: stable.
QString levelId(Level level, const DimensionKey& dimension = {});

struct LevelKey
{
    Level level = Level::Namespace;
    DimensionKey dimension;

    friend bool operator==(const LevelKey&, const LevelKey&) = default;
};
/// nullopt for anything else, and for a dimension without its key.
std::optional<LevelKey> levelFromId(const QString& id);

} // namespace atlas
