// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"
#include "models/views/DashboardState.h"

#include <QObject>
#include <QString>

#include <vector>

namespace atlas {

/// A query under a name.
struct SavedView
{
    QString name;
    DashboardQuery query;

    friend bool operator==(const SavedView&, const SavedView&) = default;
};

/// The views that the user saved, as the window sees them; the program behind it keeps them. GUI thread; nothing
/// here blocks.
class SavedViews : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// By name.
    virtual std::vector<SavedView> views() const = 0;
    /// Under a name without blanks around it; takes the place of the one of that name. An empty name is none.
    virtual void save(const QString& name, const DashboardQuery& query) = 0;
    /// Nothing happens where there is no such view, or another has the new name.
    virtual void rename(const QString& name, const QString& newName) = 0;
    virtual void remove(const QString& name) = 0;

signals:
    void changed();
    /// A change is in force for this run, and could not be written down; or what was written could not be read.
    void failed(const atlas::Error& error);
};

} // namespace atlas
