// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/DisplaySettings.h"

#include "models/domain/WallClock.h"
#include "models/views/Link.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

namespace atlas {

namespace {

constexpr qsizetype longest = 4096; // characters of a value
constexpr int mostSettings = 64, longestCurrency = 12;
const auto zoneKey = QStringLiteral("zone"), priceKey = QStringLiteral("price"),
           currencyKey = QStringLiteral("currency"), basisKey = QStringLiteral("basis"),
           zeroKey = QStringLiteral("zero-hours"), allGpus = QStringLiteral("all-gpus"),
           unknownHours = QStringLiteral("unknown");

/// As it is read back.
QString exactText(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

} // namespace

QByteArray displayJson(const DisplaySettings& settings)
{
    QJsonObject object;
    for (auto it = settings.begin(); it != settings.end(); ++it)
        object.insert(it.key(), it.value());
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

DisplaySettings displayFromJson(const QByteArray& json)
{
    DisplaySettings settings;
    const auto object = QJsonDocument::fromJson(json).object();
    for (auto it = object.begin(); it != object.end() && settings.size() < mostSettings; ++it) {
        if (const auto value = it.value(); value.isString() && value.toString().size() <= longest)
            settings.insert(it.key(), value.toString());
    }
    return settings;
}

DisplaySettings displayOf(
    const UsageOptions& options, const std::optional<GpuPrice>& price, const DashboardQuery& query)
{
    DisplaySettings settings{{zoneKey, QString::fromLatin1(query.zone)}, {QStringLiteral("link"), linkOf(query)}};
    if (options.basis == UtilizationBasis::AllGpus)
        settings.insert(basisKey, allGpus);
    if (options.zeroHoursAreUnknown)
        settings.insert(zeroKey, unknownHours);
    if (price) {
        settings.insert(priceKey, exactText(price->perGpuHour));
        settings.insert(currencyKey, price->currency);
    }
    return settings;
}

UsageOptions usageFrom(const DisplaySettings& settings)
{
    UsageOptions options;
    if (settings.value(basisKey) == allGpus)
        options.basis = UtilizationBasis::AllGpus;
    options.zeroHoursAreUnknown = settings.value(zeroKey) == unknownHours;
    return options;
}

std::optional<GpuPrice> priceFrom(const DisplaySettings& settings)
{
    bool isNumber = false;
    const double price = settings.value(priceKey).toDouble(&isNumber);
    const auto currency = settings.value(currencyKey);
    if (!isNumber || !std::isfinite(price) || price < 0 || currency.isEmpty() || currency.size() > longestCurrency)
        return std::nullopt;
    return GpuPrice{price, currency};
}

QByteArray zoneFrom(const DisplaySettings& settings)
{
    const auto zone = settings.value(zoneKey).toLatin1();
    return isZoneName(zone) ? zone : QByteArray();
}

QStringList readingArguments(const UsageOptions& options, const QString& currency)
{
    QStringList arguments;
    if (!currency.isEmpty() && options.pricePerGpuHour.known())
        arguments << QStringLiteral("--price") << exactText(options.pricePerGpuHour) << QStringLiteral("--currency")
                  << currency;
    if (options.basis == UtilizationBasis::AllGpus)
        arguments << QStringLiteral("--basis") << QStringLiteral("all");
    if (options.zeroHoursAreUnknown)
        arguments << QStringLiteral("--zero-hours-unknown");
    return arguments;
}

} // namespace atlas
