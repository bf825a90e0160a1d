// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Rows.h"

#include "models/domain/Snapshot.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;

class tst_Rows : public QObject
{
    Q_OBJECT
private slots:
    void dimensionTypesHaveTheNamesOfTheWire()
    {
        for (const auto type : {DimensionType::Label, DimensionType::Annotation})
            QVERIFY(dimensionTypeFromName(dimensionTypeName(type)) == type);
        QVERIFY(dimensionTypeName(DimensionType::Label) == "label");
        QVERIFY(dimensionTypeName(DimensionType::Annotation) == "annotation");
        QVERIFY(!dimensionTypeFromName("Label"));
        QVERIFY(!dimensionTypeFromName(""));
    }

    void rowsWithUnknownFiguresCompareEqual()
    {
        NamespaceHour row;
        row.name = "team";
        row.allocated = 3;
        NamespaceHour same = row;
        QVERIFY(row == same);
        same.avgUtilization = 0; // known now
        QVERIFY(row != same);
    }

    void aRowCountsInTheHourThatContainsIt()
    {
        using namespace std::chrono;
        const RowTimes at{Instant(sys_days(2025y / 11 / 5) + 14h + 25min), {}, {}};
        QCOMPARE(at.hour(), hourIndex(Instant(sys_days(2025y / 11 / 5) + 14h)));
    }
};

ATLAS_TEST(tst_Rows);
#include "tst_Rows.moc"
