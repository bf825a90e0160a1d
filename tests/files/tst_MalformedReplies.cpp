// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/Importer.h"
#include "tests/api/PayloadCorpus.h"
#include "tests/files/FilesTesting.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QElapsedTimer>

#include <set>

using namespace atlas;
using namespace atlas::test;

/// Replies that no server should send, as files.
class tst_MalformedReplies : public QObject
{
    Q_OBJECT

private slots:
    void eachIsReadOrNamed()
    {
        for (const auto& item : payloadCorpus()) {
            QElapsedTimer timer;
            timer.start();
            Importer importer;
            importer.read(QStringLiteral("x"), item.body, Stamp());
            const auto& report = importer.report();
            const QByteArray what = QByteArray::fromStdString(item.family) + ": " + item.body.left(200);
            QVERIFY2(report.replies + int(report.skipped.size()) == 1, what.constData());
            QVERIFY2(timer.elapsed() < 20'000, what.constData());
            if (report.replies == 0) {
                QVERIFY2(!report.skipped.front().reason.isEmpty() && report.rows == 0, what.constData());
                QVERIFY2(importer.takeBatch().isEmpty(), what.constData());
            } else if (!item.failure) {
                QVERIFY2(report.rows == item.rows, what.constData());
            }
        }
    }

    void together()
    {
        // All of them in one folder, beside a good one: it is read, and they are named.
        QTemporaryDir folder;
        const QDir replies(folder.filePath(QStringLiteral("replies")));
        QDir().mkpath(replies.path());
        Importer importer;
        int number = 0;
        for (const auto& item : payloadCorpus()) {
            if (item.body.size() > (1 << 20))
                continue; // larger ones by themselves
            const auto path = replies.filePath(QStringLiteral("%1.json").arg(++number, 4, 10, QLatin1Char('0')));
            writeFile(path, item.body);
            importer.read(path, item.body, Stamp());
        }
        writeFile(replies.filePath(QStringLiteral("good.json")), reply("good", 0, 30));
        const auto store = folder.filePath(QStringLiteral("store.db"));
        const auto opened = open({replies.path()}, store);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message + opened.error().detail));
        const auto& file = opened->files.front();
        QCOMPARE(file.kind, OpenedKind::Replies);
        QCOMPARE(file.rows, importer.report().rows + 30);
        QVERIFY(!file.skipped.empty());
        const auto read = SqliteStore::open(store).value();
        QCOMPARE(read->namespaceHours(everything("good", testHours(0, 30))).value().total, 30);
        QVERIFY(read->checkIntegrity({}).result());
    }

    void alone()
    {
        // The first of each family, the whole way.
        std::set<std::string> families;
        for (const auto& item : payloadCorpus()) {
            if (!families.insert(item.family).second && !qEnvironmentVariableIsSet("ATLAS_LONG_TESTS"))
                continue;
            QTemporaryDir folder;
            const auto path = folder.filePath(QStringLiteral("x.json"));
            writeFile(path, item.body);
            const QByteArray what = QByteArray::fromStdString(item.family) + ": " + item.body.left(200);
            QElapsedTimer timer;
            timer.start();
            const auto opened = open({path}, folder.filePath(QStringLiteral("store.db")));
            QVERIFY2(timer.elapsed() < 20'000, what.constData());
            QVERIFY2(contentsOf(path) == item.body, what.constData());
            if (!opened) {
                const QByteArray fault = faultOfRefusal(opened.error(), QStringLiteral("x.json")).toUtf8();
                const QByteArray told = what + ": " + fault;
                QVERIFY2(fault.isEmpty(), told.constData());
            } else if (!item.failure) {
                QVERIFY2(opened->files.front().rows == item.rows, what.constData());
            }
        }
    }
};

ATLAS_TEST(tst_MalformedReplies);
#include "tst_MalformedReplies.moc"
