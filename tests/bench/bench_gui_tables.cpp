// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/FilterExpression.h"
#include "models/tables/TableModel.h"
#include "models/tables/TableSortProxy.h"
#include "ui/widgets/DataTable.h"

#include <benchmark/benchmark.h>

#include <random>

/// A table of 50,000 workloads: filtered and sorted while one types, opened, and refreshed; beside a plain loop over
/// the same rows.
namespace {

using namespace atlas;

Table workloads(int seed = 1)
{
    std::mt19937_64 random{std::uint64_t(seed)};
    Table table;
    table.columns = {{QStringLiteral("workload"), QStringLiteral("Workload"), CellKind::Text, Unit::None},
        {QStringLiteral("namespace"), QStringLiteral("Namespace"), CellKind::Text, Unit::None},
        {QStringLiteral("status"), QStringLiteral("Status"), CellKind::Text, Unit::None},
        {QStringLiteral("utilization"), QStringLiteral("Utilisation"), CellKind::Number, Unit::Percent},
        {QStringLiteral("gpu_hours"), QStringLiteral("GPU-hours"), CellKind::Number, Unit::GpuHours}};
    for (int i = 0; i < 50'000; ++i) {
        TableRow row;
        row.key = QStringLiteral("ns-%1/train-%2").arg(i % 200).arg(i);
        row.cells = {QStringLiteral("train-%1").arg(i), QStringLiteral("ns-%1").arg(i % 200),
            random() % 10 ? QStringLiteral("Running") : QStringLiteral("Failed"), double(random() % 1000) / 10,
            double(random() % 100'000)};
        table.rows.push_back(std::move(row));
    }
    return table;
}

struct Shown
{
    TableModel model;
    TableSortProxy proxy;
    Shown()
    {
        proxy.setSourceModel(&model);
        model.setTable(workloads());
    }
};

/// Every second one goes, or comes: the most there is to tell a view.
void filterRows(benchmark::State& state, const QString& text)
{
    Shown shown;
    shown.proxy.sort(4, Qt::DescendingOrder);
    for (auto _ : state) {
        if (!shown.proxy.setFilter(text) || !shown.proxy.setFilter({}))
            state.SkipWithError("refused");
        benchmark::DoNotOptimize(shown.proxy.rowCount());
    }
    state.SetLabel("narrowed and back, 50,000 rows, sorted");
}
BENCHMARK_CAPTURE(filterRows, figure, QStringLiteral("util:>50"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filterRows, text, QStringLiteral("train-1 !failed"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filterRows, expression, QStringLiteral("~n-[0-9]*7$"))->Unit(benchmark::kMillisecond);

void filterRowsPlainLoop(benchmark::State& state)
{
    const Table table = workloads();
    for (auto _ : state) {
        int count = 0;
        for (const auto& row : table.rows)
            count += std::get<double>(row.cells[3]) > 50 ? 1 : 0;
        benchmark::DoNotOptimize(count);
    }
}
BENCHMARK(filterRowsPlainLoop)->Unit(benchmark::kMillisecond);

void sortRows(benchmark::State& state)
{
    Shown shown;
    const int column = int(state.range(0));
    bool downwards = false;
    for (auto _ : state) {
        downwards = !downwards;
        shown.proxy.sort(column, downwards ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    state.SetLabel(column == 0 ? "50,000 rows by name" : "50,000 rows by figure");
}
BENCHMARK(sortRows)->Arg(0)->Arg(4)->Unit(benchmark::kMillisecond);

void openTable(benchmark::State& state)
{
    const Table table = workloads();
    for (auto _ : state) {
        DataTable view;
        view.resize(1000, 600);
        view.setTable(table);
        view.sortBy(QStringLiteral("gpu_hours"), Qt::DescendingOrder);
        view.grab();
    }
    state.SetLabel("50,000 rows, sorted and painted");
}
BENCHMARK(openTable)->Unit(benchmark::kMillisecond);

void refreshTable(benchmark::State& state)
{
    const Table tables[] = {workloads(1), workloads(2)};
    DataTable view;
    view.resize(1000, 600);
    view.setTable(tables[0]);
    view.sortBy(QStringLiteral("gpu_hours"), Qt::DescendingOrder);
    int next = 0;
    for (auto _ : state)
        view.setTable(tables[next ^= 1]);
    state.SetLabel("every figure of 50,000 rows is another");
}
BENCHMARK(refreshTable)->Unit(benchmark::kMillisecond);

} // namespace
