// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Rows.h"

namespace atlas {

std::string_view dimensionTypeName(DimensionType type)
{
    return type == DimensionType::Label ? "label" : "annotation";
}

std::optional<DimensionType> dimensionTypeFromName(std::string_view name)
{
    if (name == "label")
        return DimensionType::Label;
    if (name == "annotation")
        return DimensionType::Annotation;
    return std::nullopt;
}

} // namespace atlas
