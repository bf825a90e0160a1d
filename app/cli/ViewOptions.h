// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandOptions.h"
#include "models/analysis/LevelId.h"
#include "models/views/Definitions.h"
#include "models/views/LevelExport.h"
#include "models/views/Link.h"

#include <QIODevice>

#include <functional>

namespace atlas {

/// What of a store is asked for: the same that decides what the window shows.
struct AskedView
{
    DashboardQuery query; ///< for a link to it
    LevelExport wish; ///< without columns, filter and order
    QString previousName; ///< "previous week"
    Instant at{}; ///< what the range is counted from
};

/// --store, --cluster, the range, --zone, how figures are read, --lang.
void declareViewOptions(QCommandLineParser& parser);

/// What the options ask for; `level` is about whom. USAGE with a sentence that names what there is.
Result<AskedView> viewOption(const Invocation& call, SqliteStore& store, const LevelKey& level);
/// --bucket: nullopt without it.
Result<std::optional<Bucket>> bucketOption(const Invocation& call);
/// "namespace", "label:team" ...; USAGE names those there are.
Result<LevelKey> levelOption(const QString& text);

/// What an export of it says of where it is from, as the window does.
ExportSource sourceOf(const Invocation& call, const AskedView& view);

/// --lang: of what is written from here on. USAGE where there is no such language.
Result<void> takeLanguage(const Invocation& call);

/// USAGE where --output is a store: an export is no reason to lose one. Before any is opened.
Result<void> checkOutput(const Invocation& call);

/// --format, or what the name of --output ends in; `fallback` without either. USAGE where it is none of `known`, and
/// where the two contradict each other.
Result<QString> formatOption(const Invocation& call, const QStringList& known, const QString& fallback);

/// Writes to --output, whole or not at all, or to the standard output where that is "-" or `call` has none.
Result<void> writeOutput(
    const Invocation& call, const std::function<std::optional<Error>(QIODevice& out)>& write, const Progress& progress);

} // namespace atlas
