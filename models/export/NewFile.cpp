// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/NewFile.h"

#include <QRandomGenerator>
#include <QStringBuilder>

#include <cerrno>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

namespace atlas {

namespace {

constexpr mode_t readAndWrite = 0666; // less what the user's mask takes

QByteArray folderOf(const QByteArray& path)
{
    const auto slash = path.lastIndexOf('/');
    return slash < 0 ? QByteArray(".") : slash == 0 ? QByteArray("/") : path.left(slash);
}

QByteArray hiddenName(const QByteArray& folder)
{
    return folder + "/.gpu-atlas-" + QByteArray::number(QRandomGenerator::global()->generate64(), 16);
}

/// Calls of the system only: after a fork nothing else may be called where there were threads.
int linkAndRename(const char* from, const char* hidden, const char* path)
{
    if (::linkat(AT_FDCWD, from, AT_FDCWD, hidden, AT_SYMLINK_FOLLOW) != 0)
        return errno;
    if (::rename(hidden, path) == 0)
        return 0;
    const int why = errno;
    ::unlink(hidden);
    return why;
}

bool isAt(int descriptor, const QByteArray& path)
{
    struct stat file = {}, there = {};
    return ::fstat(descriptor, &file) == 0 && ::stat(path.constData(), &there) == 0 && file.st_ino == there.st_ino
        && file.st_dev == there.st_dev;
}

/// Names the file that `from` leads to and moves it over `path`. The system cannot do both at once, so a process of
/// their own does: whoever is killed meanwhile, both are done or none.
int nameAndMove(int descriptor, const QByteArray& from, const QByteArray& hidden, const QByteArray& path)
{
    const pid_t child = ::fork();
    if (child < 0) // so many processes are not allowed
        return linkAndRename(from.constData(), hidden.constData(), path.constData());
    if (child == 0) {
        ::setpgid(0, 0);
        ::_exit(linkAndRename(from.constData(), hidden.constData(), path.constData()));
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) // where nobody may wait for children, it is done nevertheless
            return isAt(descriptor, path) ? 0 : errno;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : EINTR;
}

} // namespace

NewFile::NewFile(const QByteArray& path, const struct stat* old)
    : m_path(path)
    , m_folder(folderOf(path))
{
    if (::access("/proc/self/fd", X_OK) == 0) // by which it gets its name
        m_descriptor = ::open(m_folder.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, readAndWrite);
    if (m_descriptor < 0) {
        m_hidden = hiddenName(m_folder);
        m_descriptor = ::open(m_hidden.constData(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, readAndWrite);
    }
    if (m_descriptor < 0) {
        m_failure = errno;
        m_hidden.clear();
        return;
    }
    if (old) { // as far as this user may
        constexpr mode_t permissions = 07777;
        [[maybe_unused]] const int owner = ::fchown(m_descriptor, old->st_uid, old->st_gid);
        [[maybe_unused]] const int mode = ::fchmod(m_descriptor, old->st_mode & permissions);
    }
}

NewFile::~NewFile()
{
    discard();
}

QByteArray NewFile::openName() const
{
    return m_hidden.isEmpty() ? "/proc/self/fd/" + QByteArray::number(m_descriptor) : m_hidden;
}

int NewFile::takeThePlace()
{
    if (::fsync(m_descriptor) != 0)
        return errno;
    if (m_hidden.isEmpty()) {
        if (const int why = nameAndMove(m_descriptor, openName(), hiddenName(m_folder), m_path); why != 0)
            return why;
    } else {
        if (::rename(m_hidden.constData(), m_path.constData()) != 0)
            return errno;
        m_hidden.clear();
    }
    // So that the name, too, outlasts the power. The file is there already: no failure of the export.
    if (const int folder = ::open(m_folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
    return 0;
}

void NewFile::discard()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
    if (!m_hidden.isEmpty())
        ::unlink(m_hidden.constData());
    m_hidden.clear();
}

qint64 freeBytes(const QByteArray& path)
{
    struct statvfs there = {};
    return ::statvfs(folderOf(path).constData(), &there) == 0 ? qint64(there.f_bavail) * qint64(there.f_frsize) : 0;
}

} // namespace atlas
