// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/AlertCenter.h"
#include "models/alerts/AlertFiles.h"
#include "models/domain/Inventory.h"
#include "models/store/StoreReader.h"

#include <QElapsedTimer>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace atlas {

/// What alerts are found in.
struct AlertSource
{
    StoreReader& store;
    bool isLive = false; ///< else "now" is where a cluster's data end
    std::function<UsageOptions(const QString& cluster)> options = [](const QString&) { return UsageOptions{}; };
};

/// Where rules and what was said about alerts are kept; an empty path: for this run only.
struct AlertPlaces
{
    QString rules, memory;
};

/// What is heard of the server that a cluster is from.
struct AlertHearing
{
    std::optional<Instant> lastSuccess; ///< when everything that was asked of it came last
    bool inVain = false; ///< it has been asked since, more than once, or cannot be asked as things are

    friend bool operator==(const AlertHearing&, const AlertHearing&) = default;
};

/// Evaluates rules over a store as data arrive: soon after hours of a cluster changed, and when an hour is over. Reads
/// and writes its files and computes in thread pools. Without a file of rules it begins with defaultAlertRules(); a
/// file that is not understood is set aside, and problems() says so. What could not be read is tried again after a
/// while.
class StoreAlerts final : public AlertCenter
{
    Q_OBJECT
public:
    /// The store and the clock outlive it.
    StoreAlerts(AlertSource source, AlertPlaces places, const Clock& clock, QObject* parent = nullptr);
    ~StoreAlerts() override; ///< waits until what was said is on the disk

    std::vector<FiringAlert> firing() const override;
    bool isReady() const override { return m_ready; }
    void acknowledge(const FiringAlert& alert) override;
    void mute(const FiringAlert& alert, std::optional<Instant> until) override;
    const std::vector<AlertRule>& rules() const override { return m_rules; }
    void setRules(const std::vector<AlertRule>& rules) override;
    QStringList problems() const override;

    /// What is heard of the clusters of a live source. Missing rows mean something only before the last success; where
    /// it was asked in vain for longer than a rule of missing data allows, that rule fires.
    void setHeard(const std::map<std::string, AlertHearing>& heard);
    /// Evaluates all clusters again: figures are to be read in another way.
    void evaluateAll();
    /// How long changes gather; several times as long as the last evaluation took, where that is longer.
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }
    /// Files are read, nothing waits to be evaluated.
    bool isSettled() const { return m_loaded && !m_busy && !m_all && m_dirty.empty(); }

signals:
    /// isSettled() is true.
    void settled();

private:
    struct Loaded;

    void load();
    void takeLoaded(const Loaded& loaded);
    void storeChanged(const QString& cluster, TimeRange range);
    void tick();
    void evaluate();
    void evaluateNext();
    void evaluateCluster(const ClusterInfo& info);
    /// `unread`: what could not be asked, and stays as it was.
    void take(const std::string& cluster, const std::vector<FiringAlert>& found, const std::vector<GridScope>& unread);
    void finish();
    AlertMemory* remembered(const FiringAlert& alert);
    void wakeMutes();
    void saveMemory();
    /// Runs in the pool of files, in order.
    void write(std::function<Result<void>()> work);
    void evaluateSoon();
    void tryAgain();

    AlertSource m_source;
    AlertPlaces m_places;
    const Clock& m_clock;
    QThreadPool m_files;
    QTimer m_soon, m_again, m_minute;
    std::vector<AlertRule> m_rules;
    std::vector<AlertMemory> m_memory, m_savedMemory;
    std::set<std::string> m_evaluated; ///< clusters that were looked at in this run
    std::set<std::string> m_dirty;
    std::set<std::string> m_unread; ///< clusters that could not be read, to be tried again
    std::vector<ClusterInfo> m_queue; ///< of this evaluation, from the back
    std::vector<FiringAlert> m_fired, m_over; ///< of this evaluation
    std::map<std::string, AlertHearing> m_heard;
    HourIndex m_hour = 0; ///< of the last look at the clock
    QStringList m_fileProblems, m_storeProblems, m_said; ///< m_said: problems() after the last evaluation
    QString m_writeProblem;
    std::chrono::milliseconds m_delay{1000}, m_lastTook{0}; ///< of the last evaluation
    QElapsedTimer m_began;
    quint64 m_generation = 0; ///< of the rules: answers for others are dropped
    bool m_all = true; ///< all clusters are to be evaluated
    bool m_allUnread = false; ///< the store could not say which there are when all were to be evaluated
    bool m_loaded = false, m_busy = false, m_ready = false;
};

} // namespace atlas
