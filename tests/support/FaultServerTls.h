// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QString>
#include <QStringList>

namespace atlas::test {

/// Makes certificates for a FaultServer, good ones and bad ones, with the openssl program.
class TestCertificates
{
public:
    /// PEM files.
    struct Identity
    {
        QString certificate, key;
    };

    struct Wish
    {
        QByteArray name = "127.0.0.1";
        QByteArray alternative = "IP:127.0.0.1"; ///< subjectAltName; "" for none
        QByteArray from = {}, to = {}; ///< "20200101000000Z"; "": now, and in two days
        bool authority = false; ///< may sign others
        bool weak = false; ///< RSA with 1024 bits, signed with SHA-1
    };

    /// `folder` must exist; it is written to.
    explicit TestCertificates(QString folder);

    /// False where there is no openssl program.
    bool isUsable() const { return m_usable; }

    Identity selfSigned(const Wish& wish);
    Identity issue(const Identity& issuer, const Wish& wish);

    /// The settings of a server that shows this certificate, and `chain` (PEM files) after it. Old protocols and weak
    /// keys are allowed: to refuse them is up to the client.
    static QSslConfiguration serverTls(const Identity& identity, const QStringList& chain = {});

private:
    bool run(const QStringList& arguments);
    /// A key and a request for a certificate.
    Identity begin(const Wish& wish, QString& request, QString& extensions);
    QString file(const QString& name) const { return m_folder + u'/' + name; }

    QString m_folder;
    bool m_usable = false;
    int m_count = 0;
};

} // namespace atlas::test
