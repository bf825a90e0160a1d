// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Session.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace atlas {

/// What somebody wants to choose: files in the place of what is open, a folder, or files beside what is open.
enum class OpenWish : std::uint8_t { Files, Folder, Beside };

/// The ways into the data beside the saved connections (see ConnectionManager), as the window asks for them. The
/// program behind it implements them and answers by signals; one request at a time, a new one takes the place of the
/// one under way.
class SourceOpener : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Files, folders and archives; several are shown side by side.
    virtual void openFiles(const QStringList& paths) = 0;
    /// Gives up what is under way.
    virtual void cancel() = 0;
    /// Makes the sample cluster, where there is none yet, and opens it.
    virtual void exploreSample() = 0;

signals:
    /// A request is under way: what is being done, as a sentence.
    void progressed(const QString& sentence);
    /// The source is open; the receiver owns the session.
    void opened(atlas::Session* session);
    /// What was asked for is open already.
    void isOpen();
    void failed(const atlas::Error& error);
};

} // namespace atlas
