// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/MainWindow.h"

#include <QObject>
#include <QTimer>

namespace atlas {

/// Waits until the window is settled, writes it as a picture, and ends the program: with 0, or with the failure's exit
/// code after its sentence on the standard error.
class Renderer final : public QObject
{
    Q_OBJECT
public:
    /// `window` and `opener` outlive it.
    Renderer(MainWindow& window, SourceOpener& opener, const QString& path, QObject* parent = nullptr);

    /// Nothing is going to be opened: the welcome page is the picture.
    void renderAsIs() { m_soon.start(); }

private:
    void write();
    void save();
    void fail(const Error& error);

    MainWindow& m_window;
    QString m_path;
    QTimer m_soon; ///< the last replots follow the last values
    QTimer m_limit;
};

/// The sentence of an error on the standard error, with its class; returns its exit code.
int printError(const Error& error);

} // namespace atlas
