// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"
#include "tests/ui/FakeConnections.h"
#include "ui/widgets/BannerArea.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace atlas;
using namespace atlas::test;

class tst_Banner : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothingToSayTakesNoRoom();
    void theSameFailureIsCountedInPlace();
    void threeAreShownAndTheOthersCounted();
    void whatIsOverGoes();
    void retryAndLoginNameTheConnection();
    void detailsAreTextThatCanBeCopied();
    void P12_markupIsShownAsTyped();
    void bothThemesPaint();

private:
    void show(const std::vector<ClusterStatus>& statuses) { m_area->setBanners(bannersOf(statuses)); }
    template <typename Button>
    Button* visibleButton(const char* text) const
    {
        for (auto* button : m_area->findChildren<Button*>()) {
            if (button->text() == QString::fromUtf8(text) && button->isVisibleTo(m_area.get()))
                return button;
        }
        return nullptr;
    }

    std::unique_ptr<BannerArea> m_area;
};

void tst_Banner::init()
{
    m_area = std::make_unique<BannerArea>();
    m_area->resize(1000, 300);
}

void tst_Banner::nothingToSayTakesNoRoom()
{
    QVERIFY(m_area->isHidden());
    show({statusOf("a", "x", ClusterState::Fresh)});
    QVERIFY(m_area->isHidden());
}

void tst_Banner::theSameFailureIsCountedInPlace()
{
    auto failing = statusOf("a", "x", ClusterState::Stale, ErrorClass::Net);
    show({failing});
    QCOMPARE(m_area->texts(), QStringList{QStringLiteral("a: It failed.")});
    auto* details = visibleButton<QToolButton>("Details");
    details->setChecked(true);
    failing.failures = 3;
    show({failing});
    QCOMPARE(m_area->texts(), QStringList{QStringLiteral("a: It failed. · 3×")});
    QCOMPARE(visibleButton<QToolButton>("Details"), details); // the same strip, its details still open
    QVERIFY(details->isChecked());
}

void tst_Banner::threeAreShownAndTheOthersCounted()
{
    std::vector<ClusterStatus> many;
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g"})
        many.push_back(statusOf(name, "x", ClusterState::Stale, ErrorClass::Net));
    many.push_back(statusOf("worst", "x", ClusterState::LoginNeeded, ErrorClass::Auth));
    show(many);
    const auto texts = m_area->texts();
    QCOMPARE(texts.size(), 4);
    QCOMPARE(texts[0], QStringLiteral("worst: It failed."));
    QCOMPARE(texts[3], QStringLiteral("and 5 more"));
    QSignalSpy more(m_area.get(), &BannerArea::moreRequested);
    visibleButton<QPushButton>("and 5 more")->click();
    QCOMPARE(more.count(), 1);
}

void tst_Banner::whatIsOverGoes()
{
    show({statusOf("a", "x", ClusterState::Stale, ErrorClass::Net),
        statusOf("b", "x", ClusterState::Stale, ErrorClass::Net)});
    show({statusOf("b", "x", ClusterState::Stale, ErrorClass::Net)});
    QCOMPARE(m_area->texts(), QStringList{QStringLiteral("b: It failed.")});
    show({});
    QVERIFY(m_area->isHidden());
    QVERIFY(m_area->texts().isEmpty());
}

void tst_Banner::retryAndLoginNameTheConnection()
{
    QSignalSpy retry(m_area.get(), &BannerArea::retryRequested), login(m_area.get(), &BannerArea::loginRequested);
    show({statusOf("a", "x", ClusterState::Stale, ErrorClass::Net)});
    visibleButton<QPushButton>("Retry")->click();
    QCOMPARE(retry.value(0).value(0).toString(), QStringLiteral("x"));
    show({statusOf("a", "y", ClusterState::LoginNeeded, ErrorClass::Auth)});
    QVERIFY(!visibleButton<QPushButton>("Retry"));
    visibleButton<QPushButton>("Log in …")->click();
    QCOMPARE(login.value(0).value(0).toString(), QStringLiteral("y"));
    show({statusOf("a", "x", ClusterState::Fresh, ErrorClass::Clock)});
    QVERIFY(!visibleButton<QPushButton>("Retry"));
    QVERIFY(!visibleButton<QPushButton>("Log in …"));
}

void tst_Banner::detailsAreTextThatCanBeCopied()
{
    show({statusOf("a", "x", ClusterState::Stale, ErrorClass::Net)});
    QVERIFY(!visibleButton<QPushButton>("Copy"));
    visibleButton<QToolButton>("Details")->setChecked(true);
    visibleButton<QPushButton>("Copy")->click();
    const auto text = QApplication::clipboard()->text();
    for (const char* part : {"It failed.", "why", "NET", "code 7", "trace-9"})
        QVERIFY2(text.contains(QString::fromLatin1(part)), qPrintable(text));
}

void tst_Banner::P12_markupIsShownAsTyped()
{
    auto hostile = statusOf("<a href='http://x'>c</a>", "x", ClusterState::Stale, ErrorClass::Net);
    hostile.error->message = QStringLiteral("<img src='http://x/y.png'>");
    show({hostile});
    for (auto* label : m_area->findChildren<QLabel*>()) {
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY(m_area->texts()[0].contains(QStringLiteral("<img")));
}

void tst_Banner::bothThemesPaint()
{
    show({statusOf("a", "x", ClusterState::Stale, ErrorClass::Net),
        statusOf("b", "x", ClusterState::Partial, ErrorClass::Partial)});
    for (const auto theme : {Theme::Light, Theme::Dark}) {
        m_area->setTheme(theme);
        QVERIFY(!m_area->grab().isNull());
    }
}

ATLAS_TEST(tst_Banner);
#include "tst_Banner.moc"
