// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Palette.h"
#include "tests/support/TestRegistry.h"

#include <set>

using namespace atlas;

class tst_Palette : public QObject
{
    Q_OBJECT

private slots:
    void textCanBeRead_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << int(Theme::Light);
        QTest::newRow("dark") << int(Theme::Dark);
    }
    void textCanBeRead()
    {
        QFETCH(int, theme);
        const Palette& p = palette(Theme(theme));
        for (const QColor& color : {p.text, p.secondary, p.accent, p.good, p.warning, p.bad}) {
            for (const QColor& behind : {p.surface, p.window, p.tooltip})
                QVERIFY2(
                    contrastRatio(color, behind) >= 4.5, qPrintable(color.name() + QLatin1Char(' ') + behind.name()));
        }
        for (int role = int(Role::Used); role <= int(Role::Other); ++role) {
            const QColor color = roleTextColor(Role(role), Theme(theme));
            QVERIFY2(contrastRatio(color, p.surface) >= 4.5, qPrintable(roleName(Role(role)) + color.name()));
        }
        for (int i = 0; i < categoryCount; ++i)
            QVERIFY(contrastRatio(categoryColor(i, Theme(theme)), p.surface) >= 3);
    }

    void anEntityKeepsItsPlaceInBothThemes()
    {
        std::set<int> used;
        for (int i = 0; i < 500; ++i) {
            const std::string key = "prod-a/ns-" + std::to_string(i);
            const int index = categoryIndex(key);
            QVERIFY(index >= 0 && index < categoryCount);
            used.insert(index);
            for (const Theme theme : {Theme::Light, Theme::Dark})
                QCOMPARE(categoryColor(key, theme), categoryColor(index, theme));
        }
        QCOMPARE(int(used.size()), categoryCount);
        // fixed for ever: a colour must not change with a version
        QCOMPARE(categoryIndex("prod-a/llm-pretrain"), 22);
        QCOMPARE(categoryIndex("prod-a/llm-serving"), 0);
    }

    void utilizationGetsDarkerAllTheWay()
    {
        QCOMPARE(utilizationColor(0), QColor(0xFEE838));
        QCOMPARE(utilizationColor(100), QColor(0x00224E));
        QCOMPARE(utilizationColor(140), utilizationColor(100));
        QVERIFY(!utilizationColor(unknown).isValid());
        double before = 22;
        for (int percent = 0; percent <= 100; percent += 2) {
            const double contrast = contrastRatio(utilizationColor(percent), Qt::black);
            QVERIFY(contrast < before);
            before = contrast;
        }
    }

    void moreOfSomethingIsStronger()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            for (const Role role : {Role::Allocated, Role::HeldIdle}) {
                double before = 1;
                for (int percent = 0; percent <= 100; percent += 4) {
                    const double contrast =
                        contrastRatio(amountColor(percent / 100.0, role, theme), palette(theme).surface);
                    QVERIFY(contrast > before); // also none of it differs from the surface
                    before = contrast;
                }
                QCOMPARE(amountColor(2, role, theme), amountColor(1, role, theme));
                QVERIFY(!amountColor(unknown, role, theme).isValid());
            }
        }
        QVERIFY(amountColor(1, Role::Allocated, Theme::Light) != amountColor(1, Role::HeldIdle, Theme::Light));
    }

    void neighbouringCategoriesAreToldApart()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            for (int a = 0; a < categoryColors; ++a) {
                for (int b = 0; b < a; ++b) {
                    const auto one = categoryColor(a, theme), other = categoryColor(b, theme);
                    const int apart = std::abs(one.red() - other.red()) + std::abs(one.green() - other.green())
                        + std::abs(one.blue() - other.blue());
                    QVERIFY2(apart > 55, qPrintable(one.name() + QLatin1Char(' ') + other.name()));
                }
            }
        }
    }

    void setsOfOneHueDiffer()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            std::set<QRgb> colors;
            for (int i = 0; i < categoryCount; ++i)
                colors.insert(categoryColor(i, theme).rgb());
            QCOMPARE(int(colors.size()), categoryCount);
        }
    }

    void textOnATileContrasts()
    {
        for (int percent = 0; percent <= 100; ++percent) {
            const QColor tile = utilizationColor(percent);
            QVERIFY2(contrastRatio(tile, contrastText(tile)) >= 4.0, qPrintable(QString::number(percent)));
        }
    }

    void meaningsDifferByMoreThanColour()
    {
        QCOMPARE(rolePen(Role::Capacity), Qt::DashLine);
        QCOMPARE(rolePen(Role::P50), Qt::DotLine);
        QCOMPARE(rolePen(Role::Utilization), Qt::SolidLine);
        QCOMPARE(roleBrush(Role::Unknown, Theme::Light).style(), Qt::TexturePattern);
        QCOMPARE(roleBrush(Role::Used, Theme::Light).style(), Qt::SolidPattern);
    }
};

ATLAS_TEST(tst_Palette);
#include "tst_Palette.moc"
