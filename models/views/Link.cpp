// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/Link.h"

#include "models/analysis/Format.h"
#include "models/analysis/LevelId.h"
#include "models/domain/WallClock.h"
#include "models/views/Definitions.h"
#include "models/views/RangeText.h"

#include <QCoreApplication>
#include <QUrl>

#include <functional>
#include <map>
#include <utility>

namespace atlas {

namespace {

constexpr QLatin1StringView head("gpu-atlas:?");
constexpr qsizetype longest = 64 * 1024;

struct LinkText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::LinkText)
};

QString encoded(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, "/:,")); // signs that links need not hide
}

QString decoded(QStringView text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

/// Takes the parts of a link over, one by one; false for a value that means nothing.
class LinkReader
{
public:
    explicit LinkReader(const QStringList& pages)
        : m_pages(pages)
    {
    }

    bool take(const QString& key, const QString& value)
    {
        if (key == u"cluster") {
            query.clusters << value;
            return !value.isEmpty();
        }
        if (key == u"select") {
            query.selection.names << value;
            return !value.isEmpty();
        }
        if (const auto dot = key.indexOf(u'.'); dot > 0) {
            query.view.insert(key, value);
            return !value.isEmpty() && (m_pages.isEmpty() || m_pages.contains(key.left(dot)));
        }
        return takeSingle(key, value);
    }

    DashboardQuery query;

private:
    bool takeSingle(const QString& key, const QString& value)
    {
        if (key == u"page") {
            query.page = value;
            return !value.isEmpty() && (m_pages.isEmpty() || m_pages.contains(value));
        }
        if (key == u"range")
            return takeRange(value);
        if (key == u"clusters") {
            query.allClusters = true;
            return value == u"all";
        }
        if (key == u"zone") {
            query.zone = value.toLatin1();
            return isZoneName(query.zone);
        }
        if (key == u"bucket")
            return set(query.bucket, bucketFromId(value));
        if (key == u"metric")
            return set(query.metric, metricFromId(value));
        if (key == u"previous") {
            query.previousBy = DayShift::WallClock;
            return value == u"by-the-clock";
        }
        const auto level = levelFromId(value);
        if (key == u"dimension") {
            query.dimension = level ? level->dimension : DimensionKey();
            return level && level->level == Level::Dimension;
        }
        if (key == u"of") {
            query.selection.level = level.value_or(LevelKey()).level;
            query.selection.dimension = level.value_or(LevelKey()).dimension;
            return level.has_value();
        }
        return false;
    }
    bool takeRange(const QString& value)
    {
        if (const auto preset = rangePresetFromId(value)) {
            query.preset = *preset;
            return true;
        }
        query.preset = RangePreset::Custom;
        return set(query.custom, rangeFromText(value, QTimeZone::utc()));
    }
    template <typename T>
    static bool set(T& into, const std::optional<T>& value)
    {
        into = value.value_or(T{});
        return value.has_value();
    }

    const QStringList& m_pages;
};

bool isRepeated(const QString& key)
{
    return key == u"cluster" || key == u"select";
}

} // namespace

QString linkOf(const DashboardQuery& query)
{
    QStringList parts;
    const auto add = [&parts](const QString& key, const QString& value) {
        parts << QString(encoded(key) + u'=' + encoded(value));
    };
    const DashboardQuery usual;
    add(QStringLiteral("page"), query.page);
    add(QStringLiteral("range"),
        query.preset == RangePreset::Custom ? rangeToText(query.custom, QTimeZone::utc())
                                            : rangePresetId(query.preset));
    if (query.allClusters)
        add(QStringLiteral("clusters"), QStringLiteral("all"));
    else
        for (const auto& cluster : query.clusters)
            add(QStringLiteral("cluster"), cluster);
    add(QStringLiteral("zone"), QString::fromLatin1(query.zone));
    if (query.bucket != usual.bucket)
        add(QStringLiteral("bucket"), bucketId(query.bucket));
    if (query.previousBy != usual.previousBy)
        add(QStringLiteral("previous"), QStringLiteral("by-the-clock"));
    if (!query.dimension.key.empty())
        add(QStringLiteral("dimension"), levelId(Level::Dimension, query.dimension));
    if (query.metric != usual.metric)
        add(QStringLiteral("metric"), metricId(query.metric));
    if (!query.selection.isEmpty()) {
        if (query.selection.level != usual.selection.level)
            add(QStringLiteral("of"), levelId(query.selection.level, query.selection.dimension));
        for (const auto& name : query.selection.names)
            add(QStringLiteral("select"), name);
    }
    for (auto it = query.view.begin(); it != query.view.end(); ++it)
        add(it.key(), it.value());
    return head + parts.join(u'&');
}

QString linkTo(DashboardQuery query, TimeRange range)
{
    query.preset = RangePreset::Custom;
    query.custom = range;
    return linkOf(query);
}

bool looksLikeLink(const QString& text)
{
    return text.trimmed().startsWith(u"gpu-atlas:", Qt::CaseInsensitive);
}

Result<DashboardQuery> queryFromLink(const QString& link, const QStringList& pages)
{
    const auto text = link.trimmed();
    if (text.size() > longest || !text.startsWith(head, Qt::CaseInsensitive))
        return failure(ErrorClass::Usage,
            LinkText::tr("This is no link of GPU Atlas: such a link begins with %1.").arg(QString(head)));
    LinkReader reader(pages);
    QStringList strange, seen;
    const auto rest = QStringView(text).mid(head.size());
    for (const auto part : rest.split(u'&', Qt::SkipEmptyParts)) {
        const auto equals = part.indexOf(u'=');
        const auto key = decoded(part.left(equals < 0 ? part.size() : equals));
        const auto value = equals < 0 ? QString() : decoded(part.mid(equals + 1));
        const bool twice = !isRepeated(key) && seen.contains(key);
        seen << key;
        if (twice || !reader.take(key, value))
            strange << displayName(QString(key + u'=' + value).toStdString());
    }
    if (reader.query.selection.isEmpty())
        reader.query.selection = {};
    if (strange.isEmpty())
        return reader.query;
    return failure(ErrorClass::Usage,
        LinkText::tr(
            "The link was not followed, since %n part(s) of it are not understood: %1.", nullptr, int(strange.size()))
            .arg(strange.join(QStringLiteral(", "))),
        displayName(text.toStdString()));
}

Result<DashboardQuery> queryFromText(const QString& text, const DashboardQuery& now, const QStringList& pages)
{
    if (looksLikeLink(text))
        return queryFromLink(text, pages);
    auto query = now;
    const QTimeZone zone(now.zone);
    const auto range = rangeFromText(text, zone.isValid() ? zone : QTimeZone::utc());
    if (!range)
        return failure(ErrorClass::Usage,
            LinkText::tr("What was pasted is neither a link of GPU Atlas nor a range such as %1.")
                .arg(QStringLiteral("2024-12-01T00:00+08:00/2024-12-08T00:00+08:00")),
            displayName(text.left(300).toStdString()));
    query.preset = RangePreset::Custom;
    query.custom = *range;
    return query;
}

} // namespace atlas
