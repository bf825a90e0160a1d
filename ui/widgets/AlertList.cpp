// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/AlertList.h"

#include "charts/PaintHelpers.h"
#include "models/analysis/Format.h"
#include "models/views/Alerts.h"
#include "models/views/Derive.h"
#include "ui/Theme.h"
#include "ui/widgets/PlainLabel.h"

#include <QGuiApplication>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace atlas {

namespace {

/// `qualified`: there are alerts of several clusters.
QString nameOf(const FiringAlert& alert, bool qualified)
{
    if (alert.scope.level == Level::Cluster)
        return displayName(alert.scope.cluster);
    return displayName(qualified ? alert.scope.cluster + '/' + alert.subject : alert.subject);
}

QString ruleOf(const FiringAlert& alert)
{
    return displayName(alert.ruleName.toStdString());
}

QString ageOf(const FiringAlert& alert, Instant now)
{
    return AlertList::tr("for %1").arg(formatDuration(now - alert.since));
}

} // namespace

/// A line an alert, in columns: mark, name, rule where there is room for it, value, since how long.
class AlertList::Line final : public QStyledItemDelegate
{
public:
    explicit Line(AlertList* list)
        : QStyledItemDelegate(list)
        , m_list(*list)
    {
    }

    /// What the columns need, anew.
    void measure()
    {
        const QFontMetricsF body(m_list.font()), small(captionFont());
        m_nameWidth = m_valueWidth = m_ageWidth = 0;
        for (const auto& alert : m_list.alerts()) {
            m_nameWidth = std::max(m_nameWidth, body.horizontalAdvance(nameOf(alert, m_list.m_qualified)) + 1);
            m_valueWidth = std::max(m_valueWidth, body.horizontalAdvance(alertValue(alert)) + 1);
            m_ageWidth = std::max(m_ageWidth, small.horizontalAdvance(ageOf(alert, m_list.m_now)) + 1);
        }
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {160, option.fontMetrics.height() + space::unit + 2};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& alert = m_list.alerts()[std::size_t(index.row())];
        const auto& colors = atlas::palette(m_list.m_theme);
        const bool quiet = alert.acknowledged || alert.mutedUntil;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        QRectF row = option.rect;
        if (option.state & (QStyle::State_MouseOver | QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(colors.hover);
            painter->drawRoundedRect(row, space::unit, space::unit);
        }
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(colors.accent);
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), space::unit, space::unit);
        }
        row.adjust(space::unit, 0, -space::unit, 0);
        // What nobody has seen yet is in the colour of a fault; what was acknowledged or muted steps back.
        constexpr double dot = 4;
        painter->setPen(QPen(quiet ? colors.secondary : colors.bad, 1.5));
        painter->setBrush(quiet ? QBrush(Qt::NoBrush) : QBrush(colors.bad));
        painter->drawEllipse(QPointF(row.left() + dot, row.center().y()), dot - 0.5, dot - 0.5);
        row.setLeft(row.left() + 2 * dot + space::tight);
        paintTexts(*painter, row, alert, quiet);
        painter->restore();
    }

private:
    QFont captionFont() const { return scaledFont(m_list.font(), type::caption); }

    void paintTexts(QPainter& painter, QRectF row, const FiringAlert& alert, bool quiet) const
    {
        constexpr double gap = space::panel, leastName = 60, leastRule = 90;
        const auto& colors = atlas::palette(m_list.m_theme);
        const auto write = [&](const QRectF& at, const QString& text, const QFont& font, const QColor& color,
                               Qt::Alignment side) {
            painter.setFont(font);
            painter.setPen(color);
            painter.drawText(at, int(side | Qt::AlignVCenter | Qt::TextSingleLine),
                elideMiddle(text, at.width() + 0.5, textWidth(QFontMetricsF(font))));
        };
        // The age gives way before a name cannot be told any more.
        if (row.width() - m_ageWidth - m_valueWidth - 2 * gap >= std::min(leastName, m_nameWidth)) {
            write({row.right() - m_ageWidth, row.top(), m_ageWidth, row.height()}, ageOf(alert, m_list.m_now),
                captionFont(), colors.secondary, Qt::AlignRight);
            row.setRight(row.right() - m_ageWidth - gap);
        }
        write({row.right() - m_valueWidth, row.top(), m_valueWidth, row.height()}, alertValue(alert), m_list.font(),
            quiet ? colors.secondary : colors.bad, Qt::AlignRight);
        row.setRight(row.right() - m_valueWidth - gap);
        const double rule = row.width() - m_nameWidth - gap;
        const double name = rule >= leastRule ? m_nameWidth : row.width();
        write({row.left(), row.top(), name, row.height()}, nameOf(alert, m_list.m_qualified), m_list.font(),
            quiet ? colors.secondary : colors.text, Qt::AlignLeft);
        if (rule >= leastRule)
            write({row.left() + name + gap, row.top(), rule, row.height()}, ruleOf(alert), captionFont(),
                colors.secondary, Qt::AlignLeft);
    }

    AlertList& m_list;
    double m_nameWidth = 0, m_valueWidth = 0, m_ageWidth = 0;
};

AlertList::AlertList(QWidget* parent)
    : QListWidget(parent)
    , m_line(new Line(this))
{
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Firing alerts"));
    setUniformItemSizes(true);
    setMouseTracking(true);
    setItemDelegate(m_line);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto choose = [this](const QListWidgetItem* item) { emit chosen(m_alerts[std::size_t(row(item))]); };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, [this, choose](const QListWidgetItem* item) {
        if (!QGuiApplication::mouseButtons()) // a double click was a click before
            choose(item);
    });
}

void AlertList::setTheme(Theme theme)
{
    m_theme = theme;
    viewport()->update();
}

void AlertList::setAlerts(const std::vector<FiringAlert>& alerts, Instant now, const QTimeZone& zone)
{
    m_alerts = alerts;
    m_now = now;
    m_qualified = std::ranges::any_of(
        alerts, [&](const FiringAlert& alert) { return alert.scope.cluster != alerts.front().scope.cluster; });
    const int current = currentRow();
    clear();
    for (const auto& alert : alerts) {
        const QStringList parts{nameOf(alert, m_qualified), alertValue(alert), ageOf(alert, now), ruleOf(alert)};
        auto* item = new QListWidgetItem(parts.join(QStringLiteral(" · ")), this);
        item->setToolTip(plainToolTip(ruleOf(alert) + QLatin1Char('\n') + alertSentence(alert, zone)));
    }
    m_line->measure();
    setCurrentRow(std::min(current, count() - 1));
    viewport()->update();
}

void AlertList::changeEvent(QEvent* event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_line->measure();
}

} // namespace atlas
