// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// Texts put together as the interface's language does it; the system's may be another. Pure; any thread.
namespace atlas {

/// "a, b, c".
QString formatList(const QStringList& parts);
/// Whole sentences, one behind the other.
QString formatSentences(const QStringList& sentences);

} // namespace atlas
