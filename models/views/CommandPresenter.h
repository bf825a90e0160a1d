// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/CommandIndex.h"
#include "models/views/Presenter.h"

#include <memory>

namespace atlas {

/// Answers questions for names: the window's own commands, and the subjects of the shown clusters in the newest week of
/// the range. All searching is done in the pool; while it goes on, only the newest question waits.
class CommandPresenter final : public Presenter
{
    Q_OBJECT
public:
    CommandPresenter(DashboardState& state, Session& session, QObject* parent = nullptr);

    /// What is offered beside the subjects; replaces what was.
    void setOwnCommands(std::vector<Command> commands);
    void ask(const QString& question);

    /// The answer to the newest question, best first; of answers() itself the newest is kept.
    const std::vector<Command>& answers() const { return m_answers; }
    QString answered() const { return m_answered; }

signals:
    void answersChanged();

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;
    bool needsCluster() const override { return false; }

private:
    void fetchSubjects(const Inventory& inventory);
    void sourceDone();
    void rebuild();
    void search();

    std::vector<Command> m_own, m_subjects;
    std::shared_ptr<const CommandIndex> m_index;
    QString m_question, m_answered;
    std::vector<Command> m_answers;
    bool m_searching = false, m_again = false;
    int m_missing = 0; ///< sources of names that have not answered
    quint64 m_load = 0, m_build = 0;
};

} // namespace atlas
