// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"
#include "tests/ui/FakeConnections.h"
#include "tests/views/ViewFixtures.h"
#include "ui/MainWindow.h"
#include "ui/dialogs/BundleDialog.h"
#include "ui/dialogs/ExportFields.h"
#include "ui/dialogs/OpenedDialog.h"
#include "ui/dialogs/ReportDialog.h"
#include "ui/pages/WelcomePage.h"
#include "ui/widgets/JobArea.h"
#include "ui/widgets/TopBar.h"

#include <QCheckBox>
#include <QDropEvent>
#include <QLabel>
#include <QLayout>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

/// Notes what it was asked for; the test answers.
class NotingOpener final : public SourceOpener
{
public:
    void openFiles(const QStringList& paths) override { asked.push_back(paths); }
    void cancel() override { ++cancels; }
    void exploreSample() override { }

    std::vector<QStringList> asked;
    int cancels = 0;
};

/// A session over files.
class FileSession final : public Session
{
public:
    explicit FileSession(std::vector<OpenedSource> sources)
        : m_sources(std::move(sources))
    {
        m_inner.commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
    }
    StoreReader& store() override { return m_inner.store(); }
    SessionStatus status() const override
    {
        auto status = m_inner.status();
        status.state = SessionState::ReadOnly;
        return status;
    }
    void refresh() override { }
    void ensureRange(const QStringList&, TimeRange) override { }
    bool isLive() const override { return false; }
    void retry(const QString&) override { }
    void cancel() override { }
    std::vector<OpenedSource> openedSources() const override { return m_sources; }
    bool followsFiles() const override { return m_follows; }
    void setFollowsFiles(bool on) override { m_follows = on; }

private:
    MemorySession m_inner;
    std::vector<OpenedSource> m_sources;
    bool m_follows = false;
};

/// Rules in memory.
class RuleKeeper final : public AlertCenter
{
public:
    std::vector<FiringAlert> firing() const override { return {}; }
    void acknowledge(const FiringAlert&) override { }
    void mute(const FiringAlert&, std::optional<Instant>) override { }
    const std::vector<AlertRule>& rules() const override { return kept; }
    void setRules(const std::vector<AlertRule>& rules) override { kept = rules; }
    QStringList problems() const override { return {}; }

    std::vector<AlertRule> kept;
};

AlertRule rule(const char* id)
{
    AlertRule made;
    made.id = made.name = QString::fromLatin1(id);
    return made;
}

OpenedSource bundle()
{
    OpenedSource source;
    source.path = QStringLiteral("/tmp/<b>week</b>.gpuatlas");
    source.isBundle = true;
    source.clusters = {"c"};
    source.range = {at("2024-12-02T00:00:00Z"), at("2024-12-16T00:00:00Z")};
    source.rows = 1008;
    source.created = at("2024-12-16T00:10:00Z");
    source.version = QStringLiteral("<i>1</i>");
    source.digest = "00112233445566778899";
    source.notes = QStringLiteral("<a href=\"http://example.org\">look</a> at file:///etc/passwd");
    source.rules = {rule("one"), rule("two")};
    source.display = {
        {QStringLiteral("link"), QStringLiteral("gpu-atlas:?page=namespaces&range=last-7d&cluster=c&zone=UTC")}};
    return source;
}

QPushButton* buttonWith(QWidget& parent, const QString& text)
{
    for (auto* button : parent.findChildren<QPushButton*>()) {
        if (button->text().startsWith(text))
            return button;
    }
    return nullptr;
}

} // namespace

class tst_OpenedFiles : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void F8_whatAFileSaysIsPlainTextUnderABadge();
    void aFileOffersItsViewAndRulesAndForcesNeither();
    void aRejectedFileLeavesTheViewAsItWas();
    void filesAreDroppedInTheirPlaceOrBeside();
    void anotherFileOpensBesideTheFirst();
    void theSizeOfABundleFollowsWhatItTakesAlong();
    void rangesOfReportsAreWholeStretchesOfTheCalendar();
    void aReportNeedsACluster();

private:
    void openBundle()
    {
        auto* session = new FileSession({bundle()});
        emit m_opener.opened(session);
        QTRY_VERIFY(m_window->isSettled());
    }
    Inventory inventory() const
    {
        Inventory made;
        for (const char* name : {"a", "b"}) {
            ClusterInfo info;
            info.name = name;
            info.hours = TimeRange{at("2024-11-25T00:00:00Z"), at("2024-12-16T00:00:00Z")};
            info.latestSnapshot = info.hours->to;
            info.hourRows = 1'000'000;
            made.clusters.push_back(info);
        }
        return made;
    }

    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<DashboardState> m_state;
    NotingOpener m_opener;
    FakeConnections m_connections;
    std::unique_ptr<MainWindow> m_window;
};

void tst_OpenedFiles::init()
{
    m_theme = std::make_unique<ThemeController>(*qApp);
    m_state = std::make_unique<DashboardState>(m_clock);
    m_opener.asked.clear();
    m_window = std::make_unique<MainWindow>(*m_state, *m_theme, m_opener, m_connections);
    m_window->resize(1280, 800);
    m_window->show();
}

void tst_OpenedFiles::F8_whatAFileSaysIsPlainTextUnderABadge()
{
    QVERIFY(m_window->findChild<TopBar*>()->badgeText().isEmpty());
    openBundle();
    auto* bar = m_window->findChild<TopBar*>();
    QVERIFY(bar->badgeText().contains(QStringLiteral("verified")));
    bar->resize(660, bar->height()); // a narrow one has less to say
    QVERIFY(!bar->badgeText().isEmpty());
    QVERIFY(!bar->badgeText().contains(QStringLiteral("opened file")));
    QVERIFY(bar->layout()->minimumSize().width() < 1000);
    bar->resize(1600, bar->height());
    QVERIFY(bar->badgeText().contains(QStringLiteral("opened file")));
    emit bar->openedRequested();
    auto* dialog = m_window->findChild<OpenedDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->texts().contains(bundle().notes));
    for (const auto* label : dialog->findChildren<QLabel*>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(!label->openExternalLinks());
    }
    auto* notes = dialog->findChild<QPlainTextEdit*>();
    QCOMPARE(notes->toPlainText(), bundle().notes);
    QVERIFY(notes->isReadOnly());
    m_window->setSession(nullptr); // the dialog reads the session
    QTRY_VERIFY(!m_window->findChild<OpenedDialog*>());
    QVERIFY(bar->badgeText().isEmpty());
}

void tst_OpenedFiles::aFileOffersItsViewAndRulesAndForcesNeither()
{
    RuleKeeper alerts;
    alerts.kept = {rule("own"), rule("two")};
    FileSession session({bundle()});
    OpenedDialog dialog(session, &alerts, QTimeZone("UTC"));
    QCOMPARE(alerts.kept.size(), 2U);
    QVERIFY(!session.followsFiles());
    QSignalSpy view(&dialog, &OpenedDialog::viewRequested);
    buttonWith(dialog, QStringLiteral("Show the view that it was saved with"))->click();
    QCOMPARE(view.value(0).value(0).toString(), bundle().display.value(QStringLiteral("link")));
    buttonWith(dialog, QStringLiteral("Take over 2 alert rule"))->click();
    QCOMPARE(alerts.kept, (std::vector<AlertRule>{rule("own"), rule("two"), rule("one")}));
    dialog.findChild<QCheckBox*>()->click();
    QVERIFY(session.followsFiles());

    openBundle();
    QCOMPARE(m_state->query().page, QStringLiteral("overview")); // not the file's
    const auto offer = m_window->findChild<JobArea*>()->texts().value(0);
    QVERIFY2(offer.contains(QStringLiteral("notes, a view, 2 alert rule")), qPrintable(offer));
    m_window->paste(bundle().display.value(QStringLiteral("link")));
    QCOMPARE(m_state->query().page, QStringLiteral("namespaces"));
}

void tst_OpenedFiles::aRejectedFileLeavesTheViewAsItWas()
{
    openBundle();
    auto* page = m_window->currentPage();
    emit m_opener.progressed(QStringLiteral("Opening x …"));
    QCOMPARE(m_window->currentPage(), page);
    QVERIFY(m_window->findChild<JobArea*>()->texts().contains(QStringLiteral("Opening x …")));
    emit m_opener.failed({ErrorClass::FileRejected, QStringLiteral("x is no bundle."), {}, 0, {}});
    QCOMPARE(m_window->currentPage(), page);
    QVERIFY(!m_window->findChild<JobArea*>()->texts().contains(QStringLiteral("Opening x …")));
    auto* box = m_window->findChild<QMessageBox*>();
    QVERIFY(box && box->text() == QStringLiteral("x is no bundle."));
    QCOMPARE(box->textFormat(), Qt::PlainText);

    m_window->setSession(nullptr);
    m_window->showWelcome();
    emit m_opener.failed({ErrorClass::FileRejected, QStringLiteral("y is no bundle."), {}, 0, {}});
    QCOMPARE(m_window->findChild<WelcomePage*>()->message(), QStringLiteral("y is no bundle."));
}

void tst_OpenedFiles::filesAreDroppedInTheirPlaceOrBeside()
{
    const auto drop = [this](const QList<QUrl>& urls) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        if (!enter.isAccepted())
            return;
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &event);
    };
    drop({QUrl(QStringLiteral("https://example.org/x.gpuatlas"))});
    QVERIFY(m_opener.asked.empty()); // nothing is fetched
    const QStringList two{QStringLiteral("/tmp/a.gpuatlas"), QStringLiteral("/tmp/b.json")};
    drop({QUrl::fromLocalFile(two[0]), QUrl::fromLocalFile(two[1])});
    QCOMPARE(m_opener.asked.back(), two);
    openBundle();
    drop({QUrl::fromLocalFile(two[0])});
    QCOMPARE(m_opener.asked.size(), 1U); // first it is asked where to
    for (auto* menu : m_window->findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (menu->isVisible() && menu->actions().size() == 2)
            menu->actions().at(1)->trigger();
    }
    QCOMPARE(m_opener.asked.back(), (QStringList{bundle().path, two[0]}));
}

void tst_OpenedFiles::anotherFileOpensBesideTheFirst()
{
    openBundle();
    m_window->openPaths({QStringLiteral("/tmp/other.gpuatlas"), bundle().path}, true);
    QCOMPARE(m_opener.asked.back(), (QStringList{bundle().path, QStringLiteral("/tmp/other.gpuatlas")}));
    m_window->openPaths({QStringLiteral("/tmp/other.gpuatlas")}, false);
    QCOMPARE(m_opener.asked.back(), QStringList{QStringLiteral("/tmp/other.gpuatlas")});
}

void tst_OpenedFiles::theSizeOfABundleFollowsWhatItTakesAlong()
{
    m_state->setClusters({QStringLiteral("a")});
    BundleDialog dialog(*m_state, inventory(), 0);
    const auto one = dialog.order();
    QCOMPARE(one.clusters, std::vector<std::string>{"a"});
    auto more = one;
    more.clusters = {"a", "b"};
    QVERIFY(roughBundleBytes(inventory(), more) > roughBundleBytes(inventory(), one));
    more = one;
    more.workloads = false;
    QVERIFY(roughBundleBytes(inventory(), more) < roughBundleBytes(inventory(), one));
    more = one;
    more.range = {one.range.from, one.range.from + 24h};
    QVERIFY(roughBundleBytes(inventory(), more) < roughBundleBytes(inventory(), one));
    // nothing to save without a cluster, or with endless notes
    auto* save = buttonWith(dialog, QStringLiteral("Save …"));
    QVERIFY(save->isEnabled());
    dialog.findChild<QPlainTextEdit*>()->setPlainText(QString(20'000, u'x'));
    QVERIFY(!save->isEnabled());
    dialog.findChild<QPlainTextEdit*>()->clear();
    dialog.findChild<ClusterField*>()->item(0)->setCheckState(Qt::Unchecked);
    QVERIFY(!save->isEnabled());
}

void tst_OpenedFiles::rangesOfReportsAreWholeStretchesOfTheCalendar()
{
    m_state->setZone("Asia/Shanghai");
    RangeField field(*m_state);
    QCOMPARE(field.range(), m_state->range());
    // 2024-12-16 is a Monday, 08:30 in Shanghai
    const auto choose = [&field](const char* name) {
        field.setCurrentIndex(field.findText(QLatin1StringView(name), Qt::MatchStartsWith));
    };
    choose("Yesterday");
    QCOMPARE(field.range(), (TimeRange{at("2024-12-14T16:00:00Z"), at("2024-12-15T16:00:00Z")}));
    choose("Last week");
    QCOMPARE(field.range(), (TimeRange{at("2024-12-08T16:00:00Z"), at("2024-12-15T16:00:00Z")}));
    QCOMPARE(field.previousRange(), (TimeRange{at("2024-12-01T16:00:00Z"), at("2024-12-08T16:00:00Z")}));
    choose("Last month");
    QCOMPARE(field.range(), (TimeRange{at("2024-10-31T16:00:00Z"), at("2024-11-30T16:00:00Z")}));
}

void tst_OpenedFiles::aReportNeedsACluster()
{
    m_state->setClusters({QStringLiteral("b")});
    ReportDialog dialog(*m_state, inventory());
    QCOMPARE(dialog.wish().clusters, std::vector<std::string>{"b"});
    auto* save = buttonWith(dialog, QStringLiteral("Save …"));
    QVERIFY(save->isEnabled());
    dialog.findChild<ClusterField*>()->item(1)->setCheckState(Qt::Unchecked);
    QVERIFY(!save->isEnabled());
    QVERIFY(!buttonWith(dialog, QStringLiteral("Preview …"))->isEnabled());
}

ATLAS_TEST(tst_OpenedFiles);
#include "tst_OpenedFiles.moc"
