// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/BestStore.h"

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

} // namespace atlas
