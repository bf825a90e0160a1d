// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/SavedViews.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace atlas {

/// Saves what the window shows under a name; opens, renames and removes what was saved.
class SavedViewsDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `shown`: what would be saved. `views` outlives the dialog.
    SavedViewsDialog(SavedViews& views, const DashboardQuery& shown, QWidget* parent = nullptr);

signals:
    void opened(const atlas::SavedView& view);

private:
    void build();
    void fill();
    void check();
    void save();
    void rename();
    void openCurrent();
    QString current() const;

    SavedViews& m_views;
    DashboardQuery m_shown;
    QLineEdit* m_name;
    QListWidget* m_list;
    QPushButton *m_save, *m_open, *m_rename, *m_remove;
};

} // namespace atlas
