// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FactTile.h"

#include "ui/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/PlainLabel.h"

#include <QLabel>
#include <QVBoxLayout>

namespace atlas {

FactTile::FactTile(const QString& caption, QWidget* parent)
    : QFrame(parent)
    , m_caption(new ElidedLabel(0, this))
    , m_figure(new QLabel(this))
    , m_note(new ElidedLabel(0, this))
{
    setAtlasRole(this, "panel");
    setAtlasRole(m_caption, "caption");
    setAtlasRole(m_figure, "figure");
    setAtlasRole(m_note, "caption");
    m_caption->setText(caption);
    m_figure->setTextFormat(Qt::PlainText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::tight, space::panel, space::tight);
    column->setSpacing(0);
    column->addWidget(m_caption);
    column->addWidget(m_figure);
    column->addWidget(m_note);
    setFact(QStringLiteral(u"—"), {});
}

void FactTile::setFact(const QString& figure, const QString& note, const QString& definition)
{
    m_figure->setText(figure);
    m_note->setText(note);
    setToolTip(plainToolTip(definition));
    setAccessibleName(m_caption->text() + QStringLiteral(": ") + figure + QLatin1Char(' ') + note);
}

QString FactTile::figure() const
{
    return m_figure->text();
}

QString FactTile::note() const
{
    return m_note->text();
}

} // namespace atlas
