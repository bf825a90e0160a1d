// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"

#include <QLabel>

namespace atlas {

/// A label that shows its text as it is: what servers and files say is never markup.
inline QLabel* plainLabel(const char* role, QWidget* parent, const QString& text = {})
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setAtlasRole(label, role);
    return label;
}

/// The same over as many lines as it needs.
inline QLabel* plainText(const char* role, QWidget* parent, const QString& text = {})
{
    auto* label = plainLabel(role, parent, text);
    label->setWordWrap(true);
    return label;
}

/// Text as a tool tip that shows it as it is: by itself a tool tip guesses whether it is markup.
inline QString plainToolTip(const QString& text)
{
    return text.isEmpty()
        ? QString()
        : QStringLiteral("<p style='white-space:pre-wrap'>") + text.toHtmlEscaped() + QStringLiteral("</p>");
}

} // namespace atlas
