// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"
#include "ui/dialogs/RangeDialog.h"
#include "ui/dialogs/WallClockField.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QPushButton>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_RangeDialog : public QObject
{
    Q_OBJECT

private slots:
    void whatIsShownIsWhatIsTaken_data();
    void whatIsShownIsWhatIsTaken();
    void halfHoursAreWidenedToWholeOnesOfUtc();
    void T1_anHourThatComesTwiceIsChosen();
    void timesThatClocksLeaveOutAreSaid();

private:
    static WallClockField* field(const RangeDialog& dialog, int index)
    {
        return dialog.findChildren<WallClockField*>().at(index);
    }
    static QComboBox* which(const WallClockField& field)
    {
        for (auto* box : field.findChildren<QComboBox*>(QString(), Qt::FindDirectChildrenOnly))
            return box;
        return nullptr;
    }
    static bool canApply(const RangeDialog& dialog)
    {
        for (const auto* button : dialog.findChildren<QPushButton*>()) {
            if (button->text().contains(QStringLiteral("Apply")))
                return button->isEnabled();
        }
        return false;
    }
    static bool says(const RangeDialog& dialog, const char* words)
    {
        for (const auto* label : dialog.findChildren<QLabel*>()) {
            if (label->text().contains(QLatin1StringView(words)))
                return true;
        }
        return false;
    }
};

void tst_RangeDialog::whatIsShownIsWhatIsTaken_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char* zone : {"UTC", "Asia/Shanghai", "Asia/Kolkata", "Asia/Kathmandu", "Europe/Berlin"})
        QTest::newRow(zone) << QByteArray(zone);
}

void tst_RangeDialog::whatIsShownIsWhatIsTaken()
{
    QFETCH(QByteArray, zone);
    // around the hour that comes twice in Berlin
    for (int hour = -3; hour < 4; ++hour) {
        const TimeRange range{at("2025-10-26T00:00:00Z") + hour * 1h, at("2025-10-28T00:00:00Z")};
        const RangeDialog dialog(range, QTimeZone(zone));
        QCOMPARE(dialog.range(), range);
        QVERIFY(canApply(dialog));
        const auto local = QDateTime::fromSecsSinceEpoch(range.from.time_since_epoch().count(), QTimeZone(zone));
        QCOMPARE(field(dialog, 0)->edit()->text(), local.toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    }
}

void tst_RangeDialog::halfHoursAreWidenedToWholeOnesOfUtc()
{
    RangeDialog dialog({at("2025-01-01T00:00:00Z"), at("2025-01-02T00:00:00Z")}, QTimeZone("Asia/Kolkata"));
    QVERIFY(!says(dialog, "whole hours"));
    field(dialog, 0)->edit()->setTime(QTime(9, 0)); // 03:30 UTC
    field(dialog, 1)->edit()->setTime(QTime(9, 0));
    QCOMPARE(dialog.range(), (TimeRange{at("2025-01-01T03:00:00Z"), at("2025-01-02T04:00:00Z")}));
    QVERIFY(says(dialog, "whole hours"));
}

void tst_RangeDialog::T1_anHourThatComesTwiceIsChosen()
{
    RangeDialog dialog({at("2025-10-25T00:00:00Z"), at("2025-10-27T00:00:00Z")}, QTimeZone("Europe/Berlin"));
    auto* from = field(dialog, 0);
    QVERIFY(which(*from)->isHidden());
    from->edit()->setDateTime(QDateTime({2025, 10, 26}, {2, 0}, Qt::UTC));
    QVERIFY(!which(*from)->isHidden());
    QCOMPARE(which(*from)->count(), 2);
    QCOMPARE(dialog.range().from, at("2025-10-26T00:00:00Z"));
    which(*from)->setCurrentIndex(1);
    QCOMPARE(dialog.range().from, at("2025-10-26T01:00:00Z"));
    QVERIFY(which(*from)->currentText().contains(QStringLiteral("+01:00")));
}

void tst_RangeDialog::timesThatClocksLeaveOutAreSaid()
{
    RangeDialog dialog({at("2025-03-29T00:00:00Z"), at("2025-03-31T00:00:00Z")}, QTimeZone("Europe/Berlin"));
    field(dialog, 0)->edit()->setDateTime(QDateTime({2025, 3, 30}, {2, 0}, Qt::UTC));
    QVERIFY(!canApply(dialog));
    QVERIFY(says(dialog, "does not exist"));
}

ATLAS_TEST(tst_RangeDialog);
#include "tst_RangeDialog.moc"
