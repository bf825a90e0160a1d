// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/AlertFiles.h"

#include "models/analysis/LevelId.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <cmath>
#include <set>
#include <utility>

namespace atlas {

namespace {

struct AlertFileText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::AlertFileText)
};

constexpr QLatin1StringView rulesFormat("gpu-atlas-alert-rules"), memoryFormat("gpu-atlas-alert-memory");
constexpr int formatVersion = 1;
constexpr qint64 largestFile = 16 * 1024 * 1024;

template <typename Value>
using Names = std::vector<std::pair<Value, QLatin1StringView>>;

const Names<AlertCondition>& conditionNames()
{
    static const Names<AlertCondition> names{{AlertCondition::Below, QLatin1StringView("below")},
        {AlertCondition::Above, QLatin1StringView("above")}, {AlertCondition::Missing, QLatin1StringView("missing")}};
    return names;
}

const Names<Metric>& metricNames()
{
    static const Names<Metric> names{{Metric::Utilization, QLatin1StringView("utilization")},
        {Metric::AllocationRate, QLatin1StringView("allocation_rate")},
        {Metric::AverageAllocated, QLatin1StringView("allocated_gpus")}};
    return names;
}

template <typename Value>
QString nameOf(const Names<Value>& names, Value wanted)
{
    for (const auto& [value, name] : names) {
        if (value == wanted)
            return name;
    }
    return {};
}

/// Reads the fields of an object and remembers the first that cannot be used. A missing field, or null, leaves the
/// default.
class Reader
{
public:
    explicit Reader(QJsonObject object)
        : m_object(std::move(object))
    {
    }
    const QString& fault() const { return m_fault; } ///< empty: none

    QString text(const char* key)
    {
        const auto value = take(key);
        return value.isString() ? value.toString() : reject(key, value, QString());
    }
    bool flag(const char* key, bool usual)
    {
        const auto value = take(key);
        return value.isBool() ? value.toBool() : reject(key, value, usual);
    }
    double number(const char* key, double usual)
    {
        const auto value = take(key);
        return value.isDouble() ? value.toDouble() : reject(key, value, usual);
    }
    /// A whole one of 0 to `most`.
    int count(const char* key, int usual, int most)
    {
        const double value = number(key, usual);
        if (value >= 0 && value <= most && value == std::floor(value))
            return int(value);
        blame(key);
        return usual;
    }
    template <typename Value>
    Value choice(const char* key, const Names<Value>& names, Value usual)
    {
        const auto chosen = text(key);
        for (const auto& [value, name] : names) {
            if (chosen == name)
                return value;
        }
        if (!chosen.isEmpty())
            blame(key);
        return usual;
    }
    void level(const char* key, GridScope& scope)
    {
        if (const auto found = levelFromId(text(key))) {
            scope.level = found->level;
            scope.dimension = found->dimension;
        } else {
            blame(key);
        }
    }
    std::optional<Instant> time(const char* key)
    {
        const auto written = text(key);
        if (written.isEmpty())
            return std::nullopt;
        if (const auto parsed = parseRfc3339(written.toStdString()))
            return std::chrono::floor<std::chrono::seconds>(parsed->time);
        blame(key);
        return std::nullopt;
    }
    /// It has to be there, and to say something.
    void require(const char* key)
    {
        const auto value = take(key);
        if (value.isUndefined() || value.isNull() || (value.isString() && value.toString().isEmpty()))
            blame(key);
    }

private:
    void blame(const char* key)
    {
        if (m_fault.isEmpty())
            m_fault = QLatin1StringView(key);
    }
    QJsonValue take(const char* key) const { return m_object.value(QLatin1StringView(key)); }
    template <typename Value>
    Value reject(const char* key, const QJsonValue& value, Value usual)
    {
        if (!value.isUndefined() && !value.isNull())
            blame(key);
        return usual;
    }

    QJsonObject m_object;
    QString m_fault;
};

AlertRule ruleOf(Reader& fields)
{
    AlertRule rule;
    GridScope scope;
    for (const char* key : {"id", "level"})
        fields.require(key);
    rule.id = fields.text("id");
    rule.name = fields.text("name");
    rule.enabled = fields.flag("enabled", true);
    fields.level("level", scope);
    rule.level = scope.level;
    rule.dimension = scope.dimension;
    rule.condition = fields.choice("condition", conditionNames(), rule.condition);
    rule.metric = fields.choice("metric", metricNames(), rule.metric);
    rule.threshold = fields.number("threshold", unknown);
    rule.hours = fields.count("hours", 1, longestAlertHours);
    rule.leastGpus = fields.number("least_gpus", 0);
    rule.only = fields.text("only");
    rule.except = fields.text("except");
    rule.clearThreshold = fields.number("clear_threshold", unknown);
    rule.clearHours = fields.count("clear_hours", 1, longestAlertHours);
    return rule;
}

QJsonValue numberOrNull(double value)
{
    return isKnown(value) ? QJsonValue(value) : QJsonValue();
}

QJsonObject objectOf(const AlertRule& rule)
{
    return {{QStringLiteral("id"), rule.id}, {QStringLiteral("name"), rule.name},
        {QStringLiteral("enabled"), rule.enabled}, {QStringLiteral("level"), levelId(rule.level, rule.dimension)},
        {QStringLiteral("condition"), nameOf(conditionNames(), rule.condition)},
        {QStringLiteral("metric"), nameOf(metricNames(), rule.metric)},
        {QStringLiteral("threshold"), numberOrNull(rule.threshold)}, {QStringLiteral("hours"), rule.hours},
        {QStringLiteral("least_gpus"), rule.leastGpus}, {QStringLiteral("only"), rule.only},
        {QStringLiteral("except"), rule.except}, {QStringLiteral("clear_threshold"), numberOrNull(rule.clearThreshold)},
        {QStringLiteral("clear_hours"), rule.clearHours}};
}

QString timeText(Instant time)
{
    return QString::fromStdString(formatRfc3339(time));
}

AlertMemory memoryOf(Reader& fields)
{
    AlertMemory memory;
    auto& alert = memory.alert;
    for (const char* key : {"rule", "cluster", "level", "subject", "since"})
        fields.require(key);
    alert.ruleId = fields.text("rule");
    alert.scope.cluster = fields.text("cluster").toStdString();
    fields.level("level", alert.scope);
    alert.subject = fields.text("subject").toStdString();
    alert.since = fields.time("since").value_or(Instant{});
    alert.lastHour = hourIndex(fields.time("last_hour").value_or(alert.since));
    alert.acknowledged = fields.flag("acknowledged", false);
    alert.mutedUntil = fields.time("muted_until");
    memory.fires = fields.flag("fires", false);
    return memory;
}

QJsonObject objectOf(const AlertMemory& memory)
{
    const auto& alert = memory.alert;
    return {{QStringLiteral("rule"), alert.ruleId},
        {QStringLiteral("cluster"), QString::fromStdString(alert.scope.cluster)},
        {QStringLiteral("level"), levelId(alert.scope.level, alert.scope.dimension)},
        {QStringLiteral("subject"), QString::fromStdString(alert.subject)},
        {QStringLiteral("since"), timeText(alert.since)},
        {QStringLiteral("last_hour"), timeText(hourStart(alert.lastHour))},
        {QStringLiteral("acknowledged"), alert.acknowledged},
        {QStringLiteral("muted_until"), alert.mutedUntil ? QJsonValue(timeText(*alert.mutedUntil)) : QJsonValue()},
        {QStringLiteral("fires"), memory.fires}};
}

tl::unexpected<Error> unusable(const QString& path, const QString& why)
{
    return failure(ErrorClass::Usage,
        AlertFileText::tr("The file %1 cannot be read: %2.").arg(QDir::toNativeSeparators(path), why));
}

/// The objects of a file's list; nullopt if there is no file.
Result<std::optional<QJsonArray>> readList(const QString& path, QLatin1StringView format, QLatin1StringView list)
{
    QFile file(path);
    if (!file.exists())
        return std::optional<QJsonArray>();
    if (!file.open(QIODevice::ReadOnly))
        return unusable(path, file.errorString());
    if (file.size() > largestFile)
        return unusable(path, AlertFileText::tr("it is too large"));
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (problem.error != QJsonParseError::NoError)
        return unusable(path, AlertFileText::tr("%1 at its byte %2").arg(problem.errorString()).arg(problem.offset));
    const auto object = document.object();
    if (object.value(QLatin1StringView("format")).toString() != format || !object.value(list).isArray())
        return unusable(path, AlertFileText::tr("it is another kind of file"));
    if (object.value(QLatin1StringView("version")).toInt() > formatVersion)
        return unusable(path, AlertFileText::tr("it is from a newer version of this program"));
    return std::optional(object.value(list).toArray());
}

Result<void> writeList(const QString& path, QLatin1StringView format, QLatin1StringView list, const QJsonArray& items)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    const QJsonDocument document(QJsonObject{
        {QStringLiteral("format"), format}, {QStringLiteral("version"), formatVersion}, {QString(list), items}});
    if (!file.open(QIODevice::WriteOnly) || file.write(document.toJson()) < 0 || !file.commit()) {
        return failure(ErrorClass::Export,
            AlertFileText::tr("%1 could not be written (%2). What it held before is unchanged; the change holds until "
                              "the program ends.")
                .arg(QDir::toNativeSeparators(path), file.errorString()));
    }
    return {};
}

constexpr QLatin1StringView rulesList("rules"), memoryList("alerts");

} // namespace

QString alertMetricText(Metric metric)
{
    return nameOf(metricNames(), metric);
}

Result<std::optional<std::vector<AlertRule>>> readAlertRules(const QString& path)
{
    const auto list = readList(path, rulesFormat, rulesList);
    if (!list)
        return tl::unexpected(list.error());
    if (!*list)
        return std::optional<std::vector<AlertRule>>();
    std::vector<AlertRule> rules;
    std::set<QString> ids;
    for (const auto& item : **list) {
        Reader fields(item.toObject());
        rules.push_back(ruleOf(fields));
        if (!fields.fault().isEmpty()) {
            return unusable(path,
                AlertFileText::tr("rule %1: \"%2\" is missing or has a value that cannot be used")
                    .arg(rules.size())
                    .arg(fields.fault()));
        }
        if (!ids.insert(rules.back().id).second)
            return unusable(path, AlertFileText::tr("two rules have the id \"%1\"").arg(rules.back().id));
    }
    return std::optional(std::move(rules));
}

Result<std::vector<AlertRule>> alertRulesOf(const QString& named, const QString& usual)
{
    auto rules = readAlertRules(named.isEmpty() ? usual : named);
    if (!rules)
        return tl::unexpected(rules.error());
    if (!*rules && !named.isEmpty())
        return failure(ErrorClass::Usage, AlertFileText::tr("There is no file %1.").arg(named));
    return *rules ? std::move(**rules) : defaultAlertRules();
}

Result<void> writeAlertRules(const QString& path, const std::vector<AlertRule>& rules)
{
    QJsonArray items;
    for (const auto& rule : rules)
        items.append(objectOf(rule));
    return writeList(path, rulesFormat, rulesList, items);
}

Result<std::vector<AlertMemory>> readAlertMemory(const QString& path)
{
    const auto list = readList(path, memoryFormat, memoryList);
    if (!list)
        return tl::unexpected(list.error());
    std::vector<AlertMemory> memory;
    for (const auto& item : list->value_or(QJsonArray())) {
        Reader fields(item.toObject());
        memory.push_back(memoryOf(fields));
        if (!fields.fault().isEmpty()) {
            return unusable(path,
                AlertFileText::tr("entry %1: \"%2\" is missing or has a value that cannot be used")
                    .arg(memory.size())
                    .arg(fields.fault()));
        }
    }
    return memory;
}

Result<void> writeAlertMemory(const QString& path, const std::vector<AlertMemory>& memory)
{
    QJsonArray items;
    for (const auto& item : memory)
        items.append(objectOf(item));
    return writeList(path, memoryFormat, memoryList, items);
}

Result<QString> setAside(const QString& path, Instant now)
{
    auto stamp = timeText(now);
    stamp.remove(QLatin1Char('-')).remove(QLatin1Char(':'));
    const QString kept = path + QStringLiteral(".broken-") + stamp;
    QFile::remove(kept); // of the same second
    if (!QFile::rename(path, kept))
        return failure(ErrorClass::Export,
            AlertFileText::tr("%1 could not be renamed; it is left as it is.").arg(QDir::toNativeSeparators(path)));
    return kept;
}

} // namespace atlas
