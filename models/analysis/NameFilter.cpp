// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/NameFilter.h"

#include <QCoreApplication>

#include <algorithm>

namespace atlas {

namespace {

struct NameFilterText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::NameFilterText)
};

/// What an expression may try on one name.
const auto limit = QStringLiteral("(*LIMIT_MATCH=20000)");

} // namespace

Result<NameFilter> NameFilter::compile(const QString& text)
{
    NameFilter filter;
    const auto trimmed = text.trimmed();
    if (!trimmed.startsWith(QLatin1Char('~'))) {
        for (const auto& word : trimmed.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
            if (const auto plain = word.trimmed(); !plain.isEmpty())
                filter.m_words << plain;
        }
        return filter;
    }
    const auto expression = trimmed.mid(1).trimmed();
    if (expression.isEmpty())
        return filter;
    // On its own first: what is wrong is told by its place in what was typed.
    const QRegularExpression typed(expression);
    if (!typed.isValid()) {
        return failure(ErrorClass::Usage,
            NameFilterText::tr("The expression \"%1\" is not valid at its character %2: %3.")
                .arg(expression, QString::number(typed.patternErrorOffset() + 1), typed.errorString()));
    }
    filter.m_pattern.setPattern(limit + expression);
    filter.m_pattern.optimize();
    return filter;
}

bool NameFilter::matches(std::string_view name) const
{
    if (isEmpty())
        return false;
    const auto text = QString::fromUtf8(name.data(), qsizetype(name.size()));
    if (m_words.isEmpty())
        return m_pattern.match(text).hasMatch();
    return std::any_of(m_words.begin(), m_words.end(),
        [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace atlas
