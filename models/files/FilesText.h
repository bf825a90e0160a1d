// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace atlas {

/// The translated sentences of this target: FilesText::tr("...").
struct FilesText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::FilesText)
};

} // namespace atlas
