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
