// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <QTimeZone>
#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QDateTimeEdit;

namespace atlas {

/// An instant by the clocks of a zone. Where they show a time twice a second field says which of the two is meant.
class WallClockField final : public QWidget
{
    Q_OBJECT
public:
    WallClockField(Instant shown, const QTimeZone& zone, QWidget* parent = nullptr);

    /// nullopt: the clocks leave this time out.
    std::optional<Instant> instant() const;
    QDateTimeEdit* edit() const { return m_edit; }

signals:
    void changed();

private:
    void find(int wanted);

    QTimeZone m_zone;
    QDateTimeEdit* m_edit;
    QComboBox* m_which; ///< by their offsets; shown where there are two
    std::vector<Instant> m_instants; ///< that the clocks show so
};

} // namespace atlas
