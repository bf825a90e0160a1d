// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/IncludeRules.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace atlas::architecture;

class tst_IncludeRules : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void forbiddenEdgesAreFound_data();
    void forbiddenEdgesAreFound();
    void aCleanFileHasNoViolations();
    void roomsAreFoundByPath();
    void aSecondRequestBuilderIsFound();
    void theSourcesKeepTheRules();
    void oneFileBuildsNetworkRequests();

private:
    QList<std::pair<QString, QString>> m_sources; ///< path from the root, text
    LibraryOf m_libraryOf;
};

namespace {
const QString spdx = u"// SPDX-License-Identifier: GPL-3.0-or-later\n"_s;
}

void tst_IncludeRules::initTestCase()
{
    const auto qtHeaders = QString::fromUtf8(ATLAS_QT_HEADERS);
    QVERIFY2(QFile::exists(qtHeaders + u"/QtCore/QString"_s), qPrintable(qtHeaders));
    m_libraryOf = installedLibraries(qtHeaders);

    const QDir root(QString::fromUtf8(ATLAS_SOURCE_ROOT));
    for (const auto* folder : {"app", "charts", "models", "tests", "ui"}) {
        QDirIterator files(root.filePath(QString::fromLatin1(folder)), {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
            QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            m_sources.append({root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll())});
        }
    }
    QVERIFY2(m_sources.size() > 20, "the sources were not found");
}

void tst_IncludeRules::forbiddenEdgesAreFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // a part of the sentence

    const auto row = [](const char* name, const QString& path, const QString& line, const QString& expected) {
        QTest::newRow(name) << path << spdx + line + u"\n"_s << expected;
    };
    row("room to room", u"models/domain/Rows.cpp"_s, u"#include \"models/store/SqliteStore.h\""_s,
        u"Rows.cpp:2: domain may not include \"models/store/SqliteStore.h\" of store"_s);
    row("views see only the reader", u"models/views/A.h"_s, u"#include \"models/store/SqliteStore.h\""_s,
        u"of store"_s);
    row("charts see only the formats", u"charts/A.cpp"_s, u"#include \"models/analysis/Usage.h\""_s, u"of analysis"_s);
    row("the window is given its store", u"ui/A.cpp"_s, u"#include \"models/store/StoreReader.h\""_s,
        u"of store.reader"_s);
    row("the window is given its client", u"ui/A.cpp"_s, u"#include \"models/api/ApiClient.h\""_s, u"of api"_s);
    row("widgets in a model", u"models/tables/A.h"_s, u"#include <QWidget>"_s, u"<QWidget> of QtWidgets"_s);
    row("gui in a model", u"models/views/A.h"_s, u"#include <QtGui/QColor>"_s, u"of QtGui"_s);
    row("gui in a layout", u"charts/layout/A.h"_s, u"#include <QPainter>"_s, u"of QtGui"_s);
    row("gui in the command line", u"app/cli/A.cpp"_s, u"#  include <QImage>"_s, u"of QtGui"_s);
    row("gui in the server", u"app/server/A.cpp"_s, u"#include <QApplication>"_s, u"of QtWidgets"_s);
    row("gui in gpu-atlasctl", u"app/headless/main.cpp"_s, u"#include <QGuiApplication>"_s, u"of QtGui"_s);
    row("SQL outside the store", u"app/cli/A.cpp"_s, u"#include <sqlite3.h>"_s, u"of sqlite3"_s);
    row("network in the store", u"models/store/A.cpp"_s, u"#include <QNetworkReply>"_s, u"of QtNetwork"_s);
    row("umbrella", u"ui/A.cpp"_s, u"#include <QtWidgets>"_s, u"umbrella"_s);
    row("umbrella in a folder", u"ui/A.cpp"_s, u"#include <QtWidgets/QtWidgets>"_s, u"umbrella"_s);
    row("umbrella in a test", u"tests/ui/A.cpp"_s, u"#include <QtTest>"_s, u"umbrella"_s);
    row("not from the root", u"ui/A.cpp"_s, u"#include \"Theme.h\""_s, u"in no room"_s);
    row("no room", u"extras/A.cpp"_s, QString(), u"in no room"_s);
    row("TLS", u"models/api/A.cpp"_s, u"reply->ignoreSslErrors();"_s, u"TLS"_s);
    row("settings", u"ui/A.cpp"_s, u"QSettings settings;"_s, u"QSettings"_s);
    row("environment", u"models/sync/A.cpp"_s, u"qEnvironmentVariable(\"HOME\");"_s, u"qEnvironmentVariable"_s);
    QTest::newRow("no licence") << u"ui/A.cpp"_s << u"#include <QString>\n"_s << u"SPDX"_s;
    QTest::newRow("long") << u"ui/A.cpp"_s << spdx + u"\n"_s.repeated(600) << u"601 lines"_s;
}

void tst_IncludeRules::forbiddenEdgesAreFound()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto found = violations(path, text, m_libraryOf);
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().contains(expected), qPrintable(found.first()));
}

void tst_IncludeRules::aCleanFileHasNoViolations()
{
    const QString text = spdx
        + u"#include \"models/api/ApiClient.h\"\n#include \"models/domain/Rows.h\"\n#include <QNetworkReply>\n"
          u"#include <QtConcurrentRun>\n#include <QString>\n#include <simdjson.h>\n#include <tl/expected.hpp>\n"
          u"#include <vector>\n#include <unistd.h>\n"_s;
    QCOMPARE(violations(u"models/api/ApiClient.cpp"_s, text, m_libraryOf), QStringList());
    QCOMPARE(violations(u"ui/A.cpp"_s, spdx + u"\n"_s.repeated(599), m_libraryOf), QStringList());
}

void tst_IncludeRules::roomsAreFoundByPath()
{
    QCOMPARE(roomOf(u"models/store/StoreReader.h"_s), u"store.reader"_s);
    QCOMPARE(roomOf(u"models/store/Schema.cpp"_s), u"store"_s);
    QCOMPARE(roomOf(u"charts/layout/Ticks.h"_s), u"layout"_s);
    QCOMPARE(roomOf(u"charts/Palette.h"_s), u"charts"_s);
    QCOMPARE(roomOf(u"app/cli/sample/SampleWorld.h"_s), u"cli"_s);
    QCOMPARE(roomOf(u"elsewhere/A.h"_s), QString());
}

void tst_IncludeRules::aSecondRequestBuilderIsFound()
{
    const QString text = u"#include <QNetworkRequest>\n"_s;
    QCOMPARE(requestBuilders({{u"models/api/A.cpp"_s, text}, {u"models/sync/B.cpp"_s, text}, {u"tests/C.cpp"_s, text}}),
        QStringList({u"models/api/A.cpp"_s, u"models/sync/B.cpp"_s}));
}

void tst_IncludeRules::theSourcesKeepTheRules()
{
    QStringList found;
    for (const auto& [path, text] : m_sources)
        found += violations(path, text, m_libraryOf);
    QVERIFY2(found.isEmpty(), qPrintable(u"\n"_s + found.join(u'\n')));
}

void tst_IncludeRules::oneFileBuildsNetworkRequests()
{
    const auto builders = requestBuilders(m_sources);
    QVERIFY2(builders.size() <= 1, qPrintable(builders.join(u", "_s)));
    if (!builders.isEmpty())
        QCOMPARE(roomOf(builders.first()), u"api"_s);
}

ATLAS_TEST(tst_IncludeRules);
#include "tst_IncludeRules.moc"
