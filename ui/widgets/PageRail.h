// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"
#include "ui/pages/Page.h"

#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;

namespace atlas {

/// The pages, as icons with names, one below the other.
class PageRail final : public QWidget
{
    Q_OBJECT
public:
    explicit PageRail(const std::vector<PageEntry>& entries, QWidget* parent = nullptr);

    void setTheme(Theme theme);
    /// An id that is not there (or an empty one) marks none.
    void setCurrent(const QString& id);
    /// A number on a page's button: how much waits there; 0: none.
    void setBadge(const QString& id, int count);
    int badge(const QString& id) const;
    QStringList titles() const;

signals:
    void chosen(const QString& id);

private:
    struct Entry
    {
        QString id, icon;
        QToolButton* button;
        QLabel* badge;
        int count = 0;
    };
    std::vector<Entry> m_entries;
};

} // namespace atlas
