// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/StoreAlerts.h"

#include "models/alerts/AlertScan.h"
#include "models/domain/Async.h"

#include <QDir>
#include <QtConcurrentRun>

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

namespace atlas {

namespace {

using namespace std::chrono_literals;

using Written = std::shared_ptr<Result<void>>; // QFuture of Qt 6.4 wants a default constructor

/// How many times as long as changes gather it takes until what could not be read is tried again.
constexpr int patience = 30;

/// What sameAlert() compares.
using AlertName = std::tuple<QString, GridScope, std::string>;

AlertName nameOf(const FiringAlert& alert)
{
    return {alert.ruleId, alert.scope, alert.subject};
}

/// Answers that come one after the other, and what happens when all are there.
struct Gathering
{
    std::vector<GridPtr> grids;
    std::size_t missing = 0;
    std::vector<GridScope> unread;
    QStringList problems;
};

} // namespace

/// What the files held.
struct StoreAlerts::Loaded
{
    std::vector<AlertRule> rules;
    std::vector<AlertMemory> memory;
    QStringList problems;
};

StoreAlerts::StoreAlerts(AlertSource source, AlertPlaces places, const Clock& clock, QObject* parent)
    : AlertCenter(parent)
    , m_source(std::move(source))
    , m_places(std::move(places))
    , m_clock(clock)
    , m_hour(hourIndex(clock.now()))
{
    m_files.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &StoreAlerts::evaluate);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &StoreAlerts::tryAgain);
    m_minute.setInterval(1min);
    connect(&m_minute, &QTimer::timeout, this, &StoreAlerts::tick);
    m_minute.start();
    connect(&m_source.store, &StoreReader::changed, this,
        [this](const QString& cluster, TimeRange range, bool) { storeChanged(cluster, range); });
    load();
}

StoreAlerts::~StoreAlerts()
{
    m_files.waitForDone();
}

void StoreAlerts::load()
{
    const auto read = [places = m_places, now = m_clock.now()] {
        auto loaded = std::make_shared<Loaded>();
        /// `renamed`: a sentence of where the file went and what follows.
        const auto keepAway = [now](const Error& error, const QString& path, const QString& renamed) -> QString {
            const auto kept = setAside(path, now);
            return error.message + QLatin1Char(' ')
                + (kept ? renamed.arg(QDir::toNativeSeparators(*kept)) : kept.error().message);
        };
        std::optional<std::vector<AlertRule>> rules;
        if (!places.rules.isEmpty()) {
            if (auto file = readAlertRules(places.rules))
                rules = std::move(*file);
            else
                loaded->problems << keepAway(file.error(), places.rules,
                    StoreAlerts::tr("It was renamed to %1; the rules that the program comes with are in use."));
        }
        loaded->rules = rules ? std::move(*rules) : defaultAlertRules();
        if (!places.memory.isEmpty()) {
            if (auto file = readAlertMemory(places.memory))
                loaded->memory = std::move(*file);
            else
                loaded->problems << keepAway(file.error(), places.memory,
                    StoreAlerts::tr("It was renamed to %1; what was acknowledged or muted is to be said again."));
        }
        return loaded;
    };
    whenDone(QtConcurrent::run(&m_files, read), this,
        [this](const std::shared_ptr<Loaded>& loaded) { takeLoaded(*loaded); });
}

void StoreAlerts::takeLoaded(const Loaded& loaded)
{
    if (m_generation == 0) // else somebody set rules meanwhile
        m_rules = loaded.rules;
    m_memory = m_savedMemory = loaded.memory;
    m_fileProblems = loaded.problems;
    m_loaded = true;
    emit rulesChanged();
    evaluate();
}

std::vector<FiringAlert> StoreAlerts::firing() const
{
    std::vector<FiringAlert> alerts;
    for (const auto& memory : m_memory) {
        if (memory.fires && m_evaluated.contains(memory.alert.scope.cluster))
            alerts.push_back(memory.alert);
    }
    std::stable_sort(alerts.begin(), alerts.end(), [](const FiringAlert& a, const FiringAlert& b) {
        return std::pair(a.mutedUntil.has_value(), a.since) < std::pair(b.mutedUntil.has_value(), b.since);
    });
    return alerts;
}

QStringList StoreAlerts::problems() const
{
    auto problems = m_fileProblems + m_storeProblems;
    if (!m_writeProblem.isEmpty())
        problems << m_writeProblem;
    return problems;
}

AlertMemory* StoreAlerts::remembered(const FiringAlert& alert)
{
    const auto it = std::find_if(m_memory.begin(), m_memory.end(),
        [&alert](const AlertMemory& memory) { return sameAlert(memory.alert, alert); });
    return it == m_memory.end() ? nullptr : &*it;
}

void StoreAlerts::acknowledge(const FiringAlert& alert)
{
    auto* memory = remembered(alert);
    if (!memory || memory->alert.acknowledged)
        return;
    memory->alert.acknowledged = true;
    saveMemory();
    emit changed();
}

void StoreAlerts::mute(const FiringAlert& alert, std::optional<Instant> until)
{
    auto* memory = remembered(alert);
    if (!memory || memory->alert.mutedUntil == until)
        return;
    memory->alert.mutedUntil = until;
    saveMemory();
    emit changed();
}

void StoreAlerts::setRules(const std::vector<AlertRule>& rules)
{
    if (m_generation > 0 && rules == m_rules)
        return;
    ++m_generation;
    m_rules = rules;
    if (!m_places.rules.isEmpty())
        write([path = m_places.rules, rules] { return writeAlertRules(path, rules); });
    emit rulesChanged();
    evaluateAll();
}

void StoreAlerts::setHeard(const std::map<std::string, AlertHearing>& heard)
{
    const auto before = std::exchange(m_heard, heard);
    // What changes is told by the hour: most successes change nothing.
    const auto meaning = [](const std::map<std::string, AlertHearing>& all, const std::string& cluster) {
        const auto it = all.find(cluster);
        const bool known = it != all.end() && it->second.lastSuccess;
        return std::pair(known ? hourIndex(*it->second.lastSuccess - rowsMayTake) : HourIndex(0),
            it != all.end() && it->second.inVain);
    };
    for (const auto* all : {&before, &heard}) {
        for (const auto& [cluster, hearing] : *all) {
            if (meaning(before, cluster) != meaning(heard, cluster))
                m_dirty.insert(cluster);
        }
    }
    if (!m_dirty.empty())
        evaluateSoon();
}

void StoreAlerts::evaluateAll()
{
    m_all = true;
    evaluateSoon();
}

void StoreAlerts::evaluateSoon()
{
    constexpr int rest = 4; // of the time, so that a store that is being filled is not held up
    if (!m_soon.isActive())
        m_soon.start(std::max(m_delay, rest * m_lastTook));
}

void StoreAlerts::tryAgain()
{
    m_all |= std::exchange(m_allUnread, false);
    m_dirty.merge(std::exchange(m_unread, {}));
    evaluateSoon();
}

void StoreAlerts::storeChanged(const QString& cluster, TimeRange range)
{
    const auto first = hourIndex(m_clock.now()) - alertHistory(m_rules, Level::Cluster);
    if (range.isEmpty() || (m_source.isLive && range.to <= hourStart(first)))
        return; // a snapshot has no hours, and what is long past fires no more
    m_dirty.insert(cluster.toStdString());
    evaluateSoon();
}

void StoreAlerts::tick()
{
    wakeMutes();
    const auto hour = hourIndex(m_clock.now());
    if (m_source.isLive && hour != m_hour)
        evaluateAll();
    m_hour = hour;
}

/// Those whose mute is over speak again.
void StoreAlerts::wakeMutes()
{
    std::vector<FiringAlert> awake;
    bool any = false;
    for (auto& memory : m_memory) {
        if (!memory.alert.mutedUntil || *memory.alert.mutedUntil > m_clock.now())
            continue;
        any = true;
        memory.alert.mutedUntil.reset();
        if (memory.fires && !memory.alert.acknowledged && m_evaluated.contains(memory.alert.scope.cluster))
            awake.push_back(memory.alert);
    }
    if (!any)
        return;
    saveMemory();
    emit changed();
    if (!awake.empty())
        emit fired(awake);
}

void StoreAlerts::evaluate()
{
    if (m_busy || !m_loaded)
        return; // it goes on at the end
    m_busy = true;
    m_began.start();
    whenDone(m_source.store.inventory(), this, [this](const Result<Inventory>& inventory) {
        const bool all = std::exchange(m_all, false);
        const auto dirty = std::exchange(m_dirty, {});
        m_queue.clear();
        m_storeProblems.clear();
        if (!inventory) {
            m_storeProblems << inventory.error().message;
            m_allUnread |= all;
            m_unread.insert(dirty.begin(), dirty.end());
        } else {
            for (const auto& info : inventory->clusters) {
                if (info.hours && (all || dirty.contains(info.name)))
                    m_queue.push_back(info);
            }
        }
        evaluateNext();
    });
}

void StoreAlerts::evaluateNext()
{
    if (m_queue.empty())
        return finish();
    const auto info = m_queue.back();
    m_queue.pop_back();
    evaluateCluster(info);
}

void StoreAlerts::evaluateCluster(const ClusterInfo& info)
{
    m_unread.erase(info.name);
    AlertScan scan;
    scan.rules = m_rules;
    scan.cluster = info.name;
    scan.dataEnd = info.hours->endHour();
    scan.end = m_source.isLive ? hourIndex(m_clock.now()) : info.hours->endHour();
    if (m_source.isLive) {
        const auto heard = m_heard.find(info.name);
        const auto last = heard == m_heard.end() ? std::nullopt : heard->second.lastSuccess;
        scan.askedTo = last ? hourIndex(*last - rowsMayTake) : 0;
        if (last && heard->second.inVain)
            scan.unansweredSince = last;
    }
    scan.options = m_source.options(QString::fromStdString(info.name));
    const auto queries = queriesOf(scan);
    auto gathering = std::make_shared<Gathering>();
    gathering->grids.resize(queries.size());
    gathering->missing = queries.size();
    const auto compute = [this, scan, gathering, generation = m_generation] {
        m_storeProblems << gathering->problems;
        if (!gathering->unread.empty())
            m_unread.insert(scan.cluster);
        whenDone(QtConcurrent::run([scan, gathering] { return firingOf(scan, gathering->grids); }), this,
            [this, cluster = scan.cluster, gathering, generation](const std::vector<FiringAlert>& found) {
                if (generation == m_generation)
                    take(cluster, found, gathering->unread);
                evaluateNext();
            });
    };
    if (queries.empty())
        return compute();
    for (std::size_t i = 0; i < queries.size(); ++i) {
        const auto answer = m_source.store.grid(queries[i]);
        whenDone(answer, this, [gathering, compute, i, scope = queries[i].scope](const Result<GridPtr>& grid) {
            if (grid) {
                gathering->grids[i] = *grid;
            } else {
                gathering->unread.push_back(scope);
                gathering->problems << grid.error().message;
            }
            if (--gathering->missing == 0)
                compute();
        });
    }
}

void StoreAlerts::take(
    const std::string& cluster, const std::vector<FiringAlert>& found, const std::vector<GridScope>& unread)
{
    const bool nothingKnown =
        std::find(unread.begin(), unread.end(), GridScope{cluster, Level::Cluster, {}}) != unread.end();
    if (nothingKnown)
        return;
    // A rule may find thousands: each is looked up, not looked for.
    std::set<AlertName> names;
    for (const auto& alert : found)
        names.insert(nameOf(alert));
    const auto stillFires = [&](const FiringAlert& alert) {
        return std::find(unread.begin(), unread.end(), alert.scope) != unread.end() || names.contains(nameOf(alert));
    };
    std::map<AlertName, std::size_t> places;
    for (std::size_t i = 0; i < m_memory.size(); ++i)
        places.emplace(nameOf(m_memory[i].alert), i);
    for (auto& memory : m_memory) {
        if (memory.alert.scope.cluster != cluster || !memory.fires || stillFires(memory.alert))
            continue;
        memory.fires = false;
        memory.alert.acknowledged = false;
        m_over.push_back(memory.alert);
    }
    for (const auto& alert : found) {
        const auto [place, isNew] = places.emplace(nameOf(alert), m_memory.size());
        if (isNew)
            m_memory.push_back({alert, false});
        auto* memory = &m_memory[place->second];
        const auto before = memory->alert;
        // What began after the last hour that was known to fire is another episode: the one before ended unseen.
        const bool isSame = memory->fires && hourIndex(alert.since) <= before.lastHour;
        memory->alert = alert;
        memory->fires = true;
        memory->alert.mutedUntil = before.mutedUntil;
        memory->alert.acknowledged = isSame && before.acknowledged;
        if (isSame)
            memory->alert.since = std::min(before.since, alert.since); // further back than is looked at
        else if (!before.mutedUntil)
            m_fired.push_back(memory->alert);
    }
    m_evaluated.insert(cluster);
}

void StoreAlerts::finish()
{
    m_busy = false;
    m_ready = true;
    m_lastTook = std::chrono::milliseconds(m_began.elapsed());
    const auto now = m_clock.now();
    std::erase_if(m_memory, [this, now](const AlertMemory& memory) {
        const auto& alert = memory.alert;
        const bool ruleIsGone = std::none_of(
            m_rules.begin(), m_rules.end(), [&alert](const AlertRule& rule) { return rule.id == alert.ruleId; });
        const bool saysNothing = !memory.fires && (!alert.mutedUntil || *alert.mutedUntil <= now);
        return ruleIsGone || saysNothing;
    });
    const auto fired = std::exchange(m_fired, {});
    const auto over = std::exchange(m_over, {});
    saveMemory();
    emit changed();
    if (const auto said = std::exchange(m_said, problems()); said != m_said)
        emit rulesChanged();
    if (!over.empty())
        emit cleared(over);
    if (!fired.empty())
        emit this->fired(fired);
    wakeMutes();
    if ((m_allUnread || !m_unread.empty()) && !m_again.isActive())
        m_again.start(patience * std::max(m_delay, 10ms));
    if (m_all || !m_dirty.empty())
        evaluateSoon();
    else
        emit settled();
}

void StoreAlerts::saveMemory()
{
    if (m_places.memory.isEmpty() || m_memory == m_savedMemory)
        return;
    m_savedMemory = m_memory;
    write([path = m_places.memory, memory = m_memory] { return writeAlertMemory(path, memory); });
}

void StoreAlerts::write(std::function<Result<void>()> work)
{
    const auto writing =
        QtConcurrent::run(&m_files, [work = std::move(work)] { return std::make_shared<Result<void>>(work()); });
    whenDone(writing, this, [this](const Written& written) {
        const auto problem = *written ? QString() : written->error().message;
        if (std::exchange(m_writeProblem, problem) != problem)
            emit rulesChanged();
    });
}

} // namespace atlas
