// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ChartValues.h"

#include <QFrame>

class QLabel;

namespace atlas {

class ElidedLabel;

/// A fact with its caption and a few words below: a key figure that has no period to compare with. Looks like a
/// KeyFigureTile.
class FactTile final : public QFrame
{
    Q_OBJECT
public:
    explicit FactTile(const QString& caption, QWidget* parent = nullptr);

    /// `definition`: shown on hover.
    void setFact(const QString& figure, const QString& note, const QString& definition = {});
    /// The same of a figure; its unit stands small beside it.
    void setFact(double figure, Unit unit, const QString& note, const QString& definition = {});
    /// As shown: "1,204 GPU·h".
    QString figure() const;
    QString note() const;

private:
    void show(const QString& figure, const QString& unit, const QString& note, const QString& definition);

    ElidedLabel* m_caption;
    QLabel *m_figure, *m_unit;
    ElidedLabel* m_note;
};

} // namespace atlas
