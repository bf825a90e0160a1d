// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Exporter.h"

#include <QFile>

namespace atlas::test {

/// Reads the session's own store; a bundle is what was ordered, in words.
class FakeExporter final : public Exporter
{
public:
    OpenStore frozen(Session& session) const override
    {
        return [store = &session.store()](const Progress&) -> Result<std::shared_ptr<StoreReader>> {
            return std::shared_ptr<StoreReader>(store, [](StoreReader*) {});
        };
    }
    Work bundle(Session&, const BundleOrder& order, const QString& path) const override
    {
        return [order, path](Progress&) -> Result<void> {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly))
                return failure(ErrorClass::Export, file.errorString());
            for (const auto& cluster : order.clusters)
                file.write(QByteArray::fromStdString(cluster) + '\n');
            file.write(order.notes.toUtf8() + '\n' + order.display.value(QStringLiteral("link")).toUtf8() + '\n');
            return {};
        };
    }
    Work reportIn(Session&, const ReportWish&, const QString& language, const QString& path) const override
    {
        return [language, path](Progress&) -> Result<void> {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly))
                return failure(ErrorClass::Export, file.errorString());
            file.write(language.toUtf8());
            return {};
        };
    }
    QString version() const override { return QStringLiteral("1.2.3"); }
};

} // namespace atlas::test
