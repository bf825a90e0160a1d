// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/charts/ChartSamples.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace atlas::test {

namespace {

constexpr std::chrono::hours hour{1};

/// Deterministic on every platform, unlike the standard distributions.
class Noise
{
public:
    explicit Noise(unsigned seed)
        : m_engine(seed)
    {
    }
    double next() { return double(m_engine()) / double(std::mt19937::max()); } ///< 0..1
    double around() { return next() + next() - 1; } ///< -1..1, mostly near 0

private:
    std::mt19937 m_engine;
};

double daily(int hourOfRange)
{
    return std::sin((hourOfRange % 24 - 9) / 24.0 * 2 * std::numbers::pi);
}

TimeSeriesData hourly(int hours, Unit unit)
{
    TimeSeriesData data;
    for (int h = 0; h < hours; ++h)
        data.t.push_back(sampleStart + h * hour);
    data.end = sampleStart + hours * hour;
    data.range = {sampleStart, data.end};
    data.zone = "Asia/Shanghai";
    data.unit = unit;
    return data;
}

SeriesValue line(const char* key, const char* name, Role role)
{
    SeriesValue series;
    series.key = QString::fromUtf8(key);
    series.name = QString::fromUtf8(name);
    series.role = role;
    return series;
}

} // namespace

std::vector<QString> sampleNamespaces(int count)
{
    const std::vector<QString> known{QStringLiteral("llm-pretrain"), QStringLiteral("推荐系统-训练"),
        QStringLiteral("vision-research"), QStringLiteral("speech-asr-streaming-production-cn-north-2-gpu-pool"),
        QStringLiteral("自动驾驶感知"), QStringLiteral("recsys-dlrm"), QStringLiteral("inference-gateway"),
        QStringLiteral("notebooks"), QStringLiteral("大模型微调平台"), QStringLiteral("bioinformatics"),
        QStringLiteral("robotics-sim"), QStringLiteral("search-embedding"), QStringLiteral("ads-ranking"),
        QStringLiteral("code-assistant"), QStringLiteral("量化研究")};
    std::vector<QString> names;
    for (int i = 0; i < count; ++i)
        names.push_back(
            i < int(known.size()) ? known[std::size_t(i)] : QStringLiteral("team-%1").arg(i, 3, 10, QLatin1Char('0')));
    return names;
}

TimeSeriesData sampleCapacity(int hours)
{
    Noise noise(1);
    auto data = hourly(hours, Unit::Gpus);
    data.steps = true;
    auto capacity = line("capacity", "Capacity", Role::Capacity),
         allocated = line("allocated", "Allocated", Role::Allocated);
    allocated.fill = true;
    double level = 780;
    for (int h = 0; h < hours; ++h) {
        capacity.y.push_back(h < hours / 3 ? 1024 : h < hours / 3 + 30 ? 960 : 1088);
        level = std::clamp(level + 25 * noise.around() + 5 * daily(h), 500.0, 1010.0);
        allocated.y.push_back(std::round(level));
    }
    data.series = {allocated, capacity};
    return data;
}

TimeSeriesData sampleRates(int hours)
{
    Noise noise(2);
    auto data = hourly(hours, Unit::Percent);
    auto rate = line("rate", "Allocation rate", Role::AllocationRate),
         use = line("use", "Utilization", Role::Utilization);
    auto p50 = line("p50", "P50", Role::P50), p95 = line("p95", "P95", Role::P95);
    double level = 76;
    for (int h = 0; h < hours; ++h) {
        const bool gap = hours > 100 && h >= hours / 2 && h < hours / 2 + 9;
        level = std::clamp(level + 2.5 * noise.around() + 0.4 * daily(h), 55.0, 97.0);
        const double u = std::clamp(52 + 14 * daily(h) + 6 * noise.around(), 5.0, 95.0);
        rate.y.push_back(gap ? unknown : level);
        use.y.push_back(gap ? unknown : u);
        use.bandLow.push_back(gap ? unknown : std::max(0.0, u - 16 - 9 * noise.next()));
        use.bandHigh.push_back(gap ? unknown : std::min(100.0, u + 14 + 9 * noise.next()));
        p50.y.push_back(gap ? unknown : u - 4 + 3 * noise.around());
        p95.y.push_back(gap ? unknown : std::min(99.0, u + 20 + 5 * noise.around()));
    }
    for (auto* series : {&rate, &use, &p50, &p95})
        series->provisionalFrom = hours - 1;
    data.series = {rate, use, p50, p95};
    return data;
}

TimeSeriesData sampleNamespaceLines(int hours, int lines)
{
    Noise noise(3);
    auto data = hourly(hours, Unit::Gpus);
    const auto names = sampleNamespaces(lines);
    for (int i = 0; i < lines; ++i) {
        SeriesValue series;
        series.key = series.name = names[std::size_t(i)];
        series.colorKey = "prod-a/" + series.name.toStdString();
        double level = 300.0 / (i + 1) + 10;
        for (int h = 0; h < hours; ++h) {
            level = std::max(0.0, level + level * 0.05 * noise.around());
            series.y.push_back(i == 2 && h < hours / 4 ? unknown : level);
        }
        data.series.push_back(std::move(series));
    }
    return data;
}

BarData sampleRanking(int bars)
{
    BarData data;
    data.unit = Unit::GpuHours;
    const auto names = sampleNamespaces(bars);
    double total = 0;
    for (int i = 0; i < bars; ++i) {
        const double size = 41200 / std::pow(i + 1, 0.9);
        const double used = size * (0.35 + 0.5 * std::abs(std::sin(i * 1.7)));
        BarValue bar;
        bar.key = bar.label = names[std::size_t(i)];
        bar.colorKey = "prod-a/" + bar.label.toStdString();
        bar.segments = {
            {Role::Used, QStringLiteral("Used"), used}, {Role::HeldIdle, QStringLiteral("Held idle"), size - used}};
        bar.annotation = QStringLiteral("%1 %").arg(100 * used / size, 0, 'f', 1);
        data.bars.push_back(std::move(bar));
        total += size;
    }
    BarValue other;
    other.key = QStringLiteral("(other)");
    other.label = QStringLiteral("Other (104)");
    other.isOther = true;
    other.segments = {
        {Role::Used, QStringLiteral("Used"), total * 0.1}, {Role::HeldIdle, QStringLiteral("Held idle"), total * 0.05}};
    other.annotation = QStringLiteral("66.7 %");
    data.bars.push_back(std::move(other));
    return data;
}

BarData sampleShares(int parts)
{
    auto data = sampleRanking(parts);
    for (BarValue& bar : data.bars) {
        const double sum = bar.segments[0].value + bar.segments[1].value;
        bar.segments = {{bar.isOther ? Role::Other : Role::Category, QStringLiteral("Allocated"), sum}};
        bar.annotation.clear();
    }
    return data;
}

BarData sampleTeams(int teams)
{
    BarData data;
    data.unit = Unit::GpuHours;
    const auto names = sampleNamespaces(teams);
    for (int i = 0; i < teams; ++i) {
        const double size = 30000 / std::pow(i + 1, 0.6), used = size * (0.4 + 0.4 * std::abs(std::cos(i * 2.1)));
        BarValue bar;
        bar.key = bar.label = names[std::size_t(i)];
        bar.segments = {{Role::Allocated, QStringLiteral("Allocated"), size},
            {Role::Utilization, QStringLiteral("Used"), used},
            {Role::HeldIdle, QStringLiteral("Held idle"), size - used}};
        data.bars.push_back(std::move(bar));
    }
    BarValue rest;
    rest.key = rest.label = QStringLiteral("unknown");
    rest.isOther = true;
    rest.segments = {{Role::Allocated, QStringLiteral("Allocated"), 4200},
        {Role::Utilization, QStringLiteral("Used"), unknown}, {Role::HeldIdle, QStringLiteral("Held idle"), unknown}};
    data.bars.push_back(std::move(rest));
    return data;
}

BarValue sampleCapacityBar()
{
    BarValue bar;
    bar.key = QStringLiteral("capacity");
    bar.segments = {{Role::Used, QStringLiteral("Used"), 71234}, {Role::HeldIdle, QStringLiteral("Held idle"), 40120},
        {Role::Unallocated, QStringLiteral("Unallocated"), 35310}, {Role::Unknown, QStringLiteral("Unknown"), 9216}};
    return bar;
}

WaterfallData sampleWaterfall()
{
    WaterfallData data;
    data.unit = Unit::GpuHours;
    const auto step = [&data](const char* name, double value, bool total, Role role) {
        data.steps.push_back({QString::fromLatin1(name), QString::fromLatin1(name), value, total, role, {}});
    };
    step("Period before", 37329, true, Role::Capacity);
    step("Capacity", 0, false, Role::Category);
    step("Allocation", 192, false, Role::Category);
    step("Utilisation", 2635, false, Role::Category);
    step("Mix", -1334, false, Role::Category);
    step("Unattributed", 190, false, Role::Other);
    step("This period", 39012, true, Role::Used);
    return data;
}

ScatterData sampleScatter(int points)
{
    ScatterData data;
    data.xTitle = QStringLiteral("GPU-hours");
    data.yTitle = QStringLiteral("Utilisation");
    data.sizeTitle = QStringLiteral("Held idle");
    data.xUnit = data.sizeUnit = Unit::GpuHours;
    data.yUnit = Unit::Percent;
    data.logX = true;
    const auto names = sampleNamespaces(points);
    for (int i = 0; i < points; ++i) {
        const double hours = 50 * std::pow(1.09, i), percent = i == 7 ? unknown : double(i * 37 % 100);
        const double idle = isKnown(percent) ? hours * (1 - percent / 100) : 0;
        data.points.push_back(
            {QString::number(i), names[std::size_t(i)], "c/" + std::to_string(i), hours, percent, idle});
    }
    return data;
}

HeatmapData sampleWeek()
{
    Noise noise(4);
    HeatmapData data;
    for (const char* day : {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})
        data.rows.push_back(QString::fromLatin1(day));
    for (int h = 0; h < 24; ++h)
        data.columns.push_back(QStringLiteral("%1").arg(h, 2, 10, QLatin1Char('0')));
    for (int d = 0; d < 7; ++d) {
        for (int h = 0; h < 24; ++h) {
            const double level = (d < 5 ? 58 : 34) + 26 * daily(h) + 6 * noise.around();
            data.cells.push_back(d == 2 && h > 2 && h < 7 ? unknown : std::clamp(level, 0.0, 100.0));
        }
    }
    return data;
}

TreemapNode sampleCluster(int namespaces, int workloads)
{
    Noise noise(5);
    TreemapNode root;
    root.key = root.label = QStringLiteral("prod-a");
    const auto names = sampleNamespaces(namespaces);
    double weights = 0;
    for (int n = 0; n < namespaces; ++n)
        weights += 1 / std::pow(n + 1, 0.8);
    int made = 0;
    for (int n = 0; n < namespaces; ++n) {
        TreemapNode group;
        group.key = group.label = names[std::size_t(n)];
        const int count = n == namespaces - 1
            ? std::max(1, workloads - made)
            : std::max(1, int(std::lround(workloads / std::pow(n + 1, 0.8) / weights)));
        double sum = 0;
        for (int w = 0; w < count && made < workloads; ++w, ++made) {
            TreemapNode work;
            work.key = work.label = QStringLiteral("%1-%2")
                                        .arg(w % 3 == 0      ? QStringLiteral("train")
                                                : w % 3 == 1 ? QStringLiteral("serve")
                                                             : QStringLiteral("微调任务"))
                                        .arg(w);
            work.size = std::pow(2.0, std::floor(noise.next() * noise.next() * 6));
            const double u = noise.next();
            work.value = u < 0.06 ? unknown : u < 0.2 ? 0 : std::clamp(30 + 65 * noise.next(), 0.0, 100.0);
            for (int pod = 0; work.size > 8 && pod < int(work.size) / 8; ++pod)
                work.children.push_back({QString::number(pod), QStringLiteral("pod-%1").arg(pod), 8, work.value,
                    Role::Category, false, {}, {}});
            group.size += work.size;
            if (isKnown(work.value))
                sum += work.size * work.value;
            group.children.push_back(std::move(work));
        }
        group.value = group.size > 0 ? sum / group.size : unknown;
        root.size += group.size;
        root.children.push_back(std::move(group));
    }
    TreemapNode idle;
    idle.key = idle.label = QStringLiteral("Unallocated");
    idle.role = Role::Unallocated;
    idle.size = root.size * 0.08;
    root.size += idle.size;
    root.children.push_back(std::move(idle));
    return root;
}

} // namespace atlas::test
