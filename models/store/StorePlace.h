// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/Sqlite.h"
#include "models/store/StoreTypes.h"

#include <QString>

#include <memory>
#include <string>

namespace atlas {

/// Where a store is, and how SQLite gets at it.
struct StorePlace
{
    QString path;
    bool inMemory = false; ///< the path is only a name
    bool network = false; ///< on a network file system: no write-ahead log, one connection with the file to itself
    std::string vfs; ///< SQLite's name of the layer below it; empty: its own
    StoreLimits limits;

    /// Reads the type of the file system.
    static StorePlace of(const QString& path, const StoreOptions& options);

    /// All reads and writes go through one connection.
    bool isShared() const { return inMemory || network; }
};

/// Opens the writing connection; makes or migrates the layout in one transaction. Throws sqlite::Failure.
std::unique_ptr<sqlite::Database> openWriter(const StorePlace& place);
/// The same; null where the disk is too full for the companions of an existing store: it can be read, and is written to
/// once there is space.
std::unique_ptr<sqlite::Database> openWriterIfRoom(const StorePlace& place);
/// Opens a connection that only reads, and that runs nothing of the file's own: a store may be from anywhere. Works in
/// a folder that cannot be written and on a full disk, too, as long as no process has left unfinished work there; then
/// the file is taken for one that does not change, and `unchanging` says so. Throws sqlite::Failure.
std::unique_ptr<sqlite::Database> openReader(const StorePlace& place, bool* unchanging = nullptr);

/// Attaches a store for reading to the connection of another database, under a name. Throws sqlite::Failure.
void attachReader(sqlite::Database& db, const StorePlace& place, const char* name);

/// Throws sqlite::Failure where the pages of a file contradict each other. Reads all of it.
void quickCheck(sqlite::Database& db);

} // namespace atlas
