// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/views/DashboardState.h"

#include <QString>
#include <QStringList>

namespace atlas {

/// A query as text to be sent to somebody:
/// "gpu-atlas:?page=explore&range=last-7d&cluster=prod-a&zone=UTC&select=ml&explore.level=namespace".
/// Page, range, clusters and zone are always in it, all else where it is not the default. Names are percent-encoded,
/// so that no blank, line break or sign of a name ends it.
QString linkOf(const DashboardQuery& query);
/// The same for what is kept: with the hours of `range` in the place of "the last 7 days", which are others tomorrow.
QString linkTo(DashboardQuery query, TimeRange range);

/// The reverse: queryFromLink(linkOf(query)) == query. USAGE with a sentence that names what is not understood; then
/// nothing of it is meant. `pages`: those that there are (empty: any).
Result<DashboardQuery> queryFromLink(const QString& link, const QStringList& pages = {});

/// What a pasted text asks for: a link, or a range (RangeText.h) of what is shown `now`.
Result<DashboardQuery> queryFromText(const QString& text, const DashboardQuery& now, const QStringList& pages = {});

/// Whether a text is meant as a link, be it a good one or not.
bool looksLikeLink(const QString& text);

} // namespace atlas
