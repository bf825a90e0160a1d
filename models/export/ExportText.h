// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <string>

/// Text from outside on its way into files for other programs.
namespace atlas {

/// Text as a cell can hold it: NUL and other control characters but line breaks and tabs, and halves of surrogate
/// pairs, become U+FFFD.
QString cleanText(QString text);

/// Whether a spreadsheet would take the text for a formula: it begins with = + - @ (ASCII or full-width), a tab or a
/// line break.
bool looksLikeFormula(QStringView text);

/// Appends text that is printable ASCII alone, as most names are; else false, and nothing is changed.
bool appendAscii(std::string& bytes, QStringView text);

} // namespace atlas
