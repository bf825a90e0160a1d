// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Progress.h"
#include "models/domain/Time.h"
#include "models/store/StoreTypes.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Bundles (`.gpuatlas`): a range of some clusters in one file that can be sent to somebody. docs/bundle.md describes
/// the format.
namespace atlas {

struct BundleWish
{
    std::vector<std::string> clusters; ///< as the store names them
    TimeRange range; ///< hours that start in it, snapshots taken in it
    bool workloads = true, snapshots = true; ///< large parts that can be left out
    QString notes; ///< for who opens it; plain text
    QByteArray alertRules; ///< as their file has them (models/alerts/AlertFiles.h); empty: none
    QByteArray displaySettings; ///< JSON object of strings: zone, link, currency ... Never a secret.
    QString version; ///< of the product
    Instant created{};
};

/// What a bundle says of itself; compared with what it holds.
struct BundleManifest
{
    int format = 0;
    QString version;
    Instant created{};
    std::vector<std::string> clusters;
    TimeRange range;
    std::int64_t hourRows = 0, snapshots = 0, requests = 0;
    QByteArray digest; ///< SHA-256 over all rows, as docs/bundle.md says; hex
    QString notes;
    QByteArray alertRules, displaySettings;

    friend bool operator==(const BundleManifest&, const BundleManifest&) = default;
};

/// Writes a bundle of a store's file, from one point in time: the file appears whole or not at all. No addresses with
/// secrets, tokens or names of connections are in it. EXPORT (also where `progress` was cancelled), CACHE, USAGE (no
/// such cluster, empty range). Any thread.
Result<BundleManifest> writeBundle(
    const QString& storePath, const BundleWish& wish, const QString& path, Progress& progress);

/// Reads a file that nobody vouches for: every structure and value is checked, counts and digest compared, and rows are
/// handed over in batches. FILE_REJECTED with the reason. For the limited process that opens files; the file is not
/// changed.
Result<BundleManifest> readBundle(
    const QString& path, const std::function<Result<void>(RowBatch&& batch)>& take, const Progress& progress);

} // namespace atlas
