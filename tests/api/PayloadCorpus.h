// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <vector>

namespace atlas::test {

/// A reply to "/namespaces/hourly-stats" and what must become of it.
struct PayloadCase
{
    std::string family; ///< the row of the list of faults that it belongs to, and what it does
    QByteArray body;
    std::optional<ErrorClass> failure; ///< nullopt: it is read
    int rows = 0; ///< that are usable, where it is read
};

/// Some hundred replies in more than a dozen families, made by rules, the same in every run.
std::vector<PayloadCase> payloadCorpus();

} // namespace atlas::test
