// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/ExportFile.h"

#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace atlas;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("-");
}

} // namespace

class tst_ExportFile : public QObject
{
    Q_OBJECT
private slots:
    void E4_theFileIsWholeOrTheOldOne()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("table.csv"));
        const auto write = [&](const QByteArray& bytes, std::optional<Error> end) {
            return writeExportFile(path, [&](QIODevice& out) {
                out.write(bytes);
                return end;
            });
        };
        QVERIFY(!write("old", std::nullopt));
        QCOMPARE(contentOf(path), QByteArray("old"));
        const Error cancelled{ErrorClass::Export, QStringLiteral("cancelled"), {}, 0, {}};
        QCOMPARE(write("half of the n", cancelled), std::optional(cancelled));
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1); // nothing beside it
        QVERIFY(!write("new", std::nullopt));
        QCOMPARE(contentOf(path), QByteArray("new"));
    }

    void E4_aPlaceThatCannotBeWrittenIsSaid()
    {
        const auto error = writeExportFile(QStringLiteral("/nowhere/at/all/table.csv"),
            [](QIODevice&) -> std::optional<Error> { return std::nullopt; });
        QVERIFY(error);
        QCOMPARE(error->cls, ErrorClass::Export);
        QVERIFY(error->message.contains(QStringLiteral("table.csv")));
    }
};

ATLAS_TEST(tst_ExportFile);
#include "tst_ExportFile.moc"
