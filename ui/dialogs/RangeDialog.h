// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Time.h"

#include <QDialog>
#include <QTimeZone>

class QLabel;
class QPushButton;

namespace atlas {

class WallClockField;

/// A range from … to …, in the display zone. Hours are stored as UTC has them: in zones that are half an hour off, the
/// range is widened to whole ones.
class RangeDialog final : public QDialog
{
    Q_OBJECT
public:
    RangeDialog(TimeRange range, const QTimeZone& zone, QWidget* parent = nullptr);

    TimeRange range() const;

signals:
    void chosen(atlas::TimeRange range);

private:
    void check();

    QTimeZone m_zone;
    WallClockField *m_from = nullptr, *m_to = nullptr;
    QLabel* m_length = nullptr;
    QPushButton* m_apply = nullptr;
};

} // namespace atlas
