// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/TileFrame.h"

class QLabel;

namespace atlas {

class ElidedLabel;

/// A fact with its caption and a few words below: a key figure that has no period to compare with. Looks like a
/// KeyFigureTile. What it counts is listed somewhere: pressed, it leads there.
class FactTile final : public TileFrame
{
    Q_OBJECT
public:
    explicit FactTile(const QString& caption, QWidget* parent = nullptr);

    /// `figure`: with its unit behind a space, as formatWithUnit() writes it. `definition`: shown on hover.
    void setFact(const QString& figure, const QString& note, const QString& definition = {});
    /// As shown: "1,204 GPU·h".
    QString figure() const;
    QString note() const;

private:
    ElidedLabel* m_caption;
    QLabel *m_figure, *m_unit;
    ElidedLabel* m_note;
};

} // namespace atlas
