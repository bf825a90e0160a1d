// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ReadingOptions.h"

#include "models/sync/ConnectionSettings.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

Result<double> priceOption(const Invocation& call)
{
    const auto text = call.options.value(option("price"));
    if (text.isEmpty() && call.options.isSet(option("currency")))
        return wrong(QStringLiteral("--currency says what --price is in; give it too."));
    if (text.isEmpty())
        return unknown;
    bool isNumber = false;
    const double price = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(price) || price < 0)
        return wrong(QStringLiteral("--price must be the money for a GPU·h, such as 2.5, not \"%1\".").arg(text));
    if (call.options.value(option("currency")).isEmpty())
        return wrong(QStringLiteral("--price needs --currency, such as EUR."));
    const auto currency = call.options.value(option("currency"));
    constexpr int letters = 3;
    if (currency.size() != letters || !std::ranges::all_of(currency, [](QChar c) { return c.isLetter(); }))
        return wrong(
            QStringLiteral("--currency must be a code of three letters such as EUR, not \"%1\".").arg(currency));
    return price;
}

} // namespace

void declareReadingOptions(QCommandLineParser& parser)
{
    const auto add = [&parser](const char* name, const char* help, const char* value) {
        parser.addOption({option(name), QString::fromUtf8(help), option(value)});
    };
    add("basis", "What clusters' utilisation is over: allocated GPUs, or all.", "BASIS");
    parser.addOption({option("zero-hours-unknown"),
        QStringLiteral("Hours in which all is 0 though GPUs were allocated say nothing of the utilisation.")});
    add("price", "Money for a GPU·h: costs are then there too.", "NUMBER");
    add("currency", "Of --price: EUR.", "CODE");
    add("config", "Saved connections, which say how their clusters are read and what they cost.", "FILE");
}

Result<Reading> savedReading(const Invocation& call, SqliteStore& store, const std::vector<std::string>& clusters)
{
    Reading reading;
    reading.options.resize(clusters.size());
    const auto config = call.options.value(option("config"));
    const auto path = config.isEmpty() ? call.context.defaultConnections : config;
    if ((config.isEmpty() && storePath(call) != call.context.defaultStore) || !QFileInfo::exists(path))
        return reading;
    const auto profiles = readConnections(path);
    if (!profiles)
        return tl::unexpected(profiles.error());
    const auto sources = store.sources();
    if (!sources)
        return tl::unexpected(sources.error());
    QStringList currencies;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        const auto source = sources->find(clusters[i]);
        const auto profile = std::find_if(profiles->begin(), profiles->end(), [&](const ConnectionProfile& each) {
            return source != sources->end() && each.id.toStdString() == source->second;
        });
        currencies << QString();
        if (profile == profiles->end())
            continue;
        reading.options[i].basis = profile->basis;
        reading.options[i].zeroHoursAreUnknown = profile->zeroHoursAreUnknown;
        if (profile->pricePerGpuHour >= 0) {
            reading.options[i].pricePerGpuHour = profile->pricePerGpuHour;
            currencies.back() = profile->currency;
        }
    }
    if (!currencies.contains(QString()) && currencies.removeDuplicates() == qsizetype(clusters.size()) - 1)
        reading.currency = currencies.front(); // amounts of two currencies have no sum
    return reading;
}

Result<Reading> readingOption(const Invocation& call, SqliteStore& store, const std::vector<std::string>& clusters)
{
    auto reading = savedReading(call, store, clusters);
    if (!reading)
        return reading;
    const auto price = priceOption(call);
    if (!price)
        return tl::unexpected(price.error());
    const auto basis = call.options.value(option("basis"));
    if (!basis.isEmpty() && basis != QLatin1StringView("allocated") && basis != QLatin1StringView("all"))
        return wrong(QStringLiteral("--basis must be allocated or all, not \"%1\".").arg(basis));
    for (auto& options : reading->options) {
        if (!basis.isEmpty())
            options.basis = basis == QLatin1StringView("all") ? UtilizationBasis::AllGpus : UtilizationBasis::Allocated;
        if (call.options.isSet(option("zero-hours-unknown")))
            options.zeroHoursAreUnknown = true;
        if (isKnown(*price))
            options.pricePerGpuHour = *price;
    }
    if (isKnown(*price))
        reading->currency = call.options.value(option("currency"));
    return reading;
}

} // namespace atlas
