// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QSvgRenderer>
#include <QWidget>

#include <memory>

namespace atlas {

namespace {

const auto portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const auto portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const auto portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const auto appearance = QStringLiteral("org.freedesktop.appearance");
const auto colorScheme = QStringLiteral("color-scheme");

QPalette widgetPalette(const Palette& p)
{
    QPalette q;
    q.setColor(QPalette::Window, p.window);
    q.setColor(QPalette::WindowText, p.text);
    q.setColor(QPalette::Base, p.surface);
    q.setColor(QPalette::AlternateBase, p.window);
    q.setColor(QPalette::Text, p.text);
    q.setColor(QPalette::PlaceholderText, p.secondary);
    q.setColor(QPalette::Button, p.surface);
    q.setColor(QPalette::ButtonText, p.text);
    q.setColor(QPalette::BrightText, p.bad);
    q.setColor(QPalette::ToolTipBase, p.tooltip);
    q.setColor(QPalette::ToolTipText, p.text);
    q.setColor(QPalette::Highlight, p.accent);
    q.setColor(QPalette::HighlightedText, contrastText(p.accent));
    q.setColor(QPalette::Link, p.accent);
    q.setColor(QPalette::Light, p.surface);
    q.setColor(QPalette::Midlight, p.border);
    q.setColor(QPalette::Mid, p.border);
    q.setColor(QPalette::Dark, p.border);
    q.setColor(QPalette::Shadow, p.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        auto pale = p.secondary;
        pale.setAlphaF(0.6F);
        q.setColor(QPalette::Disabled, role, pale);
    }
    return q;
}

/// The sheet with its colours and sizes written in: `@name` stands for one.
QString styleSheet(const Palette& p, const QFont& base)
{
    auto sheet = QStringLiteral(R"(
*[atlasRole="panel"] { background: @surface; border: 1px solid @border; border-radius: 6px; }
*[atlasRole="bar"] { background: @surface; border: 0 solid @border; }
*[atlasRole="bar"][atlasEdge="top"] { border-bottom-width: 1px; }
*[atlasRole="bar"][atlasEdge="bottom"] { border-top-width: 1px; }
*[atlasRole="rail"] { background: @surface; border: 0 solid @border; border-right-width: 1px; }
QLabel[atlasRole="title"] { font-size: @titlept; font-weight: 600; }
QLabel[atlasRole="heading"] { font-size: @headingpt; font-weight: 600; }
QLabel[atlasRole="caption"] { font-size: @captionpt; color: @secondary; }
QLabel[atlasRole="secondary"] { color: @secondary; }
QLabel[atlasRole="figure"] { font-size: @figurept; font-weight: 600; }
*[atlasRole="strip-error"] { background: @badsoft; border: 1px solid @badline; border-radius: 4px; }
*[atlasRole="strip-warning"] { background: @warnsoft; border: 1px solid @warnline; border-radius: 4px; padding: 4px 8px; }
*[atlasRole="strip-note"] { background: @soft; border: 1px solid @border; border-radius: 4px; }
QListWidget[atlasRole="side-list"] { background: @surface; border: 1px solid @border; border-radius: 6px; padding: 4px; }
QListWidget[atlasRole="side-list"]::item { border-radius: 4px; padding: 0 6px; color: @text; }
QListWidget[atlasRole="side-list"]::item:selected { background: @soft; color: @text; }
QPlainTextEdit { background: @surface; border: 1px solid @border; border-radius: 4px; padding: 4px;
    selection-background-color: @accent; }
*[atlasRole="strip-warning-plain"] { background: @warnsoft; border: 1px solid @warnline; border-radius: 4px; }
*[atlasRole="badge-bad"] { background: @badsoft; border: 1px solid @badline; border-radius: 4px; padding: 0 4px; font-size: @captionpt; color: @bad; font-weight: 600; }
QToolButton[atlasRole="badge-note"] { background: @warnsoft; border: 1px solid @warnline; border-radius: 4px;
    padding: 2px 8px; color: @text; font-weight: 600; }
*[atlasRole="field-error"] { font-size: @captionpt; color: @bad; }
*[atlasRole="badge"] { background: @window; border: 1px solid @border; border-radius: 4px; padding: 0 4px; font-size: @captionpt; color: @secondary; }
QToolTip { background: @tooltip; color: @text; border: 1px solid @tipborder; padding: 4px; }
QPushButton, QToolButton, QComboBox { background: @surface; border: 1px solid @border; border-radius: 4px;
    padding: 3px 8px; min-height: 20px; color: @text; }
QPushButton { padding: 3px 12px; }
QPushButton:hover, QToolButton:hover, QComboBox:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed { background: @border; }
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border-color: @accent; }
QPushButton:disabled, QToolButton:disabled { color: @pale; }
QPushButton[atlasRole="primary"] { background: @accent; border-color: @accent; color: @onaccent; font-weight: 600; }
QPushButton[atlasRole="primary"]:disabled { background: @border; border-color: @border; color: @secondary; }
QPushButton[atlasRole="primary"]:focus { border-color: @text; }
QPushButton[atlasRole="link"] { background: transparent; border-color: transparent; color: @accent; outline: 0; }
QPushButton[atlasRole="link"]:focus { border-color: @accent; }
QToolButton[atlasRole="quiet"] { background: transparent; border-color: transparent; padding: 2px; min-height: 16px;
    color: @secondary; }
QToolButton[atlasRole="quiet"]:hover { background: @hover; }
QToolButton[atlasRole="quiet"]:checked { background: @hover; border-color: @border; color: @text; }
QToolButton[atlasRole="quiet"]:focus { border-color: @accent; }
QToolButton[atlasRole="rail"] { background: transparent; border: 0; border-radius: 6px; padding: 6px 2px;
    color: @secondary; font-size: @captionpt; }
QToolButton[atlasRole="rail"]:hover { background: @hover; }
QToolButton[atlasRole="rail"]:checked { background: @soft; color: @text; font-weight: 600; }
QToolButton[atlasRole="rail"]:focus { border: 1px solid @accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[atlasMenu="true"] { padding-right: 22px; }
QToolButton[atlasMenu="true"]::menu-indicator { image: url(:/atlas/icons/chevron-down-grey.svg); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 6px; }
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox::down-arrow { image: url(:/atlas/icons/chevron-down-grey.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; selection-background-color: @soft;
    selection-color: @text; outline: 0; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit { background: @surface; border: 1px solid @border; border-radius: 4px;
    padding: 3px 6px; min-height: 20px; selection-background-color: @accent; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator, QListView::indicator { width: 14px; height: 14px; background: @surface; border: 1px solid @secondary; border-radius: 3px; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus, QListView::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: @accent; border-color: @accent; image: url(:/atlas/icons/tick-@tick.svg); }
QCheckBox::indicator:checked:focus, QListView::indicator:checked:focus { border-color: @text; }
QCheckBox::indicator:disabled { border-color: @border; }
QMenu { background: @surface; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @soft; color: @text; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: @thumb; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: @secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QHeaderView::section { background: @surface; color: @secondary; border: 0; border-bottom: 1px solid @border;
    padding: 4px 8px; font-weight: 600; }
QTableView, QTreeView, QListView { background: @surface; border: 0; gridline-color: @border; outline: 0;
    selection-background-color: @soft; selection-color: @text; }
QProgressBar { background: @border; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
)");
    const auto soft = [](QColor color, const QColor& behind, double part) {
        const auto mix = [part](int a, int b) { return int(a * part + b * (1 - part)); };
        return QColor(
            mix(color.red(), behind.red()), mix(color.green(), behind.green()), mix(color.blue(), behind.blue()));
    };
    const auto points = [&base](double factor) {
        return base.pointSizeF() > 0 ? QStringLiteral("%1pt").arg(base.pointSizeF() * factor, 0, 'f', 2)
                                     : QStringLiteral("%1px").arg(int(base.pixelSize() * factor));
    };
    const std::pair<QLatin1StringView, QString> words[] = {
        {QLatin1StringView("@surface"), p.surface.name()},
        {QLatin1StringView("@border"), p.border.name()},
        {QLatin1StringView("@titlept"), points(type::title)},
        {QLatin1StringView("@headingpt"), points(1.6)},
        {QLatin1StringView("@captionpt"), points(type::caption)},
        {QLatin1StringView("@figurept"), points(type::figure)},
        {QLatin1StringView("@secondary"), p.secondary.name()},
        {QLatin1StringView("@badsoft"), soft(p.bad, p.surface, 0.10).name()},
        {QLatin1StringView("@badline"), soft(p.bad, p.surface, 0.45).name()},
        {QLatin1StringView("@warnsoft"), soft(p.warning, p.surface, 0.12).name()},
        {QLatin1StringView("@warnline"), soft(p.warning, p.surface, 0.45).name()},
        {QLatin1StringView("@bad"), p.bad.name()}, // after the longer names that begin with it
        {QLatin1StringView("@window"), p.window.name()},
        {QLatin1StringView("@tooltip"), p.tooltip.name()},
        {QLatin1StringView("@tipborder"), p.tooltipBorder.name()},
        {QLatin1StringView("@text"), p.text.name()},
        {QLatin1StringView("@hover"), soft(p.text, p.surface, 0.06).name()},
        {QLatin1StringView("@tick"),
            contrastText(p.accent) == QColor(Qt::white) ? QStringLiteral("white") : QStringLiteral("black")},
        {QLatin1StringView("@onaccent"), contrastText(p.accent).name()},
        {QLatin1StringView("@accent"), p.accent.name()},
        {QLatin1StringView("@pale"), soft(p.secondary, p.surface, 0.55).name()},
        {QLatin1StringView("@soft"), soft(p.accent, p.surface, 0.14).name()},
        {QLatin1StringView("@thumb"), soft(p.text, p.surface, 0.22).name()},
    };
    for (const auto& [word, value] : words)
        sheet.replace(word, value);
    return sheet;
}

/// Draws an SVG in one colour at whatever size and device-pixel ratio is asked for.
class TintedIconEngine final : public QIconEngine
{
public:
    TintedIconEngine(std::shared_ptr<QSvgRenderer> svg, QColor color)
        : m_svg(std::move(svg))
        , m_color(color)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, render(rect.size(), ratio, mode));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override { return render(size, 1, mode); }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        return render(size, 1, mode); // `size` is in device pixels already
    }
    QIconEngine* clone() const override { return new TintedIconEngine(m_svg, m_color); }

private:
    QPixmap render(QSize size, qreal ratio, QIcon::Mode mode) const
    {
        QPixmap pixmap(size * ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        m_svg->render(&painter, QRectF(pixmap.rect()));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        auto color = m_color;
        if (mode == QIcon::Disabled)
            color.setAlphaF(color.alphaF() * 0.4F);
        painter.fillRect(pixmap.rect(), color);
        painter.end();
        pixmap.setDevicePixelRatio(ratio);
        return pixmap;
    }

    std::shared_ptr<QSvgRenderer> m_svg;
    QColor m_color;
};

} // namespace

ThemeController::ThemeController(QApplication& application, QObject* parent)
    : QObject(parent)
    , m_application(application)
    , m_systemIsDark(application.palette().color(QPalette::Window).lightness() < 128)
{
    m_application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    m_theme = m_systemIsDark ? Theme::Dark : Theme::Light;
    apply();
}

void ThemeController::setMode(ThemeMode mode)
{
    m_mode = mode;
    if (mode == ThemeMode::System)
        watchSystem();
    follow();
}

void ThemeController::follow()
{
    const bool dark = m_mode == ThemeMode::Dark || (m_mode == ThemeMode::System && m_systemIsDark);
    const auto theme = dark ? Theme::Dark : Theme::Light;
    if (theme == m_theme)
        return;
    m_theme = theme;
    apply();
    emit changed(m_theme);
}

void ThemeController::watchSystem()
{
    if (m_watching)
        return;
    m_watching = true;
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return; // no portal: the lightness of the window that the platform gave is all there is
    bus.connect(portalService, portalPath, portalInterface, QStringLiteral("SettingChanged"), this,
        SLOT(systemSettingChanged(QString, QString, QDBusVariant)));
    auto call = QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, QStringLiteral("Read"));
    call << appearance << colorScheme;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid())
            systemSettingChanged(appearance, colorScheme, reply.value());
    });
}

void ThemeController::systemSettingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group != appearance || key != colorScheme)
        return;
    auto inner = value.variant();
    if (inner.canConvert<QDBusVariant>()) // Read() wraps its answer once more
        inner = inner.value<QDBusVariant>().variant();
    constexpr uint preferDark = 1, preferLight = 2;
    if (inner.toUInt() == preferDark || inner.toUInt() == preferLight)
        setSystemIsDark(inner.toUInt() == preferDark);
}

void ThemeController::setSystemIsDark(bool dark)
{
    m_systemIsDark = dark;
    if (m_mode == ThemeMode::System)
        follow();
}

void ThemeController::apply()
{
    const auto& colors = palette(m_theme);
    m_application.setPalette(widgetPalette(colors));
    m_application.setStyleSheet(styleSheet(colors, m_application.font()));
}

DressedWidget::DressedWidget(QWidget& widget, Theme theme)
    : m_widget(widget)
{
    // Below a sheet no palette is inherited: the sheet has to say what the palette of the application does, also of the
    // column that a page scrolls (Page::makeColumn).
    const auto& colors = palette(theme);
    const auto base = QStringLiteral("QWidget { color: %1; } QWidget#content { background: %2; }")
                          .arg(colors.text.name(), colors.window.name());
    m_widget.setStyleSheet(base + styleSheet(colors, QApplication::font()));
}

DressedWidget::~DressedWidget()
{
    m_widget.setStyleSheet({});
}

QIcon tintedIcon(const QString& name, const QColor& color)
{
    auto svg = std::make_shared<QSvgRenderer>(QStringLiteral(":/atlas/icons/%1.svg").arg(name));
    return svg->isValid() ? QIcon(new TintedIconEngine(std::move(svg), color)) : QIcon();
}

QIcon themedIcon(const QString& name, Theme theme)
{
    return tintedIcon(name, palette(theme).text);
}

void setAtlasRole(QWidget* widget, const char* role)
{
    widget->setProperty("atlasRole", QLatin1StringView(role));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace atlas
