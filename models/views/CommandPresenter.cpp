// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/CommandPresenter.h"

#include "models/analysis/Format.h"

#include <algorithm>

namespace atlas {

namespace {

using namespace std::chrono_literals;

constexpr auto nameRange = 7 * 24h;
constexpr int mostAnswers = 60;

/// Whose names of a level they are.
struct NameSource
{
    CommandKind kind;
    std::string cluster;
    DimensionKey dimension;
};

Command subjectCommand(const NameSource& source, const std::string& name, bool qualified)
{
    const auto inGrids = qualified ? qualifiedName(source.cluster, name) : name;
    QStringList context;
    if (source.kind == CommandKind::Value)
        context << displayName(source.dimension.key);
    if (qualified)
        context << displayName(source.cluster);
    return {source.kind, QString::fromStdString(inGrids), displayName(name), context.join(QStringLiteral(" · ")), {},
        source.dimension};
}

std::vector<std::string> namesOf(const GridPtr& grid)
{
    return grid->subjects();
}

std::vector<std::string> namesOf(const std::vector<WorkloadHour>& rows)
{
    std::vector<std::string> names;
    for (const auto& row : rows)
        names.push_back(row.namespaceName + '/' + row.name);
    return names;
}

} // namespace

CommandPresenter::CommandPresenter(DashboardState& state, Session& session, QObject* parent)
    : Presenter(state, session, parent)
    , m_index(std::make_shared<const CommandIndex>())
{
}

void CommandPresenter::setOwnCommands(std::vector<Command> commands)
{
    if (commands == m_own)
        return;
    m_own = std::move(commands);
    rebuild();
}

bool CommandPresenter::concerns(const DashboardQuery& before, const DashboardQuery& after) const
{
    return before.clusters != after.clusters || before.preset != after.preset || before.custom != after.custom;
}

void CommandPresenter::load()
{
    ++m_load;
    fetch(store().inventory(), [this](const Inventory& inventory) { fetchSubjects(inventory); });
}

void CommandPresenter::fetchSubjects(const Inventory& inventory)
{
    auto range = state().range();
    range.from = std::max(range.from, range.to - nameRange);
    m_subjects.clear();
    for (const auto& cluster : inventory.clusters)
        m_subjects.push_back(
            {CommandKind::Cluster, QString::fromStdString(cluster.name), displayName(cluster.name), {}, {}});
    m_missing = 1;
    const auto& shown = state().query().clusters;
    for (const auto& cluster : inventory.clusters) {
        if (!shown.contains(QString::fromStdString(cluster.name)))
            continue;
        const auto take = [this, qualified = shown.size() > 1](const NameSource& source, const auto& answer) {
            ++m_missing;
            // What cannot be read costs its own names, not the others'.
            whenDone(answer, this, [this, source, qualified, load = m_load](const auto& names) {
                if (load != m_load)
                    return;
                for (const auto& name : names ? namesOf(*names) : std::vector<std::string>())
                    m_subjects.push_back(subjectCommand(source, name, qualified));
                sourceDone();
            });
        };
        take({CommandKind::Namespace, cluster.name, {}}, store().grid({{cluster.name, Level::Namespace, {}}, range}));
        for (const auto& key : cluster.dimensions)
            take({CommandKind::Value, cluster.name, key}, store().grid({{cluster.name, Level::Dimension, key}, range}));
        take({CommandKind::Workload, cluster.name, {}}, store().newestWorkloadRows(cluster.name, range));
    }
    sourceDone();
}

void CommandPresenter::sourceDone()
{
    if (--m_missing > 0)
        return;
    rebuild();
    finish(PanelState::ready());
}

void CommandPresenter::rebuild()
{
    auto all = m_own;
    all.insert(all.end(), m_subjects.begin(), m_subjects.end());
    const auto build = ++m_build;
    whenDone(QtConcurrent::run(
                 [all = std::move(all)]() mutable { return std::make_shared<const CommandIndex>(std::move(all)); }),
        this, [this, build](const std::shared_ptr<const CommandIndex>& index) {
            if (build != m_build)
                return;
            m_index = index;
            search();
        });
}

void CommandPresenter::ask(const QString& question)
{
    m_question = question;
    search();
}

void CommandPresenter::search()
{
    if (m_searching) {
        m_again = true;
        return;
    }
    m_searching = true;
    m_again = false;
    using Answer = std::pair<QString, std::vector<Command>>;
    whenDone(QtConcurrent::run([index = m_index, question = m_question] {
        std::vector<Command> found;
        for (const int i : index->find(question, mostAnswers))
            found.push_back(index->commands()[std::size_t(i)]);
        return Answer(question, std::move(found));
    }),
        this, [this](const Answer& answer) {
            m_searching = false;
            m_answered = answer.first;
            m_answers = answer.second;
            emit answersChanged();
            if (m_again)
                search();
        });
}

} // namespace atlas
