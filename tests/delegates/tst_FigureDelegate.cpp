// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/FigureDelegate.h"

#include "models/domain/Figure.h"
#include "models/tables/TableModel.h"
#include "tests/support/TestRegistry.h"
#include "tests/tables/TableBuilder.h"

using namespace atlas;
using namespace atlas::test;

class tst_FigureDelegate : public QObject
{
    Q_OBJECT
private slots:
    void changesAreColouredByWhatTheyMean()
    {
        TableModel model;
        model.setTable(tableOf({row("up", 1, 5), row("down", 1, -5), row("same", 1, 0)}));
        FigureDelegate delegate;
        const auto& colors = palette(Theme::Light);
        QCOMPARE(delegate.textColor(model.index(0, 2)), colors.secondary);
        delegate.setChangeMeaning("change", ChangeMeaning::MoreIsBetter);
        QCOMPARE(delegate.textColor(model.index(0, 2)), colors.good);
        QCOMPARE(delegate.textColor(model.index(1, 2)), colors.bad);
        QCOMPARE(delegate.textColor(model.index(2, 2)), colors.text);
        delegate.setChangeMeaning("change", ChangeMeaning::LessIsBetter);
        QCOMPARE(delegate.textColor(model.index(0, 2)), colors.bad);
        QCOMPARE(delegate.textColor(model.index(0, 1)), colors.text);
        delegate.setTheme(Theme::Dark);
        QCOMPARE(delegate.textColor(model.index(1, 2)), palette(Theme::Dark).good);
    }

    void unknownAndSetApartStepBack()
    {
        TableModel model;
        model.setTable(tableOf({row("unknown", unknown), row("Other", 3, 5, true)}));
        FigureDelegate delegate;
        const auto& colors = palette(Theme::Light);
        QCOMPARE(delegate.textColor(model.index(0, 1)), colors.secondary);
        QCOMPARE(delegate.textColor(model.index(0, 0)), colors.text);
        QCOMPARE(delegate.textColor(model.index(1, 0)), colors.secondary);
    }

    void unitsStandBelowUnits()
    {
        const QLocale english(QLocale::English);
        QCOMPARE(FigureDelegate::decimals(QStringLiteral("1,234.56"), english), 2);
        QCOMPARE(FigureDelegate::decimals(QStringLiteral("144"), english), 0);
        QCOMPARE(FigureDelegate::decimals(QStringLiteral("1.234,5"), QLocale(QLocale::German)), 1);
        for (const auto* text : {"", "—", "1.5 GPU", "1.2.3", "abc"})
            QCOMPARE(FigureDelegate::decimals(QString::fromUtf8(text), english), -1);
        TableModel model;
        model.setTable(tableOf({row("whole", 144), row("part", 141.1)}));
        FigureDelegate delegate;
        const QStyleOptionViewItem option;
        const int before = delegate.sizeHint(option, model.index(0, 1)).width();
        delegate.setDecimals({-1, 1, -1, -1, -1});
        QVERIFY(delegate.sizeHint(option, model.index(0, 1)).width() > before);
        QCOMPARE(
            delegate.sizeHint(option, model.index(0, 1)).width(), delegate.sizeHint(option, model.index(1, 1)).width());
    }
};

ATLAS_TEST(tst_FigureDelegate);
#include "tst_FigureDelegate.moc"
