// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <QIODevice>
#include <QString>

#include <functional>
#include <optional>

namespace atlas {

/// Writes a file for the user, whole or not at all: beside its place first, then renamed over what was there. What
/// `write` returns, or a full disk or a folder that cannot be written, ends it with EXPORT; the old file is then as it
/// was, and no other is left. Any thread.
std::optional<Error> writeExportFile(
    const QString& path, const std::function<std::optional<Error>(QIODevice& out)>& write);

/// Text from outside as a cell can hold it: NUL and other control characters but line breaks and tabs, and halves of
/// surrogate pairs, become U+FFFD.
QString cleanText(QString text);

/// Whether a spreadsheet would take the text for a formula: it begins with = + - @ (ASCII or full-width), a tab or a
/// line break.
bool looksLikeFormula(const QString& text);

} // namespace atlas
