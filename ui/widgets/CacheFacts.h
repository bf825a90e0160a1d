// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Ledger.h"

#include <QTimeZone>
#include <QWidget>

class QFormLayout;
class QLabel;
class QSpinBox;

namespace atlas {

/// Where the cache is, how large, when it was checked, and for how long it keeps what.
class CacheFacts final : public QWidget
{
    Q_OBJECT
public:
    explicit CacheFacts(QWidget* parent = nullptr);

    void setFacts(const StoreFacts& facts, const QTimeZone& zone);
    /// nullopt: nothing to be set here.
    void setRetention(const std::optional<RetentionPolicy>& policy);

    /// "Size: 1.2 MB" a line.
    QStringList texts() const;

signals:
    void retentionChanged(const atlas::RetentionPolicy& policy);

private:
    QLabel* addFact(const QString& title);
    QSpinBox* addDays(const QString& title, int most);
    void announce();

    QFormLayout* m_form;
    QLabel *m_size, *m_rows, *m_hidden, *m_checked, *m_path;
    QSpinBox *m_hours, *m_snapshots;
    bool m_setting = false;
};

} // namespace atlas
