// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/SyncReport.h"
#include "tests/support/TestRegistry.h"

using namespace atlas;

namespace {

EndpointOutcome outcome(const char* endpoint, int windows, int failed)
{
    EndpointOutcome result;
    result.cluster = "alpha";
    result.endpoint = endpoint;
    result.windows = windows;
    result.failedWindows = failed;
    if (failed > 0)
        result.error = Error{ErrorClass::Net, QStringLiteral("gone"), {}, 0, {}};
    return result;
}

} // namespace

class tst_SyncReport : public QObject
{
    Q_OBJECT

private slots:
    void nothingFailedIsNoProblem()
    {
        SyncReport report;
        QVERIFY(!report.problem());
        report.endpoints = {outcome("cluster/hourly-stats", 3, 0)};
        QVERIFY(!report.problem());
        report.endpoints.front().missing = true;
        QVERIFY(!report.problem());
    }

    void everythingFailedIsTheFailureItself()
    {
        SyncReport report;
        report.endpoints = {outcome("cluster/hourly-stats", 3, 3), outcome("snapshots/latest", 1, 1)};
        QCOMPARE(report.problem()->cls, ErrorClass::Net);
    }

    void someFailedIsPartialAndNamesTheFirst()
    {
        SyncReport report;
        report.endpoints = {outcome("cluster/hourly-stats", 3, 0), outcome("namespaces/hourly-stats", 2, 1)};
        QCOMPARE(report.problem()->cls, ErrorClass::Partial);
        QVERIFY(report.problem()->message.contains(QStringLiteral("namespaces of alpha")));
    }

    void oneClustersProblemIsNotTheOthers()
    {
        SyncReport report;
        report.endpoints = {outcome("cluster/hourly-stats", 3, 3), outcome("cluster/hourly-stats", 1, 0)};
        report.endpoints.back().cluster = "beta";
        QCOMPARE(report.problem("alpha")->cls, ErrorClass::Net);
        QVERIFY(!report.problem("beta"));
        QVERIFY(!report.problem("gamma"));
    }

    void N9_aForbiddenEndpointIsNeverAFailureOfTheWhole()
    {
        SyncReport report;
        report.endpoints = {outcome("workloads/hourly-stats", 1, 1), outcome("cluster/hourly-stats", 0, 0)};
        report.endpoints.front().error = Error{ErrorClass::Auth, QStringLiteral("not allowed"), {}, 403, {}};
        report.endpoints.front().forbidden = true;
        QCOMPARE(report.problem()->cls, ErrorClass::Partial);
        QCOMPARE(report.problem()->code, 403);
    }

    void P4_unverifiedWindowsArePartial()
    {
        SyncReport report;
        report.endpoints = {outcome("cluster/hourly-stats", 3, 0)};
        report.endpoints.front().unverifiedWindows = 1;
        QCOMPARE(report.problem()->cls, ErrorClass::Partial);
    }

    void partsAreNamedForPeople()
    {
        auto label = outcome("labels/hourly-stats", 1, 0);
        label.dimension = DimensionKey{DimensionType::Annotation, "project"};
        QCOMPARE(SyncReport::describe(label), QStringLiteral("annotation project of alpha"));
        QCOMPARE(SyncReport::describe(outcome("cluster/hourly-stats", 1, 0)), QStringLiteral("hours of alpha"));
        QCOMPARE(SyncReport::describe(outcome("snapshots/latest", 1, 0)), QStringLiteral("snapshots of alpha"));
    }
};

ATLAS_TEST(tst_SyncReport);
#include "tst_SyncReport.moc"
