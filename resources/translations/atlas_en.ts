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
</TS>
