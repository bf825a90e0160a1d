// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/ConnectionSettings.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <array>
#include <map>
#include <set>
#include <utility>

/// The file of saved connections: JSON that people may edit. Keys that this version does not know stay as they are.
namespace atlas {

namespace {

struct ConnectionText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ConnectionText)
};

constexpr QLatin1StringView formatName("gpu-atlas-connections");
constexpr int formatVersion = 1;
constexpr qint64 largestFile = 4 * 1024 * 1024;

using AuthNames = std::array<std::pair<AuthKind, QLatin1StringView>, 4>;
constexpr AuthNames authNames{
    {{AuthKind::None, QLatin1StringView("none")}, {AuthKind::Bearer, QLatin1StringView("bearer")},
        {AuthKind::Cookie, QLatin1StringView("cookie")}, {AuthKind::Header, QLatin1StringView("header")}}};
constexpr std::array<std::pair<UtilizationBasis, QLatin1StringView>, 2> basisNames{
    {{UtilizationBasis::Allocated, QLatin1StringView("allocated")},
        {UtilizationBasis::AllGpus, QLatin1StringView("all-gpus")}}};

template <typename Names, typename Value>
QString nameOf(const Names& names, Value wanted)
{
    for (const auto& [value, name] : names) {
        if (value == wanted)
            return name;
    }
    return {};
}

/// Reads the fields of one object. A missing field, or null, leaves the default; one of another type is a fault.
class Fields
{
public:
    explicit Fields(const QJsonObject& object)
        : m_object(object)
    {
    }

    void read(const char* key, QString& into)
    {
        const auto value = take(key);
        if (value.isString())
            into = value.toString();
        else
            expectNone(key, value);
    }
    void read(const char* key, bool& into)
    {
        const auto value = take(key);
        if (value.isBool())
            into = value.toBool();
        else
            expectNone(key, value);
    }
    void read(const char* key, double& into)
    {
        const auto value = take(key);
        if (value.isDouble())
            into = value.toDouble();
        else
            expectNone(key, value);
    }
    void read(const char* key, QStringList& into)
    {
        const auto value = take(key);
        if (!value.isArray())
            return expectNone(key, value);
        for (const auto& item : value.toArray()) {
            if (item.isString())
                into << item.toString();
            else
                expectNone(key, item);
        }
    }
    template <typename Names, typename Value>
    void read(const char* key, const Names& names, Value& into)
    {
        QString text;
        read(key, text);
        if (text.isEmpty())
            return;
        for (const auto& [value, name] : names) {
            if (text == name) {
                into = value;
                return;
            }
        }
        m_fault = QLatin1StringView(key);
    }

    const QString& fault() const { return m_fault; } ///< name of a field that cannot be used; empty: none

private:
    QJsonValue take(const char* key) const { return m_object.value(QLatin1StringView(key)); }
    void expectNone(const char* key, const QJsonValue& value)
    {
        if (!value.isUndefined() && !value.isNull())
            m_fault = QLatin1StringView(key);
    }

    const QJsonObject& m_object;
    QString m_fault;
};

/// The profile of an object, and the name of a field that cannot be used.
std::pair<ConnectionProfile, QString> profileOf(const QJsonObject& object)
{
    ConnectionProfile profile;
    QString url, zone;
    Fields fields(object);
    fields.read("id", profile.id);
    fields.read("name", profile.name);
    fields.read("url", url);
    fields.read("enabled", profile.enabled);
    fields.read("clusters", profile.clusters);
    fields.read("auth", authNames, profile.auth);
    fields.read("header_name", profile.headerName);
    fields.read("insecure_http", profile.insecureHttp);
    fields.read("ca_file", profile.caFile);
    fields.read("client_cert_file", profile.clientCertFile);
    fields.read("client_key_file", profile.clientKeyFile);
    fields.read("system_proxy", profile.systemProxy);
    fields.read("rates_are_fractions", profile.ratesAreFractions);
    fields.read("utilization_basis", basisNames, profile.basis);
    fields.read("zero_hours_are_unknown", profile.zeroHoursAreUnknown);
    fields.read("zone", zone);
    fields.read("price_per_gpu_hour", profile.pricePerGpuHour);
    fields.read("currency", profile.currency);
    profile.url = tidyUrl(url);
    profile.zone = zone.toUtf8();
    if (profile.id.isEmpty()) // written by hand
        profile.id = profile.name;
    return {profile, profile.id.isEmpty() ? QStringLiteral("id") : fields.fault()};
}

/// Sets what we know in an object, and leaves the rest.
void fill(QJsonObject& object, const ConnectionProfile& profile)
{
    const auto set = [&](const char* key, const QJsonValue& value) { object.insert(QLatin1StringView(key), value); };
    set("id", profile.id);
    set("name", profile.name);
    set("url", profile.url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo));
    set("enabled", profile.enabled);
    set("clusters", QJsonArray::fromStringList(profile.clusters));
    set("auth", nameOf(authNames, profile.auth));
    set("header_name", profile.headerName);
    set("insecure_http", profile.insecureHttp);
    set("ca_file", profile.caFile);
    set("client_cert_file", profile.clientCertFile);
    set("client_key_file", profile.clientKeyFile);
    set("system_proxy", profile.systemProxy);
    set("rates_are_fractions", profile.ratesAreFractions);
    set("utilization_basis", nameOf(basisNames, profile.basis));
    set("zero_hours_are_unknown", profile.zeroHoursAreUnknown);
    set("zone", QString::fromUtf8(profile.zone));
    set("price_per_gpu_hour", profile.pricePerGpuHour < 0 ? QJsonValue() : QJsonValue(profile.pricePerGpuHour));
    set("currency", profile.currency);
}

tl::unexpected<Error> unusable(const QString& path, const QString& why)
{
    return failure(ErrorClass::Usage,
        ConnectionText::tr("The saved connections in %1 cannot be read (%2). The file was not changed; correct it, or "
                           "move it away and set the connections up again.")
            .arg(path, why));
}

/// The whole file; an empty object if there is none.
Result<QJsonObject> readDocument(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QIODevice::ReadOnly))
        return unusable(path, file.errorString());
    if (file.size() > largestFile)
        return unusable(path, ConnectionText::tr("it is too large"));
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (problem.error != QJsonParseError::NoError)
        return unusable(path, problem.errorString());
    if (document.object().value(QLatin1StringView("format")).toString() != formatName)
        return unusable(path, ConnectionText::tr("it is another kind of file"));
    return document.object();
}

} // namespace

Result<std::vector<ConnectionProfile>> readConnections(const QString& path)
{
    const auto document = readDocument(path);
    if (!document)
        return tl::unexpected(document.error());
    std::vector<ConnectionProfile> profiles;
    std::set<QString> ids;
    for (const auto& item : document->value(QLatin1StringView("connections")).toArray()) {
        const auto object = item.toObject();
        auto [profile, fault] = profileOf(object);
        if (!fault.isEmpty()) {
            return unusable(path,
                ConnectionText::tr("connection %1: \"%2\" is missing or has a value that cannot be used")
                    .arg(profiles.size() + 1)
                    .arg(fault));
        }
        if (!ids.insert(profile.id).second)
            return unusable(path, ConnectionText::tr("two connections have the id \"%1\"").arg(profile.id));
        profiles.push_back(std::move(profile));
    }
    return profiles;
}

Result<void> writeConnections(const QString& path, const std::vector<ConnectionProfile>& profiles)
{
    const auto notWritten = [&](const QString& why) {
        return failure(ErrorClass::Export,
            ConnectionText::tr("The connections could not be saved in %1 (%2). What was saved before is unchanged; "
                               "the change holds until the program ends.")
                .arg(path, why));
    };
    // A file that is not understood is not written over either.
    auto document = readDocument(path);
    if (!document)
        return notWritten(document.error().message);
    std::map<QString, QJsonObject> before;
    for (const auto& item : document->value(QLatin1StringView("connections")).toArray()) {
        const auto object = item.toObject();
        before[profileOf(object).first.id] = object;
    }
    QJsonArray connections;
    for (const auto& profile : profiles) {
        QJsonObject object = before[profile.id];
        fill(object, profile);
        connections.append(object);
    }
    document->insert(QLatin1StringView("format"), QString(formatName));
    if (!document->contains(QLatin1StringView("version")))
        document->insert(QLatin1StringView("version"), formatVersion);
    document->insert(QLatin1StringView("connections"), connections);

    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(file.errorString());
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(QJsonDocument(*document).toJson());
    if (!file.commit())
        return notWritten(file.errorString());
    return {};
}

} // namespace atlas
