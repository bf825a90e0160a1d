// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/Alerts.h"
#include "models/views/Presenter.h"

#include <QMap>

#include <memory>
#include <optional>
#include <vector>

namespace atlas {

/// The rules, one of which is looked at and may be edited: tried on the shown clusters' hours of the range as it
/// stands, saved or not.
class AlertsPresenter final : public Presenter
{
    Q_OBJECT
public:
    /// `center` outlives the presenter; nullptr: nothing evaluates rules, and there are none.
    AlertsPresenter(DashboardState& state, Session& session, AlertCenter* center, QObject* parent = nullptr);

    const AlertTrialData& data() const { return *m_data; }
    const std::shared_ptr<const AlertTrialData>& shared() const { return m_data; }
    /// Keys with rows in a shown cluster.
    const std::vector<DimensionKey>& dimensions() const { return m_dimensions; }

    /// The center's and new ones, as edited.
    std::vector<AlertRule> rules() const;
    /// The one that is looked at ("alerts.rule", else the first); nullopt: there is none.
    std::optional<AlertRule> rule() const;
    void choose(const QString& id);
    bool isEdited(const QString& id) const { return m_drafts.contains(id); }

    /// Takes over what the form says of the rule that is looked at. Nothing is kept before save().
    void edit(const AlertRule& rule);
    void save();
    void discard();
    /// Adds a rule that nobody has saved yet, and looks at it.
    void add();
    void duplicate();
    void remove();
    void setEnabled(const QString& id, bool on);

signals:
    /// rules(), rule() or isEdited() are others.
    void rulesChanged();

protected:
    void load() override;
    bool concerns(const DashboardQuery& before, const DashboardQuery& after) const override;

private:
    void loadRule(const Inventory& inventory);
    void loadTrial(AlertTrialInput input);
    void centerChanged();
    void addDraft(AlertRule rule);
    std::optional<AlertRule> find(const QString& id) const;

    AlertCenter* m_center;
    QMap<QString, AlertRule> m_drafts; ///< edited and not saved, by id
    QStringList m_new; ///< ids of drafts that the center does not know
    std::vector<DimensionKey> m_dimensions;
    std::shared_ptr<const AlertTrialData> m_data;
    std::optional<AlertRule> m_tried; ///< what the data are of
    bool m_waits = false; ///< for the center's first evaluation
};

} // namespace atlas
