// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Format.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace atlas {

namespace {

constexpr QChar minusSign(0x2212);
constexpr QChar emDash(0x2014);
constexpr QChar enDash(0x2013);

QString translated(const char* text)
{
    return QCoreApplication::translate("Format", text);
}

/// The locale's number with a real minus, and never "−0".
QString number(double value, int decimals, const QLocale& locale)
{
    QString text = locale.toString(std::abs(value), 'f', decimals);
    const double shown = std::round(std::abs(value) * std::pow(10.0, decimals));
    return value < 0 && shown > 0 ? minusSign + text : text;
}

/// One decimal, or none where it would be 0; two for what is too little to show with one.
QString shortNumber(double value, const QLocale& locale)
{
    const double tenths = std::round(value * 10);
    if (tenths == 0.0 && value != 0.0)
        return number(value, 2, locale);
    return number(value, std::fmod(tenths, 10.0) == 0.0 ? 0 : 1, locale);
}

/// Three significant figures and a letter: 1.23 M, 45.6 G.
QString largeNumber(double value, const QLocale& locale)
{
    static constexpr std::array<const char*, 4> letters{"M", "G", "T", "P"};
    double scaled = value / 1e6;
    std::size_t letter = 0;
    while (std::abs(scaled) >= 999.5 && letter + 1 < letters.size()) {
        scaled /= 1e3;
        ++letter;
    }
    const double size = std::abs(scaled);
    const int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    return number(scaled, decimals, locale) + QLatin1Char(' ') + QLatin1String(letters[letter]);
}

QString gpuHours(double value, const QLocale& locale)
{
    const double size = std::abs(value);
    if (size >= 999'999.5)
        return largeNumber(value, locale);
    return size < 100 ? shortNumber(value, locale) : number(value, 0, locale);
}

QDateTime localTime(Instant t, const QTimeZone& zone)
{
    return QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone.isValid() ? zone : QTimeZone::utc());
}

QString shownOffset(int seconds)
{
    return QString::fromStdString(offsetText(std::chrono::seconds(seconds))).replace(u'-', minusSign);
}

bool isChinese(const QLocale& locale)
{
    return locale.language() == QLocale::Chinese;
}

/// The day with as much of its month and year as the reader does not know yet.
enum class DayParts { Day, DayMonth, DayMonthYear };
QString dayText(const QDate& day, DayParts parts, const QLocale& locale)
{
    if (isChinese(locale)) {
        static constexpr std::array<const char16_t*, 3> formats{u"d日", u"M月d日", u"yyyy年M月d日"};
        return locale.toString(day, QString::fromUtf16(formats[std::size_t(parts)]));
    }
    static constexpr std::array<const char*, 3> formats{"d", "d MMM", "d MMM yyyy"};
    return locale.toString(day, QLatin1String(formats[std::size_t(parts)]));
}

/// Whole days, both named: a year or month that both share is said once, where the language puts it.
QString dayRange(const QDate& first, const QDate& last, const QLocale& locale)
{
    if (first == last)
        return dayText(first, DayParts::DayMonthYear, locale);
    const bool sameYear = first.year() == last.year();
    const bool sameMonth = sameYear && first.month() == last.month();
    const auto shortened = sameMonth ? DayParts::Day : sameYear ? DayParts::DayMonth : DayParts::DayMonthYear;
    const QString between = QLatin1Char(' ') + enDash + QLatin1Char(' ');
    if (isChinese(locale))
        return dayText(first, DayParts::DayMonthYear, locale) + between + dayText(last, shortened, locale);
    return dayText(first, shortened, locale) + between + dayText(last, DayParts::DayMonthYear, locale);
}

/// Control characters and those that change the direction of what follows. The joiners that scripts and emoji need
/// are neither.
bool isInvisible(char32_t c)
{
    if (c == 0x200C || c == 0x200D)
        return false;
    return QChar::category(c) == QChar::Other_Control || QChar::category(c) == QChar::Other_Format
        || QChar::category(c) == QChar::Separator_Line || QChar::category(c) == QChar::Separator_Paragraph;
}

/// With what would not be seen, or would turn the text around, as something that is seen; but for those of `kept`.
QString madeVisible(const std::u32string& text, std::u32string_view kept = {})
{
    QString shown;
    for (const char32_t c : text) {
        if (kept.find(c) != kept.npos)
            shown += QChar(char16_t(c));
        else if (c < 0x20)
            shown += QChar(char16_t(0x2400 + c)); // the picture of the control character
        else if (isInvisible(c))
            shown += QStringLiteral("<U+%1>").arg(QString::number(uint(c), 16).toUpper(), 4, QLatin1Char('0'));
        else
            shown += QString::fromUcs4(&c, 1);
    }
    return shown;
}

} // namespace

QString formatFigure(double value, Unit unit, const QLocale& locale)
{
    if (!std::isfinite(value))
        return emDash;
    switch (unit) {
    case Unit::Percent: {
        // Two decimals below 1: 0.42 % is not 0.4 %. What rounds up to 1 is written as 1.
        const double size = std::abs(value);
        return number(value, size > 0 && size < 0.995 ? 2 : 1, locale);
    }
    case Unit::Gpus:
    case Unit::Gigabytes:
    case Unit::Hours:
        return shortNumber(value, locale);
    case Unit::GpuHours:
        return gpuHours(value, locale);
    case Unit::Count:
        return number(value, 0, locale);
    case Unit::Money:
        return std::abs(value) < 1e6 ? number(value, std::abs(value) < 1000 ? 2 : 0, locale)
                                     : largeNumber(value, locale);
    case Unit::None:
        return std::abs(value) < 1 && value != 0.0 ? number(value, 2, locale) : shortNumber(value, locale);
    }
    return emDash;
}

QString unitName(Unit unit)
{
    switch (unit) {
    case Unit::Percent:
        return QStringLiteral("%");
    case Unit::Gpus:
        return QStringLiteral("GPU");
    case Unit::GpuHours:
        return QStringLiteral(u"GPU·h");
    case Unit::Gigabytes:
        return QStringLiteral("GB");
    case Unit::Hours:
        return QStringLiteral("h");
    case Unit::None:
    case Unit::Count:
    case Unit::Money: // the currency stands with the title
        break;
    }
    return {};
}

namespace {

/// As a word of its own: the h of "With data" names no hours.
bool namesUnit(const QString& title, const QString& unit)
{
    const auto isLetter = [&title](qsizetype at) { return at >= 0 && at < title.size() && title.at(at).isLetter(); };
    for (qsizetype at = title.indexOf(unit); at >= 0; at = title.indexOf(unit, at + 1)) {
        if (!isLetter(at - 1) && !isLetter(at + unit.size()))
            return true;
    }
    return false;
}

} // namespace

QString titleWithUnit(const QString& title, Unit unit)
{
    const QString name = unitName(unit);
    if (name.isEmpty() || namesUnit(title, name))
        return title;
    return title + QStringLiteral(" (") + name + QLatin1Char(')');
}

QString formatWithUnit(double value, Unit unit, const QLocale& locale)
{
    const QString figure = formatFigure(value, unit, locale);
    const QString name = unitName(unit);
    return name.isEmpty() || !std::isfinite(value) ? figure : figure + QLatin1Char(' ') + name;
}

QString formatChange(double absolute, Unit unit, const QLocale& locale)
{
    if (!std::isfinite(absolute))
        return emDash;
    const QString name = unitName(unit);
    const QString text = unit == Unit::Percent ? number(absolute, 1, locale) : formatFigure(absolute, unit, locale);
    const bool isZero = std::none_of(text.begin(), text.end(), [](QChar c) { return c.digitValue() > 0; });
    const QString sign = absolute > 0 && !isZero ? QStringLiteral("+") : QString();
    return sign + text + (name.isEmpty() ? QString() : QLatin1Char(' ') + name);
}

QString formatDuration(std::chrono::seconds length)
{
    using namespace std::chrono;
    const bool negative = length.count() < 0;
    const auto size = std::chrono::abs(length);
    const auto d = size / days(1), h = size % days(1) / hours(1), m = size % hours(1) / minutes(1);
    QString text;
    const auto pair = [](auto large, const char* largeUnit, auto small, const char* smallUnit) {
        QString both = translated(largeUnit).arg(large);
        return small == 0 ? both : both + QLatin1Char(' ') + translated(smallUnit).arg(small);
    };
    if (d > 0)
        text = pair(d, QT_TRANSLATE_NOOP("Format", "%1 d"), h, QT_TRANSLATE_NOOP("Format", "%1 h"));
    else if (h > 0)
        text = pair(h, QT_TRANSLATE_NOOP("Format", "%1 h"), m, QT_TRANSLATE_NOOP("Format", "%1 min"));
    else if (m > 0)
        text = translated(QT_TRANSLATE_NOOP("Format", "%1 min")).arg(m);
    else
        text = translated(QT_TRANSLATE_NOOP("Format", "%1 s")).arg(size.count());
    return negative ? minusSign + text : text;
}

QString formatAge(std::chrono::seconds age)
{
    using namespace std::chrono;
    if (age < minutes(1))
        return translated(QT_TRANSLATE_NOOP("Format", "just now"));
    if (age < hours(1))
        return translated(QT_TRANSLATE_NOOP("Format", "%1 min ago")).arg(age / minutes(1));
    if (age < days(2))
        return translated(QT_TRANSLATE_NOOP("Format", "%1 h ago")).arg(age / hours(1));
    return translated(QT_TRANSLATE_NOOP("Format", "%1 d ago")).arg(age / days(1));
}

std::string offsetText(std::chrono::seconds offset)
{
    const auto minutes = std::abs(offset.count()) / 60;
    const auto digit = [](std::int64_t value) { return char('0' + value % 10); };
    return {offset.count() < 0 ? '-' : '+', digit(minutes / 600), digit(minutes / 60), ':', digit(minutes % 60 / 10),
        digit(minutes)};
}

QString zoneName(const QTimeZone& zone)
{
    static constexpr std::array<const char*, 7> utcIds{
        "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"};
    const QByteArray id = zone.isValid() ? zone.id() : QByteArray("UTC");
    const bool isUtc = std::any_of(utcIds.begin(), utcIds.end(), [&](const char* other) { return id == other; });
    return isUtc ? QStringLiteral("UTC") : QString::fromUtf8(id);
}

QString formatInstant(Instant t, const QTimeZone& zone, const QLocale& locale)
{
    const auto local = localTime(t, zone);
    const bool seconds = local.time().second() != 0;
    // Year first: no reader takes the month for the day.
    const auto format = isChinese(locale) ? QStringLiteral(u"yyyy年M月d日 HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm");
    return locale.toString(local, seconds ? format + QLatin1String(":ss") : format) + QLatin1Char(' ')
        + (local.offsetFromUtc() == 0 ? QStringLiteral("UTC") : shownOffset(local.offsetFromUtc()));
}

QString formatRange(TimeRange range, const QTimeZone& zone, const QLocale& locale)
{
    if (range.isEmpty())
        return emDash;
    const auto from = localTime(range.from, zone), to = localTime(range.to, zone);
    const QString suffix = (isChinese(locale) ? QStringLiteral(u"，") : QStringLiteral(", ")) + zoneName(zone);
    const QTime midnight(0, 0);
    if (from.time() == midnight && to.time() == midnight)
        return dayRange(from.date(), to.date().addDays(-1), locale) + suffix;
    const auto timeOf = [&](const QDateTime& t) { return t.time().toString(QStringLiteral("HH:mm")); };
    const QString between = QLatin1Char(' ') + enDash + QLatin1Char(' ');
    const QString start = dayText(from.date(), DayParts::DayMonthYear, locale) + QLatin1Char(' ') + timeOf(from);
    if (from.date() == to.date())
        return start + between + timeOf(to) + suffix;
    const auto parts = from.date().year() == to.date().year() ? DayParts::DayMonth : DayParts::DayMonthYear;
    return start + between + dayText(to.date(), parts, locale) + QLatin1Char(' ') + timeOf(to) + suffix;
}

QString displayText(std::string_view text)
{
    return madeVisible(QString::fromUtf8(text.data(), qsizetype(text.size())).toStdU32String(), U"\n\t");
}

QString displayName(std::string_view name)
{
    constexpr qsizetype longest = 256;
    // Twice as many bytes as can be shown at four a character: a huge name is not decoded whole.
    constexpr std::size_t enough = 4 * std::size_t(longest);
    // What almost all names are, tens of thousands at a time.
    const bool isPlain = std::ranges::all_of(name, [](char c) { return c >= 0x20 && c < 0x7f; });
    if (isPlain && name.size() <= std::size_t(longest))
        return QString::fromLatin1(name.data(), qsizetype(name.size()));
    std::u32string text;
    if (name.size() > 2 * enough) {
        const auto head = QString::fromUtf8(name.data(), qsizetype(enough)).left(longest);
        const auto tail = QString::fromUtf8(name.data() + name.size() - enough, qsizetype(enough)).right(longest);
        text = head.toStdU32String() + tail.toStdU32String();
    } else {
        text = QString::fromUtf8(name.data(), qsizetype(name.size())).toStdU32String();
    }
    const QString shown = madeVisible(text);
    if (shown.size() <= longest)
        return shown;
    QString head = shown.left(longest / 2), tail = shown.right(longest - longest / 2 - 1);
    if (head.back().isHighSurrogate())
        head.chop(1);
    if (tail.front().isLowSurrogate())
        tail.remove(0, 1);
    return head + QChar(0x2026) + tail;
}

} // namespace atlas
