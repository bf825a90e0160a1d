// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ExportKinds.h"
#include "app/cli/LongWork.h"
#include "app/cli/ViewOptions.h"
#include "models/alerts/AlertFiles.h"
#include "models/store/Bundle.h"
#include "models/views/DisplaySettings.h"

#include <QFile>

namespace atlas {

namespace {

/// The file of the rules as it is, once it is known to be one.
Result<QByteArray> rulesOption(const Invocation& call)
{
    const auto path = call.options.value(QStringLiteral("rules"));
    if (path.isEmpty())
        return QByteArray();
    const auto rules = readAlertRules(path);
    if (!rules)
        return tl::unexpected(rules.error());
    QFile file(path);
    if (!*rules || !file.open(QIODevice::ReadOnly))
        return failure(ErrorClass::Usage, QStringLiteral("There is no file %1.").arg(path));
    return file.readAll();
}

/// How the figures were read by who wrote the bundle; its window offers it to who opens it.
QByteArray displaySettings(const AskedView& view)
{
    const auto& options = view.wish.options.front();
    std::optional<GpuPrice> price;
    if (!view.wish.currency.isEmpty() && options.pricePerGpuHour.known())
        price = GpuPrice{options.pricePerGpuHour, view.wish.currency};
    return displayJson(displayOf(options, price, view.query));
}

} // namespace

void declareBundleOptions(QCommandLineParser& parser)
{
    parser.addOption(
        {QStringLiteral("notes"), QStringLiteral("Of a bundle: plain text for who opens it."), QStringLiteral("TEXT")});
    parser.addOption(
        {QStringLiteral("no-workloads"), QStringLiteral("Of a bundle: leaves the hours of workloads out.")});
    parser.addOption({QStringLiteral("no-snapshots"), QStringLiteral("Of a bundle: leaves the snapshots out.")});
}

Result<void> exportBundle(const Invocation& call)
{
    const auto path = call.options.value(QStringLiteral("output"));
    if (path.isEmpty() || path == QLatin1StringView("-"))
        return failure(ErrorClass::Usage, QStringLiteral("A bundle needs a file: --output NAME.gpuatlas."));
    if (const auto format = call.options.value(QStringLiteral("format")); !format.isEmpty())
        return failure(ErrorClass::Usage, QStringLiteral("A bundle has one format; leave --format out."));
    const auto rules = rulesOption(call);
    if (!rules)
        return tl::unexpected(rules.error());
    const auto store = openForReading(call);
    if (!store)
        return tl::unexpected(store.error());
    const auto view = viewOption(call, **store, {Level::Cluster, {}});
    if (!view)
        return tl::unexpected(view.error());
    BundleWish wish;
    wish.clusters = view->wish.clusters;
    wish.range = view->wish.range;
    wish.workloads = !call.options.isSet(QStringLiteral("no-workloads"));
    wish.snapshots = !call.options.isSet(QStringLiteral("no-snapshots"));
    wish.notes = call.options.value(QStringLiteral("notes"));
    wish.alertRules = *rules;
    wish.displaySettings = displaySettings(*view);
    wish.version = call.context.version;
    wish.created = call.context.clock.now();
    return doLongWork(call, QStringLiteral("writing the bundle"), [&](Progress& progress) -> Result<void> {
        const auto written = writeBundle(storePath(call), wish, path, progress);
        if (!written)
            return tl::unexpected(written.error());
        return {};
    });
}

} // namespace atlas
