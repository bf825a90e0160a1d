// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/CommandIndex.h"
#include "models/views/CommandPresenter.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"

#include <QElapsedTimer>
#include <QTest>

using namespace atlas;
using namespace atlas::test;

namespace {

Command named(CommandKind kind, const char* text, const char* context = "")
{
    return {kind, QString::fromUtf8(text), QString::fromUtf8(text), QString::fromUtf8(context), {}};
}

QStringList texts(const CommandIndex& index, const char* question, int limit = 50)
{
    QStringList found;
    for (const int i : index.find(QString::fromUtf8(question), limit))
        found << index.commands()[std::size_t(i)].text;
    return found;
}

} // namespace

class tst_CommandIndex : public QObject
{
    Q_OBJECT

private slots:
    void startsComeBeforeWordsBeforePartsBeforeLetters();
    void everyWordHasToMatch();
    void caseAndScriptDoNotMatter();
    void theContextIsSearchedLast();
    void withoutAQuestionAllStandInTheirOrder();
    void theOrderIsTheSameEveryTime();
    void fiftyThousandNamesAreSearchedWhileOneTypes();
    void choosingIsOneStepOfTheQuery();
    void subjectsOfTheStoreAreFound();
    void severalClustersQualifyTheirSubjects();
};

void tst_CommandIndex::startsComeBeforeWordsBeforePartsBeforeLetters()
{
    const CommandIndex index({named(CommandKind::Namespace, "team-x-analysis-in-numbers"), // t...x...a...n
        named(CommandKind::Namespace, "train"), named(CommandKind::Namespace, "training-b"),
        named(CommandKind::Namespace, "ml-training"), named(CommandKind::Namespace, "inference")});
    QCOMPARE(texts(index, "train"),
        (QStringList{QStringLiteral("train"), QStringLiteral("training-b"), QStringLiteral("ml-training")}));
    QCOMPARE(texts(index, "txan"), QStringList{QStringLiteral("team-x-analysis-in-numbers")});
}

void tst_CommandIndex::everyWordHasToMatch()
{
    const CommandIndex index({named(CommandKind::Range, "Last 7 days"), named(CommandKind::Range, "Last 30 days"),
        named(CommandKind::Range, "Last week")});
    QCOMPARE(texts(index, "last 7"), QStringList{QStringLiteral("Last 7 days")});
    QCOMPARE(texts(index, "days las"), (QStringList{QStringLiteral("Last 7 days"), QStringLiteral("Last 30 days")}));
    QVERIFY(texts(index, "last year").isEmpty());
}

void tst_CommandIndex::caseAndScriptDoNotMatter()
{
    const CommandIndex index({named(CommandKind::Namespace, "Straße"), named(CommandKind::Namespace, "大模型训练")});
    QCOMPARE(texts(index, "STRAßE"), QStringList{QStringLiteral("Straße")});
    QCOMPARE(texts(index, "模型"), QStringList{QStringLiteral("大模型训练")});
}

void tst_CommandIndex::theContextIsSearchedLast()
{
    const CommandIndex index(
        {named(CommandKind::Namespace, "web", "prod"), named(CommandKind::Namespace, "prod-data", "test")});
    QCOMPARE(texts(index, "prod"), (QStringList{QStringLiteral("prod-data"), QStringLiteral("web")}));
    QCOMPARE(texts(index, "web prod"), QStringList{QStringLiteral("web")});
}

void tst_CommandIndex::withoutAQuestionAllStandInTheirOrder()
{
    const CommandIndex index({named(CommandKind::Workload, "a/job"), named(CommandKind::Page, "Overview"),
        named(CommandKind::Page, "Data"), named(CommandKind::Action, "Refresh")});
    QCOMPARE(texts(index, "  "),
        (QStringList{
            QStringLiteral("Overview"), QStringLiteral("Data"), QStringLiteral("Refresh"), QStringLiteral("a/job")}));
    QCOMPARE(texts(index, "", 2), (QStringList{QStringLiteral("Overview"), QStringLiteral("Data")}));
}

void tst_CommandIndex::theOrderIsTheSameEveryTime()
{
    std::vector<Command> commands;
    for (int i = 0; i < 500; ++i)
        commands.push_back(named(CommandKind::Namespace, qPrintable(QStringLiteral("ns-%1").arg(i * 7919 % 500))));
    auto turned = commands;
    std::reverse(turned.begin(), turned.end());
    QCOMPARE(texts(CommandIndex(commands), "ns", 60), texts(CommandIndex(turned), "ns", 60));
}

void tst_CommandIndex::fiftyThousandNamesAreSearchedWhileOneTypes()
{
    std::vector<Command> commands;
    for (int i = 0; i < 50'000; ++i)
        commands.push_back(named(CommandKind::Workload,
            qPrintable(QStringLiteral("namespace-%1/job-%2-train").arg(i % 200).arg(i)), "prod-a"));
    const CommandIndex index(std::move(commands));
    QElapsedTimer timer;
    timer.start();
    for (const char* question : {"j", "jo", "job-4", "train 17", "nj9", "no such name"})
        index.find(QString::fromLatin1(question), 60);
    QVERIFY2(timer.elapsed() < 6 * 250, qPrintable(QString::number(timer.elapsed()))); // of a debug build, under load
}

void tst_CommandIndex::choosingIsOneStepOfTheQuery()
{
    const DashboardQuery start;
    auto workload = named(CommandKind::Workload, "ml/train");
    auto after = queryAfter(workload, start, {});
    QCOMPARE(after.page, QStringLiteral("workloads"));
    QVERIFY((after.selection == Selection{Level::Workload, {}, {QStringLiteral("ml/train")}}));

    auto value = named(CommandKind::Value, "vision");
    value.dimension = {DimensionType::Label, "team"};
    after = queryAfter(value, start, {});
    QCOMPARE(after.page, QStringLiteral("teams"));
    QVERIFY(after.dimension == value.dimension);
    QCOMPARE(after.selected(Level::Dimension, value.dimension), QStringList{QStringLiteral("vision")});

    DashboardQuery saved;
    saved.page = QStringLiteral("waste");
    QVERIFY(queryAfter(named(CommandKind::SavedView, "mine"), start, {{QStringLiteral("mine"), saved}}) == saved);
    QVERIFY(queryAfter(named(CommandKind::SavedView, "gone"), start, {}) == start);
    QVERIFY(queryAfter(named(CommandKind::Action, "refresh"), start, {}) == start);

    auto range = named(CommandKind::Range, "last-quarter");
    QCOMPARE(queryAfter(range, start, {}).preset, RangePreset::LastQuarter);
}

void tst_CommandIndex::subjectsOfTheStoreAreFound()
{
    const FixedClock clock(at("2024-12-16T00:30:00Z"));
    DashboardState state(clock);
    MemorySession session;
    session.commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
    state.setClusters({QStringLiteral("c")});
    CommandPresenter presenter(state, session);
    presenter.setOwnCommands({named(CommandKind::Page, "Big picture")});
    presenter.setActive(true);
    presenter.ask(QStringLiteral("big"));
    QTRY_COMPARE(presenter.answers().size(), std::size_t(2));
    QCOMPARE(presenter.answered(), QStringLiteral("big"));
    QCOMPARE(presenter.answers()[0].kind, CommandKind::Page); // both begin with it: the page stands first
    QCOMPARE(presenter.answers()[1].kind, CommandKind::Namespace);
    QCOMPARE(presenter.answers()[1].id, QStringLiteral("big"));
}

void tst_CommandIndex::severalClustersQualifyTheirSubjects()
{
    const FixedClock clock(at("2024-12-16T00:30:00Z"));
    DashboardState state(clock);
    MemorySession session;
    session.commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
    session.commit(twoWeeks("d", at("2024-12-16T00:00:00Z")));
    state.setClusters({QStringLiteral("c"), QStringLiteral("d")});
    CommandPresenter presenter(state, session);
    presenter.setActive(true);
    presenter.ask(QStringLiteral("small d"));
    QTRY_COMPARE(presenter.answers().size(), std::size_t(1));
    QCOMPARE(presenter.answers()[0].id, QStringLiteral("d/small"));
    QCOMPARE(presenter.answers()[0].text, QStringLiteral("small"));
    QCOMPARE(presenter.answers()[0].context, QStringLiteral("d"));
}

ATLAS_TEST(tst_CommandIndex);
#include "tst_CommandIndex.moc"
