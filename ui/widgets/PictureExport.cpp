// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PictureExport.h"

#include "models/domain/Async.h"
#include "ui/widgets/TableExport.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QPointer>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QtConcurrentRun>

namespace atlas {

namespace {

constexpr int dotsPerInch = 96, pointsPerInch = 72; // a pixel of the screen is a 96th of an inch

struct PictureText
{
    Q_DECLARE_TR_FUNCTIONS(atlas::PictureText)
};

void draw(QPaintDevice& device, QWidget& widget, Theme theme)
{
    QPainter painter(&device);
    painter.fillRect(widget.rect(), atlas::palette(theme).surface);
    widget.render(&painter, {}, {}, QWidget::DrawChildren);
}

/// Writes a picture whole or not at all; the sentence of what went wrong, empty when nothing did.
QString writePicture(const QByteArray& bytes, const QString& path)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return PictureText::tr("The picture was not saved: %1 (%2). Choose another place.").arg(file.errorString(), path);
}

} // namespace

QPixmap pictureOf(QWidget& widget, Theme theme)
{
    QPixmap pixmap(widget.size() * widget.devicePixelRatioF());
    pixmap.setDevicePixelRatio(widget.devicePixelRatioF());
    draw(pixmap, widget, theme);
    return pixmap;
}

QByteArray pictureFile(QWidget& widget, Theme theme, const QString& kind)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (kind == u"png") {
        pictureOf(widget, theme).save(&buffer, "PNG");
    } else if (kind == u"svg") {
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(widget.size());
        svg.setViewBox(widget.rect());
        svg.setResolution(dotsPerInch);
        svg.setTitle(widget.accessibleName());
        draw(svg, widget, theme);
    } else if (kind == u"pdf") {
        QPdfWriter pdf(&buffer);
        pdf.setResolution(dotsPerInch);
        pdf.setPageMargins({});
        pdf.setPageSize(QPageSize(QSizeF(widget.size()) * pointsPerInch / dotsPerInch, QPageSize::Point));
        pdf.setTitle(widget.accessibleName());
        draw(pdf, widget, theme);
    }
    return bytes;
}

void savePicture(QWidget* parent, QWidget& widget, Theme theme, const QString& title)
{
    auto* dialog = new QFileDialog(parent, PictureText::tr("Save picture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({PictureText::tr("PNG picture (*.png)"), PictureText::tr("SVG drawing (*.svg)"),
        PictureText::tr("PDF document (*.pdf)")});
    const auto suffixOf = [](const QString& filter) { return filter.section(QStringLiteral("*."), 1).chopped(1); };
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
        [dialog, suffixOf](const QString& filter) { dialog->setDefaultSuffix(suffixOf(filter)); });
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(fileNameOf(title));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
        [parent, theme, content = QPointer<QWidget>(&widget)](const QString& path) {
            if (!content)
                return; // the page went while the place was chosen
            const auto kind = QFileInfo(path).suffix().toLower();
            const auto bytes = pictureFile(*content, theme, kind);
            const auto tell = [parent](const QString& problem) {
                if (problem.isEmpty())
                    return;
                auto* box = new QMessageBox(
                    QMessageBox::Warning, PictureText::tr("Save picture"), problem, QMessageBox::Ok, parent);
                box->setAttribute(Qt::WA_DeleteOnClose);
                box->open();
            };
            if (bytes.isEmpty())
                tell(PictureText::tr("A picture cannot be saved as \"%1\". Let its name end in png, svg or pdf.")
                         .arg(kind));
            else
                whenDone(QtConcurrent::run(writePicture, bytes, path), parent, tell);
        });
    dialog->open();
}

} // namespace atlas
