<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>atlas::AdditiveBar</name>
    <message numerus="yes">
        <source>%1 in %n part(s)</source>
        <translation>
            <numerusform>%1 in %n part</numerusform>
            <numerusform>%1 in %n parts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::AlertViewText</name>
    <message numerus="yes">
        <source>%n alert(s) fire</source>
        <translation>
            <numerusform>%n alert fires</numerusform>
            <numerusform>%n alerts fire</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::AlertsPage</name>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of clusters that are not shown</source>
        <translation>
            <numerusform>%n of a cluster that is not shown</numerusform>
            <numerusform>%n of clusters that are not shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still firing</source>
        <translation>
            <numerusform>%n still firing</numerusform>
            <numerusform>%n still firing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::AllocationDetails</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::AllocationHeatPresenter</name>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::AllocationPresenter</name>
    <message numerus="yes">
        <source>%Ln namespace(s)</source>
        <translation>
            <numerusform>%Ln namespace</numerusform>
            <numerusform>%Ln namespaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln workload(s)</source>
        <translation>
            <numerusform>%Ln workload</numerusform>
            <numerusform>%Ln workloads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::AllocationTree</name>
    <message numerus="yes">
        <source>%Ln workload(s) not listed</source>
        <translation>
            <numerusform>%Ln workload not listed</numerusform>
            <numerusform>%Ln workloads not listed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln workload(s)</source>
        <translation>
            <numerusform>%Ln workload</numerusform>
            <numerusform>%Ln workloads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::BannerArea</name>
    <message numerus="yes">
        <source>%n time(s) in a row</source>
        <translation>
            <numerusform>%n time in a row</numerusform>
            <numerusform>%n times in a row</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::BundleDialog</name>
    <message numerus="yes">
        <source>%n alert rule(s)</source>
        <translation>
            <numerusform>%n alert rule</numerusform>
            <numerusform>%n alert rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ClusterChoice</name>
    <message numerus="yes">
        <source>All %n clusters</source>
        <translation>
            <numerusform>%n cluster</numerusform>
            <numerusform>All %n clusters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clusters</source>
        <translation>
            <numerusform>%n cluster</numerusform>
            <numerusform>%n clusters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ClusterStanding</name>
    <message numerus="yes">
        <source>The clock of this machine is %n minutes behind the server&apos;s. Data are placed by the server&apos;s time; set the clock to see the right &quot;now&quot;.</source>
        <translation>
            <numerusform>The clock of this machine is %n minute behind the server&apos;s. Data are placed by the server&apos;s time; set the clock to see the right &quot;now&quot;.</numerusform>
            <numerusform>The clock of this machine is %n minutes behind the server&apos;s. Data are placed by the server&apos;s time; set the clock to see the right &quot;now&quot;.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of this machine is %n minutes ahead of the server&apos;s. Data are placed by the server&apos;s time; set the clock to see the right &quot;now&quot;.</source>
        <translation>
            <numerusform>The clock of this machine is %n minute ahead of the server&apos;s. Data are placed by the server&apos;s time; set the clock to see the right &quot;now&quot;.</numerusform>
            <numerusform>The clock of this machine is %n minutes ahead of the server&apos;s. Data are placed by the server&apos;s time; set the clock to see the right &quot;now&quot;.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ClusterStates</name>
    <message numerus="yes">
        <source>Partial (%n gap(s))</source>
        <translation>
            <numerusform>Partial (%n gap)</numerusform>
            <numerusform>Partial (%n gaps)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ConnectionTest</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clusters</source>
        <translation>
            <numerusform>%n cluster</numerusform>
            <numerusform>%n clusters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::CoverageStrip</name>
    <message numerus="yes">
        <source>asked in vain %n time(s)</source>
        <translation>
            <numerusform>asked in vain %n time</numerusform>
            <numerusform>asked in vain %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::DataPage</name>
    <message numerus="yes">
        <source>over %n cluster(s)</source>
        <translation>
            <numerusform>over %n cluster</numerusform>
            <numerusform>over %n clusters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ExplorePage</name>
    <message numerus="yes">
        <source>%Ln in the range</source>
        <translation>
            <numerusform>%Ln in the range</numerusform>
            <numerusform>%Ln in the range</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::GroupedBarChart</name>
    <message numerus="yes">
        <source>Grouped bars of %n group(s)</source>
        <translation>
            <numerusform>Grouped bars of %n group</numerusform>
            <numerusform>Grouped bars of %n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::LevelExport</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::LinkText</name>
    <message numerus="yes">
        <source>The link was not followed, since %n part(s) of it are not understood: %1.</source>
        <translation>
            <numerusform>The link was not followed, since %n part of it is not understood: %1.</numerusform>
            <numerusform>The link was not followed, since %n parts of it are not understood: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::LiveSession</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::MainWindow</name>
    <message numerus="yes">
        <source>%n file(s) are still being written. Close the window and give them up?</source>
        <translation>
            <numerusform>%n file is still being written. Close the window and give it up?</numerusform>
            <numerusform>%n files are still being written. Close the window and give them up?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert rule(s)</source>
        <translation>
            <numerusform>%n alert rule</numerusform>
            <numerusform>%n alert rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::OpenedDialog</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take over %n alert rule(s)</source>
        <translation>
            <numerusform>Take over %n alert rule</numerusform>
            <numerusform>Take over %n alert rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::Overview</name>
    <message numerus="yes">
        <source>no forecast: it needs three weeks of hours, %n are known</source>
        <translation>
            <numerusform>no forecast: it needs three weeks of hours, %n is known</numerusform>
            <numerusform>no forecast: it needs three weeks of hours, %n are known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::OverviewPage</name>
    <message numerus="yes">
        <source>%n firing</source>
        <translation>
            <numerusform>%n firing</numerusform>
            <numerusform>%n firing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::PageRail</name>
    <message numerus="yes">
        <source>%1, %n waiting</source>
        <translation>
            <numerusform>%1, %n waiting</numerusform>
            <numerusform>%1, %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::RankingChart</name>
    <message numerus="yes">
        <source>Ranking of %n bar(s)</source>
        <translation>
            <numerusform>Ranking of %n bar</numerusform>
            <numerusform>Ranking of %n bars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ReadFiles</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::Report</name>
    <message numerus="yes">
        <source>%n row(s) of these clusters could not be used, of any time; the page Data says which and why.</source>
        <translation>
            <numerusform>%n row of these clusters could not be used, of any time; the page Data says which and why.</numerusform>
            <numerusform>%n rows of these clusters could not be used, of any time; the page Data says which and why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Alert rules fired %n time(s)</source>
        <translation>
            <numerusform>Alert rules fired %n time</numerusform>
            <numerusform>Alert rules fired %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still last(s) at the end of the range</source>
        <translation>
            <numerusform>%n still lasts at the end of the range</numerusform>
            <numerusform>%n still last at the end of the range</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them before the range, and still in it</source>
        <translation>
            <numerusform>%n of them before the range, and still in it</numerusform>
            <numerusform>%n of them before the range, and still in it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ReportPages</name>
    <message numerus="yes">
        <source>%n more row(s), in the total: the workbook has all.</source>
        <translation>
            <numerusform>%n more row, in the total: the workbook has all.</numerusform>
            <numerusform>%n more rows, in the total: the workbook has all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s): the workbook has all.</source>
        <translation>
            <numerusform>%n more row: the workbook has all.</numerusform>
            <numerusform>%n more rows: the workbook has all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s), in the total: the window has all.</source>
        <translation>
            <numerusform>%n more row, in the total: the window has all.</numerusform>
            <numerusform>%n more rows, in the total: the window has all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s): the window has all.</source>
        <translation>
            <numerusform>%n more row: the window has all.</numerusform>
            <numerusform>%n more rows: the window has all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ScatterChart</name>
    <message numerus="yes">
        <source>%n dot(s) by %1 and %2</source>
        <translation>
            <numerusform>%n dot by %1 and %2</numerusform>
            <numerusform>%n dots by %1 and %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::ShareChart</name>
    <message numerus="yes">
        <source>Shares of %1 in %n part(s)</source>
        <translation>
            <numerusform>Shares of %1 in %n part</numerusform>
            <numerusform>Shares of %1 in %n parts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::SmallMultiples</name>
    <message numerus="yes">
        <source>%n small chart(s)</source>
        <translation>
            <numerusform>%n small chart</numerusform>
            <numerusform>%n small charts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::StatusStrip</name>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation>
            <numerusform>%n cluster</numerusform>
            <numerusform>%n clusters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n want(s) a look</source>
        <translation>
            <numerusform>%n wants a look</numerusform>
            <numerusform>%n want a look</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::TimeSeriesChart</name>
    <message numerus="yes">
        <source>Time series with %n line(s), %1</source>
        <translation>
            <numerusform>Time series with %n line, %1</numerusform>
            <numerusform>Time series with %n lines, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::TimeSlider</name>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>%n snapshot</numerusform>
            <numerusform>%n snapshots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::TreemapWidget</name>
    <message numerus="yes">
        <source>%n more, too small to draw</source>
        <translation>
            <numerusform>%n more, too small to draw</numerusform>
            <numerusform>%n more, too small to draw</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Treemap of %1: %2, %n part(s)</source>
        <translation>
            <numerusform>Treemap of %1: %2, %n part</numerusform>
            <numerusform>Treemap of %1: %2, %n parts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::Waste</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::WastePage</name>
    <message numerus="yes">
        <source>%Ln without a dot</source>
        <translation>
            <numerusform>%Ln without a dot</numerusform>
            <numerusform>%Ln without a dot</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::WaterfallChart</name>
    <message numerus="yes">
        <source>Waterfall from %1 to %2 in %n step(s)</source>
        <translation>
            <numerusform>Waterfall from %1 to %2 in %n step</numerusform>
            <numerusform>Waterfall from %1 to %2 in %n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::Workbook</name>
    <message numerus="yes">
        <source>%n text(s) longer than a cell holds end in a mark</source>
        <translation>
            <numerusform>%n text longer than a cell holds ends in a mark</numerusform>
            <numerusform>%n texts longer than a cell holds end in a mark</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s) go on with the rows that the one before had no room for</source>
        <translation>
            <numerusform>%n sheet goes on with the rows that the one before had no room for</numerusform>
            <numerusform>%n sheets go on with the rows that the one before had no room for</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::Workloads</name>
    <message numerus="yes">
        <source>%n workload(s)</source>
        <translation>
            <numerusform>%n workload</numerusform>
            <numerusform>%n workloads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n workload(s)</source>
        <translation>
            <numerusform>%1 of %n workload</numerusform>
            <numerusform>%1 of %n workloads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>atlas::WorkloadsPage</name>
    <message numerus="yes">
        <source>%n workload(s); these are the facts of the first</source>
        <translation>
            <numerusform>%n workload; these are the facts of the first</numerusform>
            <numerusform>%n workloads; these are the facts of the first</numerusform>
        </translation>
    </message>
</context>
</TS>
