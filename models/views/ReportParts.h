// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/AlertRules.h"
#include "models/views/Compare.h"
#include "models/views/Overview.h"
#include "models/views/ReportInput.h"
#include "models/views/SubjectComparison.h"
#include "models/views/Waste.h"

#include <QCoreApplication>
#include <QStringList>

#include <optional>
#include <vector>

/// The parts that a report is put together from. Pure; any thread.
namespace atlas {

/// What is said in reports.
struct ReportWords
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Report)
};

/// What fired in the range.
struct ReportAlerts
{
    Table rules; ///< a row a rule: how often, for how many, how many last
    Table episodes; ///< a row each time, those who held most first
    int fired = 0, lasting = 0;
    int earlier = 0; ///< of those that fired: before the range, and still in it
    QStringList remarks; ///< rules that could not be looked at
};
ReportAlerts alertsOf(const ReportInput& input);

/// How far the figures can be trusted.
struct ReportQuality
{
    Table clusters; ///< a row a cluster: hours by what is known of them, and oddities
    Table coverage; ///< a row an endpoint
    Table gaps; ///< a row a run of hours without data
    Table differences; ///< hours in which a cluster and its namespaces do not agree
    Table faults; ///< fields that were not what they should be
    QStringList remarks;
};
ReportQuality qualityOf(const ReportInput& input);

/// Hour by hour, day by day: what the GPU-hours did, with totals. An hour without data has no figure.
Table hoursTable(const OverviewFigures& figures, const QTimeZone& zone);
Table daysTable(const OverviewFigures& figures, const QTimeZone& zone);
/// A row a cluster.
Table clustersTable(const ReportInput& input);

/// What changed the GPU-hours used, with a sum below.
Table summedCauses(const CompareValues& change);

/// Each figure in words and symbols.
Table definitionsTable(const ReportInput& input);

/// Everything that pages show of the range, computed once.
struct ReportFound
{
    OverviewData overview;
    ComparisonValues namespaces;
    std::optional<ComparisonValues> teams;
    CompareValues change;
    WasteValues waste;
    QString reclaim; ///< a sentence
    ReportAlerts alerts;
    ReportQuality quality;
    Bucket bucket = Bucket::Hour;
};

/// The sections of pages, and the sheets of a workbook.
std::vector<ReportSection> sectionsOf(const ReportInput& input, const ReportFound& found);
std::vector<ReportSheet> sheetsOf(const ReportInput& input, const ReportFound& found);
/// The last ones of them.
std::vector<ReportSheet> trustSheetsOf(const ReportInput& input, const ReportQuality& quality);
/// Those of the overview; without change where the two periods cannot be compared.
std::vector<KeyFigure> keyFigures(const ReportFound& found);
/// What changed against the period before, in a sentence or two; why there is none.
QStringList changeSentences(const ReportInput& input, const ReportFound& found);

} // namespace atlas
