// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/ReaderTalk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace atlas {

namespace {

constexpr double mostNumber = 9007199254740992.0; // 2^53

QByteArray lineOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonValue number(std::int64_t value)
{
    return QJsonValue(qint64(value));
}

QJsonObject objectOf(const OpenedFile& file)
{
    QJsonArray clusters, skipped;
    for (const auto& cluster : file.clusters)
        clusters << QString::fromStdString(cluster);
    for (const auto& [name, reason] : file.skipped)
        skipped << QJsonArray{name, reason};
    return {{QStringLiteral("kind"), int(file.kind)}, {QStringLiteral("clusters"), clusters},
        {QStringLiteral("from"), number(file.range.from.time_since_epoch().count())},
        {QStringLiteral("to"), number(file.range.to.time_since_epoch().count())},
        {QStringLiteral("rows"), number(file.rows)}, {QStringLiteral("snapshots"), number(file.snapshots)},
        {QStringLiteral("rejected"), number(file.rejectedRows)}, {QStringLiteral("skipped"), skipped},
        {QStringLiteral("created"), number(file.created.time_since_epoch().count())},
        {QStringLiteral("version"), file.version}, {QStringLiteral("digest"), QString::fromLatin1(file.digest)},
        {QStringLiteral("notes"), file.notes}, {QStringLiteral("alert_rules"), QString::fromUtf8(file.alertRules)},
        {QStringLiteral("display_settings"), QString::fromUtf8(file.displaySettings)}};
}

/// Reads members; what is not there or of another kind makes the whole useless.
class Members
{
public:
    explicit Members(const QJsonValue& value)
        : m_object(value.toObject())
        , m_ok(value.isObject())
    {
    }
    bool ok() const { return m_ok; }
    std::int64_t number(QLatin1StringView name)
    {
        const auto value = m_object.value(name);
        const double number = value.toDouble(-1);
        m_ok = m_ok && value.isDouble() && number >= 0 && number <= mostNumber && number == std::floor(number);
        return m_ok ? std::int64_t(number) : 0;
    }
    QString text(QLatin1StringView name)
    {
        const auto value = m_object.value(name);
        m_ok = m_ok && value.isString();
        return value.toString();
    }
    QJsonArray array(QLatin1StringView name)
    {
        const auto value = m_object.value(name);
        m_ok = m_ok && value.isArray();
        return value.toArray();
    }

private:
    QJsonObject m_object;
    bool m_ok;
};

std::optional<OpenedFile> fileOf(const QJsonValue& value)
{
    Members said(value);
    const auto time = [&](QLatin1StringView name) { return Instant(std::chrono::seconds(said.number(name))); };
    OpenedFile file;
    const auto kind = said.number(QLatin1StringView("kind"));
    if (kind > std::int64_t(OpenedKind::Replies))
        return std::nullopt;
    file.kind = OpenedKind(kind);
    for (const auto& cluster : said.array(QLatin1StringView("clusters")))
        file.clusters.push_back(cluster.toString().toStdString());
    file.range = {time(QLatin1StringView("from")), time(QLatin1StringView("to"))};
    file.rows = said.number(QLatin1StringView("rows"));
    file.snapshots = said.number(QLatin1StringView("snapshots"));
    file.rejectedRows = said.number(QLatin1StringView("rejected"));
    for (const auto& pair : said.array(QLatin1StringView("skipped")))
        file.skipped.emplace_back(pair.toArray().at(0).toString(), pair.toArray().at(1).toString());
    file.created = time(QLatin1StringView("created"));
    file.version = said.text(QLatin1StringView("version"));
    file.digest = said.text(QLatin1StringView("digest")).toLatin1();
    file.notes = said.text(QLatin1StringView("notes"));
    file.alertRules = said.text(QLatin1StringView("alert_rules")).toUtf8();
    file.displaySettings = said.text(QLatin1StringView("display_settings")).toUtf8();
    return said.ok() ? std::optional(file) : std::nullopt;
}

std::optional<ErrorClass> classNamed(const QString& name)
{
    for (const auto cls : {ErrorClass::Internal, ErrorClass::Cache, ErrorClass::FileRejected, ErrorClass::Export}) {
        if (name == errorClassName(cls))
            return cls;
    }
    return std::nullopt;
}

} // namespace

QByteArray encodeTask(const ReadingTask& task)
{
    QJsonArray paths;
    for (const auto& path : task.paths) {
        QJsonArray files;
        for (const auto& file : path.files)
            files << QJsonArray{file.copy, file.name};
        paths << QJsonObject{{QStringLiteral("name"), path.name}, {QStringLiteral("folder"), path.folder},
            {QStringLiteral("files"), files}};
    }
    return lineOf({{QStringLiteral("store"), task.store}, {QStringLiteral("paths"), paths}});
}

std::optional<ReadingTask> decodeTask(const QByteArray& line)
{
    Members said(QJsonDocument::fromJson(line).object());
    ReadingTask task;
    task.store = said.text(QLatin1StringView("store"));
    for (const auto& value : said.array(QLatin1StringView("paths"))) {
        Members path(value);
        CopiedPath& copied = task.paths.emplace_back();
        copied.name = path.text(QLatin1StringView("name"));
        copied.folder = value[QLatin1StringView("folder")].toBool();
        for (const auto& file : path.array(QLatin1StringView("files")))
            copied.files.push_back({file.toArray().at(0).toString(), file.toArray().at(1).toString()});
        if (!path.ok() || (!copied.folder && copied.files.size() != 1))
            return std::nullopt;
    }
    return said.ok() ? std::optional(task) : std::nullopt;
}

QByteArray encodeOutcome(const ReadingOutcome& outcome)
{
    if (outcome.error) {
        return lineOf({{QStringLiteral("failed"), QString(errorClassName(outcome.error->cls))},
            {QStringLiteral("message"), outcome.error->message}, {QStringLiteral("detail"), outcome.error->detail},
            {QStringLiteral("path"), outcome.failedPath + 1}});
    }
    QJsonArray files;
    for (const auto& file : outcome.files)
        files << objectOf(file);
    return lineOf({{QStringLiteral("files"), files}});
}

std::optional<ReadingOutcome> decodeOutcome(const QByteArray& line, std::size_t paths)
{
    const auto object = QJsonDocument::fromJson(line).object();
    ReadingOutcome outcome;
    Members said(object);
    if (object.contains(QLatin1StringView("failed"))) {
        const auto cls = classNamed(said.text(QLatin1StringView("failed")));
        const auto path = said.number(QLatin1StringView("path"));
        const auto message = said.text(QLatin1StringView("message")), detail = said.text(QLatin1StringView("detail"));
        if (!said.ok() || !cls || path > std::int64_t(paths))
            return std::nullopt;
        constexpr qsizetype longest = 1000;
        outcome.error = Error{*cls, message.left(longest), detail.left(longest), 0, {}};
        outcome.failedPath = int(path) - 1;
        return outcome;
    }
    for (const auto& value : said.array(QLatin1StringView("files"))) {
        auto file = fileOf(value);
        if (!file)
            return std::nullopt;
        outcome.files.push_back(std::move(*file));
    }
    return said.ok() && outcome.files.size() == paths ? std::optional(outcome) : std::nullopt;
}

} // namespace atlas
