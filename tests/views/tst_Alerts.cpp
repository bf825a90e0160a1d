// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"
#include "models/views/Alerts.h"
#include "tests/analysis/GridBuilder.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;
using atlas::test::_;
using atlas::test::makeGrid;

namespace {

constexpr HourIndex first = 482'016; // 2024-12-27T00:00Z

AlertRule idleRule()
{
    AlertRule rule;
    rule.id = rule.name = QStringLiteral("idle");
    rule.threshold = 10;
    rule.hours = 2;
    return rule;
}

AlertTrialInput::Cluster clusterOf(const std::string& name, const std::map<std::string, test::Columns>& subjects)
{
    const test::Values present(6, 100);
    return {name, std::make_shared<HourGrid>(makeGrid(Level::Cluster, first, {{name, {{Column::Allocated, present}}}})),
        std::make_shared<HourGrid>(makeGrid(Level::Namespace, first, subjects)), {}};
}

AlertTrialInput inputOf(std::vector<AlertTrialInput::Cluster> clusters)
{
    AlertTrialInput input;
    input.rule = idleRule();
    input.range = {hourStart(first), hourStart(first + 6)};
    input.clusters = std::move(clusters);
    return input;
}

const test::Columns small{{Column::Allocated, {4, 4, 4, 4, 4, 4}}, {Column::Utilization, {5, 5, 50, 50, 1, 1}}};
const test::Columns big{{Column::Allocated, {8, 8, 8, 8, 8, 8}}, {Column::Utilization, {50, 2, 3, 4, 50, _}}};

} // namespace

class tst_Alerts : public QObject
{
    Q_OBJECT
private slots:
    void theTrialIsDrawnForWhoHeldMost()
    {
        auto input = inputOf({clusterOf("c", {{"big", big}, {"small", small}})});
        input.rule.clearThreshold = 20;
        const auto data = alertTrialOf(input);
        QVERIFY(data.faults.isEmpty());
        QCOMPARE(data.trial, (AlertTrial{3, 2, 7, 40.0, 1}));
        QCOMPARE(data.subject, QStringLiteral("big"));
        QCOMPARE(data.chart.t.size(), std::size_t(6));
        QCOMPARE(data.chart.series.size(), std::size_t(4));
        const auto& fires = data.chart.series[3];
        const auto& figure = data.chart.series[0];
        QCOMPARE(figure.subject, "big");
        QCOMPARE(figure.metric, std::optional(Metric::Utilization));
        QCOMPARE(figure.y[1], 2.0);
        QVERIFY(!isKnown(figure.y[5])); // a gap, not zero
        for (std::size_t i = 0; i < 6; ++i)
            QCOMPARE(isKnown(fires.y[i]), i >= 1 && i <= 3);
        QCOMPARE(data.chart.series[1].y, std::vector<double>(6, 10));
        QCOMPARE(data.chart.series[2].y, std::vector<double>(6, 20));
    }

    void whoIsSelectedIsDrawnInstead()
    {
        auto input = inputOf({clusterOf("c", {{"big", big}, {"small", small}})});
        input.selected = {QStringLiteral("nobody"), QStringLiteral("small")};
        QCOMPARE(alertTrialOf(input).subject, QStringLiteral("small"));
    }

    void whereNothingFiresWhoHeldMostOfThoseMeantIsDrawn()
    {
        auto input = inputOf({clusterOf("c", {{"big", big}, {"other", small}, {"small", small}})});
        input.rule.threshold = 0.5;
        auto data = alertTrialOf(input);
        QCOMPARE(data.subject, QStringLiteral("big"));
        QCOMPARE(data.chart.series.size(), std::size_t(2)); // no hours to mark
        QCOMPARE(data.watched, 3);
        input.rule.except = QStringLiteral("big");
        data = alertTrialOf(input);
        QCOMPARE(data.subject, QStringLiteral("other"));
        QCOMPARE(data.watched, 2);
    }

    void episodesSayWhoseFigureTheyAre()
    {
        const auto data = alertTrialOf(inputOf({clusterOf("c", {{"big", big}, {"small", small}})}));
        QCOMPARE(data.episodes->rows.size(), std::size_t(3));
        const auto& newest = data.episodes->rows[0];
        QCOMPARE(newest.subject, "small");
        QCOMPARE(newest.range, std::optional(TimeRange{hourStart(first + 4), hourStart(first + 6)}));
        QCOMPARE(newest.cells[2], Cell(QStringLiteral("lasts")));
        const auto figure = figureAt(*data.episodes, 0, 5);
        QVERIFY(figure);
        QCOMPARE(figure->metric, Metric::GpuHours);
        QCOMPARE(figure->subject, "small");
        QCOMPARE(figure->scope, (GridScope{"c", Level::Namespace, {}}));
        QCOMPARE(std::get<double>(newest.cells[5]), 8.0);
    }

    void severalClustersAreToldApart()
    {
        auto input = inputOf({clusterOf("a", {{"ns", small}}), clusterOf("b", {{"ns", big}})});
        auto data = alertTrialOf(input);
        QCOMPARE(data.trial.subjects, 2);
        QCOMPARE(data.subject, QStringLiteral("b/ns"));
        QCOMPARE(data.episodes->rows[0].subject, "a/ns");
        QCOMPARE(data.episodes->scope->cluster, std::string());
        input.selected = {QStringLiteral("a/ns")};
        QCOMPARE(alertTrialOf(input).subject, QStringLiteral("a/ns"));
    }

    void whatTheRuleFindsIsKept()
    {
        auto input = inputOf({clusterOf("c", {{"big", big}, {"small", small}})});
        const auto first = alertTrialOf(input);
        input.selected = {QStringLiteral("small")};
        const auto selected = alertTrialOf(input, first);
        QCOMPARE(selected.subject, QStringLiteral("small"));
        QCOMPARE(selected.found, first.found);
        QCOMPARE(selected.episodes, first.episodes);

        input.zone = "Asia/Shanghai";
        const auto elsewhere = alertTrialOf(input, selected);
        QCOMPARE(elsewhere.found, first.found);
        QCOMPARE(elsewhere.episodes->zone, QByteArray("Asia/Shanghai"));
        QCOMPARE(elsewhere.episodes->rows, first.episodes->rows);

        input.rule.hours = 3;
        const auto other = alertTrialOf(input, elsewhere);
        QVERIFY(other.found != first.found);
        QCOMPARE(other.trial, alertTrialOf(input).trial);
        input.knownTo = input.range.endHour();
        QVERIFY(alertTrialOf(input, other).found != other.found);
    }

    void missingDataHaveNoThreshold()
    {
        auto input = inputOf({clusterOf("c", {{"big", big}})});
        input.rule.condition = AlertCondition::Missing;
        input.rule.hours = 1;
        const auto data = alertTrialOf(input);
        QCOMPARE(data.chart.series.size(), std::size_t(2));
        QCOMPARE(data.chart.series[1].y[5], 0.0);
    }

    void aRuleThatCannotFireIsNotTried()
    {
        auto input = inputOf({clusterOf("c", {{"big", big}})});
        input.rule.hours = 7;
        const auto data = alertTrialOf(input);
        QCOMPARE(data.faults.size(), 1);
        QVERIFY(data.isEmpty() && data.episodes->rows.empty());
    }

    void sentences()
    {
        auto rule = idleRule();
        QCOMPARE(alertSentence(rule), QStringLiteral("Namespaces: Utilisation below 10.0 % for 2 h"));
        rule.level = Level::Dimension;
        rule.dimension = {DimensionType::Label, "team"};
        rule.condition = AlertCondition::Above;
        rule.metric = Metric::AverageAllocated;
        rule.leastGpus = 8;
        rule.hours = 26;
        QCOMPARE(
            alertSentence(rule), QStringLiteral("Label team: Allocated GPUs above 10 GPU for 1 d 2 h, from 8 GPU on"));
        rule.condition = AlertCondition::Missing;
        QVERIFY(alertSentence(rule).contains(QStringLiteral("missing")));
    }

    void messages()
    {
        FiringAlert alert;
        alert.ruleName = QStringLiteral("Idle <b>");
        alert.scope = {"prod", Level::Namespace, {}};
        alert.subject = "ml";
        alert.since = hourStart(first);
        alert.lastHour = first + 11;
        alert.value = 3.0;
        auto message = alertMessage({alert}, QTimeZone::utc());
        QCOMPARE(message.title, QStringLiteral("Idle <b>"));
        QCOMPARE(message.body, QStringLiteral("ml in prod: Utilisation 3.0 % for 12 h"));
        alert.value = unknown;
        QVERIFY(alertMessage({alert}, QTimeZone::utc()).body.contains(QStringLiteral("no data for 12 h")));
        alert.scope.level = Level::Cluster;
        QCOMPARE(alertSentence(alert, QTimeZone::utc()), QStringLiteral("prod: no data for 12 h"));
        QCOMPARE(alertValue(alert), QStringLiteral("no data"));
        alert.unansweredSince = hourStart(first);
        QCOMPARE(alertSentence(alert, QTimeZone::utc()),
            QStringLiteral("prod: nothing was answered since %1")
                .arg(formatInstant(hourStart(first), QTimeZone::utc())));
        QCOMPARE(alertValue(alert), QStringLiteral("no answer"));
        message = alertMessage(std::vector(9, alert), QTimeZone::utc());
        QVERIFY(message.title.contains(QLatin1Char('9')));
        QCOMPARE(message.body.split(QLatin1Char('\n')).size(), 4);
        QVERIFY(message.body.endsWith(QStringLiteral("6 more")));
        QCOMPARE(alertMessage(std::vector(4, alert), QTimeZone::utc()).body.split(QLatin1Char('\n')).size(), 4);
    }

    void firingRows()
    {
        FiringAlert alert;
        alert.ruleName = QStringLiteral("Idle");
        alert.scope = {"prod", Level::Namespace, {}};
        alert.subject = "ml";
        alert.since = hourStart(first);
        alert.lastHour = first + 11;
        auto other = alert;
        other.scope.cluster = "lab";
        other.mutedUntil = hourStart(first + 36);
        const auto table = firingTable({alert, other}, true, hourStart(first + 12), "UTC");
        QCOMPARE(table.rows.size(), std::size_t(2));
        QVERIFY(table.rows[0].key != table.rows[1].key);
        QCOMPARE(table.rows[0].cells[0], Cell(QStringLiteral("prod/ml")));
        QCOMPARE(table.rows[0].cells[3], Cell(alert.since));
        QCOMPARE(table.rows[0].cells[2], Cell(QStringLiteral("new")));
        QCOMPARE(table.rows[1].cells[2], Cell(QStringLiteral("muted for 1 d")));
    }
};

ATLAS_TEST(tst_Alerts);
#include "tst_Alerts.moc"
