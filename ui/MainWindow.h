// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/CommandIndex.h"
#include "models/views/DashboardState.h"
#include "models/views/Session.h"
#include "ui/ConnectionManager.h"
#include "ui/SourceOpener.h"
#include "ui/Theme.h"
#include "ui/exports/JobList.h"
#include "ui/pages/Page.h"

#include <QKeySequence>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QMessageBox;
class QStackedWidget;

namespace atlas {

class BannerArea;
class CommandPalette;
class CommandPresenter;
class ConnectionsDialog;
class Exporter;
class Exports;
class JobArea;
class PageRail;
class ProvenancePanel;
class ProvenancePresenter;
class SavedViews;
class StatusPresenter;
class StatusStrip;
class TopBar;
class WelcomePage;

/// The frame around the pages, and nothing else: it puts top bar, rail, pages and status strip together and passes
/// on what they ask for. Without a session it shows the welcome page.
///
/// Keys: Ctrl+1.. pages, Ctrl+K anything by its name, F1 a list of all keys.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// All outlive the window.
    MainWindow(DashboardState& state, ThemeController& theme, SourceOpener& opener, ConnectionManager& connections,
        QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows a source, in the place of the one before, which is closed.
    void setSession(std::unique_ptr<Session> session);
    Session* session() const { return m_session.get(); }
    /// Makes what evaluates the alert rules on a session's store, for every session that is shown from now on.
    using AlertMaker = std::function<std::unique_ptr<AlertCenter>(Session&)>;
    void setAlertMaker(AlertMaker make) { m_makeAlerts = std::move(make); }
    AlertCenter* alerts() const { return m_alerts.get(); } ///< nullptr: nothing does
    /// They outlive the window.
    void setSavedViews(SavedViews* views);

    /// The page in view; nullptr while the welcome page is.
    Page* currentPage() const;
    /// The page in view is settled and its source has nothing under way.
    bool isSettled() const;

    void showWelcome();
    /// The server that the start page offers to connect to.
    void setAddress(const QString& url);
    /// The dialog of the connections: at one of them, or all where `id` is empty; at its secret with `login`.
    void showConnections(const QString& id = {}, bool login = false);

    /// The field in which anything is found by its name; without a source there is nothing to find.
    void openPalette();
    /// Where a figure comes from, beside the page.
    void showProvenance(const FigureRef& figure);
    /// Follows a link, or takes a range over. A text that is neither, and a link of clusters that are not here, changes
    /// nothing; a sentence says so.
    void paste(const QString& text);

    /// Opens files in the place of what is open; with `beside` together with the files that are open.
    void openPaths(const QStringList& paths, bool beside);
    /// nullptr: nothing leaves the window. It outlives the window.
    void setExporter(const Exporter* exporter);
    /// What is being written.
    JobList& jobs() { return m_jobs; }

signals:
    void settled();
    /// Another source is shown, or none.
    void sessionChanged();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildFrame();
    void buildShortcuts();
    void buildOverlays();
    void addCommand(const char* id, const QString& text, const QList<QKeySequence>& keys, std::function<void()> run);
    std::vector<Command> ownCommands() const;
    void runCommand(const Command& command);
    void copyText(const QString& text, const QString& said);
    void say(const Error& error);
    void openSavedViews();
    void showShortcuts();
    void setOverlaySession(Session* session);
    void connectBar();
    void connectOpener();
    void connectTo(const QString& url, const QString& token);
    void tested(const ConnectionReport& report);
    void dropTest();
    void giveUpOpening();
    /// What the welcome page's form comes to, taken together with a saved connection of that address.
    TypedConnection typedConnection(const QString& url, const QString& token) const;
    ConnectionsDialog& dialog();
    void followClusterZone();
    void chooseFiles(OpenWish wish);
    QStringList openedPaths() const;
    /// What the opened files say of themselves.
    void showOpened();
    void buildExports();
    void fillExportMenu();
    void exportPage(const PageExport& what);
    void queryChanged(const DashboardQuery& before);
    void inventoryChanged();
    void statusChanged();
    void showBadge();
    void showPage(const QString& id);
    void applyTheme(Theme theme);
    void announceSettled();

    DashboardState& m_state;
    ThemeController& m_theme;
    SourceOpener& m_opener;
    ConnectionManager& m_connections;
    const std::vector<PageEntry> m_entries;
    TopBar* m_topBar = nullptr;
    PageRail* m_rail = nullptr;
    StatusStrip* m_strip = nullptr;
    BannerArea* m_banners = nullptr;
    QStackedWidget* m_stack = nullptr;
    ConnectionsDialog* m_dialog = nullptr; ///< made when first shown
    QByteArray m_followedZone; ///< the shown cluster's own; empty: it has none
    QByteArray m_ownZone; ///< the window's, while there is one to follow
    std::optional<TypedConnection> m_pending; ///< being tested for the welcome page
    WelcomePage* m_welcome = nullptr;
    QTimer m_minute;
    JobList m_jobs;
    JobArea* m_jobArea = nullptr;
    Exports* m_exports = nullptr;
    QPointer<QMessageBox> m_closing; ///< asks whether to, while something is written
    std::unique_ptr<Session> m_session; ///< outlives pages and presenters: they are deleted in setSession() and ~
    AlertMaker m_makeAlerts;
    std::unique_ptr<AlertCenter> m_alerts; ///< reads the session's store
    SavedViews* m_savedViews = nullptr;
    QStringList m_wanted; ///< clusters that were asked for: shown as soon as they are there
    bool m_adapting = false; ///< the clusters are changed by the window, not by the user
    /// What can be done by key and by name.
    struct WindowAction
    {
        QString id, text;
        QList<QKeySequence> keys;
        std::function<void()> run;
    };
    std::vector<WindowAction> m_actions;
    CommandPalette* m_palette = nullptr;
    CommandPresenter* m_commands = nullptr; ///< of the session
    ProvenancePanel* m_provenance = nullptr;
    ProvenancePresenter* m_figure = nullptr; ///< of the session
    StatusPresenter* m_status = nullptr;
    std::vector<Page*> m_pages; ///< made when first shown
};

} // namespace atlas
