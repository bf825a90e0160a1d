// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFuture>
#include <QString>

/// The desktop's keyring, without its library's types. The library may block while it connects, so that it is called
/// in a thread of its own; its answers come when they come, or never.
namespace atlas {

struct KeyringAnswer
{
    enum class Kind : std::uint8_t {
        Done,
        NotFound, ///< it has no such entry
        Refused, ///< locked, or the user said no
        Absent, ///< there is none, or it does not work
        Silent, ///< no answer in time; never from the functions below
    };
    Kind kind = Kind::Absent;
    QByteArray secret; ///< of keyringRead
    QString text; ///< the keyring's own words
};

QFuture<KeyringAnswer> keyringRead(const QString& service, const QString& key);
QFuture<KeyringAnswer> keyringWrite(const QString& service, const QString& key, const QByteArray& secret);
QFuture<KeyringAnswer> keyringRemove(const QString& service, const QString& key);

} // namespace atlas
