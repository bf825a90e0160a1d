// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiConfig.h"

#include <QNetworkProxyFactory>

namespace atlas {

/// Which proxy a request takes: none to this machine, none where the connection says so, else the system's.
class ProxyChoice : public QNetworkProxyFactory
{
public:
    ProxyChoice(bool wanted, ApiEnvironment::Proxies proxies);

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override;

private:
    bool m_wanted;
    ApiEnvironment::Proxies m_proxies;
};

/// True for names and addresses of this machine.
bool isLoopbackHost(const QString& host);

} // namespace atlas
