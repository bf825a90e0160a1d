// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/NameFilter.h"

#include "tests/support/TestRegistry.h"

#include <QElapsedTimer>

#include <string>

using namespace atlas;

class tst_NameFilter : public QObject
{
    Q_OBJECT
private slots:
    void names_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("matches");
        QTest::newRow("a word") << "train"
                                << "ml-Training" << true;
        QTest::newRow("another") << "train"
                                 << "infer" << false;
        QTest::newRow("one of several") << " train , infer"
                                        << "INFER-1" << true;
        QTest::newRow("words are no expressions") << "a.c"
                                                  << "abc" << false;
        QTest::newRow("an expression") << "~^team-[ab]/"
                                       << "team-b/job" << true;
        QTest::newRow("capitals matter in one") << "~^team"
                                                << "Team" << false;
        QTest::newRow("with a comma") << "~x{1,2}$"
                                      << "axx" << true;
        QTest::newRow("letters of other scripts") << QStringLiteral("团队") << QStringLiteral("研究-团队-一") << true;
        QTest::newRow("nothing") << ""
                                 << "any" << false;
        QTest::newRow("nothing but commas") << " , "
                                            << "any" << false;
        QTest::newRow("an empty expression") << "~"
                                             << "any" << false;
    }
    void names()
    {
        QFETCH(QString, text);
        QFETCH(QString, name);
        const auto filter = NameFilter::compile(text);
        QVERIFY(filter);
        QTEST(filter->matches(name.toStdString()), "matches");
    }

    void anExpressionThatDoesNotCompileSaysWhere()
    {
        const auto filter = NameFilter::compile(QStringLiteral("~ab(c"));
        QVERIFY(!filter);
        QCOMPARE(filter.error().cls, ErrorClass::Usage);
        QVERIFY2(filter.error().message.contains(QStringLiteral("\"ab(c\"")), qPrintable(filter.error().message));
        QVERIFY2(filter.error().message.contains(QStringLiteral("character 5")), qPrintable(filter.error().message));
        // what is typed is no place for what is said
        const auto odd = NameFilter::compile(QStringLiteral("~[%2 %3"));
        QVERIFY2(
            odd.error().message.contains(QStringLiteral("\"[%2 %3\" is not valid")), qPrintable(odd.error().message));
    }

    void anExpressionThatTriesWithoutEndGivesUp()
    {
        const auto filter = NameFilter::compile(QStringLiteral("~^(([a-z])+.)+[A-Z]([a-z])+$"));
        QVERIFY(filter);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!filter->matches(std::string(200, 'a')));
        QVERIFY(timer.elapsed() < 1000);
    }
};

ATLAS_TEST(tst_NameFilter);
#include "tst_NameFilter.moc"
