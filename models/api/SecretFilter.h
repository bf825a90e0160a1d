// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiConfig.h"

#include <QByteArrayList>
#include <QString>

namespace atlas {

/// Takes a connection's secrets out of what its server says: some servers repeat the token that they refuse. Knows a
/// secret as it is, in base64 and percent-encoded.
class SecretFilter
{
public:
    /// From now on these are secret, too.
    void add(const ApiAuth& auth);
    void add(const QByteArray& secret);

    QString cleaned(QString text) const;
    /// Also where the text was cut within a secret. For what is said, never for data: a name may be the same word.
    void clean(QByteArray& text) const;
    QByteArray cleaned(QByteArray text) const;

private:
    QByteArrayList m_forms; ///< the longest first
};

} // namespace atlas
