// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"
#include "tests/support/TestRegistry.h"
#include "tests/ui/FakeConnections.h"
#include "tests/ui/FakeExporter.h"
#include "tests/ui/NoOpener.h"
#include "tests/views/ViewFixtures.h"
#include "ui/MainWindow.h"
#include "ui/dialogs/PreviewDialog.h"
#include "ui/dialogs/ReportDialog.h"
#include "ui/exports/ExportName.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/PictureExport.h"
#include "ui/widgets/TopBar.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QImage>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPrintPreviewWidget>
#include <QPushButton>
#include <QSemaphore>
#include <QTemporaryDir>

#include <algorithm>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

class tst_Exports : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void names_data();
    void names();
    void aTableLeavesAsItIsShown();
    void theHoursBehindATableAreThoseOfTheStore();
    void aFilterThatLeavesNobodySavesNobodysHours();
    void namesAreNoLongerThanFileSystemsTake();
    void aReportIsPreviewedBesideTheWindow();
    void picturesAreLightUnlessAsked();
    void everyKindOfPictureIsWritten_data();
    void everyKindOfPictureIsWritten();
    void aTableIsCopiedAsTextAndHtml();
    void aPageLeavesAsWorkbookPictureAndDocument();
    void ctrlEOpensTheMenu();
    void withoutASourceNothingCanBeSaved();
    void closingAsksWhileSomethingIsWritten();

private:
    void show(const char* page)
    {
        m_state->setPage(QLatin1StringView(page));
        QTRY_VERIFY(m_window->isSettled());
    }
    ChartPanel* panel(const char* title) const
    {
        for (auto* panel : m_window->currentPage()->panels()) {
            if (panel->title() == QLatin1StringView(title))
                return panel;
        }
        return nullptr;
    }
    /// Runs an entry of a menu, "Save table/CSV for programs …".
    static void choose(QMenu* menu, const QStringList& way)
    {
        for (const auto& step : way) {
            const auto actions = menu->actions();
            const auto found = std::ranges::find(actions, step, &QAction::text);
            QVERIFY2(found != actions.end(), qPrintable(step));
            if ((*found)->menu())
                menu = (*found)->menu();
            else
                (*found)->trigger();
        }
    }
    /// Gives the dialog that asks for a place this one, and waits until the file is there.
    void saveTo(const QString& path)
    {
        QFileDialog* dialog = nullptr;
        for (auto* open : m_window->findChildren<QFileDialog*>()) {
            if (open->isVisible())
                dialog = open;
        }
        QVERIFY(dialog);
        QSignalSpy ended(&m_window->jobs(), &JobList::ended);
        emit dialog->fileSelected(path);
        dialog->reject();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30'000);
        const auto& job = m_window->jobs().jobs().back();
        QVERIFY2(job.state == Job::Done, qPrintable(job.error.message));
        QCOMPARE(job.path, path);
        m_window->jobs().dismiss(job.id); // its row takes room from the page
    }
    QByteArray content(const QString& name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString place(const char* name) const { return m_folder->filePath(QLatin1StringView(name)); }

    FixedClock m_clock{at("2024-12-16T00:30:00Z")};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<DashboardState> m_state;
    NoOpener m_opener;
    FakeExporter m_exporter;
    FakeConnections m_connections;
    std::unique_ptr<MainWindow> m_window;
};

void tst_Exports::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_theme = std::make_unique<ThemeController>(*qApp);
    m_theme->setMode(ThemeMode::Light);
    m_state = std::make_unique<DashboardState>(m_clock);
    m_window = std::make_unique<MainWindow>(*m_state, *m_theme, m_opener, m_connections);
    m_window->setExporter(&m_exporter);
    m_window->resize(1280, 800);
    m_window->show();
    auto session = std::make_unique<MemorySession>();
    session->commit(twoWeeks("c", at("2024-12-16T00:00:00Z")));
    m_window->setSession(std::move(session));
}

void tst_Exports::names_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* from, const char* to, const char* name) {
        QTest::newRow(name) << QString::fromLatin1(from) << QString::fromLatin1(to) << QString::fromLatin1(name);
    };
    // Shanghai's days begin at 16:00 UTC
    row("2026-11-15T16:00:00Z", "2026-11-22T16:00:00Z", "2026-W47");
    row("2025-12-28T16:00:00Z", "2026-01-04T16:00:00Z", "2026-W01");
    row("2026-11-15T16:00:00Z", "2026-11-16T16:00:00Z", "2026-11-16");
    row("2026-10-31T16:00:00Z", "2026-11-30T16:00:00Z", "2026-11");
    row("2026-09-30T16:00:00Z", "2026-12-31T16:00:00Z", "2026-Q4");
    row("2025-12-31T16:00:00Z", "2026-12-31T16:00:00Z", "2026");
    row("2026-11-15T17:00:00Z", "2026-11-22T17:00:00Z", "2026-11-16 - 2026-11-23");
    row("2026-11-15T17:00:00Z", "2026-11-15T19:00:00Z", "2026-11-16");
}

void tst_Exports::names()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    const TimeRange range{at(qPrintable(from)), at(qPrintable(to))};
    const QTimeZone zone("Asia/Shanghai");
    QTEST(rangeFileName(range, zone), "name");
    const auto whole = exportFileName({QStringLiteral("../-pro\"d/a\n")}, range, zone, QStringLiteral("GPUs: <x>"));
    QVERIFY2(!whole.contains(QLatin1Char('/')) && !whole.contains(QLatin1Char('\n')) && !whole.contains(u'"'),
        qPrintable(whole));
    QVERIFY(!whole.startsWith(u'.') && !whole.startsWith(u'-'));
}

void tst_Exports::aTableLeavesAsItIsShown()
{
    show("namespaces");
    auto* all = panel("All namespaces");
    QVERIFY(all);
    auto* table = qobject_cast<DataTable*>(all->content());
    QVERIFY(table);
    const auto& columns = table->table().columns;
    const auto name = std::ranges::find(columns, CellKind::Text, &TableColumn::kind)->id;
    table->sortBy(name, Qt::DescendingOrder);
    table->setFilter(QStringLiteral("small"), name);
    choose(all->exportMenu(), {QStringLiteral("Save table"), QStringLiteral("CSV for programs …")});
    saveTo(place("a.csv"));
    const auto lines = content(QStringLiteral("a.csv")).split('\n');
    const auto shown = table->shownTable();
    QCOMPARE(lines.size(), qsizetype(shown.rows.size()) + 2); // header, rows, the end of the last line
    QCOMPARE(shown.rows.size(), 1U);
    QVERIFY(lines[1].contains("small"));
    QVERIFY(lines[0].split(',').contains(name.toUtf8()));
    // hiding a column hides it in the file
    table->setFilter({});
    const auto hidden = shown.columns.back().id;
    table->setColumnShown(hidden, false);
    choose(all->exportMenu(), {QStringLiteral("Save table"), QStringLiteral("CSV for programs …")});
    saveTo(place("b.csv"));
    QVERIFY(!content(QStringLiteral("b.csv")).split('\n')[0].split(',').contains(hidden.toUtf8()));
    QCOMPARE(content(QStringLiteral("b.csv")).count('\n'), qsizetype(table->shownTable().rows.size()) + 1);
}

void tst_Exports::theHoursBehindATableAreThoseOfTheStore()
{
    show("namespaces");
    auto* all = panel("All namespaces");
    choose(all->exportMenu(), {QStringLiteral("Save the hours behind it"), QStringLiteral("CSV for programs …")});
    saveTo(place("hours.csv"));
    QCOMPARE(content(QStringLiteral("hours.csv")).count('\n'), 7 * 24 * 2 + 1); // of the range: two namespaces
    qobject_cast<DataTable*>(all->content())->setFilter(QStringLiteral("small"));
    choose(all->exportMenu(), {QStringLiteral("Save the hours behind it"), QStringLiteral("CSV for programs …")});
    saveTo(place("some.csv"));
    const auto some = content(QStringLiteral("some.csv"));
    QCOMPARE(some.count('\n'), 7 * 24 + 1);
    QVERIFY(!some.contains("big"));
}

void tst_Exports::aFilterThatLeavesNobodySavesNobodysHours()
{
    show("namespaces");
    auto* all = panel("All namespaces");
    qobject_cast<DataTable*>(all->content())->setFilter(QStringLiteral("nobody"));
    choose(all->exportMenu(), {QStringLiteral("Save the hours behind it"), QStringLiteral("CSV for programs …")});
    QVERIFY(!m_window->findChild<QFileDialog*>());
    const auto* box = m_window->findChild<QMessageBox*>();
    QVERIFY(box && box->isVisible());
    QVERIFY2(box->text().contains(QStringLiteral("nothing to save")), qPrintable(box->text()));
}

void tst_Exports::namesAreNoLongerThanFileSystemsTake()
{
    const TimeRange range{at("2026-11-16T00:00:00Z"), at("2026-11-23T00:00:00Z")};
    const auto zone = QTimeZone::utc();
    QStringList clusters;
    for (int i = 0; i < 30; ++i)
        clusters << QString(QStringLiteral(u"生产集群-%1").arg(i));
    const auto one = exportFileName(clusters, range, zone, QString(200, QChar(u'用')));
    const auto other = exportFileName(clusters, range, zone, QStringLiteral("GPUs"));
    QVERIFY2(one.toUtf8().size() <= 200, qPrintable(one));
    QVERIFY2(other.startsWith(QStringLiteral(u"生产集群-0+29 2026-W47 GPUs")), qPrintable(other));
    QVERIFY(one.contains(QStringLiteral("2026-W47")));
    QCOMPARE(exportFileName({QStringLiteral("a"), QStringLiteral("b")}, range, zone, QStringLiteral("GPUs")),
        QStringLiteral("a+b 2026-W47 GPUs"));
    QVERIFY(exportFileName({QString(300, QChar(u'长'))}, range, zone, {}).toUtf8().size() <= 200);
}

void tst_Exports::aReportIsPreviewedBesideTheWindow()
{
    show("overview");
    auto* menu = m_window->findChild<TopBar*>()->exportMenu();
    emit menu->aboutToShow(); // it is filled then
    choose(menu, {QStringLiteral("Report …")});
    auto* dialog = m_window->findChild<ReportDialog*>();
    QVERIFY(dialog);
    QPushButton* preview = nullptr;
    for (auto* button : dialog->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Preview …"))
            preview = button;
    }
    QVERIFY(preview && preview->isEnabled());
    preview->click();
    QCOMPARE(m_window->jobs().runningCount(), 1);
    QVERIFY(!preview->isEnabled()); // one at a time
    QTRY_COMPARE_WITH_TIMEOUT(m_window->jobs().runningCount(), 0, 60'000);
    QVERIFY(m_window->jobs().jobs().empty());
    auto* shown = m_window->findChild<PreviewDialog*>();
    QVERIFY(shown);
    QVERIFY(preview->isEnabled());
    // Its pages are walked through by the keyboard, and the bar says where one is.
    auto* pages = shown->findChild<QPrintPreviewWidget*>();
    QTRY_VERIFY(pages->pageCount() > 2);
    QComboBox* at = nullptr;
    for (auto* box : shown->findChildren<QComboBox*>()) {
        if (box->accessibleName() == QStringLiteral("Page"))
            at = box;
    }
    QVERIFY(at);
    QCOMPARE(at->count(), pages->pageCount());
    QTest::keyClick(shown, Qt::Key_PageDown);
    QCOMPARE(pages->currentPage(), 2);
    QCOMPARE(at->currentIndex(), 1);
    delete m_window->findChild<PreviewDialog*>();
    preview->click();
    m_window->setSession(nullptr); // of that source nothing is shown any more
    QTRY_COMPARE_WITH_TIMEOUT(m_window->jobs().runningCount(), 0, 60'000);
    QVERIFY(!m_window->findChild<PreviewDialog*>());
}

void tst_Exports::picturesAreLightUnlessAsked()
{
    m_theme->setMode(ThemeMode::Dark);
    show("overview");
    auto* gpus = panel("GPUs");
    QVERIFY(gpus);
    const auto corner = [this](const char* name) {
        return QImage::fromData(content(QLatin1StringView(name)), "PNG").pixelColor(0, 0).name();
    };
    choose(gpus->exportMenu(), {QStringLiteral("Save picture"), QStringLiteral("PNG …")});
    saveTo(place("light.png"));
    QCOMPARE(corner("light.png"), palette(Theme::Light).surface.name());
    QCOMPARE(m_window->currentPage()->theme(), Theme::Dark); // as before

    // A page is as a light window has it, and the dark one is as it was.
    auto* menu = m_window->findChild<TopBar*>()->exportMenu();
    emit menu->aboutToShow();
    const auto savePage = [&](const char* name) {
        choose(menu, {QStringLiteral("This page as a picture (PNG) …")});
        saveTo(place(name));
        return QImage::fromData(content(QLatin1StringView(name)), "PNG");
    };
    const auto before = m_window->currentPage()->grab().toImage();
    const auto fromDark = savePage("from-dark.png");
    QCOMPARE(m_window->currentPage()->grab().toImage(), before);
    m_theme->setMode(ThemeMode::Light);
    QCOMPARE(savePage("from-light.png"), fromDark);
    m_theme->setMode(ThemeMode::Dark);

    emit m_window->findChild<TopBar*>()->exportMenu()->aboutToShow();
    choose(m_window->findChild<TopBar*>()->exportMenu(), {QStringLiteral("Pictures in the colours of the screen")});
    const auto size = framedSize(*gpus->content(), {QStringLiteral("title"), {}, QStringLiteral("source")});
    choose(gpus->exportMenu(), {QStringLiteral("Save picture"), QStringLiteral("PNG, 3 times as fine …")});
    saveTo(place("dark.png"));
    QCOMPARE(corner("dark.png"), palette(Theme::Dark).surface.name());
    QCOMPARE(QImage::fromData(content(QStringLiteral("dark.png"))).size(), size * 3);
}

void tst_Exports::everyKindOfPictureIsWritten_data()
{
    QTest::addColumn<QString>("page");
    for (const auto& entry : pageEntries())
        QTest::newRow(qPrintable(entry.id)) << entry.id;
}

void tst_Exports::everyKindOfPictureIsWritten()
{
    QFETCH(QString, page);
    show(qPrintable(page));
    for (auto* panel : m_window->currentPage()->panels()) {
        if (!panel->isVisible() || !panel->content() || panel->content()->size().isEmpty())
            continue;
        choose(panel->exportMenu(), {QStringLiteral("Save picture"), QStringLiteral("SVG …")});
        saveTo(place("x.svg"));
        const auto svg = content(QStringLiteral("x.svg"));
        QVERIFY2(svg.contains("</svg>") && svg.contains("<text"), qPrintable(panel->title()));
        choose(panel->exportMenu(), {QStringLiteral("Save picture"), QStringLiteral("PDF …")});
        saveTo(place("x.pdf"));
        QVERIFY(content(QStringLiteral("x.pdf")).startsWith("%PDF-"));
    }
}

void tst_Exports::aTableIsCopiedAsTextAndHtml()
{
    show("namespaces");
    choose(panel("All namespaces")->exportMenu(), {QStringLiteral("Copy table")});
    const auto* data = QApplication::clipboard()->mimeData();
    QVERIFY(data->hasText() && data->hasHtml());
    QVERIFY(data->text().contains(QStringLiteral("big\t")));
    QVERIFY(data->html().contains(QStringLiteral("<table")));
    choose(panel("All namespaces")->exportMenu(), {QStringLiteral("Copy picture")});
    QVERIFY(QApplication::clipboard()->mimeData()->hasImage());
}

void tst_Exports::aPageLeavesAsWorkbookPictureAndDocument()
{
    show("overview");
    auto* menu = m_window->findChild<TopBar*>()->exportMenu();
    emit menu->aboutToShow();
    choose(menu, {QStringLiteral("This page as a workbook …")});
    saveTo(place("page.xlsx"));
    QVERIFY(content(QStringLiteral("page.xlsx")).startsWith("PK"));
    choose(menu, {QStringLiteral("This page as a document (PDF) …")});
    saveTo(place("page.pdf"));
    QVERIFY(content(QStringLiteral("page.pdf")).startsWith("%PDF-"));
    choose(menu, {QStringLiteral("This page as a picture (PNG) …")});
    saveTo(place("page.png"));
    const auto picture = QImage::fromData(content(QStringLiteral("page.png")), "PNG");
    QCOMPARE(picture.width(), 2 * m_window->currentPage()->wholeContent()->width());
}

void tst_Exports::ctrlEOpensTheMenu()
{
    show("overview");
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto* menu = m_window->findChild<TopBar*>()->exportMenu();
    QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(menu->isVisible());
    menu->close();
}

void tst_Exports::withoutASourceNothingCanBeSaved()
{
    m_window->setSession(nullptr);
    m_window->showWelcome();
    auto* menu = m_window->findChild<TopBar*>()->exportMenu();
    emit menu->aboutToShow();
    for (const auto* action : menu->actions()) {
        if (!action->isSeparator() && !action->isCheckable())
            QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
    }
}

void tst_Exports::closingAsksWhileSomethingIsWritten()
{
    show("overview");
    auto begun = std::make_shared<QSemaphore>();
    m_window->jobs().start(QStringLiteral("Table"), place("slow.csv"), [begun](Progress& progress) -> Result<void> {
        begun->release();
        while (!progress.isCancelled())
            QThread::yieldCurrentThread();
        return failure(ErrorClass::Export, QStringLiteral("Cancelled."));
    });
    begun->acquire();
    QVERIFY(!m_window->close());
    QVERIFY(!m_window->close());
    QCOMPARE(m_window->findChildren<QMessageBox*>().size(), 1); // it is asked once
    auto* box = m_window->findChild<QMessageBox*>();
    QVERIFY(box && box->isVisible());
    const auto buttons = box->findChildren<QPushButton*>();
    const auto giveUp = std::ranges::find(buttons, QStringLiteral("Give up and close"), &QPushButton::text);
    QVERIFY(giveUp != buttons.end());
    (*giveUp)->click();
    QTRY_VERIFY(!m_window->isVisible());
    QVERIFY(!QFile::exists(place("slow.csv")));
}

ATLAS_TEST(tst_Exports);
#include "tst_Exports.moc"
