// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/BestStore.h"

#include "models/store/StoreText.h"

#include <QFileInfo>

#include <sqlite3.h>

namespace atlas {

Result<std::unique_ptr<SqliteStore>> openBest(const QString& path, StoreOptions options)
{
    auto store = SqliteStore::open(path, options);
    if (store || options.inMemory)
        return store;
    // The first refusal tells why: those of the lesser ways only follow from it.
    options.reason = store.error();
    if (!options.readOnly) {
        options.readOnly = true;
        if (store = SqliteStore::open(path, options); store)
            return store;
    }
    options.readOnly = options.mustExist = false;
    options.inMemory = true;
    return SqliteStore::open(path, options);
}

Result<std::unique_ptr<SqliteStore>> openCache(const QString& path, Instant now, StoreOptions options)
{
    auto store = SqliteStore::open(path, options);
    if (store)
        return store;
    const auto code = store.error().code;
    if (store.error().cls == ErrorClass::Cache && (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)) {
        if (const auto aside = SqliteStore::quarantine(path, now)) {
            options.reason = Error{ErrorClass::Cache,
                StoreText::tr("The cache was damaged. It is kept as %1; a new one is being filled from the servers.")
                    .arg(QFileInfo(*aside).fileName()),
                store.error().message, 0, {}};
        }
    }
    return openBest(path, std::move(options));
}

} // namespace atlas
