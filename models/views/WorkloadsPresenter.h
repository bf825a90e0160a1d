// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Presenter.h"
#include "models/views/Workloads.h"

#include <memory>
#include <optional>

namespace atlas {

/// The workloads of the shown clusters over the range. A selected namespace, or value of a label, narrows the list; it
/// does so still when one of the workloads is selected instead (DashboardQuery::view, "workloads.among"), until it is
/// taken away.
class WorkloadsPresenter final : public Presenter
{
    Q_OBJECT
public:
    WorkloadsPresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    /// What belongs to narrowing().
    const Table& table() const { return *m_table; }
    const std::shared_ptr<const Table>& sharedTable() const { return m_table; }
    /// The sum of some rows of table().
    QString totals(const std::vector<int>& rows) const;
    /// A workload of the range by its name; nullptr: there is none.
    const WorkloadEntry* entry(const QString& name) const;
    WorkloadLines lines(const QStringList& names) const;
    /// "9 – 15 Dec 2024, UTC · 167 of 168 h".
    QString note() const;

    /// The namespaces, or values of a label, whose workloads are listed; empty: all.
    Selection narrowing() const;
    void clearNarrowing();
    /// Selects workloads in the whole window, and keeps the list as narrow as it is.
    void selectWorkloads(const QStringList& names);

protected:
    void load() override;

private:
    /// What the figures are decided by: so long as it is the same they are computed once.
    struct HoursKey
    {
        QStringList clusters;
        TimeRange range;
        quint64 changes = 0;
        friend bool operator==(const HoursKey&, const HoursKey&) = default;
    };
    struct Loaded
    {
        HoursKey key;
        WorkloadsInput input; ///< without the newest rows, which are in the data
        WorkloadsData data;
    };

    HoursKey wantedHours() const;
    void loadHours(const HoursKey& key, TimeRange withWorkloads);
    void show(std::shared_ptr<const Loaded> loaded);
    void followNarrowing();
    void narrow();
    PanelState emptyState() const;

    std::shared_ptr<const Loaded> m_loaded;
    quint64 m_changes = 0; ///< of settings and of the shown hours
    std::vector<BucketSpan> m_buckets; ///< of the lines
    Selection m_narrowing; ///< of m_table
    std::shared_ptr<const Table> m_table = std::make_shared<const Table>();
    std::vector<std::size_t> m_indexes; ///< of m_table's rows in the data
};

} // namespace atlas
