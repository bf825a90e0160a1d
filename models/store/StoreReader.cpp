// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/StoreReader.h"
// Its own target with the moc output, so that views link the reading interface and not the store.
