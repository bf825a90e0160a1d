// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ReadFiles.h"

#include "models/alerts/AlertFiles.h"
#include "models/files/FileOpener.h"
#include "models/store/Bundle.h"
#include "models/store/Schema.h"
#include "models/views/DisplaySettings.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace atlas {

namespace {

constexpr int mostNames = 3;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ReadFiles)
};

/// Rules are read from files. What is not understood is not offered.
std::vector<AlertRule> rulesOf(const QByteArray& json, const PrivateFolder& folder)
{
    if (json.isEmpty())
        return {};
    QFile file(folder.filePath(QStringLiteral("rules.json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size())
        return {};
    file.close();
    const auto rules = readAlertRules(file.fileName());
    file.remove();
    return rules && *rules ? **rules : std::vector<AlertRule>();
}

OpenedSource sourceOf(const OpenedFile& file, const PrivateFolder& folder)
{
    OpenedSource source;
    source.path = file.path;
    source.isBundle = file.kind == OpenedKind::Bundle;
    source.clusters = file.clusters;
    source.range = file.range;
    source.rows = file.rows;
    source.snapshots = file.snapshots;
    source.rejectedRows = file.rejectedRows;
    source.skipped = file.skipped;
    source.created = file.created;
    source.version = file.version;
    source.digest = file.digest;
    source.notes = file.notes;
    source.rules = rulesOf(file.alertRules, folder);
    source.display = displayFromJson(file.displaySettings);
    return source;
}

} // namespace

bool isStore(const QString& path)
{
    if (isBundleFile(path))
        return false; // whatever it is called
    const auto suffix = QFileInfo(path).suffix().toLower();
    if (suffix == u"db" || suffix == u"sqlite" || suffix == u"atlas")
        return true;
    return QFileInfo(path).isFile() && inspectStoreFile(path).value_or(false);
}

Result<ReadFiles> readFiles(const QStringList& paths, Progress& progress)
{
    ReadFiles read;
    auto made = PrivateFolder::make(QDir::tempPath());
    if (!made)
        return tl::unexpected(made.error());
    read.opened.folder = std::move(*made);
    const auto& folder = *read.opened.folder;
    const auto files = openFiles(paths, folder.filePath(QStringLiteral("opened.db")), progress);
    if (!files)
        return tl::unexpected(files.error());
    StoreOptions options;
    options.readOnly = true;
    options.mustExist = true;
    auto store = SqliteStore::open(files->store, options);
    if (!store)
        return tl::unexpected(store.error());
    read.store = std::move(*store);
    for (const auto& file : files->files)
        read.opened.sources.push_back(sourceOf(file, folder));
    return read;
}

QString namesOf(const QStringList& paths)
{
    QStringList names;
    for (const auto& path : paths.first(std::min<qsizetype>(mostNames, paths.size())))
        names << QFileInfo(QDir::cleanPath(path)).fileName();
    const QString shown = names.join(QStringLiteral(" + "));
    const int more = int(paths.size()) - mostNames;
    return more > 0 ? Text::tr("%1 and %n more", nullptr, more).arg(shown) : shown;
}

} // namespace atlas
