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
};

ATLAS_TEST(tst_FigureDelegate);
#include "tst_FigureDelegate.moc"
