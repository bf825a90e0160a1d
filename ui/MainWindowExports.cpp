// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the window: the menu of exports, and what is being written when the window is closed.
#include "ui/MainWindow.h"
#include "ui/exports/Exports.h"
#include "ui/widgets/JobArea.h"
#include "ui/widgets/TopBar.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QUrl>

namespace atlas {

void MainWindow::buildExports()
{
    m_exports = new Exports(m_state, m_jobs, *this);
    connect(m_topBar->exportMenu(), &QMenu::aboutToShow, this, &MainWindow::fillExportMenu);
    connect(m_jobArea, &JobArea::openRequested, this,
        [](const QString& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
    const auto page = [this](const PageExport& what) { return [this, what] { exportPage(what); }; };
    const auto rules = [this] { return m_alerts ? m_alerts->rules() : std::vector<AlertRule>(); };
    addCommand("export", tr("Export …"), {QKeySequence(Qt::CTRL | Qt::Key_E)}, [this] { m_topBar->openExportMenu(); });
    addCommand("export-workbook", tr("Save the tables of this page as a workbook"), {}, page({PageExport::Workbook}));
    addCommand(
        "export-png", tr("Save this page as a picture (PNG)"), {}, page({PageExport::Picture, QStringLiteral("png")}));
    addCommand(
        "export-svg", tr("Save this page as a drawing (SVG)"), {}, page({PageExport::Picture, QStringLiteral("svg")}));
    addCommand("export-pdf", tr("Save this page as a document (PDF)"), {}, page({PageExport::Document}));
    addCommand("print", tr("Print this page"), {QKeySequence(QKeySequence::Print)}, page({PageExport::Print}));
    addCommand("export-hours", tr("Save hours of a level"), {}, [this] { m_exports->openHours(); });
    addCommand("export-report", tr("Report of a range"), {}, [this, rules] { m_exports->openReport(rules()); });
    addCommand("export-bundle", tr("Bundle for somebody else"), {}, [this, rules] { m_exports->openBundle(rules()); });
}

void MainWindow::setExporter(const Exporter* exporter)
{
    m_exports->setExporter(exporter);
}

void MainWindow::exportPage(const PageExport& what)
{
    if (auto* page = currentPage())
        m_exports->exportPage(*page, what);
}

void MainWindow::fillExportMenu()
{
    auto* menu = m_topBar->exportMenu();
    menu->clear();
    const bool onPage = currentPage(), ready = m_exports->canExport();
    const auto add = [this, menu](const char* id, const QString& text, bool enabled) {
        auto* action = menu->addAction(text, this, [this, id] {
            runCommand({CommandKind::Action, QLatin1StringView(id), {}, {}, {}});
        });
        action->setEnabled(enabled);
        return action;
    };
    add("export-workbook", tr("This page as a workbook …"), onPage && ready);
    add("export-png", tr("This page as a picture (PNG) …"), onPage);
    add("export-svg", tr("This page as a drawing (SVG) …"), onPage);
    add("export-pdf", tr("This page as a document (PDF) …"), onPage);
    auto* print = add("print", tr("Print this page …"), onPage);
    print->setShortcut(QKeySequence::Print);
    print->setShortcutContext(Qt::WidgetShortcut); // the window has the shortcut itself; here it is shown
    menu->addSeparator();
    add("export-hours", tr("Hours …"), ready);
    add("export-report", tr("Report …"), ready);
    add("export-bundle", tr("Bundle …"), ready);
    menu->addSeparator();
    const auto toggle = [this, menu](const QString& text, bool on, void (Exports::*set)(bool)) {
        auto* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::toggled, m_exports, set);
    };
    toggle(
        tr("Pictures in the colours of the screen"), m_exports->picturesAsOnScreen(), &Exports::setPicturesAsOnScreen);
    toggle(tr("CSV says in its first lines what it is of"), m_exports->factsInCsv(), &Exports::setFactsInCsv);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const int running = m_jobs.runningCount();
    if (running == 0) {
        event->accept();
        return;
    }
    event->ignore();
    if (m_closing) { // it is asked already
        m_closing->raise();
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Question, tr("GPU Atlas"),
        tr("%n file(s) are still being written. Close the window and give them up?", nullptr, running),
        QMessageBox::NoButton, this);
    m_closing = box;
    box->setInformativeText(tr("What is not finished leaves no file behind; files that were there before stay whole."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto* giveUp = box->addButton(tr("Give up and close"), QMessageBox::DestructiveRole);
    auto* stay = box->addButton(tr("Go on writing"), QMessageBox::RejectRole);
    box->setDefaultButton(qobject_cast<QPushButton*>(stay));
    connect(giveUp, &QAbstractButton::clicked, this, [this] {
        const auto closeWhenDone = [this] {
            if (m_jobs.runningCount() == 0)
                close();
        };
        connect(&m_jobs, &JobList::ended, this, closeWhenDone);
        m_jobs.cancelAll();
        closeWhenDone();
    });
    box->open();
}

} // namespace atlas
