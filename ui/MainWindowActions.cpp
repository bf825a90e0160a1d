// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does by key and by name: the palette, links and saved views, and where a figure comes from.
#include "models/analysis/Format.h"
#include "models/views/CommandPresenter.h"
#include "models/views/Link.h"
#include "models/views/ProvenancePresenter.h"
#include "models/views/RangeText.h"
#include "models/views/StatusPresenter.h"
#include "ui/MainWindow.h"
#include "ui/dialogs/SavedViewsDialog.h"
#include "ui/dialogs/ShortcutsDialog.h"
#include "ui/pages/WelcomePage.h"
#include "ui/widgets/CommandPalette.h"
#include "ui/widgets/ErrorBox.h"
#include "ui/widgets/PageRail.h"
#include "ui/widgets/ProvenancePanel.h"
#include "ui/widgets/TopBar.h"

#include <QApplication>
#include <QClipboard>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolTip>

#include <algorithm>

namespace atlas {

namespace {

QString keysText(const QList<QKeySequence>& keys)
{
    QStringList texts;
    for (const auto& key : keys)
        texts << key.toString(QKeySequence::NativeText);
    return texts.join(QStringLiteral(", "));
}

/// Ctrl+1 ... Ctrl+9, Ctrl+0 for the tenth.
QKeySequence pageKey(std::size_t index)
{
    return QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + int(index + 1) % 10));
}

} // namespace

void MainWindow::addCommand(
    const char* id, const QString& text, const QList<QKeySequence>& keys, std::function<void()> run)
{
    for (const auto& key : keys)
        connect(new QShortcut(key, this), &QShortcut::activated, this, run);
    m_actions.push_back({QLatin1StringView(id), text, keys, std::move(run)});
}

void MainWindow::buildShortcuts()
{
    for (std::size_t i = 0; i < std::min<std::size_t>(m_entries.size(), 10); ++i) {
        connect(new QShortcut(pageKey(i), this), &QShortcut::activated, this, [this, id = m_entries[i].id] {
            if (m_session)
                emit m_rail->chosen(id);
        });
    }
    const auto key = [](auto keys) { return QList<QKeySequence>{QKeySequence(keys)}; };
    addCommand(
        "go-to", tr("Go to a page, subject, range or action"), key(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    addCommand("back", tr("Back"), key(Qt::ALT | Qt::Key_Left), [this] { m_state.back(); });
    addCommand("forward", tr("Forward"), key(Qt::ALT | Qt::Key_Right), [this] { m_state.forward(); });
    addCommand("earlier", tr("One range back"), key(Qt::ALT | Qt::Key_PageUp), [this] { m_state.step(-1); });
    addCommand("later", tr("One range forward"), key(Qt::ALT | Qt::Key_PageDown), [this] { m_state.step(1); });
    addCommand("refresh", tr("Refresh"), key(Qt::Key_F5), [this] {
        if (m_session)
            m_session->refresh();
    });
    addCommand("select-none", tr("Select nothing"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_A),
        [this] { m_state.setSelection({}); });
    addCommand("copy-link", tr("Copy a link to this view"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        [this] { copyText(linkOf(m_state.query()), tr("The link is on the clipboard.")); });
    addCommand("copy-range", tr("Copy the range"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
        [this] { copyText(rangeToText(m_state.range(), m_state.zone()), tr("The range is on the clipboard.")); });
    addCommand("paste", tr("Paste a range or link"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_V),
        [this] { paste(QApplication::clipboard()->text()); });
    addCommand(
        "views", tr("Save this view, or manage saved views"), key(Qt::CTRL | Qt::Key_D), [this] { openSavedViews(); });
    addCommand("connections", tr("Connections"), key(Qt::CTRL | Qt::Key_L), [this] { showConnections(); });
    addCommand("open", tr("Open files"), {QKeySequence(QKeySequence::Open)}, [this] { chooseFiles(OpenWish::Files); });
    addCommand("open-folder", tr("Open a folder of replies"), {}, [this] { chooseFiles(OpenWish::Folder); });
    addCommand("open-beside", tr("Open files beside those that are open"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
        [this] { chooseFiles(openedPaths().isEmpty() ? OpenWish::Files : OpenWish::Beside); });
    addCommand("theme", tr("Light or dark"), {},
        [this] { m_theme.setMode(m_theme.theme() == Theme::Dark ? ThemeMode::Light : ThemeMode::Dark); });
    addCommand("start", tr("Start page"), {}, [this] { showWelcome(); });
    addCommand("keys", tr("All keys"), {QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)},
        [this] { showShortcuts(); });
    addCommand("quit", tr("Quit"), key(Qt::CTRL | Qt::Key_Q), [this] { close(); });
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), m_welcome);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, [this] {
        if (m_session)
            showPage(m_state.query().page);
    });
    connect(m_topBar, &TopBar::paletteRequested, this, &MainWindow::openPalette);
    connect(m_topBar, &TopBar::savedViewsRequested, this, &MainWindow::openSavedViews);
    connect(m_topBar, &TopBar::savedViewChosen, this, [this](const QString& name) {
        runCommand({CommandKind::SavedView, name, name, {}, {}});
    });
    const auto forward = [this](auto signal, const char* id) {
        connect(m_topBar, signal, this, [this, id] {
            runCommand({CommandKind::Action, QLatin1StringView(id), {}, {}, {}});
        });
    };
    forward(&TopBar::linkCopyRequested, "copy-link");
    forward(&TopBar::rangeCopyRequested, "copy-range");
    forward(&TopBar::pasteRequested, "paste");
}

void MainWindow::buildOverlays()
{
    m_palette = new CommandPalette(centralWidget());
    m_provenance = new ProvenancePanel(m_stack);
    connect(m_palette, &CommandPalette::asked, this, [this](const QString& question) {
        if (m_commands)
            m_commands->ask(question);
    });
    connect(m_palette, &CommandPalette::chosen, this, &MainWindow::runCommand);
    connect(m_provenance, &ProvenancePanel::closed, this, [this] {
        if (m_figure)
            m_figure->setActive(false);
    });
}

/// The presenters behind the overlays read the session's store: they come and go with it.
void MainWindow::setOverlaySession(Session* session)
{
    m_palette->hide();
    m_provenance->hide();
    delete m_commands;
    delete m_figure;
    m_commands = nullptr;
    m_figure = nullptr;
    if (!session)
        return;
    m_commands = new CommandPresenter(m_state, *session, this);
    connect(m_commands, &CommandPresenter::answersChanged, this,
        [this] { m_palette->setAnswers(m_commands->answered(), m_commands->answers()); });
    m_figure = new ProvenancePresenter(m_state, *session, this);
    connect(m_figure, &Presenter::dataChanged, this, [this] { m_provenance->setData(m_figure->data()); });
    connect(m_figure, &Presenter::panelStateChanged, this, [this] { m_provenance->setState(m_figure->panelState()); });
}

void MainWindow::setSavedViews(SavedViews* views)
{
    m_savedViews = views;
    m_topBar->setSavedViews(views);
    if (views)
        connect(views, &SavedViews::failed, this, &MainWindow::say);
}

std::vector<Command> MainWindow::ownCommands() const
{
    std::vector<Command> commands;
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        commands.push_back({CommandKind::Page, m_entries[i].id, m_entries[i].title, {},
            i < 10 ? pageKey(i).toString(QKeySequence::NativeText) : QString()});
    for (const auto& action : m_actions) {
        if (action.id == u"go-to")
            continue; // that is here
        commands.push_back({CommandKind::Action, action.id, action.text, {}, keysText(action.keys)});
    }
    const auto append = [&commands](const std::vector<Command>& more) {
        commands.insert(commands.end(), more.begin(), more.end());
    };
    if (m_savedViews)
        append(viewCommands(m_savedViews->views()));
    append(rangeCommands());
    append(bucketCommands());
    return commands;
}

void MainWindow::openPalette()
{
    if (!m_commands)
        return;
    m_commands->setOwnCommands(ownCommands());
    m_commands->setActive(true);
    m_palette->open();
}

void MainWindow::runCommand(const Command& command)
{
    if (m_commands)
        m_commands->setActive(false); // names are looked up again when they are asked for
    if (command.kind == CommandKind::Action) {
        const auto action = std::ranges::find(m_actions, command.id, &WindowAction::id);
        if (action != m_actions.end())
            action->run();
        return;
    }
    m_state.setQuery(
        queryAfter(command, m_state.query(), m_savedViews ? m_savedViews->views() : std::vector<SavedView>()));
    if (m_session)
        showPage(m_state.query().page); // the welcome page may be in view
}

void MainWindow::showProvenance(const FigureRef& figure)
{
    if (!m_figure)
        return;
    m_figure->setFigure(figure);
    m_figure->setActive(true);
    m_provenance->open();
}

void MainWindow::copyText(const QString& text, const QString& said)
{
    QApplication::clipboard()->setText(text);
    QToolTip::showText(m_topBar->mapToGlobal(QPoint(width() / 2, m_topBar->height())), said, m_topBar);
}

void MainWindow::say(const Error& error)
{
    auto* box = errorBox(tr("GPU Atlas"), error, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::paste(const QString& text)
{
    QStringList pages;
    for (const auto& entry : m_entries)
        pages << entry.id;
    auto query = queryFromText(text, m_state.query(), pages);
    if (!query) {
        say(query.error());
        return;
    }
    QStringList absent;
    for (const auto& cluster : m_status ? query->clusters : QStringList()) {
        if (!m_status->inventory().find(cluster.toStdString()))
            absent << displayName(cluster.toStdString());
    }
    if (!absent.isEmpty()) {
        say({ErrorClass::Usage,
            tr("The link is about clusters that this source does not have: %1. Open the source that has them, then "
               "paste the link again.")
                .arg(absent.join(QStringLiteral(", "))),
            {}, 0, {}});
        return;
    }
    m_state.setQuery(*query);
}

void MainWindow::openSavedViews()
{
    if (!m_savedViews || !m_session)
        return;
    auto* dialog = new SavedViewsDialog(*m_savedViews, m_state.query(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SavedViewsDialog::opened, this, [this](const SavedView& view) { m_state.setQuery(view.query); });
    dialog->open();
}

void MainWindow::showShortcuts()
{
    ShortcutsDialog::Keys keys;
    keys.emplace_back(pageKey(0).toString(QKeySequence::NativeText) + QStringLiteral(" …"), tr("The pages, in order"));
    for (const auto& action : m_actions) {
        if (!action.keys.isEmpty())
            keys.emplace_back(keysText(action.keys), action.text);
    }
    auto* dialog = new ShortcutsDialog(keys, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace atlas
