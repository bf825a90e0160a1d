// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Attribution.h"
#include "models/analysis/SnapshotChanges.h"
#include "tests/support/TestRegistry.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace atlas;

namespace {

AllocatedWorkload workload(std::string name, double gpus, std::string uid = {}, std::string kind = "Job")
{
    AllocatedWorkload result;
    result.name = std::move(name);
    result.kind = std::move(kind);
    result.uid = std::move(uid);
    result.gpus = gpus;
    result.namespaceName = "ml";
    return result;
}

AllocationSnapshot snapshot(std::vector<AllocatedWorkload> workloads, Figure stated = {}, Figure allocated = {})
{
    AllocationSnapshot result;
    result.head.allocated = allocated;
    result.namespaces = {{"ml", stated, {}, {}, std::move(workloads)}};
    return result;
}

const HoldingChange* named(const SnapshotChanges& changes, const std::string& name)
{
    const auto found = std::ranges::find(changes.changes, name, &HoldingChange::name);
    return found == changes.changes.end() ? nullptr : &*found;
}

/// Snapshots as they come: uids present or not, names shared, GPUs unknown, stated totals above and below the parts.
AllocationSnapshot anySnapshot(std::mt19937& engine)
{
    const auto chance = [&](unsigned in) { return engine() % in == 0; };
    AllocationSnapshot result;
    const bool bare = chance(9);
    for (unsigned n = 0; n < 5; ++n) {
        if (chance(4) || bare)
            continue;
        AllocatedNamespace part;
        part.name = "ns-" + std::to_string(n);
        double listed = 0;
        for (unsigned w = chance(5) ? 0 : engine() % 20; w-- > 0;) {
            AllocatedWorkload one;
            one.name = "w-" + std::to_string(engine() % 8);
            one.kind = chance(2) ? "Job" : "Pod";
            if (chance(2))
                one.uid = "u-" + std::to_string(engine() % 60);
            if (!chance(6)) {
                one.gpus = double(engine() % 1000) / 7;
                listed += one.gpus;
            }
            part.workloads.push_back(std::move(one));
        }
        if (!chance(3))
            part.gpus = listed * (0.7 + double(engine() % 100) / 100);
        result.namespaces.push_back(std::move(part));
    }
    if (!chance(3))
        result.head.allocated = double(engine() % 20000) / 3;
    return result;
}

} // namespace

class tst_SnapshotChanges : public QObject
{
    Q_OBJECT

private slots:
    void whatRoundingLeavesIsNoChange()
    {
        // What is not listed is 0 and 0.1 + 0.2 − 0.3; what nobody holds likewise.
        const auto before = snapshot({workload("a", 0.3)}, 0.3, 0.3);
        const auto after = snapshot({workload("a", 0.3)}, 0.1 + 0.2, 0.3);
        const auto changes = changesBetween(before, after);
        QVERIFY(changes.changes.empty());
        QCOMPARE(changes.unchanged, 1);
        QVERIFY(changesBetween(snapshot({workload("a", 0.3)}), snapshot({workload("a", 0.1 + 0.2)})).changes.empty());
    }

    void whoCameWentGrewAndShrankIsTold()
    {
        const auto changes = changesBetween(snapshot({workload("stays", 4, "a"), workload("goes", 3, "b"),
                                                workload("grows", 2, "c"), workload("shrinks", 8, "d")}),
            snapshot({workload("stays", 4, "a"), workload("grows", 6, "c"), workload("shrinks", 7, "d"),
                workload("comes", 5, "e")}));
        QCOMPARE(changes.changes.size(), 4U);
        QCOMPARE(named(changes, "comes")->kind, HoldingChange::Came);
        QCOMPARE(named(changes, "goes")->kind, HoldingChange::Went);
        QCOMPARE(named(changes, "grows")->kind, HoldingChange::Grew);
        QCOMPARE(named(changes, "shrinks")->kind, HoldingChange::Shrank);
        QCOMPARE(changes.changes.front().name, std::string("comes")); // the largest first
        QCOMPARE(changes.came, 5.0);
        QCOMPARE(changes.went, 3.0);
        QCOMPARE(changes.grew, 4.0);
        QCOMPARE(changes.shrank, 1.0);
        QCOMPARE(changes.unchanged, 1);
        QCOMPARE(changes.after - changes.before, 5.0);
    }

    void theSameNameUnderAnotherUidIsAnother()
    {
        const auto changes = changesBetween(snapshot({workload("pod", 4, "a")}), snapshot({workload("pod", 4, "b")}));
        QCOMPARE(changes.cameCount, 1);
        QCOMPARE(changes.wentCount, 1);
        QCOMPARE(changes.unchanged, 0);
    }

    void withoutUidNamespaceKindAndNameTell()
    {
        const auto same = changesBetween(snapshot({workload("pod", 4, "a")}), snapshot({workload("pod", 6)}));
        QCOMPARE(same.changes.size(), 1U);
        QCOMPARE(same.changes.front().kind, HoldingChange::Grew);
        const auto other =
            changesBetween(snapshot({workload("pod", 4, "", "Job")}), snapshot({workload("pod", 4, "", "Pod")}));
        QCOMPARE(other.cameCount + other.wentCount, 2);
    }

    void aNameDoesNotTakeWhatAUidClaims()
    {
        const auto changes = changesBetween(
            snapshot({workload("pod", 4, "a")}), snapshot({workload("pod", 1), workload("renamed", 4, "a")}));
        QCOMPARE(changes.changes.size(), 1U);
        QCOMPARE(changes.changes.front().name, std::string("pod"));
        QCOMPARE(changes.changes.front().kind, HoldingChange::Came);
    }

    void eachWorkloadHasItsOwnChange()
    {
        const auto changes = changesBetween(
            snapshot({workload("pod", 4), workload("pod", 4)}), snapshot({workload("pod", 4), workload("pod", 6)}));
        QCOMPARE(changes.byWorkload, (std::vector<double>{0, 2}));
        const auto whole = changesBetween(snapshot({}, 4), snapshot({workload("pod", 6)}));
        QCOMPARE(whole.byWorkload.size(), 1U);
        QVERIFY(!isKnown(whole.byWorkload[0]));
    }

    void whatIsNotListedIsARowOfItsOwn()
    {
        const auto changes = changesBetween(snapshot({workload("a", 4)}, 10, 12), snapshot({workload("a", 4)}, 7, 20));
        QCOMPARE(changes.changes.size(), 2U);
        QCOMPARE(changes.changes[0].holder, HoldingChange::Unattributed);
        QCOMPARE(changes.changes[0].change(), 11.0);
        QCOMPARE(changes.changes[1].holder, HoldingChange::NotListed);
        QCOMPARE(changes.changes[1].change(), -3.0);
        QCOMPARE(changes.after - changes.before, 8.0);
    }

    void whatOnlyOneListsIsComparedAsAWhole()
    {
        const auto listed = snapshot({workload("a", 4), workload("b", 5)}, 10, 12);
        const auto bare = snapshot({}, 7, 12);
        const auto changes = changesBetween(bare, listed);
        QCOMPARE(changes.asWhole, std::vector<std::string>{"ml"});
        QCOMPARE(changes.changes.size(), 2U); // ml as a whole, and what is unattributed: of equal size
        QCOMPARE(changes.changes[1].holder, HoldingChange::NotListed);
        QCOMPARE(changes.changes[1].change(), 3.0);
        QCOMPARE(changes.cameCount, 0);
        // the same on purpose
        QCOMPARE(changesBetween(listed, snapshot({workload("c", 8)}, 8, 12), true).changes.size(), 2U);
    }

    void totalsAloneAreComparedAsTotals()
    {
        AllocationSnapshot total;
        total.head.allocated = 20;
        const auto changes = changesBetween(total, snapshot({workload("a", 4), workload("b", 5)}, 10, 12));
        QVERIFY(changes.totalsOnly);
        QCOMPARE(changes.changes.size(), 1U);
        QCOMPARE(changes.changes[0].holder, HoldingChange::Unattributed);
        QCOMPARE(changes.changes[0].change(), -8.0);
        QVERIFY(!changesBetween({}, total).totalsOnly); // neither says more
    }

    void holdersWithoutGpusHoldNothing()
    {
        const auto changes = changesBetween(
            snapshot({workload("a", 0), workload("b", unknown)}), snapshot({workload("a", 2), workload("b", 0)}));
        QCOMPARE(changes.changes.size(), 1U);
        QCOMPARE(changes.changes.front().kind, HoldingChange::Came);
        QCOMPARE(changes.unchanged, 0);
    }

    void emptySnapshotsCompare()
    {
        const auto nothing = changesBetween({}, {});
        QVERIFY(nothing.changes.empty());
        const auto all = changesBetween({}, snapshot({workload("a", 3)}));
        QCOMPARE(all.came, 3.0);
        QCOMPARE(all.after, 3.0);
    }

    void theSumsAreTheChangeOfTheTotal()
    {
        std::mt19937 engine(11);
        for (int run = 0; run < 400; ++run) {
            const auto before = anySnapshot(engine), after = anySnapshot(engine);
            const auto changes = changesBetween(before, after, run % 5 == 0);
            const double sums = changes.came + changes.grew - changes.went - changes.shrank;
            QVERIFY2(std::abs(sums - (changes.after - changes.before)) < 1e-9,
                qPrintable(QStringLiteral("run %1").arg(run)));
            const auto total = [](const AllocationSnapshot& one) {
                const double allocated = attributionOf(one).allocated;
                return isKnown(allocated) ? allocated : 0;
            };
            QCOMPARE(changes.after, total(after));
            QCOMPARE(changes.before, total(before));
            // the way back is the same with the signs turned
            const auto back = changesBetween(after, before, run % 5 == 0);
            QVERIFY(std::abs(back.came - changes.went) < 1e-9 && std::abs(back.grew - changes.shrank) < 1e-9);
            QVERIFY(changesBetween(after, after).changes.empty());
        }
    }
};

ATLAS_TEST(tst_SnapshotChanges);
#include "tst_SnapshotChanges.moc"
