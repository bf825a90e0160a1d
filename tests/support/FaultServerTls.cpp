// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FaultServerTls.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>

namespace atlas::test {

namespace {

void write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write a file of a test");
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

TestCertificates::TestCertificates(QString folder)
    : m_folder(std::move(folder))
{
    write(file(QStringLiteral("ca.cnf")),
        "[ca]\ndefault_ca = d\n[d]\ndatabase = " + file(QStringLiteral("index.txt")).toUtf8()
            + "\nnew_certs_dir = " + m_folder.toUtf8()
            + "\nrand_serial = yes\ndefault_md = sha256\ndefault_days = 2\npolicy = p\nunique_subject = no\n"
              "[p]\ncommonName = supplied\n[req]\ndistinguished_name = dn\nprompt = no\n[dn]\n");
    write(file(QStringLiteral("index.txt")), {});
    m_usable = run({QStringLiteral("version")});
}

bool TestCertificates::run(const QStringList& arguments)
{
    QProcess openssl;
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start(QStringLiteral("openssl"), arguments);
    if (!openssl.waitForStarted())
        return false;
    const bool good = openssl.waitForFinished(20'000) && openssl.exitCode() == 0;
    if (!good)
        qWarning("openssl: %s", openssl.readAll().constData());
    return good;
}

TestCertificates::Identity TestCertificates::begin(const Wish& wish, QString& request, QString& extensions)
{
    const QString stem = file(QString::number(++m_count));
    const Identity identity{stem + QStringLiteral(".pem"), stem + QStringLiteral(".key")};
    request = stem + QStringLiteral(".csr");
    extensions = stem + QStringLiteral(".ext");
    QByteArray text;
    if (!wish.alternative.isEmpty())
        text += "subjectAltName=" + wish.alternative + '\n';
    text += wish.authority ? "basicConstraints=critical,CA:TRUE\n" : "basicConstraints=CA:FALSE\n";
    write(extensions, text);
    const QStringList kind = wish.weak
        ? QStringList{QStringLiteral("rsa:1024")}
        : QStringList{QStringLiteral("ec"), QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256")};
    run(QStringList{QStringLiteral("req"), QStringLiteral("-new"), QStringLiteral("-config"),
            file(QStringLiteral("ca.cnf")), QStringLiteral("-newkey")}
        + kind
        + QStringList{QStringLiteral("-nodes"), QStringLiteral("-keyout"), identity.key, QStringLiteral("-out"),
            request, QStringLiteral("-subj"), QStringLiteral("/CN=") + QString::fromUtf8(wish.name)});
    return identity;
}

TestCertificates::Identity TestCertificates::issue(const Identity& issuer, const Wish& wish)
{
    QString request, extensions;
    const Identity identity = begin(wish, request, extensions);
    QStringList arguments{QStringLiteral("ca"), QStringLiteral("-batch"), QStringLiteral("-notext"),
        QStringLiteral("-config"), file(QStringLiteral("ca.cnf")), QStringLiteral("-in"), request,
        QStringLiteral("-out"), identity.certificate, QStringLiteral("-extfile"), extensions, QStringLiteral("-md"),
        wish.weak ? QStringLiteral("sha1") : QStringLiteral("sha256")};
    if (issuer.certificate.isEmpty())
        arguments += {QStringLiteral("-selfsign"), QStringLiteral("-keyfile"), identity.key};
    else
        arguments += {QStringLiteral("-cert"), issuer.certificate, QStringLiteral("-keyfile"), issuer.key};
    if (!wish.from.isEmpty())
        arguments += {QStringLiteral("-startdate"), QString::fromLatin1(wish.from), QStringLiteral("-enddate"),
            QString::fromLatin1(wish.to)};
    run(arguments);
    return identity;
}

TestCertificates::Identity TestCertificates::selfSigned(const Wish& wish)
{
    return issue({}, wish);
}

QSslConfiguration TestCertificates::serverTls(const Identity& identity, const QStringList& chain)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    const QByteArray keyText = contents(identity.key);
    QSslKey key(keyText, QSsl::Ec);
    if (key.isNull())
        key = QSslKey(keyText, QSsl::Rsa);
    auto certificates = QSslCertificate::fromData(contents(identity.certificate), QSsl::Pem);
    for (const auto& path : chain)
        certificates += QSslCertificate::fromData(contents(path), QSsl::Pem);
    tls.setLocalCertificateChain(certificates);
    tls.setPrivateKey(key);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setBackendConfigurationOption("CipherString", "DEFAULT@SECLEVEL=0");
    return tls;
}

} // namespace atlas::test
