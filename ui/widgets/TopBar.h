// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Inventory.h"
#include "models/views/DashboardState.h"
#include "models/views/Session.h"
#include "ui/ConnectionManager.h"
#include "ui/SourceOpener.h"
#include "ui/Theme.h"

#include <QWidget>

class QComboBox;
class QMenu;
class QToolButton;

namespace atlas {

class ClusterChoice;
class SavedViews;

/// Connection, clusters, range, zone, bucket, freshness and theme: what all pages share, for the mouse and by keyboard.
class TopBar final : public QWidget
{
    Q_OBJECT
public:
    /// All outlive the bar.
    TopBar(
        DashboardState& state, ThemeController& theme, const ConnectionManager& connections, QWidget* parent = nullptr);

    /// nullptr: no source is open; only the connection and the theme can be chosen.
    void setSession(Session* session);
    void setClusters(const Inventory& inventory);
    /// Their menu is shown once they are there; nullptr before they go.
    void setSavedViews(const SavedViews* views);

    QString rangeText() const;
    QString ageText() const;
    QStringList clusterNames() const;
    /// What the menu of the source would say now.
    QStringList connectionTexts();
    QString clusterText() const;

    /// What leaves the window; filled when it is about to be shown.
    QMenu* exportMenu() const;
    void openExportMenu();
    /// Empty: what is open was not opened from a file that nobody vouches for.
    QString badgeText() const;

    /// It gives way to a narrow window: texts become shorter, then icons.
    QSize minimumSizeHint() const override;

public slots:
    /// Ages grow and ranges move; called when the state, the source or the clock moved on.
    void refreshTexts();

signals:
    /// The dialog of the connections, at one of them; empty: at none in particular.
    void connectionsRequested(const QString& id);
    /// The saved connections, in the place of what is open.
    void liveRequested();
    /// The welcome page.
    void startRequested();
    void openRequested(atlas::OpenWish wish);
    /// What opened files say of themselves.
    void openedRequested();
    void sampleRequested();
    void paletteRequested();
    /// The dialog in which views are saved, renamed and removed.
    void savedViewsRequested();
    void savedViewChosen(const QString& name);
    void linkCopyRequested();
    void rangeCopyRequested();
    /// What is on the clipboard: a link or a range.
    void pasteRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    void shorten(int level);
    void buildConnection();
    void buildRange();
    void buildRight();
    void fillConnectionMenu();
    void fillRangeMenu();
    void fillZoneMenu();
    void fillViewsMenu();
    void chooseCustomRange();
    void toggleTheme();
    void applyTheme(Theme theme);

    DashboardState& m_state;
    ThemeController& m_theme;
    const ConnectionManager& m_connections;
    Session* m_session = nullptr;
    QString m_source; ///< whole
    const SavedViews* m_savedViews = nullptr;
    QToolButton *m_connection, *m_stepBack, *m_range, *m_zone, *m_stepForward, *m_refresh, *m_export, *m_search,
        *m_views, *m_themeButton, *m_badge;
    ClusterChoice* m_clusters;
    QComboBox* m_bucket;
};

} // namespace atlas
