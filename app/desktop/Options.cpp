// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Options.h"

#include "models/analysis/LevelId.h"
#include "models/domain/WallClock.h"
#include "models/views/Definitions.h"
#include "models/views/Link.h"
#include "models/views/RangeText.h"
#include "ui/pages/Page.h"

#include <QCommandLineParser>
#include <QTimeZone>

namespace atlas {

namespace {

/// The command line speaks English: it is read before the language is known, which it names.
QString english(const char* text)
{
    return QString::fromUtf8(text);
}

std::optional<QSize> parseSize(const QString& text)
{
    const auto parts = text.split(QLatin1Char('x'));
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    constexpr int most = 16'000;
    const bool possible =
        parts.size() == 2 && size.width() > 0 && size.height() > 0 && size.width() <= most && size.height() <= most;
    return possible ? std::optional(size) : std::nullopt;
}

tl::unexpected<Error> usage(const QString& sentence)
{
    return failure(ErrorClass::Usage, sentence);
}

void declare(QCommandLineParser& parser)
{
    parser.setApplicationDescription(english("Who holds the GPUs, and how well are they used?"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {QStringLiteral("connect"), english("Connect to the API at URL."), QStringLiteral("URL")},
        {QStringLiteral("token-file"), english("File of mode 0600 that holds the server's token, for --connect."),
            QStringLiteral("FILE")},
        {QStringLiteral("insecure"), english("Allow plain http to another machine, for --connect.")},
        {QStringLiteral("live"), english("Show the saved connections; the default where there are any.")},
        {QStringLiteral("open"),
            english("Open a store, a bundle or recorded replies, read-only; several stand side by side."),
            QStringLiteral("FILE")},
        {QStringLiteral("link"), english("Show what a copied link says; the options below change parts of it."),
            QStringLiteral("LINK")},
        {QStringLiteral("page"), english("Show this page first."), QStringLiteral("NAME")},
        {QStringLiteral("cluster"), english("Show this cluster; for a report it may be given several times."),
            QStringLiteral("NAME")},
        {QStringLiteral("range"),
            english("last-24h, last-7d, last-30d, last-90d, last-year, today, this-week, last-week, "
                    "this-month, last-month, this-quarter, last-quarter, or FROM/TO in RFC3339."),
            QStringLiteral("RANGE")},
        {QStringLiteral("zone"), english("Time zone, such as Asia/Shanghai."), QStringLiteral("ZONE")},
        {QStringLiteral("bucket"), english("auto, hour, day, week, month or quarter."), QStringLiteral("NAME")},
        {QStringLiteral("theme"), english("light, dark or system."), QStringLiteral("NAME")},
        {QStringLiteral("lang"), english("Language of the interface, such as zh_CN."), QStringLiteral("CODE")},
        {QStringLiteral("render"), english("Write a picture of the page to FILE.png and end."), QStringLiteral("FILE")},
        {QStringLiteral("report"),
            english("Write a report of the range to FILE.pdf (- is the standard output) and end."),
            QStringLiteral("FILE")},
        {QStringLiteral("from"), english("First hour of the report, RFC3339 or a date in the zone."),
            QStringLiteral("TIME")},
        {QStringLiteral("to"), english("End of the report; the hour that starts here is left out."),
            QStringLiteral("TIME")},
        {QStringLiteral("at"),
            english("What the report's --range is counted from: now, end (of the data), or a time; without it days and "
                    "hours from the end of the data, weeks and the like from now, or from the end of data that ended "
                    "more than a day ago."),
            QStringLiteral("TIME")},
        {QStringLiteral("dimension"), english("Whom the report's teams are by, such as label:team."),
            QStringLiteral("KEY")},
        {QStringLiteral("rules"), english("Alert rules of the report; the window's without the option."),
            QStringLiteral("FILE")},
        {QStringLiteral("price"), english("Price of a GPU-hour in the report, with --currency."),
            QStringLiteral("NUMBER")},
        {QStringLiteral("currency"), english("Its currency, such as EUR."), QStringLiteral("CODE")},
        {QStringLiteral("basis"), english("What the report's utilisation of clusters is over: allocated GPUs, or all."),
            QStringLiteral("BASIS")},
        {QStringLiteral("zero-hours-unknown"),
            english("In the report, hours in which all is 0 though GPUs were allocated say nothing of the "
                    "utilisation.")},
        {QStringLiteral("source"), english("What the report says that it is of; the file's name without the option."),
            QStringLiteral("TEXT")},
        {QStringLiteral("size"), english("Size of the window or picture, such as 1280x800."), QStringLiteral("WxH")},
        {QStringLiteral("timing"), english("Print the milliseconds from start to the first painted page.")},
    });
    parser.addPositionalArgument(QStringLiteral("file"), english("What to open."), QStringLiteral("[FILE...]"));
}

Result<void> readState(const QCommandLineParser& parser, DesktopOptions& options)
{
    options.page = parser.value(QStringLiteral("page"));
    QStringList pages;
    for (const auto& entry : pageEntries())
        pages << entry.id;
    if (!options.page.isEmpty() && !pages.contains(options.page))
        return usage(
            english("There is no page \"%1\"; there are: %2.").arg(options.page, pages.join(QStringLiteral(", "))));
    if (const auto text = parser.value(QStringLiteral("link")); !text.isEmpty()) {
        const auto query = queryFromLink(text, pages);
        if (!query)
            return tl::unexpected(query.error());
        options.link = *query;
    }
    options.cluster = parser.value(QStringLiteral("cluster"));
    options.zone = parser.value(QStringLiteral("zone")).toLatin1();
    if (!options.zone.isEmpty() && !isZoneName(options.zone))
        return usage(english("\"%1\" is no time zone. Use a name such as Asia/Shanghai or UTC.")
                         .arg(QString::fromLatin1(options.zone)));
    const QTimeZone zone = options.zone.isEmpty() ? QTimeZone::systemTimeZone() : QTimeZone(options.zone);
    if (const auto text = parser.value(QStringLiteral("range")); !text.isEmpty()) {
        options.preset = rangePresetFromId(text);
        options.range = options.preset ? std::nullopt : rangeFromText(text, zone);
        if (!options.preset && !options.range)
            return usage(english("\"%1\" is no range. Use last-7d and the like, or 2025-01-01/2025-02-01.").arg(text));
    }
    if (const auto text = parser.value(QStringLiteral("bucket")); !text.isEmpty()) {
        options.bucket = bucketFromId(text);
        if (!options.bucket)
            return usage(english("\"%1\" is no bucket. Use auto, hour, day, week, month or quarter.").arg(text));
    }
    return {};
}

/// What only reports know.
Result<void> readReport(const QCommandLineParser& parser, DesktopOptions& options)
{
    options.reportTo = parser.value(QStringLiteral("report"));
    options.clusters = parser.values(QStringLiteral("cluster"));
    options.rules = parser.value(QStringLiteral("rules"));
    options.source = parser.value(QStringLiteral("source"));
    const QTimeZone zone = options.zone.isEmpty() ? QTimeZone::systemTimeZone() : QTimeZone(options.zone);
    const auto from = parser.value(QStringLiteral("from")), to = parser.value(QStringLiteral("to"));
    if (!from.isEmpty() || !to.isEmpty()) {
        options.range = rangeFromText(from + QLatin1Char('/') + to, zone);
        options.preset.reset();
        if (!options.range)
            return usage(english("--from %1 --to %2 is no range. Use RFC3339 times or dates, the start before the end.")
                             .arg(from, to));
    }
    options.at = parser.value(QStringLiteral("at"));
    if (!anchorFromText(options.at, {}, {}, {}))
        return usage(english("--at must be now, end (of the data) or an RFC3339 time, not \"%1\".").arg(options.at));
    if (const auto text = parser.value(QStringLiteral("dimension")); !text.isEmpty()) {
        const auto level = levelFromId(text);
        if (!level || level->level != Level::Dimension)
            return usage(english("\"%1\" is no label or annotation. Use one such as label:team.").arg(text));
        options.dimension = level->dimension;
    }
    options.currency = parser.value(QStringLiteral("currency"));
    if (const auto text = parser.value(QStringLiteral("price")); !text.isEmpty()) {
        bool isNumber = false;
        const double price = text.toDouble(&isNumber);
        if (!isNumber || !(price >= 0) || options.currency.isEmpty())
            return usage(english("--price needs a number of 0 or more, and --currency beside it."));
        options.price = price;
    } else if (!options.currency.isEmpty()) {
        return usage(english("--currency needs --price beside it."));
    }
    const auto basis = parser.value(QStringLiteral("basis"));
    if (!basis.isEmpty() && basis != QLatin1StringView("allocated") && basis != QLatin1StringView("all"))
        return usage(english("--basis must be allocated or all, not \"%1\".").arg(basis));
    options.overAllGpus = basis == QLatin1StringView("all");
    options.zeroHoursAreUnknown = parser.isSet(QStringLiteral("zero-hours-unknown"));
    if (!options.reportTo.isEmpty() && options.openFiles.size() != 1)
        return usage(english("A report needs the store that it is of: --open FILE."));
    if (options.reportTo.endsWith(QLatin1StringView(".xlsx"), Qt::CaseInsensitive))
        return usage(english("Reports are drawn as PDF here; gpu-atlasctl export report writes workbooks."));
    return {};
}

} // namespace

Result<DesktopOptions> parseDesktopOptions(const QStringList& arguments, QString& printed)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(QStringList{QStringLiteral("gpu-atlas")} + arguments))
        return usage(parser.errorText());
    if (parser.isSet(QStringLiteral("help")))
        printed = parser.helpText();
    else if (parser.isSet(QStringLiteral("version")))
        printed = QStringLiteral("gpu-atlas " ATLAS_VERSION "\n");

    DesktopOptions options;
    options.connectUrl = parser.value(QStringLiteral("connect"));
    options.openFiles = parser.values(QStringLiteral("open")) + parser.positionalArguments();
    options.live = parser.isSet(QStringLiteral("live"));
    options.tokenFile = parser.value(QStringLiteral("token-file"));
    options.insecure = parser.isSet(QStringLiteral("insecure"));
    if (int(!options.connectUrl.isEmpty()) + int(!options.openFiles.isEmpty()) + int(options.live) > 1)
        return usage(english("Connect to a server, open a file, or show the saved connections: one of these."));
    if (const auto read = readState(parser, options); !read)
        return tl::unexpected(read.error());
    if (const auto read = readReport(parser, options); !read)
        return tl::unexpected(read.error());
    if (const auto text = parser.value(QStringLiteral("theme")); !text.isEmpty()) {
        const QStringList names{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};
        const auto index = names.indexOf(text);
        if (index < 0)
            return usage(english("\"%1\" is no theme; there are: %2.").arg(text, names.join(QStringLiteral(", "))));
        options.theme = ThemeMode(index);
    }
    if (const auto text = parser.value(QStringLiteral("size")); !text.isEmpty()) {
        const auto size = parseSize(text);
        if (!size)
            return usage(english("\"%1\" is no size. Use one such as 1280x800.").arg(text));
        options.size = *size;
    }
    options.language = parser.value(QStringLiteral("lang"));
    options.renderTo = parser.value(QStringLiteral("render"));
    options.timing = parser.isSet(QStringLiteral("timing"));
    return options;
}

} // namespace atlas
