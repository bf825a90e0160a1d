// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/StandardStreams.h"
#include "app/cli/StopSignal.h"
#include "app/desktop/Display.h"
#include "app/desktop/Options.h"
#include "app/desktop/Renderer.h"
#include "app/desktop/ReportCommand.h"
#include "app/desktop/SavedConnections.h"
#include "app/desktop/SessionAlerts.h"
#include "app/desktop/StoreExporter.h"
#include "app/desktop/StoreOpener.h"
#include "models/sync/SecretFile.h"
#include "models/views/Alerts.h"
#include "models/views/Language.h"
#include "models/views/SavedViewsFile.h"
#include "ui/DesktopNotifications.h"
#include "ui/MainWindow.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <QTimeZone>
#include <QTranslator>

#include <chrono>
#include <cstdio>

namespace {

using namespace atlas;

const auto hoursKey = QStringLiteral("cache/keepHoursDays");
const auto snapshotsKey = QStringLiteral("cache/keepSnapshotsDays");
const auto themeKey = QStringLiteral("window/theme");
const auto geometryKey = QStringLiteral("window/geometry");

/// Our texts, and those of Qt's own dialogs.
void applyLanguage(QApplication& app, const QString& language)
{
    useLanguage(language);
    auto* translator = new QTranslator(&app);
    if (translator->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(translator);
}

DashboardQuery firstQuery(const DesktopOptions& options)
{
    auto query = options.link.value_or(DashboardQuery());
    if (!options.zone.isEmpty() || !options.link)
        query.zone = options.zone.isEmpty() ? QTimeZone::systemTimeZoneId() : options.zone;
    if (!QTimeZone(query.zone).isValid() || query.zone == "Etc/UTC")
        query.zone = "UTC"; // under the name that people use
    if (!options.page.isEmpty())
        query.page = options.page;
    if (!options.cluster.isEmpty()) {
        query.clusters = {options.cluster};
        query.allClusters = false;
    }
    if (options.preset)
        query.preset = *options.preset;
    if (options.range) {
        query.preset = RangePreset::Custom;
        query.custom = *options.range;
    }
    if (options.bucket)
        query.bucket = *options.bucket;
    return query;
}

/// The saved connections are shown by themselves where there are any; a picture has to ask for them.
bool opensSomething(const DesktopOptions& options, const SavedConnections& connections)
{
    return !options.connectUrl.isEmpty() || !options.openFiles.isEmpty() || options.live
        || (options.renderTo.isEmpty() && connections.anyEnabled());
}

void open(StoreOpener& opener, const DesktopOptions& options, const QString& token)
{
    if (!options.connectUrl.isEmpty())
        opener.connectTo(options.connectUrl, token, options.insecure);
    else
        opener.openLive();
}

RetentionPolicy rememberedRetention(const QSettings& settings)
{
    const RetentionPolicy usual;
    return {std::chrono::days(settings.value(hoursKey, int(usual.hours.count())).toInt()),
        std::chrono::days(settings.value(snapshotsKey, int(usual.snapshots.count())).toInt())};
}

/// A folder of the user that all programs of the product share.
QString sharedFolder(QStandardPaths::StandardLocation place)
{
    return QStandardPaths::writableLocation(place) + QStringLiteral("/gpu-atlas");
}

/// Fixed in a picture, the user's in a window.
void dress(MainWindow& window, ThemeController& theme, const DesktopOptions& options, QSettings& settings)
{
    const bool picture = !options.renderTo.isEmpty();
    const auto remembered = ThemeMode(settings.value(themeKey, int(ThemeMode::System)).toInt());
    theme.setMode(options.theme.value_or(picture ? ThemeMode::Light : remembered));
    if (!picture)
        window.restoreGeometry(settings.value(geometryKey).toByteArray());
    if (options.size.isValid()) {
        window.setMinimumSize(0, 0);
        window.resize(options.size);
    }
}

void remember(const MainWindow& window, const ThemeController& theme, const StoreOpener& opener, QSettings& settings)
{
    settings.setValue(themeKey, int(theme.mode()));
    settings.setValue(geometryKey, window.saveGeometry());
    settings.setValue(hoursKey, int(opener.retention().hours.count()));
    settings.setValue(snapshotsKey, int(opener.retention().snapshots.count()));
}

int run(
    QApplication& app, const DesktopOptions& options, const QString& token, std::chrono::steady_clock::time_point start)
{
    QSettings settings;
    const SystemClock clock;
    ThemeController theme(app);
    DashboardState state(clock);
    state.replaceQuery(firstQuery(options));
    SavedConnections connections(
        sharedFolder(QStandardPaths::GenericConfigLocation) + QStringLiteral("/connections.json"), clock);
    const auto unreadable = connections.load();
    StoreOpener opener(QStandardPaths::writableLocation(QStandardPaths::CacheLocation),
        sharedFolder(QStandardPaths::GenericDataLocation), connections, clock);
    opener.setRetention(rememberedRetention(settings));
    const bool opens = opensSomething(options, connections);
    const bool opensFiles = options.connectUrl.isEmpty() && !options.openFiles.isEmpty();
    if (opensFiles)
        opener.openFiles(options.openFiles); // they are read while the window is made; it hears of them when all run
    SavedViewsFile views(sharedFolder(QStandardPaths::GenericConfigLocation) + QStringLiteral("/views.json"));
    const auto viewsRead = options.renderTo.isEmpty() ? views.load() : Result<void>();
    const StoreExporter exporter(QStringLiteral(ATLAS_VERSION), QCoreApplication::applicationFilePath(), clock);
    MainWindow window(state, theme, opener, connections);
    window.setExporter(&exporter);
    dress(window, theme, options, settings);
    if (options.renderTo.isEmpty()) // a picture shows nothing of them
        window.setSavedViews(&views);
    DesktopNotifications notifications;
    const bool picture = !options.renderTo.isEmpty();
    window.setAlertMaker([&](Session& session) {
        // A picture reads and writes nothing of the user's, and says nothing.
        const auto folders = picture
            ? AlertFolders{}
            : AlertFolders{sharedFolder(QStandardPaths::GenericConfigLocation) + QStringLiteral("/alert-rules.json"),
                sharedFolder(QStandardPaths::GenericDataLocation)};
        return sessionAlerts(session, folders, clock, [&](const std::vector<FiringAlert>& alerts) {
            const auto message = alertMessage(alerts, state.zone());
            if (!picture)
                notifications.show(message.title, message.body);
        });
    });
    QObject::connect(&notifications, &DesktopNotifications::activated, &window, [&window, &state] {
        state.setPage(QStringLiteral("alerts"));
        window.show();
        window.raise();
        window.activateWindow();
    });

    std::unique_ptr<Renderer> renderer;
    if (!options.renderTo.isEmpty())
        renderer = std::make_unique<Renderer>(window, opener, options.renderTo);
    if (options.timing) {
        QObject::connect(
            &window, &MainWindow::settled, &window,
            [start] {
                const auto taken = std::chrono::steady_clock::now() - start;
                std::printf("first page painted after %lld ms\n",
                    static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(taken).count()));
                std::fflush(stdout);
            },
            Qt::SingleShotConnection);
    }
    if (!options.connectUrl.isEmpty())
        window.setAddress(options.connectUrl); // to be put right where nobody answers
    if (opens && !opensFiles)
        open(opener, options, token);
    window.show();
    if (!viewsRead)
        emit views.failed(viewsRead.error());
    if (renderer && !opens)
        renderer->renderAsIs();
    if (unreadable && !opens)
        emit opener.failed(*unreadable); // the start page says it
    // The end of a session is an ordinary end: private copies go, what is half written is given up.
    StopSignal stop;
    if (const auto caught = stop.install(StopSignal::Second::EndsAtOnce); !caught)
        return printError(caught.error());
    const QSocketNotifier stopped(stop.descriptor(), QSocketNotifier::Read);
    QObject::connect(&stopped, &QSocketNotifier::activated, &app,
        [&stop] { QCoreApplication::exit(exitCodeOfSignal(stop.take())); });
    const int code = QApplication::exec();
    if (options.renderTo.isEmpty())
        remember(window, theme, opener, settings);
    return code;
}

} // namespace

int main(int argc, char** argv)
{
    atlas::holdClosedStreams();
    const auto start = std::chrono::steady_clock::now();
    QCoreApplication::setOrganizationName(QStringLiteral("gpu-atlas"));
    QCoreApplication::setApplicationName(QStringLiteral("gpu-atlas"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ATLAS_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.gpuatlas.GpuAtlas"));
    if (const auto prepared = atlas::prepareDisplay(argc, argv); !prepared)
        return atlas::printError(prepared.error());
    QApplication app(argc, argv);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/atlas/icons/app.svg")));

    QString printed;
    const auto options = atlas::parseDesktopOptions(QCoreApplication::arguments().mid(1), printed);
    if (!options)
        return atlas::printError(options.error());
    if (!printed.isEmpty()) {
        std::fputs(qUtf8Printable(printed), stdout);
        return 0;
    }
    QString token;
    if (!options->tokenFile.isEmpty()) {
        const auto secret = atlas::readSecretFile(options->tokenFile, true);
        if (!secret)
            return atlas::printError(secret.error());
        token = QString::fromUtf8(secret->trimmed());
    }
    applyLanguage(app, options->language);
    if (!options->reportTo.isEmpty()) {
        const auto written = atlas::writeReport(*options, firstQuery(*options),
            sharedFolder(QStandardPaths::GenericConfigLocation) + QStringLiteral("/alert-rules.json"),
            atlas::SystemClock());
        return written ? 0 : atlas::printError(written.error());
    }
    return run(app, *options, token, start);
}
