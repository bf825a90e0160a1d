// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Alerts.h"

#include "models/analysis/Buckets.h"
#include "models/analysis/Clusters.h"
#include "models/analysis/Format.h"
#include "models/views/Derive.h"

#include <QCoreApplication>

#include <algorithm>

namespace atlas {

/// What a rule says of hours, whoever of them is then drawn, and in whichever zone.
struct AlertFindings
{
    /// An episode with the cluster that it is of.
    struct Episode
    {
        AlertEpisode episode;
        std::size_t cluster = 0;
    };

    AlertRule rule;
    TimeRange range;
    std::vector<AlertTrialInput::Cluster> clusters;
    std::optional<HourIndex> knownTo;

    std::vector<HourPresence> presences; ///< of the clusters
    std::vector<Episode> episodes; ///< newest first
    AlertTrial trial;
    int watched = 0;

    bool areOf(const AlertTrialInput& input) const
    {
        return rule == input.rule && range == input.range && clusters == input.clusters && knownTo == input.knownTo;
    }
};

namespace {

struct AlertViewText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::AlertViewText)
};

QString stateText(const FiringAlert& alert, Instant now)
{
    if (alert.mutedUntil == mutedForGood)
        return AlertViewText::tr("muted");
    if (alert.mutedUntil)
        return AlertViewText::tr("muted for %1").arg(formatDuration(*alert.mutedUntil - now));
    return alert.acknowledged ? AlertViewText::tr("acknowledged") : AlertViewText::tr("new");
}

AlertSpan spanOf(const AlertFindings& found, std::size_t cluster)
{
    const auto& part = found.clusters[cluster];
    return {part.grid.get(), &found.presences[cluster], found.range.firstHour(), found.range.endHour(), found.knownTo,
        part.options};
}

/// How the window names a subject: the same name in two clusters is two subjects.
std::string shownName(const AlertFindings& found, std::size_t cluster, const std::string& subject)
{
    const bool qualified = found.clusters.size() > 1 && found.rule.level != Level::Cluster;
    return qualified ? qualifiedName(found.clusters[cluster].name, subject) : subject;
}

std::shared_ptr<const AlertFindings> findAlerts(const AlertTrialInput& input)
{
    auto found = std::make_shared<AlertFindings>();
    found->rule = input.rule;
    found->range = input.range;
    found->clusters = input.clusters;
    found->knownTo = input.knownTo;
    for (const auto& cluster : input.clusters)
        found->presences.emplace_back(*cluster.cluster);
    std::vector<AlertEpisode> all;
    for (std::size_t i = 0; i < input.clusters.size(); ++i) {
        found->watched += int(subjectsOf(input.rule, *input.clusters[i].grid).size());
        for (auto& episode : episodesOf(input.rule, spanOf(*found, i))) {
            all.push_back(episode);
            all.back().subject = shownName(*found, i, episode.subject);
            found->episodes.push_back({std::move(episode), i});
        }
    }
    found->trial = trialOf(all);
    std::stable_sort(found->episodes.begin(), found->episodes.end(),
        [](const auto& a, const auto& b) { return a.episode.first > b.episode.first; });
    return found;
}

class TrialView
{
public:
    TrialView(const AlertTrialInput& input, const AlertFindings& found)
        : m_input(input)
        , m_found(found)
    {
    }

    Table episodeTable() const;
    void draw(AlertTrialData& data) const;

private:
    std::string shownName(std::size_t cluster, const std::string& subject) const
    {
        return atlas::shownName(m_found, cluster, subject);
    }
    /// What tables and lines are of, where the shown names can be looked up by it.
    std::optional<GridScope> scope() const
    {
        const bool several = m_input.clusters.size() > 1;
        const auto& rule = m_input.rule;
        if (several && rule.level == Level::Cluster)
            return std::nullopt;
        return GridScope{several ? std::string() : m_input.clusters.front().name, rule.level,
            rule.level == Level::Dimension ? rule.dimension : DimensionKey{}};
    }
    std::pair<std::size_t, std::string> drawn() const;

    const AlertTrialInput& m_input;
    const AlertFindings& m_found;
};

Table TrialView::episodeTable() const
{
    const auto unit = metricUnit(m_input.rule.metric);
    Table table;
    table.title = AlertViewText::tr("When it would have fired");
    table.zone = m_input.zone;
    if (!m_input.clusters.empty())
        table.scope = scope();
    table.range = m_input.range;
    table.columns = {{QStringLiteral("subject"), AlertViewText::tr("Whom")},
        {QStringLiteral("from"), AlertViewText::tr("From"), CellKind::Time},
        {QStringLiteral("to"), AlertViewText::tr("To"), CellKind::Time},
        {QStringLiteral("hours"), AlertViewText::tr("Known"), CellKind::Number, Unit::Hours},
        {QStringLiteral("worst"), AlertViewText::tr("Worst"), CellKind::Number, unit},
        {QStringLiteral("gpu-hours"), AlertViewText::tr("Held"), CellKind::Number, Unit::GpuHours, Metric::GpuHours}};
    table.rows.reserve(m_found.episodes.size());
    for (const auto& [episode, cluster] : m_found.episodes) {
        TableRow row;
        row.subject = shownName(cluster, episode.subject);
        row.range = TimeRange{hourStart(episode.first), hourStart(episode.last + 1)};
        row.key = QString::fromStdString(row.subject) + QLatin1Char('\n') + QString::number(episode.first);
        row.cells = {QString::fromStdString(row.subject), row.range->from,
            episode.isOpen() ? Cell(AlertViewText::tr("lasts")) : Cell(row.range->to), double(episode.hours),
            episode.worst.value, episode.gpuHours};
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Whom to draw: who is selected, else who held most while it would have fired, else who held most at all.
std::pair<std::size_t, std::string> TrialView::drawn() const
{
    for (const auto& wanted : m_input.selected) {
        for (std::size_t i = 0; i < m_input.clusters.size(); ++i) {
            for (const auto& subject : m_input.clusters[i].grid->subjects()) {
                if (shownName(i, subject) == wanted.toStdString())
                    return {i, subject};
            }
        }
    }
    const auto& episodes = m_found.episodes;
    const auto worst = std::max_element(episodes.begin(), episodes.end(), [](const auto& a, const auto& b) {
        return std::pair(a.episode.gpuHours, a.episode.hours) < std::pair(b.episode.gpuHours, b.episode.hours);
    });
    if (worst != episodes.end())
        return {worst->cluster, worst->episode.subject};
    std::pair<std::size_t, std::string> who;
    double most = -1;
    for (std::size_t i = 0; i < m_input.clusters.size(); ++i) {
        const auto& grid = *m_input.clusters[i].grid;
        for (const int subject : subjectsOf(m_input.rule, grid)) {
            double held = 0;
            for (const double gpus : grid.series(Column::Allocated, subject))
                held += isKnown(gpus) ? gpus : 0;
            if (held > most) {
                most = held;
                who = {i, grid.subjects()[std::size_t(subject)]};
            }
        }
    }
    return who;
}

void TrialView::draw(AlertTrialData& data) const
{
    const auto [cluster, subject] = drawn();
    if (subject.empty())
        return;
    const auto& rule = m_input.rule;
    const auto at = spanOf(m_found, cluster);
    const auto name = shownName(cluster, subject);
    data.subject = displayName(name);
    auto& chart = data.chart;
    chart = timeAxis(cutBuckets(m_input.range, Bucket::Hour, QTimeZone(m_input.zone)), m_input.range, m_input.zone,
        metricUnit(rule.metric));
    chart.scope = scope();

    SeriesValue figure;
    figure.key = QStringLiteral("figure");
    figure.name = data.subject;
    figure.role = rule.metric == Metric::Utilization ? Role::Utilization
        : rule.metric == Metric::AllocationRate      ? Role::AllocationRate
                                                     : Role::Allocated;
    figure.metric = rule.metric;
    figure.subject = name;
    figure.y = watchedFigure(rule, at, at.grid->indexOf(subject));
    double top = chart.unit == Unit::Percent ? 100 : rule.threshold;
    for (const double value : figure.y) {
        if (isKnown(value))
            top = std::max(isKnown(top) ? top : 0, value);
    }

    SeriesValue fires;
    fires.key = QStringLiteral("fires");
    fires.name = AlertViewText::tr("fires");
    fires.role = Role::HeldIdle;
    fires.y.assign(figure.y.size(), unknown);
    fires.bandLow = fires.bandHigh = fires.y;
    const bool hasThreshold = rule.condition != AlertCondition::Missing;
    for (const auto& [episode, where] : m_found.episodes) {
        if (where != cluster || episode.subject != subject)
            continue;
        for (auto hour = episode.first; hour <= episode.last; ++hour) {
            const auto i = std::size_t(hour - at.from);
            fires.y[i] = hasThreshold ? rule.threshold : 0;
            fires.bandLow[i] = 0;
            fires.bandHigh[i] = isKnown(top) ? top : 1;
        }
    }
    const bool everFires = std::any_of(fires.y.begin(), fires.y.end(), isKnown);
    chart.series = {std::move(figure)};
    const auto line = [&](const char* key, const QString& lineName, Role role, double value) {
        SeriesValue threshold;
        threshold.key = QLatin1StringView(key);
        threshold.name = lineName;
        threshold.role = role;
        threshold.y.assign(chart.t.size(), value);
        chart.series.push_back(std::move(threshold));
    };
    if (hasThreshold)
        line("threshold", AlertViewText::tr("threshold"), Role::Capacity, rule.threshold);
    if (hasThreshold && rule.clearThreshold.known())
        line("clear", AlertViewText::tr("clears at"), Role::P50, rule.clearThreshold);
    if (everFires)
        chart.series.push_back(std::move(fires));
    data.chartTable = tableOf(chart, data.subject);
}

} // namespace

QString alertLevelName(Level level, const DimensionKey& dimension)
{
    const auto key = displayName(dimension.key);
    switch (level) {
    case Level::Cluster:
        return AlertViewText::tr("Clusters");
    case Level::Namespace:
        return AlertViewText::tr("Namespaces");
    case Level::Workload:
        return AlertViewText::tr("Workloads");
    case Level::Dimension:
        break;
    }
    return dimension.type == DimensionType::Label ? AlertViewText::tr("Label %1").arg(key)
                                                  : AlertViewText::tr("Annotation %1").arg(key);
}

QString alertMetricName(Metric metric)
{
    return metric == Metric::AverageAllocated ? AlertViewText::tr("Allocated GPUs") : metricName(metric);
}

QString alertSentence(const AlertRule& rule)
{
    const bool some = rule.leastGpus > 0;
    const auto whom = alertLevelName(rule.level, rule.dimension), figure = alertMetricName(rule.metric),
               threshold = formatWithUnit(rule.threshold, metricUnit(rule.metric)),
               lasts = formatDuration(std::chrono::hours(rule.hours)),
               least = formatWithUnit(rule.leastGpus, Unit::Gpus);
    switch (rule.condition) {
    case AlertCondition::Below:
        return some ? AlertViewText::tr("%1: %2 below %3 for %4, from %5 on", "of, figure, value, duration, GPUs")
                          .arg(whom, figure, threshold, lasts, least)
                    : AlertViewText::tr("%1: %2 below %3 for %4", "of, figure, value, duration")
                          .arg(whom, figure, threshold, lasts);
    case AlertCondition::Above:
        return some ? AlertViewText::tr("%1: %2 above %3 for %4, from %5 on", "of, figure, value, duration, GPUs")
                          .arg(whom, figure, threshold, lasts, least)
                    : AlertViewText::tr("%1: %2 above %3 for %4", "of, figure, value, duration")
                          .arg(whom, figure, threshold, lasts);
    case AlertCondition::Missing:
        break;
    }
    return some ? AlertViewText::tr("%1: %2 missing for %3, from %4 on", "of, figure, duration, GPUs")
                      .arg(whom, figure, lasts, least)
                : AlertViewText::tr("%1: %2 missing for %3", "of, figure, duration").arg(whom, figure, lasts);
}

QString alertValue(const FiringAlert& alert)
{
    if (alert.unansweredSince)
        return AlertViewText::tr("no answer");
    return isKnown(alert.value) ? formatWithUnit(alert.value, metricUnit(alert.metric)) : AlertViewText::tr("no data");
}

QString alertSentence(const FiringAlert& alert, const QTimeZone& zone)
{
    const auto cluster = displayName(alert.scope.cluster), who = displayName(alert.subject),
               figure = alertMetricName(alert.metric), value = formatWithUnit(alert.value, metricUnit(alert.metric)),
               lasts = formatDuration(hourStart(alert.lastHour + 1) - alert.since);
    if (alert.unansweredSince)
        return AlertViewText::tr("%1: nothing was answered since %2", "cluster, time")
            .arg(cluster, formatInstant(*alert.unansweredSince, zone));
    if (alert.scope.level == Level::Cluster)
        return isKnown(alert.value) ? AlertViewText::tr("%1: %2 %3 for %4", "cluster, figure, value, duration")
                                          .arg(cluster, figure, value, lasts)
                                    : AlertViewText::tr("%1: no data for %2", "cluster, duration").arg(cluster, lasts);
    return isKnown(alert.value)
        ? AlertViewText::tr("%1 in %2: %3 %4 for %5", "whom, cluster, figure, value, duration")
              .arg(who, cluster, figure, value, lasts)
        : AlertViewText::tr("%1 in %2: no data for %3", "whom, cluster, duration").arg(who, cluster, lasts);
}

QString alertKey(const FiringAlert& alert)
{
    const auto& scope = alert.scope;
    return QStringList{alert.ruleId, QString::fromStdString(scope.cluster), QString::number(int(scope.level)),
        QString::fromStdString(scope.dimension.key), QString::fromStdString(alert.subject)}
        .join(QLatin1Char('\n'));
}

QString alertSubject(const FiringAlert& alert, bool severalClusters)
{
    return QString::fromStdString(severalClusters && alert.scope.level != Level::Cluster
            ? qualifiedName(alert.scope.cluster, alert.subject)
            : alert.subject);
}

Table firingTable(const std::vector<FiringAlert>& alerts, bool severalClusters, Instant now, const QByteArray& zone)
{
    Table table;
    table.title = AlertViewText::tr("Firing alerts");
    table.zone = zone;
    table.columns = {{QStringLiteral("subject"), AlertViewText::tr("Whom")},
        {QStringLiteral("rule"), AlertViewText::tr("Rule")}, {QStringLiteral("state"), AlertViewText::tr("State")},
        {QStringLiteral("since"), AlertViewText::tr("Since"), CellKind::Time},
        {QStringLiteral("value"), AlertViewText::tr("Value")},
        {QStringLiteral("gpus"), AlertViewText::tr("Holds"), CellKind::Number, Unit::Gpus},
        {QStringLiteral("gpu-hours"), AlertViewText::tr("Held"), CellKind::Number, Unit::GpuHours}};
    for (const auto& alert : alerts) {
        table.rows.push_back({alertKey(alert), alert.acknowledged || alert.mutedUntil,
            {alertSubject(alert, severalClusters), alert.ruleName, stateText(alert, now), alert.since,
                alertValue(alert), alert.gpus.value, alert.gpuHours},
            alert.subject});
    }
    return table;
}

AlertMessage alertMessage(const std::vector<FiringAlert>& alerts, const QTimeZone& zone)
{
    constexpr std::size_t mostLines = 4;
    AlertMessage message;
    if (alerts.size() == 1) {
        message.title = displayName(alerts.front().ruleName.toStdString());
        message.body = alertSentence(alerts.front(), zone);
        return message;
    }
    message.title = AlertViewText::tr("%n alert(s) fire", nullptr, int(alerts.size()));
    QStringList lines;
    for (const auto& alert : alerts) {
        if (lines.size() + 1 == int(mostLines) && alerts.size() > mostLines) {
            lines << AlertViewText::tr("and %n more", nullptr, int(alerts.size() - mostLines + 1));
            break;
        }
        const auto rule = displayName(alert.ruleName.toStdString()), cluster = displayName(alert.scope.cluster);
        lines << (alert.scope.level == Level::Cluster ? AlertViewText::tr("%1: %2", "rule, cluster").arg(rule, cluster)
                                                      : AlertViewText::tr("%1: %2 in %3", "rule, whom, cluster")
                                                            .arg(rule, displayName(alert.subject), cluster));
    }
    message.body = lines.join(QLatin1Char('\n'));
    return message;
}

AlertTrialData alertTrialOf(const AlertTrialInput& input, const AlertTrialData& before)
{
    AlertTrialData data;
    data.hours = input.range.hours();
    data.faults = faultsOf(input.rule, input.range.hours());
    if (!data.faults.isEmpty() || input.clusters.empty())
        return data;
    const bool same = before.found && before.found->areOf(input);
    data.found = same ? before.found : findAlerts(input);
    data.trial = data.found->trial;
    data.watched = data.found->watched;
    const TrialView view(input, *data.found);
    data.episodes = same && before.episodes->zone == input.zone ? before.episodes
                                                                : std::make_shared<const Table>(view.episodeTable());
    view.draw(data);
    return data;
}

} // namespace atlas
