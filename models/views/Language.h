// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace atlas {

/// Numbers and the product's texts from here on as people of a language write and read them ("zh_CN"; empty: the
/// system's). Needs the resources of atlas_texts and a QCoreApplication.
void useLanguage(const QString& language);

} // namespace atlas
