// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/CommandIndex.h"

#include "models/analysis/Format.h"
#include "models/views/Definitions.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace atlas {

namespace {

struct CommandText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::CommandText)
};

constexpr int noMatch = -1;
// Ranks of a word's match, with room in between for how far apart its letters are.
constexpr int atStart = 0, atWordStart = 100, anywhere = 200, scattered = 300, inContext = 500;

bool isWordStart(QStringView text, qsizetype at)
{
    return at == 0 || (text[at].isLetterOrNumber() && !text[at - 1].isLetterOrNumber());
}

/// Letters of the word in their order, each as early as it can be; the gaps between them count. The first letter has to
/// begin a word: else nearly everything would match.
int scatteredRank(QStringView text, QStringView word)
{
    constexpr int mostGaps = 99;
    int best = noMatch;
    for (qsizetype start = text.indexOf(word[0]); start >= 0; start = text.indexOf(word[0], start + 1)) {
        if (!isWordStart(text, start))
            continue;
        qsizetype at = start, gaps = 0;
        qsizetype letter = 1;
        for (; letter < word.size(); ++letter) {
            const auto next = text.indexOf(word[letter], at + 1);
            if (next < 0)
                break;
            gaps += next - at - 1;
            at = next;
        }
        if (letter < word.size())
            break; // a later start has even less behind it
        const int rank = scattered + int(std::min<qsizetype>(gaps, mostGaps));
        best = best == noMatch ? rank : std::min(best, rank);
    }
    return best;
}

int rankOf(QStringView text, QStringView word)
{
    int best = noMatch;
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (at == 0)
            return atStart;
        if (isWordStart(text, at))
            return atWordStart;
        best = anywhere;
    }
    return best == noMatch ? scatteredRank(text, word) : best;
}

struct Found
{
    int rank;
    CommandKind kind;
    qsizetype length;
    int index;

    auto order() const { return std::tuple(rank, kind, length, index); }
};

} // namespace

CommandIndex::CommandIndex(std::vector<Command> commands)
    : m_commands(std::move(commands))
{
    m_texts.reserve(m_commands.size());
    m_contexts.reserve(m_commands.size());
    for (const auto& command : m_commands) {
        m_texts.push_back(command.text.toCaseFolded());
        m_contexts.push_back(command.context.toCaseFolded());
    }
}

std::vector<int> CommandIndex::find(const QString& question, int limit) const
{
    const auto folded = question.toCaseFolded().simplified();
    const auto words = QStringView(folded).split(u' ', Qt::SkipEmptyParts);
    std::vector<Found> found;
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        int rank = 0;
        for (const auto word : words) {
            int own = rankOf(m_texts[i], word);
            if (own == noMatch && m_contexts[i].contains(word))
                own = inContext;
            if (own == noMatch) {
                rank = noMatch;
                break;
            }
            rank += own;
        }
        if (rank != noMatch)
            found.push_back({rank, m_commands[i].kind, words.isEmpty() ? qsizetype(0) : m_texts[i].size(), int(i)});
    }
    const auto count = std::min(found.size(), std::size_t(std::max(0, limit)));
    std::partial_sort(
        found.begin(), found.begin() + std::ptrdiff_t(count), found.end(), [this](const Found& a, const Found& b) {
            if (a.rank != b.rank || a.kind != b.kind || a.length != b.length)
                return a.order() < b.order();
            const int byName = m_texts[std::size_t(a.index)].compare(m_texts[std::size_t(b.index)]);
            return a.length > 0 && byName != 0 ? byName < 0 : a.index < b.index;
        });
    std::vector<int> best;
    for (std::size_t i = 0; i < count; ++i)
        best.push_back(found[i].index);
    return best;
}

std::vector<Command> rangeCommands()
{
    std::vector<Command> commands;
    for (const auto preset : rangePresets())
        commands.push_back({CommandKind::Range, rangePresetId(preset), rangePresetName(preset), {}, {}});
    return commands;
}

std::vector<Command> bucketCommands()
{
    const std::pair<Bucket, QString> buckets[] = {{Bucket::Auto, CommandText::tr("Bucket: automatic")},
        {Bucket::Hour, CommandText::tr("Bucket: hours")}, {Bucket::Day, CommandText::tr("Bucket: days")},
        {Bucket::Week, CommandText::tr("Bucket: weeks")}, {Bucket::Month, CommandText::tr("Bucket: months")},
        {Bucket::Quarter, CommandText::tr("Bucket: quarters")}};
    std::vector<Command> commands;
    for (const auto& [bucket, name] : buckets)
        commands.push_back({CommandKind::Bucket, bucketId(bucket), name, {}, {}});
    return commands;
}

std::vector<Command> viewCommands(const std::vector<SavedView>& views)
{
    std::vector<Command> commands;
    for (const auto& view : views)
        commands.push_back({CommandKind::SavedView, view.name, displayName(view.name.toStdString()), {}, {}});
    return commands;
}

DashboardQuery queryAfter(const Command& command, DashboardQuery query, const std::vector<SavedView>& views)
{
    const auto select = [&query, &command](const char* page, Level level) {
        query.page = QLatin1StringView(page);
        query.selection = {level, command.dimension, {command.id}};
    };
    switch (command.kind) {
    case CommandKind::Page:
        query.page = command.id;
        break;
    case CommandKind::Action:
        break;
    case CommandKind::SavedView: {
        const auto view = std::ranges::find(views, command.id, &SavedView::name);
        return view == views.end() ? query : view->query;
    }
    case CommandKind::Range:
        query.preset = rangePresetFromId(command.id).value_or(query.preset);
        query.custom = {};
        break;
    case CommandKind::Bucket:
        query.bucket = bucketFromId(command.id).value_or(query.bucket);
        break;
    case CommandKind::Cluster:
        if (query.clusters != QStringList{command.id})
            query.selection = {};
        query.clusters = {command.id};
        query.allClusters = false;
        break;
    case CommandKind::Namespace:
        select("namespaces", Level::Namespace);
        break;
    case CommandKind::Value:
        select("teams", Level::Dimension);
        query.dimension = command.dimension;
        break;
    case CommandKind::Workload:
        select("workloads", Level::Workload);
        break;
    }
    return query;
}

} // namespace atlas
