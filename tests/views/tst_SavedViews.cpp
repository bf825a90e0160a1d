// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/SavedViewsFile.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace atlas;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QStringList namesOf(const SavedViews& views)
{
    QStringList names;
    for (const auto& view : views.views())
        names << view.name;
    return names;
}

DashboardQuery wasteQuery()
{
    DashboardQuery query;
    query.page = QStringLiteral("waste");
    query.clusters = QStringList{QStringLiteral("生产")};
    query.view.insert(QStringLiteral("waste.threshold"), QStringLiteral("5"));
    return query;
}

} // namespace

class tst_SavedViews : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_path = m_folder.filePath(QStringLiteral("%1/views.json").arg(++m_number)); }
    void whatIsSavedIsThereAtTheNextStart();
    void viewsAreRenamedReplacedAndRemoved();
    void anotherFormatIsSetAsideAndNotOverwritten_data();
    void anotherFormatIsSetAsideAndNotOverwritten();
    void aViewOfANewerVersionIsKept();
    void aFolderThatCannotBeWrittenIsSaid();

private:
    QTemporaryDir m_folder;
    int m_number = 0;
    QString m_path;
};

void tst_SavedViews::whatIsSavedIsThereAtTheNextStart()
{
    {
        SavedViewsFile views(m_path);
        QVERIFY(views.load()); // no file is no fault
        QSignalSpy changed(&views, &SavedViews::changed);
        views.save(QStringLiteral("  Idle \"GPUs\" 闲置 "), wasteQuery());
        QCOMPARE(changed.size(), 1);
        views.save(QStringLiteral("   "), wasteQuery());
        QCOMPARE(changed.size(), 1);
    }
    SavedViewsFile views(m_path);
    QVERIFY(views.load());
    QCOMPARE(views.views().size(), std::size_t(1));
    QVERIFY((views.views().front() == SavedView{QStringLiteral("Idle \"GPUs\" 闲置"), wasteQuery()}));
}

void tst_SavedViews::viewsAreRenamedReplacedAndRemoved()
{
    SavedViewsFile views(m_path);
    views.save(QStringLiteral("b"), {});
    views.save(QStringLiteral("a"), wasteQuery());
    QCOMPARE(namesOf(views), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    views.rename(QStringLiteral("a"), QStringLiteral("b")); // taken
    QCOMPARE(namesOf(views), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    views.rename(QStringLiteral("a"), QStringLiteral("c"));
    QVERIFY(views.views().back().query == wasteQuery());
    views.save(QStringLiteral("b"), wasteQuery());
    QVERIFY(views.views().front().query == wasteQuery());
    views.remove(QStringLiteral("b"));
    QCOMPARE(namesOf(views), QStringList{QStringLiteral("c")});
}

void tst_SavedViews::anotherFormatIsSetAsideAndNotOverwritten_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("not JSON") << QByteArray("my notes");
    QTest::newRow("a newer version") << QByteArray(R"({"format":"gpu-atlas-views","version":2,"views":[]})");
    QTest::newRow("another program's") << QByteArray(R"({"version":1,"views":[]})");
    QTest::newRow("entries that are none")
        << QByteArray(R"({"format":"gpu-atlas-views","version":1,"views":[{"name":"x"}]})");
}

void tst_SavedViews::anotherFormatIsSetAsideAndNotOverwritten()
{
    QFETCH(QByteArray, bytes);
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    write(m_path, bytes);
    {
        SavedViewsFile views(m_path);
        const auto loaded = views.load();
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().message.contains(m_path), qUtf8Printable(loaded.error().message));
        views.save(QStringLiteral("new"), {});
    }
    const QDir folder = QFileInfo(m_path).absoluteDir();
    const auto files = folder.entryList(QDir::Files, QDir::Name);
    QCOMPARE(files.size(), 2);
    QCOMPARE(contentOf(folder.filePath(files.back())), bytes);
    SavedViewsFile again(m_path);
    QVERIFY(again.load());
    QCOMPARE(namesOf(again), QStringList{QStringLiteral("new")});
}

void tst_SavedViews::aViewOfANewerVersionIsKept()
{
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    write(m_path,
        R"({"format":"gpu-atlas-views","version":1,"views":[{"name":"later","link":"gpu-atlas:?page=x&mood=blue"}]})");
    {
        SavedViewsFile views(m_path);
        QVERIFY(views.load());
        QVERIFY(views.views().empty());
        views.save(QStringLiteral("mine"), {});
    }
    QVERIFY(contentOf(m_path).contains("mood=blue"));
}

void tst_SavedViews::aFolderThatCannotBeWrittenIsSaid()
{
    write(m_folder.filePath(QStringLiteral("file")), "x");
    SavedViewsFile views(m_folder.filePath(QStringLiteral("file/views.json")));
    QSignalSpy failed(&views, &SavedViews::failed);
    views.save(QStringLiteral("a"), {});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(namesOf(views), QStringList{QStringLiteral("a")});
}

ATLAS_TEST(tst_SavedViews);
#include "tst_SavedViews.moc"
