// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/DashboardState.h"
#include "models/views/Session.h"
#include "ui/ConnectionManager.h"
#include "ui/SourceOpener.h"
#include "ui/Theme.h"
#include "ui/pages/Page.h"

#include <QMainWindow>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QStackedWidget;

namespace atlas {

class BannerArea;
class ConnectionsDialog;
class PageRail;
class StatusPresenter;
class StatusStrip;
class TopBar;
class WelcomePage;

/// The frame around the pages, and nothing else: it puts top bar, rail, pages and status strip together and passes
/// on what they ask for. Without a session it shows the welcome page.
///
/// Keys: Ctrl+1.. pages, Alt+Left and Alt+Right history, F5 refresh, Ctrl+L connections, Ctrl+O open, Escape back from
/// the welcome page.
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
    /// What evaluates the rules on the session's store; to be set before it, and nullptr before it ends.
    void setAlerts(AlertCenter* alerts) { m_alerts = alerts; }

    /// The page in view; nullptr while the welcome page is.
    Page* currentPage() const;
    /// The page in view is settled and its source has nothing under way.
    bool isSettled() const;

    void showWelcome();
    /// The dialog of the connections: at one of them, or all where `id` is empty; at its secret with `login`.
    void showConnections(const QString& id = {}, bool login = false);

signals:
    void settled();

private:
    void buildFrame();
    void buildShortcuts();
    void connectBar();
    void connectOpener();
    void connectTo(const QString& url, const QString& token);
    void tested(const ConnectionReport& report);
    /// What the welcome page's form comes to, taken together with a saved connection of that address.
    TypedConnection typedConnection(const QString& url, const QString& token) const;
    ConnectionsDialog& dialog();
    void followClusterZone(const QString& before);
    void openFile();
    void queryChanged(const DashboardQuery& before);
    void inventoryChanged();
    void statusChanged();
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
    QByteArray m_ownZone; ///< the window's, while a cluster is shown in its own
    std::optional<TypedConnection> m_pending; ///< being tested for the welcome page
    WelcomePage* m_welcome = nullptr;
    QTimer m_minute;
    std::unique_ptr<Session> m_session; ///< outlives pages and presenters: they are deleted in setSession() and ~
    AlertCenter* m_alerts = nullptr;
    StatusPresenter* m_status = nullptr;
    std::vector<Page*> m_pages; ///< made when first shown
};

} // namespace atlas
