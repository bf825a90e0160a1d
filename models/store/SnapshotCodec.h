// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Rows.h"
#include "models/domain/Snapshot.h"

#include <optional>
#include <string>
#include <string_view>

/// What stands in the store's blobs: the parts of a snapshot (compressed by zstd) and lists of labels. Own compact
/// binary, first byte its version; everything read is checked against the bounds.
namespace atlas {

/// The parts of a snapshot, without its head.
std::string encodeSnapshotBody(const AllocationSnapshot& snapshot);
/// Fills the parts; false if the blob is not one of ours or damaged.
bool decodeSnapshotBody(std::string_view blob, AllocationSnapshot& snapshot);

std::string encodeLabels(const LabelList& labels);
std::optional<LabelList> decodeLabels(std::string_view blob);

} // namespace atlas
