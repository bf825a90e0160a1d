// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/AlertRules.h"
#include "models/domain/Progress.h"
#include "models/views/DisplaySettings.h"
#include "models/views/Report.h"
#include "models/views/Session.h"

#include <QString>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace atlas {

/// What a bundle takes along, as it was chosen in the window.
struct BundleOrder
{
    std::vector<std::string> clusters;
    TimeRange range;
    bool workloads = true, snapshots = true;
    QString notes; ///< plain text for who opens it
    std::vector<AlertRule> rules; ///< empty: none
    DisplaySettings display; ///< how it is to be shown; empty: not said
};

/// What exports need beyond the pages' own reading: the source's store as of one point in time. The program behind the
/// window implements it. GUI thread; what the functions return is for any.
class Exporter
{
public:
    virtual ~Exporter() = default;

    /// Opens what the session shows once more, read-only and as of the moment of the call, for as long as the store
    /// lives, also after the session has gone. A statement under way ends, with CACHE, when `progress` is cancelled,
    /// which outlives the store. CACHE where it cannot be opened. Blocks: to be called where the work is done.
    using OpenStore = std::function<Result<std::shared_ptr<StoreReader>>(const Progress& progress)>;
    virtual OpenStore frozen(Session& session) const = 0;

    /// Writes a bundle of what the session shows. EXPORT, CACHE, USAGE; blocks.
    using Work = std::function<Result<void>(Progress& progress)>;
    virtual Work bundle(Session& session, const BundleOrder& order, const QString& path) const = 0;

    /// Writes a report as PDF in another language than the window's: by another run of the program, since texts have
    /// the language of their process, of what the wish's link says. `language`: "en", "zh_CN". EXPORT, CACHE, USAGE;
    /// blocks.
    virtual Work reportIn(
        Session& session, const ReportWish& wish, const QString& language, const QString& path) const = 0;

    /// Of the product.
    virtual QString version() const = 0;
};

} // namespace atlas
