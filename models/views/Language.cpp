// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace atlas {

void useLanguage(const QString& language)
{
    if (!language.isEmpty())
        QLocale::setDefault(QLocale(language));
    // Qt asks from the last one installed back to the first: English has the plural forms that every language without
    // texts of its own needs.
    for (const auto& locale : {QLocale(QLocale::English), QLocale()}) {
        auto* translator = new QTranslator(QCoreApplication::instance());
        if (translator->load(locale, QStringLiteral("atlas"), QStringLiteral("_"), QStringLiteral(":/atlas/i18n")))
            QCoreApplication::installTranslator(translator);
    }
}

} // namespace atlas
