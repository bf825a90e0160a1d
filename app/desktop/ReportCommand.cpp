// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ReportCommand.h"

#include "models/alerts/AlertFiles.h"
#include "models/export/ExportFile.h"
#include "models/store/SqliteStore.h"
#include "models/views/Report.h"
#include "models/views/StoreAnswer.h"
#include "ui/exports/ExportWork.h"
#include "ui/report/ReportPainter.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <csignal>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ReportCommand)
};

Result<void> write(const QByteArray& bytes, const QString& path)
{
    if (path != QLatin1StringView("-")) {
        Progress progress;
        return writeBytes(bytes, path, progress);
    }
    std::signal(SIGPIPE, SIG_IGN); // a reader that has gone is told as any other failure
    const auto error = writeStandardOutput([&bytes](QIODevice& out) -> std::optional<Error> {
        out.write(bytes);
        return std::nullopt;
    });
    return error ? Result<void>(tl::unexpected(*error)) : Result<void>();
}

} // namespace

Result<void> writeReport(const DesktopOptions& options, DashboardQuery query, const QString& rules, const Clock& clock)
{
    const auto used = alertRulesOf(options.rules, rules);
    if (!used)
        return tl::unexpected(used.error());
    StoreOptions how;
    how.readOnly = how.mustExist = how.frozen = true;
    const auto store = SqliteStore::open(options.openFiles.front(), how);
    if (!store)
        return tl::unexpected(store.error());
    const auto inventory = awaitAnswer((*store)->inventory());
    if (!inventory)
        return tl::unexpected(inventory.error());

    query.clusters = options.clusters;
    const QString all = QStringLiteral("all"); // as on the command line
    if (query.clusters.isEmpty() || (query.clusters == QStringList{all} && !inventory->find("all"))) {
        query.clusters.clear();
        for (const auto& info : inventory->clusters)
            query.clusters << QString::fromStdString(info.name);
    }
    if (options.dimension)
        query.dimension = *options.dimension;
    DashboardState state(clock);
    state.replaceQuery(query);
    state.setAnchor(anchorFromText(options.at, *inventory, query.clusters, clock.now()).value_or(RangeAnchor()));

    auto wish = reportWishOf(state);
    UsageOptions figures;
    figures.pricePerGpuHour = options.price;
    figures.basis = options.overAllGpus ? UtilizationBasis::AllGpus : UtilizationBasis::Allocated;
    figures.zeroHoursAreUnknown = options.zeroHoursAreUnknown;
    wish.options.assign(wish.clusters.size(), figures);
    wish.currency = options.currency;
    wish.rules = *used;
    wish.source = !options.source.isEmpty() ? options.source
                                            : Text::tr("File %1").arg(QFileInfo(options.openFiles.front()).fileName());
    wish.version = QCoreApplication::applicationVersion();
    Progress progress;
    const auto report = makeReport(**store, wish, progress);
    if (!report)
        return tl::unexpected(report.error());
    return write(reportPdf(*report), options.reportTo);
}

} // namespace atlas
