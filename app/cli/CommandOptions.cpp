// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CommandOptions.h"

#include "models/domain/WallClock.h"
#include "models/views/RangeText.h"

#include <QDir>
#include <QFileInfo>

#include <cstdio>
#include <utility>

namespace atlas {

Result<Instant> parseTimeArgument(const QString& text, const QTimeZone& zone)
{
    if (const auto time = instantFromText(text, zone))
        return *time;
    return failure(ErrorClass::Usage,
        QStringLiteral("\"%1\" is no time; write 2025-11-05T14:00:00Z, or a date such as 2025-11-05.").arg(text));
}

Result<QTimeZone> zoneOption(const Invocation& call)
{
    const auto name = call.options.value(QStringLiteral("zone"));
    if (name.isEmpty() && !call.options.isSet(QStringLiteral("zone")))
        return QTimeZone::utc();
    if (!isZoneName(name.toUtf8())) {
        return failure(ErrorClass::Usage,
            QStringLiteral("There is no time zone \"%1\"; write a name such as Europe/Berlin or UTC.").arg(name));
    }
    return QTimeZone(name.toUtf8());
}

Result<TimeRange> rangeOption(const Invocation& call, const QTimeZone& zone)
{
    TimeRange range;
    for (const auto& [name, end] : {std::pair("from", &range.from), std::pair("to", &range.to)}) {
        const auto text = call.options.value(QString::fromLatin1(name));
        if (text.isEmpty())
            return failure(ErrorClass::Usage, QStringLiteral("--%1 is missing.").arg(QString::fromLatin1(name)));
        const auto time = parseTimeArgument(text, zone);
        if (!time)
            return tl::unexpected(time.error());
        *end = *time;
    }
    if (range.isEmpty()) {
        return failure(ErrorClass::Usage,
            QStringLiteral("The range is empty: --to (%1) must be later than --from (%2).")
                .arg(call.options.value(QStringLiteral("to")), call.options.value(QStringLiteral("from"))));
    }
    return range;
}

Result<int> numberOption(const Invocation& call, const QString& name, int fallback, int low, int high)
{
    const auto text = call.options.value(name);
    if (text.isEmpty())
        return fallback;
    bool isNumber = false;
    const int value = text.toInt(&isNumber);
    if (!isNumber || value < low || value > high) {
        return failure(ErrorClass::Usage,
            QStringLiteral("--%1 must be a whole number from %2 to %3, not \"%4\".")
                .arg(name)
                .arg(low)
                .arg(high)
                .arg(text));
    }
    return value;
}

QString storePath(const Invocation& call)
{
    const auto path = call.options.value(QStringLiteral("store"));
    return path.isEmpty() ? call.context.defaultStore : path;
}

namespace {

Result<std::unique_ptr<SqliteStore>> openExisting(const Invocation& call, StoreOptions options)
{
    const auto path = storePath(call);
    if (!QFileInfo::exists(path)) {
        return failure(ErrorClass::Cache,
            QStringLiteral("There is no store at %1; name one by --store, or make one with import, sync or sample.")
                .arg(path));
    }
    options.readOnly = true;
    options.mustExist = true;
    return SqliteStore::open(path, options);
}

} // namespace

Result<std::unique_ptr<SqliteStore>> openForReading(const Invocation& call)
{
    return openExisting(call, {});
}

Result<std::unique_ptr<SqliteStore>> openFrozen(const Invocation& call, const Progress& progress)
{
    StoreOptions options;
    options.frozen = true;
    options.stop = [&progress] { return progress.isCancelled(); };
    return openExisting(call, std::move(options));
}

Result<std::unique_ptr<SqliteStore>> openForWriting(const Invocation& call)
{
    const auto path = storePath(call);
    if (path == call.context.defaultStore)
        QDir().mkpath(QFileInfo(path).path());
    return SqliteStore::open(path);
}

QString printable(QString text)
{
    for (auto& c : text) {
        if (!c.isPrint() && !c.isSurrogate())
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QString printableLines(const QString& text)
{
    auto lines = text.split(u'\n');
    for (auto& line : lines)
        line = printable(line);
    return lines.join(u'\n');
}

void printOut(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void printLines(const QString& text)
{
    printOut(printableLines(text).toStdString());
}

void printError(const QString& line)
{
    const QByteArray bytes = printableLines(line).toUtf8() + "\n";
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stderr);
    std::fflush(stderr);
}

} // namespace atlas
