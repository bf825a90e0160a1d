// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <string_view>

namespace atlas {

/// Which names are meant: "train, batch" (a name that holds one of the words, in capitals or not), "~^team-[ab]/"
/// (a regular expression that a name matches somewhere, capitals matter), or nothing, which means none.
class NameFilter
{
public:
    NameFilter() = default; ///< matches no name
    /// USAGE, with a sentence that says where it goes wrong, for a regular expression that does not compile.
    static Result<NameFilter> compile(const QString& text);

    bool isEmpty() const { return m_words.isEmpty() && m_pattern.pattern().isEmpty(); }
    /// An expression that would try without end gives up, and does not match.
    bool matches(std::string_view name) const;

private:
    QStringList m_words;
    QRegularExpression m_pattern;
};

} // namespace atlas
