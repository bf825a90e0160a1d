// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/ProxyChoice.h"

#include <QHostAddress>

namespace atlas {

ProxyChoice::ProxyChoice(bool wanted, ApiEnvironment::Proxies proxies)
    : m_wanted(wanted)
    , m_proxies(std::move(proxies))
{
}

QList<QNetworkProxy> ProxyChoice::queryProxy(const QNetworkProxyQuery& query)
{
    if (!m_wanted || isLoopbackHost(query.peerHostName()))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    return m_proxies ? m_proxies(query) : systemProxyForQuery(query);
}

bool isLoopbackHost(const QString& host)
{
    const QString name = host.endsWith(u'.') ? host.chopped(1) : host;
    return name.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0
        || name.endsWith(QLatin1StringView(".localhost"), Qt::CaseInsensitive) || QHostAddress(name).isLoopback();
}

} // namespace atlas
