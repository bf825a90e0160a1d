// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FactTile.h"

#include "ui/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/PlainLabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace atlas {

FactTile::FactTile(const QString& caption, QWidget* parent)
    : TileFrame(parent)
    , m_caption(new ElidedLabel(0, this))
    , m_figure(plainLabel("figure", this))
    , m_unit(plainLabel("secondary", this))
    , m_note(new ElidedLabel(0, this))
{
    setAtlasRole(m_caption, "secondary");
    setAtlasRole(m_note, "caption");
    m_caption->setText(caption);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::tight, space::panel, space::tight);
    column->setSpacing(0);
    column->addWidget(m_caption);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::unit);
    row->addWidget(m_figure, 0, Qt::AlignBaseline);
    row->addWidget(m_unit, 0, Qt::AlignBaseline);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(m_note);
    column->addStretch(1);
    setFact(QStringLiteral(u"—"), {});
}

void FactTile::setFact(const QString& figure, const QString& note, const QString& definition)
{
    const auto space = figure.lastIndexOf(QLatin1Char(' '));
    m_figure->setText(figure.left(space));
    m_unit->setText(space < 0 ? QString() : figure.mid(space + 1));
    m_note->setText(note);
    setToolTip(plainToolTip(
        leadsOn() ? QString(definition + QLatin1Char('\n') + tr("Click: what it counts.")).trimmed() : definition));
    setAccessibleName(m_caption->text() + QStringLiteral(": ") + figure + QLatin1Char(' ') + note);
}

QString FactTile::figure() const
{
    return QString(m_figure->text() + QLatin1Char(' ') + m_unit->text()).trimmed();
}

QString FactTile::note() const
{
    return m_note->text();
}

} // namespace atlas
