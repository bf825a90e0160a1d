// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/files/FileOpener.h"
#include "tests/store/BundleFixtures.h"

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace atlas::test {

/// A folder with a good bundle and the store that it is of.
struct GoodBundle
{
    TestStore store;
    Files files;
    BundleManifest manifest;

    GoodBundle();
    QString path() const { return files.bundle(); }
    QString opened() const { return files.filePath(QStringLiteral("opened/store.db")); }
    /// What is in the folder that files are opened in: nothing, before and after.
    QStringList leftOvers() const;
};

Result<OpenedFiles> open(const QStringList& paths, const QString& store, const OpenLimits& limits = {});

/// What is wrong with the words of a refusal; empty: nothing. It names the file `name` (empty: its reader does not know
/// that), says what is wrong with it in a sentence, and in another or after a semicolon what to do.
QString faultOfRefusal(const Error& error, const QString& name);

/// A reply with `count` rows of /namespaces/hourly-stats of a cluster, from an hour on.
QByteArray reply(const std::string& cluster, int hour, int count);

using Entries = std::vector<std::pair<QByteArray, QByteArray>>; ///< names and contents
/// Archives as other programs write them; `format` is "zip", "tar.gz", "tar.zst", "tar".
void writeArchive(const QString& path, const QByteArray& format, const Entries& entries);

} // namespace atlas::test
