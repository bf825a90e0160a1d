// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandLine.h"
#include "models/domain/Error.h"
#include "models/domain/Progress.h"
#include "models/domain/Time.h"
#include "models/store/SqliteStore.h"

#include <QCommandLineParser>
#include <QTimeZone>

#include <memory>
#include <optional>
#include <string_view>

namespace atlas {

/// One call of a command: its options, already checked for unknown and missing ones.
struct Invocation
{
    const QCommandLineParser& options;
    QStringList operands; ///< what stands after the command's name
    const CommandContext& context;
    int& code; ///< exit code of a command that did what it had to: 0, unless it has something else to say
};

/// "zone", as options are asked for.
inline QString option(const char* name)
{
    return QString::fromLatin1(name);
}
/// USAGE with a sentence.
inline tl::unexpected<Error> wrong(const QString& sentence)
{
    return failure(ErrorClass::Usage, sentence);
}

/// A time as people and scripts write it: RFC3339, or without an offset, as the clocks of `zone` show it, or a date,
/// which is its midnight there. USAGE for all else.
Result<Instant> parseTimeArgument(const QString& text, const QTimeZone& zone);
/// --zone: an IANA name; UTC without the option.
Result<QTimeZone> zoneOption(const Invocation& call);
/// --from and --to, both required; USAGE where the range is empty or reversed.
Result<TimeRange> rangeOption(const Invocation& call, const QTimeZone& zone);
/// A whole number from `low` to `high`; `fallback` without the option.
Result<int> numberOption(const Invocation& call, const QString& name, int fallback, int low, int high);
/// --store, or the default place.
QString storePath(const Invocation& call);
/// The store for reading beside another process that may write to it; CACHE where there is none.
Result<std::unique_ptr<SqliteStore>> openForReading(const Invocation& call);
/// For a long read: all of it of one point in time. A statement under way ends, with CACHE, when `progress` is
/// cancelled, which outlives the store.
Result<std::unique_ptr<SqliteStore>> openFrozen(const Invocation& call, const Progress& progress);
/// The same for writing; makes the store and, for the default place, its folder.
Result<std::unique_ptr<SqliteStore>> openForWriting(const Invocation& call);

/// Text from outside without control characters, which must not reach a terminal.
QString printable(QString text);
/// The same of a text of several lines.
QString printableLines(const QString& text);

/// Writes bytes or printable lines to standard output, or a printable line to standard error, and flushes.
void printOut(std::string_view text);
void printLines(const QString& text);
void printError(const QString& line);

} // namespace atlas
