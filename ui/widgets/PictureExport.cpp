// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PictureExport.h"

#include "ui/Theme.h"

#include <QBuffer>
#include <QFontMetrics>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QWidget>

#include <cmath>

namespace atlas {

namespace {

constexpr int dotsPerInch = 96, pointsPerInch = 72; // a pixel of the screen is a 96th of an inch

/// The widget with the words around it, in the widget's units.
class FramedWidget
{
public:
    FramedWidget(const QWidget& widget, Theme theme, const PictureWords& words)
        : m_widget(widget)
        , m_theme(theme)
        , m_words(words)
        , m_titleFont(scaledFont(widget.font(), type::title, QFont::DemiBold))
        , m_smallFont(scaledFont(widget.font(), type::caption))
    {
        const bool above = !words.title.isEmpty() || !words.note.isEmpty(), below = !words.source.isEmpty();
        m_margin = above || below ? space::panel : 0;
        m_top = above ? QFontMetrics(m_titleFont).height() + space::tight : 0;
        m_bottom = below ? QFontMetrics(m_smallFont).height() + space::tight : 0;
    }

    QSize size() const { return m_widget.size() + QSize(2 * m_margin, 2 * m_margin + m_top + m_bottom); }

    void draw(QPainter& painter, QWidget& widget) const
    {
        const auto& colors = atlas::palette(m_theme);
        painter.fillRect(QRect(QPoint(), size()), colors.surface);
        const QFontMetrics titles(m_titleFont), small(m_smallFont);
        const int width = m_widget.width();
        if (m_top > 0) {
            const QString title = titles.elidedText(m_words.title, Qt::ElideRight, width);
            const int baseline = m_margin + titles.ascent(), after = titles.horizontalAdvance(title) + space::tight;
            painter.setFont(m_titleFont);
            painter.setPen(colors.text);
            painter.drawText(m_margin, baseline, title);
            painter.setFont(m_smallFont);
            painter.setPen(colors.secondary);
            if (width > after)
                painter.drawText(
                    m_margin + after, baseline, small.elidedText(m_words.note, Qt::ElideRight, width - after));
        }
        if (m_bottom > 0) {
            painter.setFont(m_smallFont);
            painter.setPen(colors.secondary);
            painter.drawText(m_margin, size().height() - m_margin - small.descent(),
                small.elidedText(m_words.source, Qt::ElideRight, width));
        }
        widget.render(&painter, QPoint(m_margin, m_margin + m_top), {}, QWidget::DrawChildren);
    }

private:
    const QWidget& m_widget;
    Theme m_theme;
    PictureWords m_words;
    QFont m_titleFont, m_smallFont;
    int m_margin = 0, m_top = 0, m_bottom = 0;
};

QByteArray svgOf(const FramedWidget& framed, QWidget& widget, const QString& title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(framed.size());
    svg.setViewBox(QRect(QPoint(), framed.size()));
    svg.setResolution(dotsPerInch);
    svg.setTitle(title);
    QPainter painter(&svg);
    framed.draw(painter, widget);
    painter.end();
    return bytes;
}

QByteArray pdfOf(const FramedWidget& framed, QWidget& widget, const QString& title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setResolution(dotsPerInch);
    pdf.setPageMargins({});
    pdf.setPageSize(QPageSize(QSizeF(framed.size()) * pointsPerInch / dotsPerInch, QPageSize::Point));
    pdf.setTitle(title);
    QPainter painter(&pdf);
    framed.draw(painter, widget);
    painter.end();
    return bytes;
}

} // namespace

QSize framedSize(const QWidget& widget, const PictureWords& words)
{
    return FramedWidget(widget, Theme::Light, words).size();
}

void drawFramed(QPainter& painter, QWidget& widget, Theme theme, const PictureWords& words)
{
    FramedWidget(widget, theme, words).draw(painter, widget);
}

QImage pictureImage(QWidget& widget, Theme theme, double scale, const PictureWords& words)
{
    const FramedWidget framed(widget, theme, words);
    QImage image((QSizeF(framed.size()) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    framed.draw(painter, widget);
    painter.end();
    const int dotsPerMetre = int(std::lround(dotsPerInch * scale / 0.0254));
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    return image;
}

Picture drawPicture(QWidget& widget, Theme theme, const QString& kind, double scale, const PictureWords& words)
{
    const FramedWidget framed(widget, theme, words);
    const QString title = words.title.isEmpty() ? widget.accessibleName() : words.title;
    if (kind == u"png")
        return {kind, pictureImage(widget, theme, scale, words)};
    if (kind == u"svg")
        return {kind, svgOf(framed, widget, title)};
    if (kind == u"pdf")
        return {kind, pdfOf(framed, widget, title)};
    return {kind, QByteArray()};
}

QByteArray pictureBytes(const Picture& picture)
{
    if (const auto* bytes = std::get_if<QByteArray>(&picture.content))
        return *bytes;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    std::get<QImage>(picture.content).save(&buffer, "PNG");
    return bytes;
}

} // namespace atlas
