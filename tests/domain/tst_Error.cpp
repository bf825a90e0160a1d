// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Error.h"

#include "tests/support/TestRegistry.h"

using namespace atlas;

class tst_Error : public QObject
{
    Q_OBJECT
private slots:
    void classesHaveStableNamesAndExitCodes_data()
    {
        QTest::addColumn<int>("cls");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("code");
        const auto row = [](ErrorClass cls, const char* name, int code) {
            QTest::newRow(name) << int(cls) << QString::fromLatin1(name) << code;
        };
        row(ErrorClass::Internal, "INTERNAL", 1);
        row(ErrorClass::Usage, "USAGE", 2);
        row(ErrorClass::Net, "NET", 3);
        row(ErrorClass::Timeout, "TIMEOUT", 3);
        row(ErrorClass::Throttled, "THROTTLED", 3);
        row(ErrorClass::Auth, "AUTH", 4);
        row(ErrorClass::Tls, "TLS", 5);
        row(ErrorClass::Api, "API", 6);
        row(ErrorClass::Payload, "PAYLOAD", 6);
        row(ErrorClass::Partial, "PARTIAL", 7);
        row(ErrorClass::Clock, "CLOCK", 7);
        row(ErrorClass::Cache, "CACHE", 8);
        row(ErrorClass::FileRejected, "FILE_REJECTED", 9);
        row(ErrorClass::Export, "EXPORT", 10);
    }

    void classesHaveStableNamesAndExitCodes()
    {
        QFETCH(int, cls);
        QFETCH(QString, name);
        QFETCH(int, code);
        QCOMPARE(QString(errorClassName(ErrorClass(cls))), name);
        QCOMPARE(exitCode(ErrorClass(cls)), code);
    }

    void aFailureCarriesItsSentence()
    {
        const Result<int> result = failure(ErrorClass::Api, QStringLiteral("no"), QStringLiteral("detail"));
        QVERIFY(!result.has_value());
        QCOMPARE(result.error(), (Error{ErrorClass::Api, QStringLiteral("no"), QStringLiteral("detail"), 0, {}}));
    }
};

ATLAS_TEST(tst_Error);
#include "tst_Error.moc"
