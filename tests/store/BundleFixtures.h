// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/Bundle.h"
#include "models/store/BundleFormat.h"
#include "tests/store/StoreRows.h"

#include <QFile>

/// Bundles to write, to read and to tamper with.
namespace atlas::test {

inline const std::string canary = "tok3n-C4nary-9f2b"; ///< the secret in fill()'s ledger

/// 30 hours of the clusters c1 and c2 with all that a bundle can hold.
void fill(TestStore& store);
RowBatch hourOf(int hour, const std::string& name);

/// Of both clusters and some hours.
BundleWish wishOf(int from, int to);

RowQuery everything(const std::string& cluster, TimeRange range, const DimensionKey& dimension = {});
/// Why two stores differ in a range; empty: they do not.
QByteArray differenceOf(SqliteStore& a, SqliteStore& b, TimeRange range);

QByteArray contentsOf(const QString& path);
void writeFile(const QString& path, const QByteArray& bytes);

struct Files : QTemporaryDir
{
    QString bundle() const { return filePath(QStringLiteral("week.gpuatlas")); }
    QString store() const { return filePath(QStringLiteral("opened.db")); }
};

/// Reads a bundle into a store in this process, under its own names.
Result<BundleContents> readBack(const QString& path, const QString& store);

/// Writes with the tools of SQLite what no export has, and makes the digest right again.
struct Forger
{
    sqlite::Database db;

    explicit Forger(const QString& path)
        : db(QFile::encodeName(path).toStdString(), SQLITE_OPEN_READWRITE)
    {
        db.run("PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY");
    }
    void signAgain();
};

} // namespace atlas::test
