// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/SavedViews.h"

#include <QThreadPool>

#include <map>
#include <optional>

namespace atlas {

/// Saved views in a JSON file: names and links, so that a link that this version does not understand is kept as it is
/// for one that does. A file of another format is set aside under another name, never overwritten.
class SavedViewsFile final : public SavedViews
{
    Q_OBJECT
public:
    /// The file is read by load() and written in a thread of its own.
    explicit SavedViewsFile(const QString& path, QObject* parent = nullptr);
    ~SavedViewsFile() override; ///< waits for what is being written

    /// At start. What cannot be read is set aside, and the sentence says where; then there are no views.
    Result<void> load();

    std::vector<SavedView> views() const override;
    void save(const QString& name, const DashboardQuery& query) override;
    void rename(const QString& name, const QString& newName) override;
    void remove(const QString& name) override;

private:
    void write();

    QString m_path;
    std::map<QString, QString> m_links; ///< by name
    std::optional<Error> m_blocked; ///< a file that is not ours stands in the way
    QThreadPool m_writer;
};

} // namespace atlas
