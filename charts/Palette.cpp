// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Palette.h"

#include "models/domain/RoleColor.h"

#include <QCoreApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace atlas {

namespace {

QColor withAlpha(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

Palette makePalette(Theme theme)
{
    Palette p;
    if (theme == Theme::Light) {
        p = {.window = 0xF5F6F8,
            .surface = 0xFFFFFF,
            .border = 0xDDE1E6,
            .text = 0x1B1F24,
            .secondary = lightColor(Role::Capacity),
            .accent = lightColor(Role::Category),
            .good = 0x1A7F37,
            .warning = 0x9A6700,
            .bad = 0xCF222E,
            .grid = {},
            .hover = {},
            .tooltip = 0xFFFFFF,
            .tooltipBorder = 0xC4CBD3};
    } else {
        p = {.window = 0x14171A,
            .surface = 0x1C2024,
            .border = 0x30363D,
            .text = 0xE6EAEF,
            .secondary = 0x9BA6B2,
            .accent = 0x58A6FF,
            .good = 0x3FB950,
            .warning = 0xD29922,
            .bad = 0xFF7B72,
            .grid = {},
            .hover = {},
            .tooltip = 0x262B31,
            .tooltipBorder = 0x454D57};
    }
    p.grid = withAlpha(p.text, 0.08);
    p.hover = withAlpha(p.text, 0.05);
    return p;
}

constexpr std::array<QRgb, categoryColors> lightCategories{
    0xFF0072B2, 0xFFB84A00, 0xFF00795A, 0xFFA8487F, 0xFFAD7B00, 0xFF3F37A6, 0xFF882255, 0xFF6B6B1F};
constexpr std::array<QRgb, categoryColors> darkCategories{
    0xFF4DA3E0, 0xFFFF8A4C, 0xFF2FC79A, 0xFFE39BC3, 0xFFF0B429, 0xFF8FD0F5, 0xFFD977A8, 0xFFC9C94A};

double linear(float channel)
{
    const double c = double(channel);
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

float encoded(double c)
{
    c = std::clamp(c, 0.0, 1.0);
    return float(c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055);
}

double luminance(const QColor& c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

/// Oklab: equal steps look equal.
struct Lab
{
    double l = 0, a = 0, b = 0;
};

Lab toLab(const QColor& color)
{
    const double r = linear(color.redF()), g = linear(color.greenF()), b = linear(color.blueF());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QColor fromLab(const Lab& lab)
{
    const double l = std::pow(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    const double m = std::pow(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    const double s = std::pow(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    return QColor::fromRgbF(encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

/// Utilisation from 0 % to 100 % in equal steps: pale yellow, through grey, to navy. Lightness falls all the way, so
/// the order survives colour blindness and a grey print.
constexpr std::array<QRgb, 9> utilizationStops{
    0xFFFEE838, 0xFFE1CC55, 0xFFC3B369, 0xFFA59C74, 0xFF8A8779, 0xFF707173, 0xFF575D6D, 0xFF35456C, 0xFF00224E};

std::array<QRgb, 1001> makeUtilizationScale()
{
    std::array<QRgb, 1001> scale{};
    for (std::size_t i = 0; i < scale.size(); ++i) {
        const double at = double(i) / double(scale.size() - 1) * double(utilizationStops.size() - 1);
        const auto stop = std::min(std::size_t(at), utilizationStops.size() - 2);
        const double f = at - double(stop);
        const Lab a = toLab(QColor(utilizationStops[stop])), b = toLab(QColor(utilizationStops[stop + 1]));
        scale[i] = fromLab({a.l + f * (b.l - a.l), a.a + f * (b.a - a.a), a.b + f * (b.b - a.b)}).rgb();
    }
    return scale;
}

using AmountScale = std::array<QRgb, 257>;

/// From a hint of the colour on the surface to all of it, and in the light on to a darker one: more is stronger.
AmountScale makeAmountScale(QColor color, Theme theme)
{
    const auto between = [](const Lab& a, const Lab& b, double f) {
        return Lab{a.l + f * (b.l - a.l), a.a + f * (b.a - a.a), a.b + f * (b.b - a.b)};
    };
    const Lab full = toLab(color);
    const Lab least = between(toLab(makePalette(theme).surface), full, 0.14);
    const Lab most = theme == Theme::Light ? Lab{full.l - 0.2, full.a * 0.8, full.b * 0.8} : full;
    const double middle = theme == Theme::Light ? 0.65 : 1; // where all of the colour is reached
    AmountScale scale{};
    for (std::size_t i = 0; i < scale.size(); ++i) {
        const double at = double(i) / double(scale.size() - 1);
        const auto lab =
            at <= middle ? between(least, full, at / middle) : between(full, most, (at - middle) / (1 - middle));
        scale[i] = fromLab(lab).rgb();
    }
    return scale;
}

/// Of what is allocated, and of what is held idle.
std::array<AmountScale, 2> makeAmountScales(Theme theme)
{
    return {makeAmountScale(roleColor(Role::Allocated, theme), theme),
        makeAmountScale(roleColor(Role::HeldIdle, theme), theme)};
}

} // namespace

const Palette& palette(Theme theme)
{
    static const Palette light = makePalette(Theme::Light);
    static const Palette dark = makePalette(Theme::Dark);
    return theme == Theme::Light ? light : dark;
}

QColor roleColor(Role role, Theme theme)
{
    if (theme == Theme::Light)
        return lightColor(role);
    switch (role) {
    case Role::Used:
    case Role::Allocated:
    case Role::AllocationRate:
        return 0x4DA3E0;
    case Role::HeldIdle:
        return 0xF0B429;
    case Role::Unallocated:
        return 0x4A525B;
    case Role::Unknown:
        return 0x6B7580;
    case Role::Capacity:
        return palette(theme).secondary;
    case Role::Utilization:
    case Role::P50:
    case Role::P95:
        return 0x2FC79A;
    case Role::Other:
        return 0x7A848F;
    case Role::Category:
        break;
    }
    return palette(theme).accent;
}

QColor roleTextColor(Role role, Theme theme)
{
    switch (role) {
    case Role::HeldIdle:
        return theme == Theme::Light ? QColor(0x9A5B00) : QColor(0xF0B429);
    case Role::Unallocated:
    case Role::Unknown:
    case Role::Other:
        return palette(theme).secondary;
    default:
        return roleColor(role, theme);
    }
}

Qt::PenStyle rolePen(Role role)
{
    switch (role) {
    case Role::Capacity:
        return Qt::DashLine;
    case Role::P50:
        return Qt::DotLine;
    default:
        return Qt::SolidLine;
    }
}

QString roleName(Role role)
{
    const auto text = [](const char* source) { return QCoreApplication::translate("atlas::Role", source); };
    switch (role) {
    case Role::Used:
        return text(QT_TRANSLATE_NOOP("atlas::Role", "Used"));
    case Role::HeldIdle:
        return text(QT_TRANSLATE_NOOP("atlas::Role", "Held idle"));
    case Role::Unallocated:
        return text(QT_TRANSLATE_NOOP("atlas::Role", "Unallocated"));
    case Role::Unknown:
        return text(QT_TRANSLATE_NOOP("atlas::Role", "Unknown"));
    case Role::Capacity:
        return text(QT_TRANSLATE_NOOP("atlas::Role", "Capacity"));
    case Role::Allocated:
        return text(QT_TRANSLATE_NOOP("atlas::Role", "Allocated"));
    case Role::AllocationRate:
        return text(QT_TRANSLATE_NOOP("atlas::Role", "Allocation rate"));
    case Role::Utilization:
        return text(QT_TRANSLATE_NOOP("atlas::Role", "Utilisation"));
    case Role::P50:
        return text(QT_TRANSLATE_NOOP("atlas::Role", "P50"));
    case Role::P95:
        return text(QT_TRANSLATE_NOOP("atlas::Role", "P95"));
    case Role::Category:
        return {};
    case Role::Other:
        return text(QT_TRANSLATE_NOOP("atlas::Role", "Other"));
    }
    return {};
}

QBrush roleBrush(Role role, Theme theme)
{
    return role == Role::Unknown ? unknownBrush(theme) : QBrush(roleColor(role, theme));
}

int categoryIndex(const std::string& colorKey)
{
    // FNV-1a: the same in every build and run, which std::hash does not promise
    // (its own start, chosen so that the sample cluster's largest namespaces and teams have different hues)
    std::uint64_t hash = 0xcbf29ce484225b1bU;
    for (const char c : colorKey) {
        hash ^= std::uint8_t(c);
        hash *= 0x100000001b3U;
    }
    // FNV leaves the low bits poorly mixed for short names: without this, neighbours share hues
    hash ^= hash >> 33U;
    hash *= 0xff51afd7ed558ccdU;
    hash ^= hash >> 33U;
    return int(hash % categoryCount);
}

QColor categoryColor(int index, Theme theme)
{
    // The second and later sets have the same hues, of other lightness and strength in Oklab: with the contrast that a
    // line needs, and as far from each other as that allows.
    struct Shift
    {
        double lightness, strength;
    };
    constexpr std::array lightShift{Shift{0, 1}, Shift{-0.09, 0.9}, Shift{0.02, 0.55}, Shift{-0.14, 0.6}};
    constexpr std::array darkShift{Shift{0, 1}, Shift{-0.12, 1}, Shift{0.05, 0.5}, Shift{-0.12, 0.5}};
    const auto hue = std::size_t(index % categoryColors), set = std::size_t(index / categoryColors);
    const Shift& by = theme == Theme::Light ? lightShift[set] : darkShift[set];
    const QColor color(theme == Theme::Light ? lightCategories[hue] : darkCategories[hue]);
    if (set == 0)
        return color;
    Lab lab = toLab(color);
    lab.l = std::clamp(lab.l + by.lightness, 0.0, 1.0);
    lab.a *= by.strength;
    lab.b *= by.strength;
    return fromLab(lab);
}

QColor categoryColor(const std::string& colorKey, Theme theme)
{
    return categoryColor(categoryIndex(colorKey), theme);
}

QColor utilizationColor(double percent)
{
    if (!isKnown(percent))
        return {};
    static const auto scale = makeUtilizationScale();
    return QColor(scale[std::size_t(std::lround(std::clamp(percent, 0.0, 100.0) * 10))]);
}

QColor amountColor(double share, Role role, Theme theme)
{
    if (!isKnown(share))
        return {};
    static const auto light = makeAmountScales(Theme::Light), dark = makeAmountScales(Theme::Dark);
    const auto& scales = theme == Theme::Light ? light : dark;
    const auto& scale = scales[role == Role::HeldIdle ? 1 : 0];
    return QColor(scale[std::size_t(std::lround(std::clamp(share, 0.0, 1.0) * double(scale.size() - 1)))]);
}

QColor changeColor(double share, Theme theme)
{
    const bool light = theme == Theme::Light;
    const QColor none(light ? 0xE2E6EA : 0x39414A);
    if (!isKnown(share) || share == 0)
        return none;
    const QColor most = share > 0 ? QColor(light ? 0x1B7837 : 0x5AAE61) : QColor(light ? 0x762A83 : 0xC08BCB);
    const double t = 0.25 + 0.75 * std::min(1.0, std::abs(share)); // even a little is to be seen
    const auto between = [t](int a, int b) { return int(std::lround(a + (b - a) * t)); };
    return {between(none.red(), most.red()), between(none.green(), most.green()), between(none.blue(), most.blue())};
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor contrastText(const QColor& background)
{
    const QColor black(0x101418), white(0xFFFFFF);
    return contrastRatio(background, black) >= contrastRatio(background, white) ? black : white;
}

QBrush hatchBrush(const QColor& lines)
{
    // drawn at twice its size, so that it stays fine on dense screens
    constexpr int side = 7, scale = 2;
    QImage tile(side * scale, side * scale, QImage::Format_ARGB32_Premultiplied);
    tile.setDevicePixelRatio(scale);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(lines, 1.3));
    for (int shift = -side; shift <= side; shift += side)
        painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1));
    painter.end();
    QBrush brush;
    brush.setTextureImage(tile);
    return brush;
}

QBrush unknownBrush(Theme theme)
{
    return hatchBrush(roleColor(Role::Unknown, theme));
}

QFont scaledFont(const QFont& base, double factor, QFont::Weight weight)
{
    QFont font = base;
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(1, int(std::lround(base.pixelSize() * factor))));
    font.setWeight(weight);
    return font;
}

} // namespace atlas
