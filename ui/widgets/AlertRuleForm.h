// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/AlertRules.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace atlas {

/// The fields of an alert rule, told with every change.
class AlertRuleForm final : public QWidget
{
    Q_OBJECT
public:
    explicit AlertRuleForm(QWidget* parent = nullptr);

    /// The labels and annotations that can be chosen, beside that of the rule.
    void setDimensions(const std::vector<DimensionKey>& dimensions);
    /// Shows a rule. Fields that say the same already are left alone, so that typing goes on.
    void setRule(const AlertRule& rule);
    const AlertRule& rule() const { return m_rule; }
    void focusName();

signals:
    /// The user changed a field.
    void edited(const atlas::AlertRule& rule);

private:
    void buildFields();
    void fillLevels();
    void connectFields();
    void takeOver();
    void showUnits();

    AlertRule m_rule;
    std::vector<DimensionKey> m_dimensions, m_shownDimensions; ///< m_shownDimensions: the last entries of m_level
    bool m_showing = false;
    QLineEdit *m_name, *m_only, *m_except;
    QComboBox *m_level, *m_metric, *m_condition;
    QDoubleSpinBox *m_threshold, *m_leastGpus, *m_clearThreshold;
    QSpinBox *m_hours, *m_clearHours;
    QLabel *m_thresholdLabel, *m_clearLabel;
};

} // namespace atlas
