// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <QMessageBox>

namespace atlas {

/// An error in a box over `parent`, not shown yet. Both its texts are one: setTextFormat() does not reach the
/// informative text of a box, which shows markup and opens links.
inline QMessageBox* errorBox(const QString& title, const Error& error, QWidget* parent)
{
    const QString text = error.detail.isEmpty() ? error.message : error.message + QStringLiteral("\n\n") + error.detail;
    auto* box = new QMessageBox(QMessageBox::Warning, title, text, QMessageBox::Ok, parent);
    box->setTextFormat(Qt::PlainText);
    return box;
}

} // namespace atlas
