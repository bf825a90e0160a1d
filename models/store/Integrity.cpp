// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/Integrity.h"

#include "models/store/MissedRows.h"
#include "models/store/StoreText.h"

#include <QFileInfo>
#include <QStringList>

namespace atlas {

namespace {

constexpr int stepsBetweenLooks = 1000; ///< of SQLite's machine
constexpr int looksBetweenSizes = 20;
constexpr qint64 largestLog = qint64(32) << 20;
constexpr int namedFindings = 10;

/// Ends a check that is not wanted any more, or that is in the way.
class Interruption
{
public:
    Interruption(sqlite::Database& db, const std::atomic<bool>& cancelled, QString logPath)
        : m_db(db)
        , m_cancelled(cancelled)
        , m_logPath(std::move(logPath))
    {
        sqlite3_progress_handler(db.handle(), stepsBetweenLooks, wanted, this);
    }
    ~Interruption() { sqlite3_progress_handler(m_db.handle(), 0, nullptr, nullptr); }
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    bool inTheWay() const { return m_inTheWay; }

private:
    static int wanted(void* self)
    {
        auto& me = *static_cast<Interruption*>(self);
        if (++me.m_looks % looksBetweenSizes == 0 && !me.m_logPath.isEmpty())
            me.m_inTheWay = QFileInfo(me.m_logPath).size() > largestLog;
        return me.m_inTheWay || me.m_cancelled ? 1 : 0;
    }

    sqlite::Database& m_db;
    const std::atomic<bool>& m_cancelled;
    const QString m_logPath;
    int m_looks = 0;
    bool m_inTheWay = false;
};

[[noreturn]] void stop(const QString& sentence, const QString& detail)
{
    throw sqlite::Failure(Error{ErrorClass::Cache, sentence, detail, 0, {}}, SQLITE_INTERRUPT);
}

[[noreturn]] void throwFindings(const QStringList& findings)
{
    throw sqlite::Failure(
        Error{ErrorClass::Cache,
            StoreText::tr("The store is damaged. It was left as it is; move it aside, and a new one is fetched."),
            findings.join(QLatin1Char('\n')), 0, {}},
        SQLITE_CORRUPT);
}

void checkFile(sqlite::Database& db)
{
    QStringList findings;
    sqlite::Statement check(db.handle(), "PRAGMA integrity_check(" + std::to_string(namedFindings) + ")");
    while (check.step())
        findings << QString::fromUtf8(check.text(0).data(), qsizetype(check.text(0).size()));
    if (findings != QStringList{QStringLiteral("ok")})
        throwFindings(findings);
}

void checkCounts(sqlite::Database& db)
{
    QStringList findings;
    for (const auto level : {Level::Cluster, Level::Namespace, Level::Dimension, Level::Workload}) {
        const std::string table = tableOf(level);
        sqlite::Statement hour(db.handle(),
            "SELECT r.scope, r.hour FROM (SELECT scope, hour, count(*) AS n FROM " + table
                + " GROUP BY scope, hour) r LEFT JOIN hours h ON h.scope=r.scope AND h.hour=r.hour"
                  " WHERE h.rows IS NOT r.n LIMIT 1");
        if (hour.step()) {
            findings << QStringLiteral("%1: rows of scope %2, hour %3 are miscounted")
                            .arg(QString::fromStdString(table))
                            .arg(hour.integer(0))
                            .arg(hour.integer(1));
        }
        const auto counted = db.scalar("SELECT total(h.rows) FROM hours h JOIN scope s ON s.id=h.scope WHERE s.level="
            + std::to_string(int(level)));
        const auto there = db.scalar("SELECT count(*) FROM " + table);
        if (counted != there) {
            findings << QStringLiteral("%1: %2 rows are counted, %3 are there")
                            .arg(QString::fromStdString(table))
                            .arg(counted)
                            .arg(there);
        }
    }
    sqlite::Statement scope(
        db.handle(), "SELECT id FROM scope WHERE rows<>(SELECT total(rows) FROM hours WHERE scope=scope.id)");
    while (scope.step() && findings.size() < namedFindings)
        findings << QStringLiteral("scope %1: its rows are miscounted").arg(scope.integer(0));
    if (!findings.isEmpty())
        throwFindings(findings);
}

} // namespace

void checkStore(sqlite::Database& db, const std::atomic<bool>& cancelled, const QString& logPath)
{
    const Interruption interruption(db, cancelled, logPath);
    try {
        sqlite::Transaction transaction(db, "BEGIN");
        checkFile(db);
        checkCounts(db);
    } catch (const sqlite::Failure& failed) {
        if ((failed.code() & 0xff) != SQLITE_INTERRUPT)
            throw;
        if (interruption.inTheWay()) {
            stop(StoreText::tr("The check of the store was stopped because much is being written. Nothing was found so "
                               "far; check again when it is quiet."),
                QStringLiteral("stopped"));
        }
        stop(StoreText::tr("The check of the store was cancelled. Nothing was found so far, nothing was changed."),
            QStringLiteral("cancelled"));
    }
}

} // namespace atlas
