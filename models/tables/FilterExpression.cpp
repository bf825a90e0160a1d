// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/FilterExpression.h"

#include "models/domain/Figure.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace atlas {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::FilterExpression)
};

struct Number
{
    double value;
    double step; ///< of its last digit as written
};

bool isNumberPart(QChar c)
{
    return c.isDigit() || c == u'.' || c == u',' || c == u'-' || c == u'+' || c == u'\u2212' || c == u'\''
        || c == u'\u00a0' || c == u'\u202f';
}

std::optional<double> factorOf(const QString& unit)
{
    static const std::vector<std::pair<QString, double>> factors{{{}, 1}, {QStringLiteral("k"), 1e3},
        {QStringLiteral("m"), 1e6}, {QStringLiteral("g"), 1e9}, {QStringLiteral("%"), 1}, {QStringLiteral("gpu"), 1},
        {QStringLiteral("gpus"), 1}, {QString::fromUtf8("gpu·h"), 1}, {QStringLiteral("gpuh"), 1},
        {QStringLiteral("gb"), 1}, {QStringLiteral("h"), 1}};
    const auto at = std::ranges::find(factors, unit, &std::pair<QString, double>::first);
    return at == factors.end() ? std::nullopt : std::optional(at->second);
}

/// "e3", "E-07": how long the exponent is that a text begins with; 0: it begins with none.
qsizetype exponentLength(QStringView text)
{
    if (text.isEmpty() || text.front().toLower() != u'e')
        return 0;
    const qsizetype sign = text.size() > 1 && (text[1] == u'+' || text[1] == u'-' || text[1] == u'\u2212') ? 1 : 0;
    qsizetype end = 1 + sign;
    while (end < text.size() && text[end].isDigit())
        ++end;
    return end > 1 + sign ? end : 0;
}

std::optional<Number> numberOf(const QString& text, const QLocale& locale)
{
    const auto length = std::ranges::find_if_not(text, isNumberPart) - text.begin();
    const auto exponent = exponentLength(QStringView(text).mid(length));
    QString digits = text.left(length), power = exponent > 0 ? text.mid(length + 1, exponent - 1) : QString();
    const auto factor = factorOf(text.mid(length + exponent).toLower());
    if (digits.isEmpty() || !factor)
        return std::nullopt;
    digits.replace(u'\u2212', u'-');
    power.replace(u'\u2212', u'-');
    bool ok = false;
    double value = locale.toDouble(digits, &ok);
    QString point = locale.decimalPoint();
    if (!ok) {
        value = QLocale::c().toDouble(digits, &ok);
        point = QStringLiteral(".");
    }
    if (ok && exponent > 0) // not every locale reads its own exponents
        value = QString(QString::number(value, 'f', QLocale::FloatingPointShortest) + u'e' + power).toDouble(&ok);
    if (!ok || !std::isfinite(value))
        return std::nullopt;
    const auto at = digits.indexOf(point);
    const auto decimals = at < 0 ? 0 : digits.size() - at - point.size();
    return Number{value * *factor, *factor * std::pow(10.0, power.toDouble() - double(decimals))};
}

/// The words of a text; quotes hold spaces together, and are left out.
std::vector<QString> wordsOf(const QString& text)
{
    std::vector<QString> words;
    QString word;
    bool quoted = false, any = false;
    for (const QChar c : text) {
        if (c == u'"') {
            quoted = !quoted;
            any = true;
        } else if (c.isSpace() && !quoted) {
            if (any)
                words.push_back(word);
            word.clear();
            any = false;
        } else {
            word += c;
            any = true;
        }
    }
    if (any)
        words.push_back(word);
    return words;
}

const Cell& cellOf(const TableRow& row, int column)
{
    static const Cell none;
    return std::size_t(column) < row.cells.size() ? row.cells[std::size_t(column)] : none;
}

} // namespace

class FilterExpression::Parser
{
public:
    Parser(const std::vector<TableColumn>& columns, const QString& column, const QLocale& locale)
        : m_columns(columns)
        , m_locale(locale)
    {
        for (int i = 0; i < int(columns.size()); ++i) {
            if (column.isEmpty() || columns[std::size_t(i)].id == column)
                m_meant.push_back(i);
        }
    }

    /// A term of nothing but signs is none: it is still being typed.
    Result<std::optional<Term>> term(QString word) const
    {
        Term term;
        term.columns = m_meant;
        narrowSigns(word);
        takeNot(word, term);
        if (auto wrong = takeColumn(word, term))
            return tl::unexpected<Error>(*wrong);
        narrowSigns(word);
        takeNot(word, term);
        if (word.isEmpty())
            return std::optional<Term>();
        if (auto wrong = impossible(word, term))
            return tl::unexpected<Error>(*wrong);
        if (word.startsWith(u'~'))
            return regularExpression(word.mid(1), std::move(term));
        if (const auto span = comparison(word)) {
            term.test = *span;
        } else if (isOperator(word.front()) && word.size() <= 2 && std::ranges::all_of(word, isOperator)) {
            return std::optional<Term>();
        } else if (word.startsWith(u'=')) {
            Exactly exactly{word.mid(1), std::nullopt};
            if (const auto number = numberOf(exactly.text, m_locale)) {
                exactly.number = Span{number->value - number->step / 2, number->value + number->step / 2, true, false};
            }
            term.test = exactly;
        } else if (const auto range = between(word)) {
            term.test = *range;
        } else {
            term.test = QStringMatcher(word, Qt::CaseInsensitive);
            if (const auto number = numberOf(word, m_locale)) {
                term.code = number->value;
                std::ranges::copy_if(term.columns, std::back_inserter(term.codeColumns), [this](int column) {
                    const auto& meant = m_columns[std::size_t(column)];
                    return meant.kind == CellKind::Number && meant.unit == Unit::None;
                });
            }
        }
        return std::optional(std::move(term));
    }

private:
    static bool isOperator(QChar c) { return c == u'<' || c == u'>' || c == u'='; }

    /// Input methods of Chinese and Japanese write the signs in full width.
    static void narrowSigns(QString& word)
    {
        static const QString wide = QStringLiteral("\uFF1E\uFF1C\uFF1D\uFF01\uFF5E"), narrow = QStringLiteral("><=!~");
        for (QChar& c : word) {
            const auto sign = wide.indexOf(c);
            if (sign < 0 && !narrow.contains(c))
                break;
            if (sign >= 0)
                c = narrow.at(sign);
        }
    }

    static void takeNot(QString& word, Term& term)
    {
        while (word.startsWith(u'!')) {
            term.negated = !term.negated;
            word.remove(0, 1);
        }
    }

    /// Takes "column:" off; what names no column is text, but a condition behind it is a mistake that has to be told.
    std::optional<Error> takeColumn(QString& word, Term& term) const
    {
        const auto wide = word.indexOf(QChar(0xFF1A));
        const auto colon = wide > 0 && columnOf(word.left(wide)) >= 0 ? wide : word.indexOf(u':');
        if (colon <= 0 || word.startsWith(u'~') || isOperator(word.front()))
            return std::nullopt;
        const QString name = word.left(colon);
        if (const int column = columnOf(name); column >= 0) {
            term.columns = {column};
            word.remove(0, colon + 1);
            return std::nullopt;
        }
        const auto rest = QStringView(word).mid(colon + 1);
        if (rest.isEmpty()
            || !(isOperator(rest.front()) || rest.front() == u'~' || rest.contains(QStringLiteral(".."))))
            return std::nullopt;
        return usage(
            Text::tr("No column is called “%1”. The rows stay as they were; write the beginning of a column's title.")
                .arg(name),
            name);
    }

    static Error usage(const QString& sentence, const QString& detail = {})
    {
        return Error{ErrorClass::Usage, sentence, detail, 0, {}};
    }

    /// What can hold for no cell of the one column that it is about would hide all rows, as if there were none such.
    std::optional<Error> impossible(const QString& word, const Term& term) const
    {
        const auto signs = std::ranges::find_if_not(word, isOperator) - word.begin();
        if (term.columns.size() != 1 || signs == word.size() || word == u"~")
            return std::nullopt;
        const auto& column = m_columns[std::size_t(term.columns.front())];
        const bool compares = word.front() == u'<' || word.front() == u'>';
        switch (column.kind) {
        case CellKind::Text:
            if (!compares && !between(word))
                return std::nullopt;
            return usage(Text::tr("“%1” holds text, which is not more or less than anything. The rows stay as they "
                                  "were; write a part of the text.")
                             .arg(column.title));
        case CellKind::Time:
            return usage(
                Text::tr("“%1” holds times, by which rows are not filtered. The rows stay as they were; choose another "
                         "range.")
                    .arg(column.title));
        case CellKind::Sparkline:
            return usage(Text::tr("“%1” is a picture, by which rows are not filtered. The rows stay as they were.")
                             .arg(column.title));
        default:
            break;
        }
        const bool isFigure = word.front() == u'='
            ? numberOf(word.mid(1), m_locale).has_value()
            : column.kind == CellKind::Number && column.unit == Unit::None && numberOf(word, m_locale);
        if (isFigure || comparison(word) || between(word))
            return std::nullopt;
        return usage(Text::tr("“%1” holds numbers, and “%2” is no condition for one. The rows stay as they were; "
                              "write >80, <=80, =80 or 10..20.")
                         .arg(column.title, word));
    }

    int columnOf(const QString& name) const
    {
        const auto plain = [](QString text) { return text.remove(u' ').remove(u'-').remove(u'_').toLower(); };
        const QString wanted = plain(name);
        if (wanted.isEmpty())
            return -1; // every title begins with nothing
        for (const bool whole : {true, false}) {
            for (int i = 0; i < int(m_columns.size()); ++i) {
                for (const QString& candidate :
                    {plain(m_columns[std::size_t(i)].id), plain(m_columns[std::size_t(i)].title)}) {
                    if (whole ? candidate == wanted : candidate.startsWith(wanted))
                        return i;
                }
            }
        }
        return -1;
    }

    Result<std::optional<Term>> regularExpression(const QString& pattern, Term term) const
    {
        if (pattern.isEmpty())
            return std::optional<Term>();
        constexpr auto options =
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;
        const QRegularExpression asTyped(pattern, options);
        if (!asTyped.isValid()) {
            return failure(ErrorClass::Usage,
                Text::tr("“%1” is no regular expression: %2 at character %3. The rows stay as they were.")
                    .arg(pattern, asTyped.errorString())
                    .arg(asTyped.patternErrorOffset()));
        }
        // Expressions that try for ever give up, instead of stopping the window.
        const QRegularExpression limited(QStringLiteral("(*LIMIT_MATCH=5000)") + pattern, options);
        limited.optimize();
        term.test = limited.isValid() ? limited : asTyped;
        return std::optional(std::move(term));
    }

    std::optional<Span> comparison(const QString& word) const
    {
        const bool greater = word.startsWith(u'>');
        if (!greater && !word.startsWith(u'<'))
            return std::nullopt;
        const bool equal = word.size() > 1 && word[1] == u'=';
        const auto number = numberOf(word.mid(equal ? 2 : 1), m_locale);
        if (!number)
            return std::nullopt;
        return greater ? Span{number->value, infinite, equal, true} : Span{-infinite, number->value, true, equal};
    }

    std::optional<Span> between(const QString& word) const
    {
        const auto dots = word.indexOf(QStringLiteral(".."));
        if (dots < 0 || word.size() == 2)
            return std::nullopt;
        const QString left = word.left(dots), right = word.mid(dots + 2);
        const auto low = numberOf(left, m_locale), high = numberOf(right, m_locale);
        if ((!low && !left.isEmpty()) || (!high && !right.isEmpty()))
            return std::nullopt;
        const double a = low ? low->value : -infinite, b = high ? high->value : infinite;
        return Span{std::min(a, b), std::max(a, b), true, true};
    }

    const std::vector<TableColumn>& m_columns;
    const QLocale m_locale;
    std::vector<int> m_meant;
};

Result<FilterExpression> FilterExpression::parse(
    const QString& text, const std::vector<TableColumn>& columns, const QString& column, const QLocale& locale)
{
    FilterExpression filter;
    const Parser parser(columns, column, locale);
    for (const auto& word : wordsOf(text)) {
        auto term = parser.term(word);
        if (!term)
            return tl::unexpected<Error>(term.error());
        if (*term)
            filter.m_terms.push_back(std::move(**term));
    }
    return filter;
}

bool FilterExpression::accepts(const TableRow& row) const
{
    return std::ranges::all_of(m_terms, [&row](const Term& term) { return holds(term, row); });
}

bool FilterExpression::holds(const Term& term, const TableRow& row)
{
    const auto inside = [](const Span& span, double value) {
        return (span.lowIncluded ? value >= span.low : value > span.low)
            && (span.highIncluded ? value <= span.high : value < span.high);
    };
    // Whether it holds in one of the columns, and whether one could have said so.
    bool found = false, any = false;
    const auto* span = std::get_if<Span>(&term.test);
    const auto* exactly = std::get_if<Exactly>(&term.test);
    for (const int column : term.columns) {
        const Cell& cell = cellOf(row, column);
        if (const auto* number = std::get_if<double>(&cell)) {
            const bool isCode = term.code && std::ranges::find(term.codeColumns, column) != term.codeColumns.end();
            if (!isKnown(*number) || (!span && !(exactly && exactly->number) && !isCode))
                continue;
            any = true;
            found = isCode ? *number == *term.code : inside(span ? *span : *exactly->number, *number);
        } else if (const auto* text = std::get_if<QString>(&cell)) {
            if (span)
                continue;
            any = true;
            if (exactly)
                found = text->compare(exactly->text, Qt::CaseInsensitive) == 0;
            else if (const auto* matcher = std::get_if<QStringMatcher>(&term.test))
                found = matcher->indexIn(*text) >= 0;
            else
                found = std::get<QRegularExpression>(term.test).match(*text).hasMatch();
        }
        if (found)
            break;
    }
    const bool ofFigures = span || (exactly && exactly->number); // an unknown one is not said to differ
    return term.negated ? !found && (any || !ofFigures) : found;
}

} // namespace atlas
