// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Exporter.h"

namespace atlas {

/// Exports of the stores that the window has open.
class StoreExporter final : public Exporter
{
public:
    /// `version`: of the product. `program`: the window's, which draws reports in other languages. `clock` outlives the
    /// exporter.
    StoreExporter(const QString& version, const QString& program, const Clock& clock);

    OpenStore frozen(Session& session) const override;
    Work bundle(Session& session, const BundleOrder& order, const QString& path) const override;
    Work reportIn(
        Session& session, const ReportWish& wish, const QString& language, const QString& path) const override;
    QString version() const override { return m_version; }

private:
    QString m_version, m_program;
    const Clock& m_clock;
};

} // namespace atlas
