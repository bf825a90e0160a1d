// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/WallClock.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <random>

using namespace atlas;

namespace {

std::vector<Instant> instants(std::initializer_list<const char*> texts)
{
    std::vector<Instant> all;
    for (const char* text : texts)
        all.push_back(std::chrono::floor<std::chrono::seconds>(parseRfc3339(text)->time));
    return all;
}

} // namespace

class tst_WallClock : public QObject
{
    Q_OBJECT

private slots:
    void T1_clocksThatAreSetBackShowATimeTwice()
    {
        const QTimeZone berlin("Europe/Berlin");
        QVERIFY(
            instantsAt({2025, 10, 26}, {2, 0}, berlin) == instants({"2025-10-26T00:00:00Z", "2025-10-26T01:00:00Z"}));
        QVERIFY(instantsAt({2025, 10, 26}, {3, 0}, berlin) == instants({"2025-10-26T02:00:00Z"}));
        QVERIFY(instantsAt({2025, 3, 30}, {2, 30}, berlin).empty()); // left out
        QVERIFY(instantsAt({2025, 3, 30}, {3, 0}, berlin) == instants({"2025-03-30T01:00:00Z"}));
    }

    void aZoneIsANameOfTheDatabase()
    {
        for (const char* name : {"UTC", "Asia/Shanghai", "Europe/Berlin", "UTC+08:00", "Asia/Calcutta", "US/Pacific"})
            QVERIFY2(isZoneName(name), name);
        for (const char* name : {"", "CST", "IST", "Foo", "Foo3", "asia/shanghai", "../../etc/passwd", "Asia", "posix"})
            QVERIFY2(!isZoneName(name), name);
    }

    void everyInstantIsAmongThoseOfItsWallClock()
    {
        std::mt19937_64 random(7);
        for (const char* id : {"UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns",
                 "Pacific/Apia", "Asia/Kathmandu"}) {
            const QTimeZone zone(id);
            for (int i = 0; i < 500; ++i) {
                const auto seconds = std::int64_t(1'300'000'000 + random() % 500'000'000);
                const auto local = QDateTime::fromSecsSinceEpoch(seconds, zone);
                const auto found = instantsAt(local.date(), local.time(), zone);
                QVERIFY2(std::ranges::count(found, Instant(std::chrono::seconds(seconds))) == 1,
                    qPrintable(local.toString(Qt::ISODate) + QLatin1String(id)));
            }
        }
    }
};

ATLAS_TEST(tst_WallClock);
#include "tst_WallClock.moc"
