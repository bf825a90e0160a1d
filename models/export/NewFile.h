// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <sys/stat.h>

namespace atlas {

/// A file that is being written for a place where another may be: it has no name before it takes that place in one
/// step, so that a program that is killed leaves nothing. Where the file system cannot do that, it has a hidden name
/// in the same folder, which goes with this object. Errors are the system's (errno), 0 is none.
class NewFile
{
public:
    /// `old`: what is at `path`, whose owner and permissions are kept; null where nothing is.
    NewFile(const QByteArray& path, const struct stat* old);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    /// Why it could not be made.
    int failure() const { return m_failure; }
    int descriptor() const { return m_descriptor; }
    /// By which it can be opened again meanwhile, by who wants a name.
    QByteArray openName() const;
    /// Brings everything to the disk, then puts it in the place of the old one.
    int takeThePlace();
    /// Gives the room on the disk back.
    void discard();

private:
    QByteArray m_path, m_folder;
    QByteArray m_hidden; ///< its name; empty: it has none
    int m_descriptor = -1;
    int m_failure = 0;
};

/// How much may still be written to where `path` is.
qint64 freeBytes(const QByteArray& path);

} // namespace atlas
