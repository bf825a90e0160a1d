// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace atlas {

/// The translated sentences of this target: StoreText::tr("...").
struct StoreText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::StoreText)
};

} // namespace atlas
