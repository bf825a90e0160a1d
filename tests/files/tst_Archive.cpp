// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/Archive.h"
#include "tests/files/FilesTesting.h"
#include "tests/support/TestRegistry.h"

#include <archive.h>
#include <archive_entry.h>

#include <map>
#include <random>

using namespace atlas;
using namespace atlas::test;

namespace {

using Read = std::map<QString, QByteArray>;

Result<Read> readAll(const QString& path, const ArchiveLimits& limits = {})
{
    Read read;
    const auto done = readArchive(
        path, Stamp(), limits, [&](const QString& name, const QByteArray& bytes, Stamp) { read[name] = bytes; });
    return done ? Result<Read>(read) : Result<Read>(tl::unexpect, done.error());
}

bool isRefused(const Result<Read>& read)
{
    return !read && read.error().cls == ErrorClass::FileRejected && read.error().message.size() > 10;
}

} // namespace

class tst_Archive : public QObject
{
    Q_OBJECT

private slots:
    void kinds_data()
    {
        QTest::addColumn<QByteArray>("format");
        for (const char* format : {"zip", "tar", "tar.gz", "tar.zst"})
            QTest::newRow(format) << QByteArray(format);
    }
    void kinds()
    {
        QFETCH(QByteArray, format);
        const auto path = m_folder.filePath(QString::fromLatin1("a." + format));
        writeArchive(path, format, {{"week/", ""}, {"week/a.json", "[1]"}, {"./b.json", QByteArray(100'000, 'b')}});
        QVERIFY(looksLikeArchive(contentsOf(path).left(512)));
        const auto read = readAll(path);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message + read.error().detail));
        QCOMPARE(*read,
            (Read{{QStringLiteral("week/a.json"), "[1]"}, {QStringLiteral("b.json"), QByteArray(100'000, 'b')}}));
    }

    void F5_namesAndKinds_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("name");
        const auto add = [](const char* row, const QByteArray& name) {
            for (const char* format : {"zip", "tar.gz"})
                QTest::addRow("%s, %s", row, format) << QByteArray(format) << name;
        };
        add("above the folder", "../x.json");
        add("above, later", "a/../../x.json");
        add("absolute", "/etc/x.json");
        add("backslash", "a\\..\\x.json");
        add("empty part", "a//x.json");
        add("line break", "a\nb.json");
        add("escape", "\x1b[2Jx.json");
        add("a long name", QByteArray(300, 'x'));
        add("a deep name", QByteArray("d/").repeated(600) + 'x');
    }
    void F5_namesAndKinds()
    {
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, name);
        const auto path = m_folder.filePath(QStringLiteral("names"));
        writeArchive(path, format, {{"good.json", "[]"}, {name, "[]"}});
        QVERIFY(isRefused(readAll(path)));
    }

    void F5_whatIsInIt_data()
    {
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("twice") << QByteArray("good.json") << QByteArray("[]");
        QTest::newRow("twice, spelled otherwise") << QByteArray("./good.json") << QByteArray("[]");
        QTest::newRow("zip in it") << QByteArray("x.json") << QByteArray("PK\3\4xxxxxxx");
        QTest::newRow("gzip in it") << QByteArray("x.json") << QByteArray("\x1f\x8b\x08\0\0", 5);
        QTest::newRow("export in it") << QByteArray("x.json") << QByteArray("SQLite format 3\0xxxx", 20);
    }
    void F5_whatIsInIt()
    {
        QFETCH(QByteArray, second);
        QFETCH(QByteArray, bytes);
        for (const char* format : {"zip", "tar.zst"}) {
            const auto path = m_folder.filePath(QStringLiteral("content"));
            writeArchive(path, format, {{"good.json", "[]"}, {second, bytes}});
            QVERIFY(isRefused(readAll(path)));
        }
    }

    void F5_linksAndDevices_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("symbolic link") << 0;
        QTest::newRow("hard link") << 1;
        QTest::newRow("pipe") << 2;
        QTest::newRow("device") << 3;
    }
    void F5_linksAndDevices()
    {
        QFETCH(int, kind);
        const auto path = m_folder.filePath(QStringLiteral("links.tar"));
        auto* out = archive_write_new();
        archive_write_set_format_pax_restricted(out);
        archive_write_open_filename(out, QFile::encodeName(path).constData());
        auto* entry = archive_entry_new();
        archive_entry_set_pathname(entry, "x.json");
        archive_entry_set_filetype(entry,
            kind == 0       ? AE_IFLNK
                : kind == 2 ? AE_IFIFO
                : kind == 3 ? AE_IFCHR
                            : AE_IFREG);
        if (kind == 0)
            archive_entry_set_symlink(entry, "/etc/passwd");
        if (kind == 1)
            archive_entry_set_hardlink(entry, "/etc/passwd");
        archive_write_header(out, entry);
        archive_entry_free(entry);
        archive_write_close(out);
        archive_write_free(out);
        QVERIFY(isRefused(readAll(path)));
    }

    void F5_encrypted()
    {
        const auto path = m_folder.filePath(QStringLiteral("secret.zip"));
        auto* out = archive_write_new();
        archive_write_set_format_zip(out);
        if (archive_write_set_options(out, "zip:encryption=zipcrypt") != ARCHIVE_OK)
            QSKIP("this libarchive does not encrypt");
        archive_write_set_passphrase(out, "x");
        archive_write_open_filename(out, QFile::encodeName(path).constData());
        auto* entry = archive_entry_new();
        archive_entry_set_pathname(entry, "x.json");
        archive_entry_set_size(entry, 2);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_write_header(out, entry);
        archive_write_data(out, "[]", 2);
        archive_entry_free(entry);
        archive_write_close(out);
        archive_write_free(out);
        QVERIFY(isRefused(readAll(path)));
    }

    void F5_bombs_data()
    {
        QTest::addColumn<QByteArray>("format");
        for (const char* format : {"zip", "tar.gz", "tar.zst"})
            QTest::newRow(format) << QByteArray(format);
    }
    void F5_bombs()
    {
        QFETCH(QByteArray, format);
        const auto path = m_folder.filePath(QStringLiteral("bomb"));
        writeArchive(path, format, {{"x.json", QByteArray(64 << 20, ' ')}}); // far more than 100:1
        QVERIFY(QFileInfo(path).size() < 100'000);
        QVERIFY(isRefused(readAll(path)));
        ArchiveLimits limits;
        limits.bytes = 5000; // in all
        writeArchive(path, format, {{"a", QByteArray(3000, 'a')}, {"b", QByteArray(3000, 'b')}});
        QVERIFY(isRefused(readAll(path, limits)));
        limits = {};
        limits.entryBytes = 2000;
        QVERIFY(isRefused(readAll(path, limits)));
        QVERIFY(readAll(path));
    }

    void F5_manyEntries()
    {
        const auto path = m_folder.filePath(QStringLiteral("many.zip"));
        Entries entries;
        for (int i = 0; i < 4096; ++i)
            entries.emplace_back(QByteArray::number(i), "[]");
        writeArchive(path, "zip", entries);
        QVERIFY(readAll(path));
        entries.emplace_back("one more", "[]");
        writeArchive(path, "zip", entries);
        QVERIFY(isRefused(readAll(path)));
    }

    void F5_overlappingEntries()
    {
        // Two entries of the list at the end of a zip that are one in the file.
        const auto path = m_folder.filePath(QStringLiteral("overlap.zip"));
        writeArchive(path, "zip", {{"a.json", QByteArray(5000, 'a')}, {"b.json", QByteArray(5000, 'b')}});
        auto bytes = contentsOf(path);
        const auto first = bytes.indexOf("PK\1\2"), second = bytes.indexOf("PK\1\2", first + 4);
        QVERIFY(first > 0 && second > first);
        bytes.replace(second + 42, 4, bytes.mid(first + 42, 4)); // where it begins
        writeFile(path, bytes);
        const auto read = readAll(path);
        QVERIFY(!read || (read->size() <= 2 && read->begin()->second.size() == 5000));
    }

    void otherKindsAreNamed()
    {
        const auto path = m_folder.filePath(QStringLiteral("replies.7z"));
        for (const char* beginning : {"BZh91AY&SY", "\xFD\x37zXZ", "7z\xBC\xAF\x27\x1C", "Rar!\x1A\x07"}) {
            const QByteArray bytes = beginning + QByteArray(600, 'x');
            QVERIFY(looksLikeArchive(bytes));
            writeFile(path, bytes);
            const auto read = readAll(path);
            QVERIFY(isRefused(read));
            QVERIFY(read.error().message.contains(QStringLiteral("kind that is not read")));
        }
    }

    void F1_tarCutBetweenTwoEntries()
    {
        const auto path = m_folder.filePath(QStringLiteral("cut.tar"));
        for (const auto size : {512, 700}) { // with and without padding
            writeArchive(path, "tar", {{"a.json", QByteArray(size, 'a')}, {"b.json", QByteArray(size, 'b')}});
            QVERIFY(readAll(path));
            auto bytes = contentsOf(path);
            const auto second = bytes.indexOf("b.json");
            QVERIFY(second % 512 == 0);
            bytes.truncate(second);
            writeFile(path, bytes);
            QVERIFY(isRefused(readAll(path)));
        }
    }

    void F1_cutAndFlipped()
    {
        std::mt19937_64 random(3);
        for (const char* format : {"zip", "tar", "tar.gz", "tar.zst"}) {
            const auto path = m_folder.filePath(QStringLiteral("whole"));
            writeArchive(path, format, {{"a.json", reply("c", 0, 30)}, {"b.json", reply("c", 30, 30)}});
            const auto whole = contentsOf(path);
            for (int i = 0; i < 40; ++i) {
                auto bytes = whole;
                if (i % 2 == 0)
                    bytes.truncate(qsizetype(random() % std::uint64_t(whole.size())));
                else
                    bytes[qsizetype(random() % std::uint64_t(whole.size()))] ^= char(1 << (random() % 8));
                writeFile(path, bytes);
                const auto read = readAll(path); // ends, and says why not
                QVERIFY(read || isRefused(read));
            }
        }
    }

private:
    QTemporaryDir m_folder;
};

ATLAS_TEST(tst_Archive);
#include "tst_Archive.moc"
