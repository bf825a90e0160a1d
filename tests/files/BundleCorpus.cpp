// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/files/BundleCorpus.h"

#include "tests/files/FilesTesting.h"

#include <QDir>
#include <QFileInfo>

#include <bit>
#include <cstring>
#include <initializer_list>
#include <limits>
#include <random>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace atlas::test {

namespace {

using Spoil = std::function<void(const QString& path)>;

void overwrite(const QString& path, qint64 at, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(at) || file.write(bytes) != bytes.size())
        qFatal("%s", qPrintable(file.errorString()));
}

/// Statements of somebody who may do anything with the file.
Spoil sql(const QByteArray& statements)
{
    return [statements](const QString& path) {
        Forger forger(path);
        sqlite3_db_config(forger.db.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
        forger.db.run(statements.toStdString());
    };
}

Spoil signedSql(const QByteArray& statements)
{
    return [statements](const QString& path) {
        Forger forger(path);
        forger.db.run(statements.toStdString());
        forger.signAgain();
    };
}

class Corpus
{
public:
    void begin(const char* family) { m_family = family; }
    void add(const QString& name, Spoil spoil, bool digestAgain = false)
    {
        m_cases.push_back({m_family, name, std::move(spoil), digestAgain});
    }
    std::vector<BundleCase> take() { return std::move(m_cases); }

private:
    std::string m_family;
    std::vector<BundleCase> m_cases;
};

void cuts(Corpus& corpus, qint64 size)
{
    corpus.begin("F1 cut off");
    for (qint64 at = 0; at < size; at += 4096) {
        corpus.add(QString::number(at), [at](const QString& path) { QFile::resize(path, at); });
    }
    corpus.begin("F1 too long");
    for (const int more : {1, 100, 4096, 8192}) {
        corpus.add(
            QString::number(more), [more, size](const QString& path) { overwrite(path, size, QByteArray(more, 'x')); });
    }
}

void flips(Corpus& corpus, qint64 size)
{
    std::mt19937_64 random(47);
    const auto flip = [](qint64 at, int bit) {
        return [at, bit](const QString& path) {
            QFile file(path);
            if (!file.open(QIODevice::ReadWrite))
                qFatal("%s", qPrintable(file.errorString()));
            file.seek(at);
            const char byte = char(file.read(1).at(0) ^ (1 << bit));
            file.seek(at);
            file.write(&byte, 1);
        };
    };
    corpus.begin("F1 a byte of the header");
    for (int at = 0; at < 100; at += 3)
        corpus.add(QString::number(at), flip(at, int(random() % 8)));
    corpus.begin("F1 a byte anywhere");
    for (int i = 0; i < 60; ++i) {
        const auto at = qint64(random() % std::uint64_t(size));
        corpus.add(QString::number(at), flip(at, int(random() % 8)));
    }
    corpus.begin("F1 a byte at a page's begin");
    for (qint64 page = 8192; page < size; page += 8192 * 2) {
        const auto at = page + qint64(random() % 12);
        corpus.add(QString::number(at), flip(at, int(random() % 8)));
    }
    corpus.begin("F1 a page of another place");
    for (int i = 0; i < 10; ++i) {
        const auto from = qint64(random() % std::uint64_t(size / 8192)) * 8192;
        const auto to = qint64(random() % std::uint64_t(size / 8192)) * 8192;
        corpus.add(QStringLiteral("%1 to %2").arg(from).arg(to),
            [from, to](const QString& path) { overwrite(path, to, contentsOf(path).mid(from, 8192)); });
    }
}

void schemas(Corpus& corpus)
{
    corpus.begin("F2 a schema of its own");
    const QByteArray rewrite = "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET ";
    for (const auto& [name, statements] : std::initializer_list<std::pair<const char*, QByteArray>>{
             {"one table more", "CREATE TABLE more(x)"}, {"one table less", "DROP TABLE rejected"},
             {"a view for a table", "DROP TABLE rejected; CREATE VIEW rejected AS SELECT * FROM cluster"},
             {"a view that never ends",
                 "DROP TABLE text; CREATE VIEW text AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id+1 FROM n)"
                 " SELECT id, id AS value FROM n"},
             {"a view beside", "CREATE VIEW v AS SELECT randomblob(1000000000)"},
             {"a trigger", "CREATE TRIGGER t AFTER INSERT ON cluster BEGIN DELETE FROM manifest; END"},
             {"an index", "CREATE INDEX i ON cluster(name)"},
             {"an index of an expression", "CREATE INDEX i ON cluster(hex(zeroblob(length(name)*1000)))"},
             {"a part of an index", "CREATE UNIQUE INDEX i ON cluster(name) WHERE length(name)>1000"},
             {"statistics", "ANALYZE"},
             {"a counter",
                 "DROP TABLE text; CREATE TABLE text(id INTEGER PRIMARY KEY AUTOINCREMENT, value BLOB NOT NULL)"},
             {"a virtual table", "DROP TABLE text; CREATE VIRTUAL TABLE text USING rtree(id, value, other)"},
             {"a generated column",
                 "DROP TABLE text; CREATE TABLE text(id INTEGER PRIMARY KEY, value BLOB NOT NULL,"
                 " more AS (hex(zeroblob(1000000))))"},
             {"a check that takes long",
                 "DROP TABLE text; CREATE TABLE text(id INTEGER PRIMARY KEY, value BLOB NOT NULL"
                 " CHECK(length(hex(zeroblob(100000000)))>0))"},
             {"another order", "DROP TABLE text; CREATE TABLE text(value BLOB NOT NULL, id INTEGER PRIMARY KEY)"},
             {"a space more", rewrite + "sql=sql||' ' WHERE name='cluster'"},
             {"another name of a table", rewrite + "name='Cluster' WHERE name='cluster'"},
             {"another table of a table", rewrite + "tbl_name='scope' WHERE name='cluster'"},
             {"no statement", rewrite + "sql=NULL WHERE name='cluster'"},
             {"a statement that is none", rewrite + "sql='CREATE TABLE' WHERE name='cluster'"},
             {"two tables of one page",
                 rewrite + "rootpage=(SELECT rootpage FROM sqlite_schema WHERE name='scope') WHERE name='cluster'"},
             {"a table of no page", rewrite + "rootpage=0 WHERE name='cluster'"},
             {"a table of page 1", rewrite + "rootpage=1 WHERE name='cluster'"},
             {"a table of the last page", rewrite + "rootpage=99999 WHERE name='cluster'"}})
        corpus.add(QString::fromLatin1(name), sql(statements));
    corpus.begin("F3 rows in another order than their keys");
    for (const char* table : {"cluster_hour", "namespace_hour", "workload_hour"}) {
        // Made in falling order, then said to be in rising order.
        const QByteArray name = table;
        const QByteArray make = "PRAGMA writable_schema=ON; CREATE TABLE kept AS SELECT * FROM " + name
            + "; CREATE TABLE old(sql); INSERT INTO old SELECT sql FROM sqlite_schema WHERE name='" + name + "';";
        corpus.add(QString::fromLatin1(table), [make, name](const QString& path) {
            Forger forger(path);
            sqlite3_db_config(forger.db.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
            forger.db.run(make.toStdString());
            std::string falling;
            {
                sqlite::Statement text(forger.db.handle(), "SELECT sql FROM old");
                text.step();
                falling = text.text(0);
            }
            const auto whole = falling;
            falling.replace(falling.find("(scope, hour, subject)"), 22, "(scope, hour DESC, subject)");
            const auto table = name.toStdString();
            forger.db.run("DROP TABLE " + table + "; " + falling + "; INSERT INTO " + table
                + " SELECT * FROM kept; DROP TABLE kept; DROP TABLE old; UPDATE sqlite_schema SET sql='" + whole
                + "' WHERE name='" + table + "'; VACUUM");
        });
    }
}

void cells(Corpus& corpus)
{
    const auto family = [&](const char* name, std::initializer_list<const char*> statements) {
        corpus.begin(name);
        for (const char* statement : statements)
            corpus.add(QString::fromLatin1(statement), signedSql(statement), true);
    };
    family("F3 cells of another type",
        {"UPDATE cluster_hour SET capacity='many'", "UPDATE cluster_hour SET allocated=x'00'",
            "UPDATE workload_hour SET p95_utilization='9' || '9'", "UPDATE cluster_hour SET server_id='x'",
            "UPDATE workload_hour SET status='Running'", "UPDATE workload_hour SET labels=-1",
            "UPDATE workload_hour SET annotations=1<<40", "UPDATE snapshot SET body='text' WHERE id<5",
            "UPDATE snapshot SET time='now' WHERE id<5", "UPDATE coverage SET state='good'",
            "UPDATE subject SET name=7 WHERE id=1", "UPDATE subject SET scope=x'01' WHERE id=1",
            "UPDATE scope SET level='0' || 'x' WHERE id=1", "UPDATE cluster SET name=x'6331' WHERE id=1",
            "UPDATE manifest SET value=x'00' WHERE name='notes'"});
    family("F3 numbers that are none",
        {"UPDATE cluster_hour SET capacity=9e999", "UPDATE cluster_hour SET capacity=-9e999 WHERE hour=490001",
            "UPDATE cluster_hour SET capacity=1e308, allocated=-1e308",
            "UPDATE cluster_hour SET server_id=9223372036854775807",
            "UPDATE cluster_hour SET server_id=-9223372036854775808",
            "UPDATE cluster_hour SET created_after=9223372036854775807, updated_after=-9223372036854775808",
            "UPDATE cluster_hour SET second=3600", "UPDATE cluster_hour SET second=-1",
            "UPDATE cluster_hour SET hour=-1 WHERE hour=490000",
            "UPDATE cluster_hour SET hour=9223372036854775807 WHERE hour=490029",
            "UPDATE cluster_hour SET hour=hour+1000000", "UPDATE snapshot SET capacity=9e999, allocated=-0.0",
            "UPDATE snapshot SET time=9223372036854775807 WHERE id=1"});
    family("F3 texts that are no UTF-8",
        {"UPDATE subject SET name=CAST(x'ff' AS TEXT) WHERE id=1",
            "UPDATE subject SET name=CAST(x'c080' AS TEXT) WHERE id=2",
            "UPDATE subject SET namespace=CAST(x'eda080' AS TEXT) WHERE namespace<>''",
            "UPDATE cluster SET name=CAST(x'f8888080' AS TEXT) WHERE id=1", "UPDATE text SET value=x'80ff' WHERE id=1",
            "UPDATE text SET value=x'0101' WHERE id=2",
            "UPDATE manifest SET value=CAST(x'62ff' AS TEXT) WHERE name='notes'",
            "UPDATE rejected SET raw=x'fffe00', reason=CAST(x'ff' AS TEXT)",
            "UPDATE subject SET name='a' || char(0) || 'b' || char(8238) WHERE id=1"});
    family("F3 too long",
        {"UPDATE subject SET name=hex(zeroblob(2000000)) WHERE id=1",
            "UPDATE text SET value=zeroblob(3000000) WHERE id=1",
            "UPDATE snapshot SET body=zeroblob(20000000) WHERE id=1",
            "UPDATE snapshot SET body=x'28b52ffda0ffffff0f' WHERE id=1",
            "UPDATE manifest SET value=hex(zeroblob(2000000)) WHERE name='notes'",
            "UPDATE cluster SET name='' WHERE id=1", "UPDATE rejected SET raw=zeroblob(5000000)"});
    family("F3 there twice",
        {"UPDATE cluster SET name='c1'", "UPDATE subject SET name='ml'", "UPDATE scope SET level=0, dimension_key=''",
            "UPDATE snapshot SET time=(SELECT min(time) FROM snapshot), dimension_type='cluster', dimension_key='',"
            " dimension_value=''",
            "INSERT INTO coverage SELECT id+100, cluster, endpoint, dimension_type, dimension_key, from_time, to_time, "
            "state,"
            " rows_received, stated_total, fetched_at, request, attempts, open_since FROM coverage",
            "INSERT INTO field_fault SELECT id+100, cluster, endpoint, field, problem, count FROM field_fault"});
    family("F3 names of nobody",
        {"UPDATE subject SET id=id+1000", "UPDATE subject SET scope=99 WHERE id=1",
            "UPDATE scope SET cluster=3 WHERE id=1", "UPDATE scope SET level=7 WHERE id=1", "UPDATE scope SET id=id+7",
            "DELETE FROM text WHERE id=1", "UPDATE cluster SET id=0 WHERE id=1", "UPDATE cluster SET id=-5 WHERE id=2",
            "DELETE FROM subject", "DELETE FROM cluster", "DELETE FROM scope",
            "UPDATE namespace_hour SET subject=subject+1000", "UPDATE cluster_hour SET subject=1",
            "UPDATE snapshot SET cluster=0"});
    family("F3 a ledger of nonsense",
        {"UPDATE coverage SET state=99", "UPDATE coverage SET from_time=to_time+1", "UPDATE coverage SET from_time=-1",
            "UPDATE coverage SET rows_received=-1", "UPDATE coverage SET dimension_type=9",
            "UPDATE coverage SET cluster=99", "UPDATE coverage SET fetched_at=9223372036854775807",
            "UPDATE coverage SET attempts=1<<40", "UPDATE request_log SET http_status=70000",
            "UPDATE request_log SET failure='NOTHING'", "UPDATE request_log SET milliseconds=-1",
            "UPDATE field_fault SET count=-1", "UPDATE field_fault SET count=9223372036854775807",
            "UPDATE rejected SET at='never'"});
    family("F7 lies",
        {"UPDATE manifest SET value='9223372036854775807' WHERE name='hour_rows'",
            "UPDATE manifest SET value='9223372036854775808' WHERE name='snapshots'",
            "UPDATE manifest SET value='-1' WHERE name='requests'",
            "UPDATE manifest SET value='1e3' WHERE name='hour_rows'",
            "UPDATE manifest SET value=' 7' WHERE name='hour_rows'",
            "UPDATE manifest SET value='[]' WHERE name='clusters'",
            "UPDATE manifest SET value='{\"a\":1}' WHERE name='clusters'",
            "UPDATE manifest SET value='[\"c1\",\"c2\",\"c2\"]' WHERE name='clusters'",
            "UPDATE manifest SET value='9999-12-31T23:59:60Z' WHERE name='to'",
            "UPDATE manifest SET value='0001-01-01T00:00:00Z' WHERE name='from'",
            "UPDATE manifest SET name='Notes' WHERE name='notes'", "DELETE FROM manifest", "PRAGMA user_version=2",
            "PRAGMA user_version=2147483647", "PRAGMA user_version=-1", "DELETE FROM workload_hour",
            "DELETE FROM snapshot WHERE id=1"});
}

/// The bytes of a known figure become those of another one.
void patterns(Corpus& corpus)
{
    corpus.begin("F3 NaN in the file");
    for (const auto bits : {std::bit_cast<std::uint64_t>(std::numeric_limits<double>::quiet_NaN()),
             std::bit_cast<std::uint64_t>(-std::numeric_limits<double>::signaling_NaN()),
             std::bit_cast<std::uint64_t>(std::numeric_limits<double>::infinity()), std::uint64_t(1)}) {
        corpus.add(
            QString::number(bits, 16),
            [bits](const QString& path) {
                const auto known = std::bit_cast<std::uint64_t>(100.25);
                QByteArray from, to;
                for (int shift = 56; shift >= 0; shift -= 8) {
                    from += char(known >> shift);
                    to += char(bits >> shift);
                }
                writeFile(path, contentsOf(path).replace(from, to));
                Forger(path).signAgain();
            },
            true);
    }
}

void others(Corpus& corpus)
{
    corpus.begin("F1 something else");
    const auto content = [&](const char* name, const QByteArray& bytes) {
        corpus.add(QString::fromLatin1(name), [bytes](const QString& path) { writeFile(path, bytes); });
    };
    content("text", "hello\n");
    content("HTML", "<!DOCTYPE html><html><body>504</body></html>");
    content("zeros", QByteArray(100'000, '\0'));
    content("a header alone", QByteArray("SQLite format 3\0", 16));
    content("a picture", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
    content("JSON of others", R"({"hello":"world"})");
    content("deep JSON", QByteArray(2'000'000, '['));
    corpus.begin("F1 another kind of database");
    for (const char* statements : {"PRAGMA application_id=0", "PRAGMA application_id=1195463763",
             "PRAGMA application_id=-1", "PRAGMA journal_mode=WAL", "PRAGMA page_size=4096; VACUUM",
             "PRAGMA auto_vacuum=FULL; VACUUM", "PRAGMA page_size=65536; VACUUM"})
        corpus.add(QString::fromLatin1(statements), sql(statements));
}

void notFiles(Corpus& corpus)
{
    corpus.begin("F6 no regular file");
    const auto instead = [&](const char* name, Spoil make) {
        corpus.add(QString::fromLatin1(name), [make](const QString& path) {
            QFile::remove(path);
            make(path);
        });
    };
    instead("a pipe", [](const QString& path) { ::mkfifo(QFile::encodeName(path).constData(), 0600); });
    instead("an empty folder", [](const QString& path) { QDir().mkdir(path); });
    instead("nothing", [](const QString&) {});
    instead("a link to a device", [](const QString& path) { QFile::link(QStringLiteral("/dev/zero"), path); });
    corpus.add(QStringLiteral("a link to a good one"), [](const QString& path) {
        QFile::rename(path, path + QStringLiteral(".good"));
        QFile::link(path + QStringLiteral(".good"), path);
    });
    corpus.begin("F6 a sparse end");
    for (const qint64 size : {qint64(8) << 30, qint64(600) << 20, qint64(100) << 20}) {
        corpus.add(QString::number(size), [size](const QString& path) {
            if (::truncate(QFile::encodeName(path).constData(), size) != 0)
                qFatal("no sparse file");
        });
    }
}

} // namespace

std::vector<BundleCase> bundleCorpus(qint64 size)
{
    Corpus corpus;
    cuts(corpus, size);
    flips(corpus, size);
    schemas(corpus);
    cells(corpus);
    patterns(corpus);
    others(corpus);
    notFiles(corpus);
    return corpus.take();
}

} // namespace atlas::test
