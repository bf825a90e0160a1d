// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/ListText.h"

#include <QCoreApplication>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ListText)
};

} // namespace

QString formatList(const QStringList& parts)
{
    return parts.join(Text::tr(", ", "between the parts of a list"));
}

QString formatSentences(const QStringList& sentences)
{
    QString text;
    for (const auto& sentence : sentences)
        text = text.isEmpty() ? sentence : Text::tr("%1 %2", "a sentence behind another").arg(text, sentence);
    return text;
}

} // namespace atlas
