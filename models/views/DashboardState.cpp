// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/DashboardState.h"

#include "models/domain/WallClock.h"
#include "models/views/RangeText.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace atlas {

using namespace std::chrono_literals;

namespace {

constexpr int maxHistory = 200;
/// Rows of an hour are written up to a few minutes after it: until then the hour is not missed.
constexpr auto rowDelay = 3min;

enum class CalendarUnit { None, Day, Week, Month, Quarter };

struct PresetInfo
{
    RangePreset preset;
    const char* id;
    const char* name;
    std::chrono::seconds rolling; ///< 0: a calendar range
    CalendarUnit unit;
    int unitsBack;
};

constexpr std::array presetTable{
    PresetInfo{RangePreset::Last24Hours, "last-24h", QT_TRANSLATE_NOOP("atlas::DashboardState", "Last 24 hours"), 24h,
        CalendarUnit::None, 0},
    PresetInfo{RangePreset::Last7Days, "last-7d", QT_TRANSLATE_NOOP("atlas::DashboardState", "Last 7 days"), 24h * 7,
        CalendarUnit::None, 0},
    PresetInfo{RangePreset::Last30Days, "last-30d", QT_TRANSLATE_NOOP("atlas::DashboardState", "Last 30 days"),
        24h * 30, CalendarUnit::None, 0},
    PresetInfo{RangePreset::Last90Days, "last-90d", QT_TRANSLATE_NOOP("atlas::DashboardState", "Last 90 days"),
        24h * 90, CalendarUnit::None, 0},
    PresetInfo{RangePreset::LastYear, "last-year", QT_TRANSLATE_NOOP("atlas::DashboardState", "Last 365 days"),
        24h * 365, CalendarUnit::None, 0},
    PresetInfo{
        RangePreset::Today, "today", QT_TRANSLATE_NOOP("atlas::DashboardState", "Today"), 0s, CalendarUnit::Day, 0},
    PresetInfo{RangePreset::ThisWeek, "this-week", QT_TRANSLATE_NOOP("atlas::DashboardState", "This week"), 0s,
        CalendarUnit::Week, 0},
    PresetInfo{RangePreset::LastWeek, "last-week", QT_TRANSLATE_NOOP("atlas::DashboardState", "Last week"), 0s,
        CalendarUnit::Week, 1},
    PresetInfo{RangePreset::ThisMonth, "this-month", QT_TRANSLATE_NOOP("atlas::DashboardState", "This month"), 0s,
        CalendarUnit::Month, 0},
    PresetInfo{RangePreset::LastMonth, "last-month", QT_TRANSLATE_NOOP("atlas::DashboardState", "Last month"), 0s,
        CalendarUnit::Month, 1},
    PresetInfo{RangePreset::ThisQuarter, "this-quarter", QT_TRANSLATE_NOOP("atlas::DashboardState", "This quarter"), 0s,
        CalendarUnit::Quarter, 0},
    PresetInfo{RangePreset::LastQuarter, "last-quarter", QT_TRANSLATE_NOOP("atlas::DashboardState", "Last quarter"), 0s,
        CalendarUnit::Quarter, 1},
};

const PresetInfo* infoOf(RangePreset preset)
{
    const auto it = std::find_if(
        presetTable.begin(), presetTable.end(), [preset](const auto& info) { return info.preset == preset; });
    return it == presetTable.end() ? nullptr : &*it;
}

/// A range of a link or a file may be of any length: as much of it as there can be data of, and as pages can draw.
TimeRange bounded(TimeRange range, Instant now)
{
    using namespace std::chrono;
    constexpr Instant first = sys_days(year(1990) / January / 1), last = sys_days(year(2200) / January / 1);
    constexpr days longest(20 * 366), ahead(366);
    range = {std::max(range.from, first), std::min(range.to, last)};
    if (range.to - range.from > longest) {
        range.to = std::min(range.to, std::max(range.from + longest, now + ahead)); // the years there may be data of
        range.from = std::max(range.from, range.to - longest);
    }
    return range;
}

QDate localDate(Instant t, const QTimeZone& zone)
{
    return QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), zone).date();
}

Instant startOf(QDate date, const QTimeZone& zone)
{
    return Instant(std::chrono::seconds(date.startOfDay(zone).toSecsSinceEpoch()));
}

QDate unitStart(QDate date, CalendarUnit unit)
{
    switch (unit) {
    case CalendarUnit::Week:
        return date.addDays(1 - date.dayOfWeek());
    case CalendarUnit::Month:
        return QDate(date.year(), date.month(), 1);
    case CalendarUnit::Quarter:
        return QDate(date.year(), (date.month() - 1) / 3 * 3 + 1, 1);
    default:
        return date;
    }
}

QDate addUnits(QDate start, CalendarUnit unit, int count)
{
    switch (unit) {
    case CalendarUnit::Week:
        return start.addDays(7 * count);
    case CalendarUnit::Month:
        return start.addMonths(count);
    case CalendarUnit::Quarter:
        return start.addMonths(3 * count);
    default:
        return start.addDays(count);
    }
}

/// The unit a range consists of, where it is exactly one; the largest one that fits.
CalendarUnit exactUnit(TimeRange range, const QTimeZone& zone)
{
    const auto first = localDate(range.from, zone);
    if (startOf(first, zone) != range.from)
        return CalendarUnit::None;
    for (const auto unit : {CalendarUnit::Quarter, CalendarUnit::Month, CalendarUnit::Week, CalendarUnit::Day}) {
        if (unitStart(first, unit) == first && startOf(addUnits(first, unit, 1), zone) == range.to)
            return unit;
    }
    return CalendarUnit::None;
}

CalendarUnit unitOf(const DashboardQuery& query, TimeRange range, const QTimeZone& zone)
{
    if (const auto* info = infoOf(query.preset))
        return info->unit;
    return exactUnit(range, zone);
}

/// The unit `by` units after the one that begins the range.
TimeRange shiftedUnit(TimeRange range, CalendarUnit unit, int by, const QTimeZone& zone)
{
    const auto start = addUnits(unitStart(localDate(range.from, zone), unit), unit, by);
    return {startOf(start, zone), startOf(addUnits(start, unit, 1), zone)};
}

/// A link may name a cluster twice; it would count twice.
DashboardQuery distinct(DashboardQuery query)
{
    query.clusters.removeDuplicates();
    query.selection.names.removeDuplicates();
    return query;
}

} // namespace

QString rangePresetId(RangePreset preset)
{
    const auto* info = infoOf(preset);
    return info ? QLatin1StringView(info->id) : QLatin1StringView("custom");
}

std::optional<RangePreset> rangePresetFromId(const QString& id)
{
    for (const auto& info : presetTable) {
        if (id == QLatin1StringView(info.id))
            return info.preset;
    }
    return std::nullopt;
}

QString rangePresetName(RangePreset preset)
{
    const auto* info = infoOf(preset);
    return info ? DashboardState::tr(info->name) : DashboardState::tr("Custom");
}

const std::vector<RangePreset>& rangePresets()
{
    static const auto presets = [] {
        std::vector<RangePreset> all;
        for (const auto& info : presetTable)
            all.push_back(info.preset);
        return all;
    }();
    return presets;
}

std::optional<Instant> endOfHours(const Inventory& inventory, const QStringList& clusters)
{
    std::optional<Instant> end;
    for (const auto& cluster : clusters) {
        if (const auto* info = inventory.find(cluster.toStdString()); info && info->hours)
            end = std::max(end.value_or(info->hours->to), info->hours->to);
    }
    return end;
}

RangeAnchor anchorOfStore(const Inventory& inventory, const QStringList& clusters, Instant now)
{
    constexpr std::chrono::hours stillNew{24};
    const auto end = endOfHours(inventory, clusters);
    return {end, end && *end + stillNew < now ? end : std::nullopt};
}

std::optional<RangeAnchor> anchorFromText(
    const QString& text, const Inventory& inventory, const QStringList& clusters, Instant now)
{
    if (text.isEmpty())
        return anchorOfStore(inventory, clusters, now);
    if (text == u"now")
        return RangeAnchor();
    const auto at = text == u"end" ? endOfHours(inventory, clusters) : instantFromText(text, QTimeZone::utc());
    if (!at && text != u"end")
        return std::nullopt;
    return RangeAnchor{at, at};
}

TimeRange resolvePreset(RangePreset preset, Instant now, const QTimeZone& zone)
{
    const auto* info = infoOf(preset);
    if (!info)
        return {};
    if (info->unit == CalendarUnit::None)
        return {now - info->rolling, now};
    // At midnight sharp the day that just ended is still shown, not an empty one.
    const auto start = addUnits(unitStart(localDate(now - 1s, zone), info->unit), info->unit, -info->unitsBack);
    return {startOf(start, zone), std::min(now, startOf(addUnits(start, info->unit, 1), zone))};
}

DashboardState::DashboardState(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_history{m_query}
{
    resolve();
}

void DashboardState::resolve()
{
    const auto zone = this->zone();
    m_range = m_query.preset == RangePreset::Custom ? bounded(m_query.custom, std::max(m_clock.now(), now()))
                                                    : rangeOf(m_query.preset);
    if (m_range.isEmpty())
        m_range = resolvePreset(RangePreset::Last7Days, now(), zone);

    const auto unit = unitOf(m_query, m_range, zone);
    if (unit == CalendarUnit::None) {
        const auto days = m_range.length() / std::chrono::hours(24);
        const bool wholeDays = m_range.length() == days * std::chrono::hours(24);
        m_previous = wholeDays ? shiftedByDays(m_range, -int(days), m_query.previousBy, zone)
                               : TimeRange{m_range.from - m_range.length(), m_range.from};
        return;
    }
    m_previous = shiftedUnit(m_range, unit, -1, zone);
    const bool unfinished = m_range.to < shiftedUnit(m_range, unit, 0, zone).to;
    if (unfinished)
        m_previous.to = std::min(m_previous.to, m_previous.from + m_range.length());
}

TimeRange DashboardState::rangeOf(RangePreset preset) const
{
    const auto* info = infoOf(preset);
    if (!info || info->unit == CalendarUnit::None)
        return resolvePreset(preset, now(), zone());
    const auto at = m_anchor.calendar.value_or(clockHour());
    auto range = resolvePreset(preset, at, zone());
    if (range.to == at && now() > range.from) // a unit that is not over reaches as far as the data
        range.to = std::min(range.to, now());
    return range;
}

void DashboardState::apply(const DashboardQuery& query)
{
    const auto before = m_query;
    m_query = query;
    resolve();
    emit queryChanged(before);
}

void DashboardState::remember()
{
    m_history.resize(std::size_t(m_position) + 1);
    m_history.push_back(m_query);
    if (int(m_history.size()) > maxHistory)
        m_history.erase(m_history.begin());
    m_position = int(m_history.size()) - 1;
    m_zooming = false;
}

void DashboardState::setQuery(const DashboardQuery& wanted)
{
    const auto query = distinct(wanted);
    if (query == m_query)
        return;
    const auto before = m_query;
    m_query = query;
    remember();
    resolve();
    emit queryChanged(before);
    emit historyChanged();
}

void DashboardState::replaceQuery(const DashboardQuery& wanted)
{
    const auto query = distinct(wanted);
    if (query == m_query)
        return;
    m_history[std::size_t(m_position)] = query;
    apply(query);
}

void DashboardState::setPage(const QString& page)
{
    auto query = m_query;
    query.page = page;
    setQuery(query);
}

void DashboardState::setClusters(const QStringList& clusters)
{
    auto query = m_query;
    query.clusters = clusters;
    query.allClusters = false;
    if (query.clusters != m_query.clusters)
        query.selection = {}; // names of one cluster mean nothing in another
    setQuery(query);
}

void DashboardState::setAllClusters(const QStringList& clusters)
{
    auto query = m_query;
    query.clusters = clusters;
    query.allClusters = true;
    if (query.clusters != m_query.clusters)
        query.selection = {};
    setQuery(query);
}

void DashboardState::setPreset(RangePreset preset)
{
    auto query = m_query;
    query.preset = preset;
    query.custom = preset == RangePreset::Custom ? m_range : TimeRange{};
    setQuery(query);
}

void DashboardState::setCustomRange(TimeRange range)
{
    if (range.isEmpty())
        return;
    auto query = m_query;
    query.preset = RangePreset::Custom;
    query.custom = range;
    setQuery(query);
}

void DashboardState::zoomTo(TimeRange range)
{
    range.from = std::chrono::floor<std::chrono::hours>(range.from);
    range.to = std::max<Instant>(std::chrono::ceil<std::chrono::hours>(range.to), range.from + 1h);
    auto query = m_query;
    query.preset = RangePreset::Custom;
    query.custom = range;
    if (!m_zooming) {
        setQuery(query);
        m_zooming = true;
    } else {
        replaceQuery(query);
    }
}

void DashboardState::setZone(const QByteArray& ianaId)
{
    if (!isZoneName(ianaId))
        return;
    auto query = m_query;
    query.zone = ianaId;
    setQuery(query);
}

void DashboardState::setBucket(Bucket bucket)
{
    auto query = m_query;
    query.bucket = bucket;
    setQuery(query);
}

void DashboardState::setPreviousBy(DayShift how)
{
    auto query = m_query;
    query.previousBy = how;
    setQuery(query);
}

void DashboardState::setDimension(const DimensionKey& dimension)
{
    auto query = m_query;
    query.dimension = dimension;
    setQuery(query);
}

void DashboardState::setMetric(Metric metric)
{
    auto query = m_query;
    query.metric = metric;
    setQuery(query);
}

void DashboardState::select(const QString& subject, Level level, const DimensionKey& dimension, bool add)
{
    auto selection = m_query.selection;
    const bool sameLevel = selection.level == level && selection.dimension == dimension;
    const bool again = sameLevel && selection.names.contains(subject);
    if (!add || !sameLevel)
        selection = {level, dimension, {}};
    if (again)
        selection.names.removeAll(subject);
    else if (!subject.isEmpty())
        selection.names.append(subject);
    setSelection(selection);
}

void DashboardState::setSelection(const Selection& selection)
{
    auto query = m_query;
    query.selection = selection.isEmpty() ? Selection() : selection;
    setQuery(query);
}

void DashboardState::setView(const QString& key, const QString& value)
{
    auto query = m_query;
    if (value.isEmpty())
        query.view.remove(key);
    else
        query.view.insert(key, value);
    setQuery(query);
}

QStringList DashboardQuery::selected(Level level, const DimensionKey& dimension) const
{
    if (selection.level == level && (level != Level::Dimension || selection.dimension == dimension))
        return selection.names;
    QStringList namespaces;
    if (level == Level::Namespace && selection.level == Level::Workload) {
        for (const auto& workload : selection.names) {
            const auto name = workload.left(workload.lastIndexOf(u'/'));
            if (!namespaces.contains(name))
                namespaces << name;
        }
    }
    return namespaces;
}

bool DashboardQuery::viewDiffers(const DashboardQuery& other, const QString& page) const
{
    const auto own = [prefix = QString(page + u'.')](const QMap<QString, QString>& all) {
        QMap<QString, QString> mine;
        for (auto it = all.lowerBound(prefix); it != all.end() && it.key().startsWith(prefix); ++it)
            mine.insert(it.key(), it.value());
        return mine;
    };
    return own(view) != own(other.view);
}

QString DashboardState::previousName() const
{
    switch (unitOf(m_query, m_range, zone())) {
    case CalendarUnit::Day:
        return tr("previous day");
    case CalendarUnit::Week:
        return tr("previous week");
    case CalendarUnit::Month:
        return tr("previous month");
    case CalendarUnit::Quarter:
        return tr("previous quarter");
    case CalendarUnit::None:
        break;
    }
    const auto hours = int(std::chrono::round<std::chrono::hours>(m_range.length()).count());
    if (hours > 24 && hours % 24 == 0)
        return m_query.previousBy == DayShift::WallClock ? tr("previous %1 days by the clock").arg(hours / 24)
                                                         : tr("previous %1 days").arg(hours / 24);
    return hours == 1 ? tr("previous hour") : tr("previous %1 hours").arg(hours);
}

QTimeZone DashboardState::zone() const
{
    const QTimeZone zone(m_query.zone);
    return zone.isValid() ? zone : QTimeZone("UTC");
}

void DashboardState::step(int direction)
{
    if (direction == 0 || (direction > 0 && !canStepForward()))
        return;
    const auto zone = this->zone();
    const auto unit = unitOf(m_query, m_range, zone);
    const auto end = now();
    TimeRange next;
    if (unit != CalendarUnit::None) {
        next = shiftedUnit(m_range, unit, direction > 0 ? 1 : -1, zone);
        next.to = std::min(next.to, end);
    } else {
        const auto length = m_range.length();
        next.to = std::min(direction > 0 ? m_range.to + length : m_range.from, end);
        next.from = next.to - length;
    }
    if (next.isEmpty())
        return;
    for (const auto preset : rangePresets()) {
        if (rangeOf(preset) == next) {
            setPreset(preset);
            return;
        }
    }
    setCustomRange(next);
}

bool DashboardState::canStepForward() const
{
    return m_range.to < now();
}

void DashboardState::back()
{
    if (!canGoBack())
        return;
    m_zooming = false;
    apply(m_history[std::size_t(--m_position)]);
    emit historyChanged();
}

void DashboardState::forward()
{
    if (!canGoForward())
        return;
    m_zooming = false;
    apply(m_history[std::size_t(++m_position)]);
    emit historyChanged();
}

Instant DashboardState::clockHour() const
{
    return std::chrono::floor<std::chrono::hours>(m_clock.now() - rowDelay);
}

Instant DashboardState::now() const
{
    return m_anchor.rolling.value_or(clockHour());
}

void DashboardState::setAnchor(const RangeAnchor& anchor)
{
    if (anchor == m_anchor)
        return;
    m_anchor = anchor;
    tick();
}

void DashboardState::tick()
{
    const auto before = m_range;
    const auto previousBefore = m_previous;
    resolve();
    if (m_range != before || m_previous != previousBefore)
        emit queryChanged(m_query);
}

void DashboardState::setHovered(std::optional<Instant> instant)
{
    if (instant == m_hovered)
        return;
    m_hovered = instant;
    emit hoverChanged(instant);
}

} // namespace atlas
