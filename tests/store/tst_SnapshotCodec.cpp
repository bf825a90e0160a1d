// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/SnapshotCodec.h"

#include "tests/store/StoreRows.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;
using namespace atlas::test;

class tst_SnapshotCodec : public QObject
{
    Q_OBJECT

private slots:
    void bodyComesBackAsItWas()
    {
        const auto snapshot = snapshotAt(hourStart(firstTestHour));
        AllocationSnapshot read;
        read.head = snapshot.head;
        QVERIFY(decodeSnapshotBody(encodeSnapshotBody(snapshot), read));
        QVERIFY(read == snapshot);
    }

    void emptyBody()
    {
        AllocationSnapshot read;
        QVERIFY(decodeSnapshotBody(encodeSnapshotBody({}), read));
        QVERIFY(read == AllocationSnapshot());
    }

    void labelsComeBackInTheirOrder()
    {
        const LabelList labels{{"b", "1"}, {"a", ""}, {"", std::string("x\0y", 3)}, {"b", std::string(70'000, 'z')}};
        QCOMPARE(decodeLabels(encodeLabels(labels)).value(), labels);
        QVERIFY(encodeLabels({}).empty());
        QVERIFY(decodeLabels("").value().empty());
    }

    void damageIsNoticedAndHarmless()
    {
        const auto blob = encodeSnapshotBody(snapshotAt(hourStart(firstTestHour)));
        for (std::size_t length = 0; length < blob.size(); ++length) {
            AllocationSnapshot read;
            QVERIFY(!decodeSnapshotBody(std::string_view(blob).substr(0, length), read));
        }
        for (std::size_t at = 0; at < blob.size(); ++at) {
            auto damaged = blob;
            damaged[at] = char(damaged[at] ^ 0x55);
            AllocationSnapshot read;
            (void)decodeSnapshotBody(damaged, read); // may be refused or differ; must not crash or grow without bound
        }
        const auto labels = encodeLabels({{"team", "vision"}, {"app", "x"}});
        for (std::size_t length = 1; length < labels.size(); ++length)
            QVERIFY(!decodeLabels(std::string_view(labels).substr(0, length)));
        // A claim of many entries is held against what is there before anything is made for them.
        QVERIFY(!decodeLabels(std::string("\x01\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 10)));
        QVERIFY(!decodeLabels("\x02rest"));
    }
};

ATLAS_TEST(tst_SnapshotCodec);
#include "tst_SnapshotCodec.moc"
