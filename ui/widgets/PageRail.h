// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"
#include "ui/pages/Page.h"

#include <QWidget>

#include <vector>

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
    QStringList titles() const;

signals:
    void chosen(const QString& id);

private:
    struct Entry
    {
        QString id, icon;
        QToolButton* button;
    };
    std::vector<Entry> m_entries;
};

} // namespace atlas
