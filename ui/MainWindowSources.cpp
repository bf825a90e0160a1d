// SPDX-License-Identifier: GPL-3.0-or-later
// The ways into the data: connections, files that are chosen or dropped, and what opened files say of themselves.
#include "models/analysis/Format.h"
#include "ui/MainWindow.h"
#include "ui/dialogs/ConnectionsDialog.h"
#include "ui/dialogs/OpenedDialog.h"
#include "ui/pages/WelcomePage.h"
#include "ui/widgets/JobArea.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

#include <utility>

namespace atlas {

namespace {

/// Files and folders of this machine.
QStringList pathsOf(const QMimeData* data)
{
    QStringList paths;
    for (const auto& url : data->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

/// What opened files bring along beside their figures; empty: nothing.
QString offerOf(const std::vector<OpenedSource>& sources)
{
    QStringList things;
    int rules = 0;
    bool view = false, notes = false;
    for (const auto& source : sources) {
        rules += int(source.rules.size());
        view = view || source.display.contains(QStringLiteral("link"));
        notes = notes || !source.notes.isEmpty();
    }
    if (notes)
        things << MainWindow::tr("notes");
    if (view)
        things << MainWindow::tr("a view");
    if (rules > 0)
        things << MainWindow::tr("%n alert rule(s)", nullptr, rules);
    return things.isEmpty()
        ? QString()
        : MainWindow::tr("What was opened comes with: %1.").arg(QLocale().createSeparatedList(things));
}

} // namespace

void MainWindow::connectOpener()
{
    connect(m_welcome, &WelcomePage::connectRequested, this, &MainWindow::connectTo);
    connect(m_welcome, &WelcomePage::settingsRequested, this, [this](const QString& url, const QString& token) {
        dropTest();
        const auto typed = typedConnection(url, token);
        if (url.isEmpty() || !typed.profile.id.isEmpty()) {
            showConnections(typed.profile.id);
            return;
        }
        dialog().showNew(typed.profile, typed.secret);
        dialog().open();
    });
    connect(&m_connections, &ConnectionManager::tested, this, &MainWindow::tested);
    connect(m_welcome, &WelcomePage::openRequested, this, [this] { chooseFiles(OpenWish::Files); });
    connect(m_welcome, &WelcomePage::sampleRequested, &m_opener, &SourceOpener::exploreSample);
    connect(m_welcome, &WelcomePage::cancelRequested, this, [this] {
        dropTest();
        giveUpOpening();
    });
    connect(&m_opener, &SourceOpener::progressed, this, [this](const QString& sentence) {
        if (currentPage())
            m_jobArea->setActivity(sentence); // what is in view stays until there is something else
        else
            m_welcome->setProgress(sentence);
    });
    connect(m_jobArea, &JobArea::activityCancelled, this, &MainWindow::giveUpOpening);
    connect(m_jobArea, &JobArea::noticeRequested, this, &MainWindow::showOpened);
    connect(&m_opener, &SourceOpener::failed, this, [this](const Error& error) {
        m_jobArea->setActivity({});
        if (currentPage()) {
            m_welcome->setIdle(); // it may have begun there
            say(error);
            return;
        }
        showWelcome();
        m_welcome->setError(error);
    });
    connect(&m_opener, &SourceOpener::isOpen, this, [this] {
        m_jobArea->setActivity({});
        m_welcome->setIdle();
        if (m_session)
            showPage(m_state.query().page);
    });
    connect(&m_opener, &SourceOpener::opened, this, [this](Session* session) {
        m_jobArea->setActivity({});
        setSession(std::unique_ptr<Session>(session));
        m_jobArea->setNotice(offerOf(session->openedSources()), tr("Show …"));
    });
}

void MainWindow::setAddress(const QString& url)
{
    m_welcome->setAddress(url);
}

void MainWindow::giveUpOpening()
{
    m_opener.cancel();
    m_jobArea->setActivity({});
    m_welcome->setIdle();
}

/// Gives up the start page's test, where there is one: reports do not say whose they are, so that a test has one asker.
void MainWindow::dropTest()
{
    if (!std::exchange(m_pending, std::nullopt))
        return;
    m_connections.cancelTest();
    m_welcome->setIdle();
}

TypedConnection MainWindow::typedConnection(const QString& url, const QString& token) const
{
    auto typed = m_connections.understand(url);
    if (!token.isEmpty()) {
        typed.secret = token.toUtf8();
        typed.profile.auth = AuthKind::Bearer;
        typed.profile.headerName.clear();
    }
    for (auto saved : m_connections.connections()) {
        if (saved.url != typed.profile.url)
            continue;
        saved.enabled = true;
        if (typed.secret) {
            saved.auth = typed.profile.auth;
            saved.headerName = typed.profile.headerName;
        }
        typed.profile = saved;
        break;
    }
    return typed;
}

void MainWindow::connectTo(const QString& url, const QString& token)
{
    const auto typed = typedConnection(url, token);
    if (const auto refused = m_connections.refusal(typed.profile)) {
        m_welcome->setError(*refused);
        return;
    }
    m_welcome->setProgress(tr("Looking for the API at %1 …").arg(typed.profile.url.host()));
    m_pending = typed;
    m_connections.test(typed.profile, typed.secret);
}

void MainWindow::tested(const ConnectionReport& report)
{
    if (!m_pending)
        return; // the dialog's
    auto typed = *std::exchange(m_pending, std::nullopt);
    m_welcome->setFindings(report.findings);
    if (report.error) {
        m_welcome->setError(*report.error);
        return;
    }
    if (!report.url.isEmpty())
        typed.profile.url = report.url;
    m_connections.save(typed.profile, typed.secret);
    m_connections.openLive();
}

ConnectionsDialog& MainWindow::dialog()
{
    if (!m_dialog) {
        m_dialog = new ConnectionsDialog(m_connections, this);
        m_dialog->setTheme(m_theme.theme());
    }
    return *m_dialog;
}

void MainWindow::showConnections(const QString& id, bool login)
{
    dropTest();
    if (login)
        dialog().askForSecret(id);
    else
        dialog().showConnection(id);
    dialog().open();
    if (login)
        dialog().askForSecret(id); // the focus is given when a dialog is opened
}

void MainWindow::chooseFiles(OpenWish wish)
{
    auto* dialog = new QFileDialog(this, wish == OpenWish::Folder ? tr("Open a folder of replies") : tr("Open"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (wish == OpenWish::Folder) {
        dialog->setFileMode(QFileDialog::Directory);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFiles);
        dialog->setNameFilters({tr("All that can be opened (%1)")
                                    .arg(QStringLiteral("*.gpuatlas *.json *.zip *.tar *.tar.gz *.tgz *.tar.zst *.zst "
                                                        "*.gz *.db *.sqlite *.atlas")),
            tr("Bundles (*.gpuatlas)"), tr("All files (*)")});
    }
    connect(dialog, &QFileDialog::filesSelected, this,
        [this, wish](const QStringList& paths) { openPaths(paths, wish == OpenWish::Beside); });
    dialog->open();
}

QStringList MainWindow::openedPaths() const
{
    QStringList paths;
    for (const auto& source : m_session ? m_session->openedSources() : std::vector<OpenedSource>())
        paths << source.path;
    return paths;
}

void MainWindow::openPaths(const QStringList& paths, bool beside)
{
    auto all = beside ? openedPaths() : QStringList();
    for (const auto& path : paths) {
        if (!all.contains(path))
            all << path;
    }
    dropTest(); // what it found would be opened over them
    m_opener.openFiles(all);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!pathsOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const auto paths = pathsOf(event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    if (openedPaths().isEmpty()) {
        openPaths(paths, false);
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open in the place of what is open"), this, [this, paths] { openPaths(paths, false); });
    menu->addAction(tr("Open beside what is open"), this, [this, paths] { openPaths(paths, true); });
    menu->popup(mapToGlobal(event->position().toPoint()));
}

void MainWindow::showOpened()
{
    if (!m_session || m_session->openedSources().empty())
        return;
    auto* dialog = new OpenedDialog(*m_session, m_alerts.get(), m_state.zone(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &OpenedDialog::viewRequested, this, [this, dialog](const QString& link) {
        dialog->accept();
        paste(link);
    });
    connect(this, &MainWindow::sessionChanged, dialog, &QDialog::reject);
    dialog->open();
}

} // namespace atlas
