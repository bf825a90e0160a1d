// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/AllocationTree.h"
#include "tests/support/TestRegistry.h"

#include <QSet>

#include <functional>

using namespace atlas;

namespace {

AllocatedWorkload workload(std::string name, std::string kind, double gpus, double utilization, std::string uid = {})
{
    AllocatedWorkload result;
    result.name = std::move(name);
    result.kind = std::move(kind);
    result.gpus = gpus;
    result.utilization = utilization;
    result.uid = std::move(uid);
    result.namespaceName = "ml";
    return result;
}

/// 64 GPUs, 30 allocated: ml 20 (12 of them listed), web 6 (none listed), 4 unattributed.
AllocationSnapshot sample()
{
    AllocationSnapshot snapshot;
    snapshot.head.cluster = "prod";
    snapshot.head.capacity = 64;
    snapshot.head.allocated = 30;
    snapshot.namespaces = {{"ml", 20.0, 50.0, 4.0,
                               {workload("train-0", "Job", 8, 90, "u1"), workload("train-1", "Job", 3, 10, "u2"),
                                   workload("note", "Pod", 1, unknown)}},
        {"web", 6.0, 25.0, 3.0, {}}};
    return snapshot;
}

double leafSum(const TreemapNode& node)
{
    if (node.children.empty())
        return node.size;
    double sum = 0;
    for (const auto& child : node.children)
        sum += leafSum(child);
    return sum;
}

const TreemapNode* child(const TreemapNode& node, const QString& key)
{
    for (const auto& candidate : node.children) {
        if (candidate.key == key)
            return &candidate;
    }
    return nullptr;
}

} // namespace

class tst_AllocationTree : public QObject
{
    Q_OBJECT
private slots:
    void tilesAddUpToCapacity_data();
    void tilesAddUpToCapacity();
    void namespaceWithoutListHasOneRemainder();
    void restsAreTilesOfTheirOwn();
    void unknownUtilisationStaysUnknown();
    void podsGatherOnDemand();
    void podsOfOneNameHaveTheirOwnChange();
    void keysAreUniqueAmongSiblings();
    void everyTileHasAnItemAndEveryLeafARow();
    void moreThanTheTotalWarns();
    void whatRoundingLeavesIsNoTile();
};

void tst_AllocationTree::tilesAddUpToCapacity_data()
{
    QTest::addColumn<int>("by");
    QTest::addColumn<bool>("pods");
    QTest::newRow("namespaces") << int(AllocationGrouping::Namespace) << false;
    QTest::newRow("namespaces, pods gathered") << int(AllocationGrouping::Namespace) << true;
    QTest::newRow("kinds") << int(AllocationGrouping::Kind) << false;
    QTest::newRow("kinds, pods gathered") << int(AllocationGrouping::Kind) << true;
}

void tst_AllocationTree::tilesAddUpToCapacity()
{
    QFETCH(int, by);
    QFETCH(bool, pods);
    const auto view = allocationView(sample(), {AllocationGrouping::By(by), pods});
    QCOMPARE(view.root.size, 64.0);
    QCOMPARE(leafSum(view.root), 64.0);
}

void tst_AllocationTree::namespaceWithoutListHasOneRemainder()
{
    const auto view = allocationView(sample(), {});
    const auto* web = child(view.root, QStringLiteral("web"));
    QVERIFY(web);
    QCOMPARE(int(web->children.size()), 1);
    QVERIFY(web->children[0].remainder);
    QCOMPARE(web->children[0].size, 6.0);
    QCOMPARE(web->children[0].value, 25.0);
    const auto& item = view.items[allocationPathKey({QStringLiteral("web"), web->children[0].key})];
    QCOMPARE(item.workloads, 3.0);
}

void tst_AllocationTree::restsAreTilesOfTheirOwn()
{
    const auto view = allocationView(sample(), {});
    const auto* unallocated = child(view.root, QStringLiteral("unallocated:"));
    QVERIFY(unallocated);
    QCOMPARE(unallocated->size, 34.0);
    QCOMPARE(unallocated->role, Role::Unallocated);
    const auto* unattributed = child(view.root, QStringLiteral("unattributed:"));
    QVERIFY(unattributed);
    QCOMPARE(unattributed->size, 4.0);
    QCOMPARE(unattributed->role, Role::Unknown);
}

void tst_AllocationTree::unknownUtilisationStaysUnknown()
{
    const auto view = allocationView(sample(), {});
    const auto* ml = child(view.root, QStringLiteral("ml"));
    QVERIFY(ml);
    for (const auto& tile : ml->children) {
        if (tile.label == QLatin1StringView("note"))
            QVERIFY(!isKnown(tile.value));
    }
    for (const auto& row : view.table.rows) {
        if (row.cells[1] == Cell(QStringLiteral("note")))
            QVERIFY(std::holds_alternative<std::monostate>(row.cells[4]));
    }
}

void tst_AllocationTree::podsGatherOnDemand()
{
    const auto view = allocationView(sample(), {AllocationGrouping::Namespace, true});
    const auto* ml = child(view.root, QStringLiteral("ml"));
    QVERIFY(ml);
    const auto* train = child(*ml, QStringLiteral("owner:ml/train"));
    QVERIFY(train);
    QCOMPARE(int(train->children.size()), 2);
    QCOMPARE(train->size, 11.0);
    QVERIFY(std::abs(train->value - (8 * 90.0 + 3 * 10.0) / 11) < 1e-12);
}

void tst_AllocationTree::podsOfOneNameHaveTheirOwnChange()
{
    auto before = sample(), after = sample();
    before.namespaces[0].workloads = {
        workload("train-0", "Pod", 4, 1), workload("train-0", "Pod", 4, 2), workload("train-0", "Pod", 4, 3)};
    after.namespaces[0].workloads = before.namespaces[0].workloads;
    after.namespaces[0].workloads[1].gpus = 6;
    const auto changes = changesBetween(before, after);
    const auto changeOf = [&](bool pods, const QStringList& path) {
        const auto view = allocationView({{&after, &changes}}, {AllocationGrouping::Namespace, pods});
        return view.items.value(allocationPathKey(path)).change;
    };
    const QString ml = QStringLiteral("ml"), pod = QStringLiteral("ml/Pod/train-0");
    QCOMPARE(changeOf(false, {ml, pod}), 0.0);
    QCOMPARE(changeOf(false, {ml, pod + QStringLiteral("#2")}), 2.0);
    QCOMPARE(changeOf(false, {ml, pod + QStringLiteral("#3")}), 0.0);
    QCOMPARE(changeOf(true, {ml, QStringLiteral("owner:ml/train")}), 2.0);
}

void tst_AllocationTree::keysAreUniqueAmongSiblings()
{
    auto snapshot = sample();
    snapshot.namespaces[0].workloads = {
        workload("same", "Pod", 4, 1), workload("same", "Pod", 4, 2), workload("same", "Pod", 4, 3)};
    const auto view = allocationView(snapshot, {});
    QSet<QString> keys;
    for (const auto& tile : child(view.root, QStringLiteral("ml"))->children)
        keys.insert(tile.key);
    QCOMPARE(keys.size(), 4); // three pods and the remainder
}

void tst_AllocationTree::everyTileHasAnItemAndEveryLeafARow()
{
    const auto view = allocationView(sample(), {AllocationGrouping::Namespace, true});
    QSet<QString> rows;
    for (const auto& row : view.table.rows)
        rows.insert(row.key);
    int leaves = 0;
    const std::function<void(const TreemapNode&, const QStringList&)> walk = [&](const TreemapNode& node,
                                                                                 const QStringList& path) {
        for (const auto& tile : node.children) {
            const QStringList below = path + QStringList{tile.key};
            QVERIFY(view.items.contains(allocationPathKey(below)));
            QCOMPARE(allocationPath(allocationPathKey(below)), below);
            if (tile.children.empty()) {
                ++leaves;
                QVERIFY(rows.contains(allocationPathKey(below)));
            }
            walk(tile, below);
        }
    };
    walk(view.root, {});
    QCOMPARE(leaves, int(view.table.rows.size()));
}

void tst_AllocationTree::moreThanTheTotalWarns()
{
    QVERIFY(allocationView(sample(), {}).warning.isEmpty());
    auto snapshot = sample();
    snapshot.head.allocated = 10;
    QVERIFY(!allocationView(snapshot, {}).warning.isEmpty());
}

void tst_AllocationTree::whatRoundingLeavesIsNoTile()
{
    // Means of an hour: 0.1 + 0.2 is a little more than 0.3, and 0.3 − 0.1 a little less than 0.2.
    AllocationSnapshot snapshot;
    snapshot.head.capacity = 0.3;
    snapshot.head.allocated = 0.3;
    snapshot.namespaces = {{"a", 0.1, 50.0, 1.0, {}}, {"b", 0.2, 50.0, 1.0, {}}};
    snapshot.annotations = {{"team", "x", 0.1, 50.0, 1.0}, {"team", "y", 0.2 - 1e-16, 50.0, 1.0}};
    for (const double allocated : {0.3, 0.1 + 0.2}) {
        snapshot.head.allocated = allocated;
        const auto view = allocationView(snapshot, {});
        QCOMPARE(view.warning, QString());
        QCOMPARE(view.root.children.size(), std::size_t(2));
        AllocationGrouping byTeam;
        byTeam.by = AllocationGrouping::Annotation;
        byTeam.annotation = "team";
        const auto values = allocationView(snapshot, byTeam);
        QCOMPARE(values.warning, QString());
        QCOMPARE(values.root.children.size(), std::size_t(2));
    }
}

ATLAS_TEST(tst_AllocationTree);
#include "tst_AllocationTree.moc"
