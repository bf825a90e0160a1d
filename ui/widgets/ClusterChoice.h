// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Inventory.h"
#include "models/views/DashboardState.h"

#include <QToolButton>

class QFrame;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace atlas {

/// Which clusters are shown: one, several or all. A click on a name shows that one alone; its box adds it to the
/// others, or takes it away. By keyboard: Down opens, Enter is a click, Space is the box.
class ClusterChoice final : public QToolButton
{
    Q_OBJECT
public:
    ClusterChoice(DashboardState& state, QWidget* parent = nullptr);

    void setClusters(const Inventory& inventory);
    QStringList names() const;
    /// After the state or the inventory changed.
    void refresh();
    void openList();
    QListWidget* list() const { return m_list; } ///< all clusters first, then each

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void chooseOnly(QListWidgetItem* item);
    void toggled(QListWidgetItem* item);
    void narrow(const QString& text);

    DashboardState& m_state;
    QStringList m_clusters; ///< as stores name them
    QFrame* m_popup;
    QLineEdit* m_search;
    QListWidget* m_list;
    bool m_boxClicked = false; ///< since the last press
};

} // namespace atlas
