// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/StoreExporter.h"

#include "app/desktop/Sessions.h"
#include "models/alerts/AlertFiles.h"
#include "models/analysis/LevelId.h"
#include "models/store/Bundle.h"
#include "models/views/Definitions.h"
#include "models/views/DisplaySettings.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <optional>
#include <utility>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::StoreExporter)
};

/// Where a session's store can be read once more, and what keeps it there.
struct ReadablePlace
{
    QString path;
    std::shared_ptr<PrivateFolder> folder;
    QFuture<Result<void>> copied; ///< the file is on its way; invalid: it is the store's own
    std::optional<Error> refused; ///< why there is none
};

ReadablePlace readablePlaceOf(Session& session)
{
    ReadablePlace place;
    if (const auto* offline = qobject_cast<OfflineSession*>(&session))
        place.folder = offline->folder();
    auto* store = qobject_cast<SqliteStore*>(&session.store());
    if (!store)
        return place;
    place.path = store->path();
    if (store->isExclusive()) {
        auto folder = PrivateFolder::make(QDir::tempPath());
        if (!folder) {
            place.refused = folder.error();
            return place;
        }
        place.folder = std::move(*folder);
        place.path = place.folder->filePath(QStringLiteral("copy.db"));
        place.copied = store->copyTo(place.path);
    }
    return place;
}

/// Waits for a file that is on its way.
Result<void> checked(const ReadablePlace& place)
{
    if (place.refused)
        return tl::unexpected(*place.refused);
    if (place.copied.isValid()) {
        if (const auto copied = place.copied.result(); !copied)
            return copied;
    }
    if (QFileInfo::exists(place.path))
        return {};
    return failure(ErrorClass::Cache,
        Text::tr("What is shown is kept in memory alone, and cannot be read a second time for an export. Look at the "
                 "cache on the page Data, make room for it, and export again."));
}

/// A store that lets go of its folder after it was closed.
std::shared_ptr<StoreReader> keeping(std::unique_ptr<SqliteStore> store, const ReadablePlace& place)
{
    std::shared_ptr<SqliteStore> shared(std::move(store));
    return {shared.get(), [shared, folder = place.folder](StoreReader*) mutable { shared.reset(); }};
}

/// As the file of the rules has them.
Result<QByteArray> rulesJson(const std::vector<AlertRule>& rules)
{
    if (rules.empty())
        return QByteArray();
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("rules.json")));
    if (const auto written = writeAlertRules(file.fileName(), rules); !written)
        return tl::unexpected(written.error());
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorClass::Export, file.errorString());
    return file.readAll();
}

QStringList reportArguments(
    const QString& store, const ReportWish& wish, const QString& language, const QString& rules, const QString& path)
{
    QStringList arguments{QStringLiteral("--open"), store, QStringLiteral("--report"), path, QStringLiteral("--link"),
        wish.link, QStringLiteral("--at"), QString::fromStdString(formatRfc3339(wish.at)), QStringLiteral("--lang"),
        language, QStringLiteral("--rules"), rules, QStringLiteral("--source"), wish.source};
    for (const auto& cluster : wish.clusters)
        arguments << QStringLiteral("--cluster") << QString::fromStdString(cluster);
    if (!wish.dimension.key.empty())
        arguments << QStringLiteral("--dimension") << levelId(Level::Dimension, wish.dimension);
    if (!wish.options.empty())
        arguments << readingArguments(wish.options.front(), wish.currency);
    return arguments;
}

/// A run of the window's program without a window.
Result<void> runReport(const QString& program, const QStringList& arguments, const Progress& progress)
{
    constexpr int glance = 100, patience = 2000; // ms
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process.setProcessEnvironment(environment);
    process.start(program, arguments, QIODevice::ReadOnly);
    while (!process.waitForFinished(glance)) {
        if (process.state() == QProcess::NotRunning)
            break; // it could not be started
        if (progress.isCancelled()) {
            process.kill();
            process.waitForFinished(patience);
            return failure(ErrorClass::Export, Text::tr("The report was cancelled; nothing was written."));
        }
    }
    // That it was waited for more than once is an error as well.
    if (process.error() != QProcess::FailedToStart && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0)
        return {};
    return failure(ErrorClass::Export, Text::tr("The report was not written."),
        QString::fromUtf8(process.readAllStandardError()).trimmed());
}

} // namespace

StoreExporter::StoreExporter(const QString& version, const QString& program, const Clock& clock)
    : m_version(version)
    , m_program(program)
    , m_clock(clock)
{
}

Exporter::OpenStore StoreExporter::frozen(Session& session) const
{
    return [place = readablePlaceOf(session)](const Progress& progress) -> Result<std::shared_ptr<StoreReader>> {
        if (const auto there = checked(place); !there)
            return tl::unexpected(there.error());
        StoreOptions options;
        options.readOnly = true;
        options.mustExist = true;
        options.frozen = true;
        options.stop = [&progress] { return progress.isCancelled(); };
        auto store = SqliteStore::open(place.path, options);
        if (!store)
            return tl::unexpected(store.error());
        return keeping(std::move(*store), place);
    };
}

Exporter::Work StoreExporter::reportIn(
    Session& session, const ReportWish& wish, const QString& language, const QString& path) const
{
    return [place = readablePlaceOf(session), wish, language, path, program = m_program](
               Progress& progress) -> Result<void> {
        if (const auto there = checked(place); !there)
            return there;
        if (std::ranges::any_of(
                wish.options, [&wish](const UsageOptions& each) { return each != wish.options.front(); })) {
            return failure(ErrorClass::Usage,
                Text::tr("A report as PDF in another language reads all its clusters alike, and these are read in "
                         "different ways. Take the workbook, one cluster, or the language of the window."));
        }
        const QTemporaryDir folder;
        const auto rules = folder.filePath(QStringLiteral("rules.json"));
        if (const auto written = writeAlertRules(rules, wish.rules); !written)
            return written;
        return runReport(program, reportArguments(place.path, wish, language, rules, path), progress);
    };
}

Exporter::Work StoreExporter::bundle(Session& session, const BundleOrder& order, const QString& path) const
{
    BundleWish wish;
    wish.clusters = order.clusters;
    wish.range = order.range;
    wish.workloads = order.workloads;
    wish.snapshots = order.snapshots;
    wish.notes = order.notes;
    if (!order.display.isEmpty())
        wish.displaySettings = displayJson(order.display);
    wish.version = m_version;
    wish.created = m_clock.now();
    return [place = readablePlaceOf(session), wish, rules = order.rules, path](Progress& progress) -> Result<void> {
        if (const auto there = checked(place); !there)
            return there;
        const auto json = rulesJson(rules);
        if (!json)
            return tl::unexpected(json.error());
        auto whole = wish;
        whole.alertRules = *json;
        const auto written = writeBundle(place.path, whole, path, progress);
        return written ? Result<void>() : Result<void>(tl::unexpected(written.error()));
    };
}

} // namespace atlas
