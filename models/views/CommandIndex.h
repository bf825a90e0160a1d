// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/DashboardState.h"
#include "models/views/SavedViews.h"

#include <QString>
#include <QStringList>

#include <vector>

/// What can be gone to or done by its name. Pure; an index does not change and may be searched in any thread.
namespace atlas {

enum class CommandKind : std::uint8_t { Page, Action, SavedView, Range, Bucket, Cluster, Namespace, Value, Workload };

/// A name that is offered.
struct Command
{
    CommandKind kind = CommandKind::Action;
    QString id; ///< of page, preset, bucket or action; the subject as grids name it; the view's name
    QString text; ///< shown and searched
    QString context; ///< shown beside it and searched behind it: a cluster, a label's key
    QString keys; ///< shortcut, as shown; empty: none
    DimensionKey dimension = {}; ///< of a Value

    friend bool operator==(const Command&, const Command&) = default;
};

/// Names to search. A name matches when each word of the question is in it: at its start, at the start of one of its
/// words, anywhere, or with letters in between, in this order of rank; then the kind, the length and the name decide.
class CommandIndex
{
public:
    CommandIndex() = default;
    explicit CommandIndex(std::vector<Command> commands);

    const std::vector<Command>& commands() const { return m_commands; }
    /// Indices of the best matches, best first. An empty question: pages, actions and what else comes first.
    std::vector<int> find(const QString& question, int limit) const;

private:
    std::vector<Command> m_commands;
    std::vector<QString> m_texts, m_contexts; ///< folded
};

/// Ranges and buckets, by name.
std::vector<Command> rangeCommands();
std::vector<Command> bucketCommands();
std::vector<Command> viewCommands(const std::vector<SavedView>& views);

/// The query after a command was chosen; unchanged for an action. A subject is selected, on its page.
DashboardQuery queryAfter(const Command& command, DashboardQuery query, const std::vector<SavedView>& views);

} // namespace atlas
