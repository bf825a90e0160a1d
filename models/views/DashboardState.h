// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/Buckets.h"
#include "models/analysis/Ranking.h"
#include "models/domain/HourGrid.h"
#include "models/domain/Inventory.h"
#include "models/domain/Rows.h"
#include "models/domain/Time.h"

#include <QByteArray>
#include <QMap>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace atlas {

/// Ranges that move with the time. Calendar ranges are cut in the display zone and end now while they are unfinished.
enum class RangePreset : std::uint8_t {
    Last24Hours,
    Last7Days,
    Last30Days,
    Last90Days,
    LastYear, ///< the last 365 days
    Today,
    ThisWeek, ///< from Monday
    LastWeek,
    ThisMonth,
    LastMonth,
    ThisQuarter,
    LastQuarter,
    Custom, ///< DashboardQuery::custom
};

/// "last-7d", "this-week" ...: stable, as on the command line and in links. "custom" for Custom.
QString rangePresetId(RangePreset preset);
std::optional<RangePreset> rangePresetFromId(const QString& id);
/// "Last 7 days" ..., translated.
QString rangePresetName(RangePreset preset);
/// All presets but Custom, in the order of a menu.
const std::vector<RangePreset>& rangePresets();

/// The subjects that the user picked: all of one level. Pages of other levels show none of them.
struct Selection
{
    Level level = Level::Namespace;
    DimensionKey dimension; ///< with Level::Dimension
    QStringList names; ///< as grids name them: "namespace/workload", and "cluster/..." while several clusters are shown

    bool isEmpty() const { return names.isEmpty(); }
    friend bool operator==(const Selection&, const Selection&) = default;
};

/// Everything that decides what the pages show, as one value: what history, links and saved views hold.
struct DashboardQuery
{
    QString page = QStringLiteral("overview");
    QStringList clusters; ///< shown clusters; the first is the primary one
    bool allClusters = false; ///< `clusters` are all that there are, also of those that come
    RangePreset preset = RangePreset::Last7Days;
    TimeRange custom; ///< used with RangePreset::Custom only; of one beyond 20 years the end is meant
    QByteArray zone = "UTC"; ///< IANA id
    Bucket bucket = Bucket::Auto;
    DayShift previousBy = DayShift::Duration; ///< how the period before a range of whole days is found
    DimensionKey dimension; ///< of the page Teams; empty key: the first that the cluster has
    Metric metric = Metric::GpuHours; ///< what rankings rank by
    Selection selection;
    /// What a page shows of its own choice ("explore.level" = "namespace"): by page id and name; only what differs from
    /// the page's defaults. Part of history, links and saved views, as all else.
    QMap<QString, QString> view;

    QString primaryCluster() const { return clusters.value(0); }
    /// The selected subjects of a level; for namespaces also those of selected workloads.
    QStringList selected(Level level, const DimensionKey& dimension = {}) const;
    /// Whether a choice of one page ("explore") is another in `other`.
    bool viewDiffers(const DashboardQuery& other, const QString& page) const;
    friend bool operator==(const DashboardQuery&, const DashboardQuery&) = default;
};

/// What ranges are counted from, where it is not the clock (nullopt).
struct RangeAnchor
{
    std::optional<Instant> rolling; ///< "last 7 days"; also the end that any range may reach
    std::optional<Instant> calendar; ///< "last week"

    friend bool operator==(const RangeAnchor&, const RangeAnchor&) = default;
};

/// The state that all pages share: the query with its history, the resolved range, and the hovered instant. GUI thread.
/// Pages read it and call its setters; it knows no page and no store.
class DashboardState : public QObject
{
    Q_OBJECT
public:
    /// `clock` outlives the state.
    explicit DashboardState(const Clock& clock, QObject* parent = nullptr);

    const DashboardQuery& query() const { return m_query; }
    /// Replaces the query and remembers the one before in the history. Nothing happens if it is equal.
    void setQuery(const DashboardQuery& wanted);
    /// As setQuery(), without a step in the history: for what the program decides by itself (start, first cluster).
    void replaceQuery(const DashboardQuery& wanted);

    void setPage(const QString& page);
    void setClusters(const QStringList& clusters);
    /// All, now and when more come; `clusters` are those of now.
    void setAllClusters(const QStringList& clusters);
    void setPreset(RangePreset preset);
    void setCustomRange(TimeRange range);
    /// As setCustomRange(), but a run of them (wheel, drag) is one step in the history. Ranges under an hour are
    /// widened.
    void zoomTo(TimeRange range);
    void setZone(const QByteArray& ianaId);
    void setBucket(Bucket bucket);
    void setPreviousBy(DayShift how);
    void setDimension(const DimensionKey& dimension);
    void setMetric(Metric metric);
    /// Selects a subject everywhere in the place of what was; an empty name, or the selected one again, selects none.
    /// With `add` it is added to those of its level, or taken from them.
    void select(
        const QString& subject, Level level = Level::Namespace, const DimensionKey& dimension = {}, bool add = false);
    /// Selects exactly these; without names nothing.
    void setSelection(const Selection& selection);
    /// A page's own choice; an empty value is the page's default.
    void setView(const QString& key, const QString& value);

    /// The range that the query means now: half-open, never empty; the hours that start in it are meant. Changes only
    /// with queryChanged().
    TimeRange range() const { return m_range; }
    /// The period to compare with: for rolling and custom ranges the one of equal length just before; for calendar
    /// ranges the same stretch of the calendar unit before (an unfinished week is compared with as much of the last).
    TimeRange previousRange() const { return m_previous; }
    /// "previous 7 days", "previous week": to be put behind "vs".
    QString previousName() const;
    QTimeZone zone() const;
    /// The bucket of the query, with Auto resolved for the range.
    Bucket bucket() const { return resolveBucket(m_query.bucket, m_range); }

    /// One range back (-1) or forward (+1): whole calendar units for calendar ranges, else the length. Never beyond
    /// now; a step that reaches what a preset shows becomes that preset again.
    void step(int direction);
    bool canStepForward() const;

    bool canGoBack() const { return m_position > 0; }
    bool canGoForward() const { return m_position + 1 < int(m_history.size()); }
    void back();
    void forward();

    /// What "now" is for ranges.
    void setAnchor(const RangeAnchor& anchor);
    const RangeAnchor& anchor() const { return m_anchor; }
    /// The end that ranges may reach: the last complete hour whose row can be there (rows come minutes after the hour),
    /// or the anchor.
    Instant now() const;
    /// The clock's time: for ages of what was fetched.
    Instant clockNow() const { return m_clock.now(); }
    /// Looks at the clock again; relative ranges move on when an hour is over. To be called every minute or so.
    void tick();

    /// The instant under the pointer, which every chart marks; nullopt: none.
    std::optional<Instant> hovered() const { return m_hovered; }
    void setHovered(std::optional<Instant> instant);

signals:
    /// The query or its resolved range changed; `before` is the query until now (it may be equal: time went on).
    void queryChanged(const atlas::DashboardQuery& before);
    void hoverChanged(std::optional<atlas::Instant> instant);
    void historyChanged();

private:
    void apply(const DashboardQuery& query);
    void remember();
    void resolve();
    TimeRange rangeOf(RangePreset preset) const;
    Instant clockHour() const;

    const Clock& m_clock;
    DashboardQuery m_query;
    TimeRange m_range, m_previous;
    RangeAnchor m_anchor;
    std::optional<Instant> m_hovered;
    std::vector<DashboardQuery> m_history; ///< m_history[m_position] is the query
    int m_position = 0;
    bool m_zooming = false; ///< the newest entry came from zoomTo()
};

/// Where the hours of the named clusters end; nullopt where none has any.
std::optional<Instant> endOfHours(const Inventory& inventory, const QStringList& clusters);
/// The anchor of a store that is read as it is, in the window or without one: "last 7 days" end with its data, while
/// "last week" is the clock's; only data that ended more than a day before `now` are of the past, and it is theirs.
RangeAnchor anchorOfStore(const Inventory& inventory, const QStringList& clusters, Instant now);
/// As people write it: "now" (the clock), "end" (of the data), or a time (RFC3339, a date is UTC's); empty: the store's
/// own (above). nullopt: none of these.
std::optional<RangeAnchor> anchorFromText(
    const QString& text, const Inventory& inventory, const QStringList& clusters, Instant now);

/// Resolves a preset at an end instant: pure, for tests and the command line. Custom gives an empty range.
TimeRange resolvePreset(RangePreset preset, Instant now, const QTimeZone& zone);

} // namespace atlas
