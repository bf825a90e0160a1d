// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/domain/Progress.h"
#include "models/domain/Time.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <map>
#include <memory>
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
    QByteArray digest; ///< BLAKE2b of 32 bytes over all rows, as docs/bundle.md says; hex
    QString notes;
    QByteArray alertRules, displaySettings;

    friend bool operator==(const BundleManifest&, const BundleManifest&) = default;
};

/// Writes a bundle of a store's file, from one point in time: the file appears whole or not at all. No addresses with
/// secrets, tokens or names of connections are in it. EXPORT (also where `progress` was cancelled), CACHE, USAGE (no
/// such cluster, empty range). Any thread.
Result<BundleManifest> writeBundle(
    const QString& storePath, const BundleWish& wish, const QString& path, Progress& progress);

/// What was read of a bundle.
struct BundleContents
{
    BundleManifest manifest; ///< what it says of itself: true
    std::int64_t rows = 0, snapshots = 0;
    std::int64_t rejectedRows = 0; ///< of these, not taken: their key is none
};

/// Whether a file begins as a bundle, whatever its name is. Nothing else of it is looked at.
bool isBundleFile(const QString& path);

/// Reads a bundle that nobody vouches for: for the limited process that opens files. The file is not changed.
///
/// What is not exactly as the format says is refused with FILE_REJECTED: other tables, other pages, a digest or counts
/// that differ. Single cells of a file that is as its writer left it are treated as a server's: an unusable figure is
/// unknown and counted (StoreReader::fieldFaults()), a row whose key is unusable is rejected and counted. One thread.
class BundleReader
{
public:
    /// Looks at header and tables, and begins to look at the pages. No row was read but those that name the clusters.
    static Result<std::unique_ptr<BundleReader>> open(const QString& path);
    ~BundleReader();

    /// As it names them, sorted.
    const std::vector<std::string>& clusters() const;

    /// Reads everything into the store at `path` (made if there is none; not open elsewhere), each cluster under the
    /// name that `names` gives it. After a failure the store holds nothing of use. EXPORT where `progress` was
    /// cancelled.
    Result<BundleContents> readInto(
        const QString& path, const std::map<std::string, std::string>& names, Progress& progress);

private:
    struct Parts;
    explicit BundleReader(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace atlas
