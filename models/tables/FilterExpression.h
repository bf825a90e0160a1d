// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Table.h"

#include <QLocale>
#include <QRegularExpression>
#include <QString>
#include <QStringMatcher>

#include <optional>
#include <variant>
#include <vector>

namespace atlas {

/// What narrows the rows of a table, as it is typed. Terms stand side by side and all have to hold:
///
/// | term | holds where |
/// |---|---|
/// | `train` | a text cell has it in it; case does not matter. `502`: or a number without a unit (a status) is that |
/// | `>80` `>=80` `<80` `<=80` | a number is so |
/// | `=80` | a number is so when rounded to as many decimals; a text cell is exactly that |
/// | `10..20` `10..` `..20` | a number lies there, ends included |
/// | `~ab+c` | a text cell matches the regular expression, ignoring case |
/// | `!term` | the term does not hold; of figures only where one is known |
/// | `util:>80` | the term, in one column: the beginning of its id or title |
/// | `"two words"` | spaces are part of the term |
///
/// Numbers are read as the locale writes them or with a decimal point, also as 1.5e3, with or without a unit behind
/// them; k, M and G multiply. An unknown figure is no number. Text and numbers are those of the cells, not of what is
/// drawn.
class FilterExpression
{
public:
    /// Holds everywhere.
    FilterExpression() = default;

    /// `column`: the id of the column that is meant where a term names none; empty: any. USAGE, with a sentence for the
    /// user, where a regular expression or a column (then the error's detail is its name) cannot be understood, and
    /// where a term can hold for nothing in the column that it is of: "utilisation:>abc".
    static Result<FilterExpression> parse(const QString& text, const std::vector<TableColumn>& columns,
        const QString& column = {}, const QLocale& locale = QLocale());

    bool isEmpty() const { return m_terms.empty(); }
    bool accepts(const TableRow& row) const;

private:
    struct Span
    {
        double low, high;
        bool lowIncluded, highIncluded;
    };
    struct Exactly
    {
        QString text;
        std::optional<Span> number;
    };
    struct Term
    {
        std::vector<int> columns; ///< where it may hold
        bool negated = false;
        std::variant<QStringMatcher, QRegularExpression, Span, Exactly> test;
        std::optional<double> code; ///< of a text that is a number: what a cell of `codeColumns` may be instead
        std::vector<int> codeColumns;
    };
    class Parser;

    static bool holds(const Term& term, const TableRow& row);

    std::vector<Term> m_terms;
};

} // namespace atlas
