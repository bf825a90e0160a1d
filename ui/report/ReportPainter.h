// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Report.h"

#include <QByteArray>

class QPagedPaintDevice;

namespace atlas {

/// Draws a report on pages, as many as it takes: of whatever size and margins the device's layout has, but at least
/// 12 mm from the paper's edges. Charts are lines and letters in light colours. Nothing depends on the window. GUI
/// thread: charts are widgets.
void paintReport(const Report& report, QPagedPaintDevice& device);

/// The same as a PDF document of A4 pages, with title and creator. GUI thread.
QByteArray reportPdf(const Report& report);

} // namespace atlas
