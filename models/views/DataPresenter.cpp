// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/DataPresenter.h"

namespace atlas {

namespace {
constexpr int logLength = 1000; ///< newest requests and rejected rows
} // namespace

DataPresenter::DataPresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_data(std::make_shared<DataValues>())
{
    connect(&session, &Session::statusChanged, this, &DataPresenter::sourceChanged);
}

/// A cycle that brought no rows leaves requests in the log all the same.
void DataPresenter::sourceChanged()
{
    const bool busy = session().status().busy;
    if (m_wasBusy && !busy)
        requestReload();
    m_wasBusy = busy;
}

bool DataPresenter::concernsChange(const QString&, TimeRange, bool) const
{
    return true;
}

void DataPresenter::load()
{
    auto input = std::make_shared<DataInput>();
    input->primary = state().query().primaryCluster().toStdString();
    input->range = state().range();
    input->zone = state().query().zone;
    input->options = session().usageOptions(state().query().primaryCluster());
    fetch(store().inventory(), [this, input](const Inventory& inventory) {
        const auto* primary = inventory.find(input->primary);
        m_dimensions = primary ? primary->dimensions : std::vector<DimensionKey>();
        for (const auto& info : inventory.clusters) {
            const auto place = info.name == input->primary ? input->clusters.begin() : input->clusters.end();
            input->clusters.insert(place, {info.name, {}});
        }
        loadLedgers(input);
    });
}

void DataPresenter::loadLedgers(const std::shared_ptr<DataInput>& input)
{
    std::vector<QFuture<Result<std::vector<CoverageEntry>>>> ledgers;
    for (const auto& cluster : input->clusters)
        ledgers.push_back(store().ledger(cluster.name));
    if (ledgers.empty()) {
        loadLogs(input);
        return;
    }
    fetchAll(ledgers, [this, input](const std::vector<std::vector<CoverageEntry>>& got) {
        for (std::size_t i = 0; i < got.size(); ++i)
            input->clusters[i].ledger = got[i];
        loadGrids(input);
    });
}

void DataPresenter::loadGrids(const std::shared_ptr<DataInput>& input)
{
    const std::vector<QFuture<Result<GridPtr>>> grids{
        store().grid({{input->primary, Level::Cluster, {}}, input->range}),
        store().grid({{input->primary, Level::Namespace, {}}, input->range})};
    fetchAll(grids, [this, input](const std::vector<GridPtr>& got) {
        input->clusterGrid = got[0];
        input->namespaceGrid = got[1];
        loadDimensions(input);
    });
}

/// One key after the other, as all their hours at once may be much; only the sums are kept.
void DataPresenter::loadDimensions(const std::shared_ptr<DataInput>& input)
{
    if (input->dimensions.size() == m_dimensions.size())
        return loadLogs(input);
    const auto key = m_dimensions[input->dimensions.size()];
    fetch(store().grid({{input->primary, Level::Dimension, key}, input->range}), [=, this](const GridPtr& values) {
        compute([input, values] { return reconcile(*input->clusterGrid, *values); },
            [=, this](Reconciliation found) {
                input->dimensions.push_back({key, std::move(found)});
                loadDimensions(input);
            });
    });
}

void DataPresenter::loadLogs(const std::shared_ptr<DataInput>& input)
{
    const auto rejected = store().rejectedLog(logLength);
    const auto faults = store().fieldFaults();
    const auto facts = store().facts();
    fetch(store().requestLog(logLength), [=, this](const std::vector<RequestRecord>& requests) {
        input->requests = requests;
        fetch(rejected, [=, this](const std::vector<RejectedRecord>& rows) {
            input->rejected = rows;
            fetch(faults, [=, this](const std::vector<FieldFault>& fields) {
                input->faults = fields;
                fetch(facts, [=, this](const StoreFacts& known) {
                    input->facts = known;
                    compute([input] { return std::make_shared<const DataValues>(dataValuesOf(*input)); },
                        [this](std::shared_ptr<const DataValues> values) {
                            m_data = std::move(values);
                            finish(PanelState::ready());
                        });
                });
            });
        });
    });
}

} // namespace atlas
