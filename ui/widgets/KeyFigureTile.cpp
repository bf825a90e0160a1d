// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/KeyFigureTile.h"

#include "charts/Sparkline.h"
#include "models/analysis/Format.h"
#include "models/views/FigureChange.h"
#include "ui/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/PlainLabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {

namespace {

constexpr int wedgeSize = 10;
constexpr int sparklineHeight = 28;

} // namespace

KeyFigureTile::KeyFigureTile(QWidget* parent)
    : TileFrame(parent)
    , m_caption(plainLabel("secondary", this))
    , m_figure(plainLabel("figure", this))
    , m_unit(plainLabel("secondary", this))
    , m_change(plainLabel("caption", this))
    , m_against(new ElidedLabel(0, this))
    , m_sparkline(new Sparkline(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
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
    auto* changeRow = new QHBoxLayout;
    changeRow->setSpacing(space::unit);
    changeRow->addWidget(m_change);
    changeRow->addWidget(m_against, 1);
    setAtlasRole(m_against, "caption");
    m_against->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    column->addLayout(changeRow);
    column->addSpacing(space::unit);
    m_sparkline->setFixedHeight(sparklineHeight);
    column->addWidget(m_sparkline);
    connect(this, &TileFrame::pressed, this, [this] { emit figureRequested(*m_data.source); });
    setData({}, Role::Category);
}

void KeyFigureTile::setTheme(Theme theme)
{
    m_theme = theme;
    m_sparkline->setTheme(theme);
    showChange();
    update();
}

void KeyFigureTile::setData(const KeyFigure& figure, Role role)
{
    m_data = figure;
    m_role = role;
    m_caption->setText(figure.caption);
    m_figure->setText(formatFigure(figure.value, figure.unit));
    const auto unit = unitName(figure.unit);
    m_unit->setText(!isKnown(figure.value) ? QString()
            : isKnown(figure.outOf)        ? tr("of %1 %2").arg(formatFigure(figure.outOf, figure.unit), unit)
                                           : unit);
    m_sparkline->setData(figure.sparkline, role);
    showChange();
    auto tip = figure.reason;
    if (figure.coverage < 1)
        tip += QLatin1Char('\n')
            + tr("%1 of the hours have data.").arg(formatWithUnit(100 * figure.coverage, Unit::Percent));
    setLeadsOn(figure.source.has_value());
    if (leadsOn())
        tip += QLatin1Char('\n') + tr("Click: where it comes from.");
    setToolTip(tip.trimmed());
    setAccessibleName(figure.caption);
    setAccessibleDescription(figureText() + QStringLiteral(". ") + changeText() + QStringLiteral(". ") + tip);
    update();
}

QString KeyFigureTile::figureText() const
{
    return QString(m_figure->text() + QLatin1Char(' ') + m_unit->text()).trimmed();
}

QString KeyFigureTile::changeText() const
{
    return QString(m_change->text() + QLatin1Char(' ') + m_against->text()).trimmed();
}

void KeyFigureTile::showChange()
{
    const auto change = figureChange(m_data);
    const auto& colors = atlas::palette(m_theme);
    m_change->setText(change.text);
    m_change->setVisible(!change.text.isEmpty());
    const auto& color = change.meaning > 0 ? colors.good : change.meaning < 0 ? colors.bad : colors.secondary;
    m_change->setStyleSheet(QStringLiteral("color: %1").arg(color.name()));
    m_against->setText(change.against);
}

void KeyFigureTile::paintEvent(QPaintEvent* event)
{
    TileFrame::paintEvent(event);
    if (m_data.coverage >= 1)
        return;
    const auto& colors = atlas::palette(m_theme);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // Partial coverage: what is missing is a wedge of a disc; of little enough to be seen.
    const QRectF disc(width() - space::panel - wedgeSize, space::panel, wedgeSize, wedgeSize);
    constexpr int fullCircle = 360 * 16, top = 90 * 16, leastWedge = 24 * 16;
    painter.setPen(QPen(colors.secondary, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(disc);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.warning);
    painter.drawPie(disc, top, -std::max(leastWedge, int(fullCircle * (1 - m_data.coverage))));
}

} // namespace atlas
