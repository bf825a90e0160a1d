// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Figure.h"

#include "tests/support/TestRegistry.h"

using namespace atlas;

class tst_Figure : public QObject
{
    Q_OBJECT
private slots:
    void unknownIsNotZero()
    {
        QVERIFY(!Figure().known());
        QVERIFY(Figure(0).known());
        QVERIFY(!(Figure() == Figure(0)));
        QVERIFY(!isKnown(unknown));
        QVERIFY(isKnown(0.0));
    }

    void twoUnknownFiguresAreEqual()
    {
        QVERIFY(Figure() == Figure(unknown));
        QVERIFY(Figure(1.5) == Figure(1.5));
        QVERIFY(Figure(1.5) != Figure(1.6));
    }

    void aSumWithAnUnknownTermIsUnknown() { QVERIFY(!isKnown(Figure(1) + Figure())); }
};

ATLAS_TEST(tst_Figure);
#include "tst_Figure.moc"
