// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace atlas {

/// What the keyboard can do: the window's keys, and those of charts, tables and panels.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Pairs of keys and what they do.
    using Keys = std::vector<std::pair<QString, QString>>;
    explicit ShortcutsDialog(const Keys& ofWindow, QWidget* parent = nullptr);

    /// As shown: "Ctrl+K: Go to …".
    QStringList texts() const;

private:
    QWidget* group(const QString& title, const Keys& keys);

    QStringList m_texts;
};

} // namespace atlas
