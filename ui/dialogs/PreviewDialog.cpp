// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/PreviewDialog.h"

#include "ui/Theme.h"
#include "ui/report/Sheets.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolButtons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPrintDialog>
#include <QPrintPreviewWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {

namespace {

constexpr int otherZoom = 2; // in the list of zooms, behind the two that follow the window
constexpr double zoomStep = 1.25;

} // namespace

PreviewDialog::PreviewDialog(const QString& title, QWidget* parent)
    : QDialog(parent)
    , m_printer(QPrinter::ScreenResolution)
    , m_preview(new QPrintPreviewWidget(&m_printer, this))
    , m_back(quietButton(tr("Previous page (Page up)"), this))
    , m_on(quietButton(tr("Next page (Page down)"), this))
    , m_smaller(quietButton(tr("Smaller (Ctrl+−)"), this))
    , m_larger(quietButton(tr("Larger (Ctrl++)"), this))
    , m_page(new QComboBox(this))
    , m_zoom(new QComboBox(this))
    , m_orientation(new QComboBox(this))
{
    m_printer.setResolution(logicalDpiX()); // charts reckon in the screen's points
    m_printer.setDocName(title);
    m_printer.setPageLayout(sheetLayout(QPageLayout::Portrait));
    setWindowTitle(title);
    m_preview->setAccessibleName(tr("Pages"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addWidget(m_preview, 1);

    connect(m_preview, &QPrintPreviewWidget::paintRequested, this, &PreviewDialog::paintRequested);
    connect(m_preview, &QPrintPreviewWidget::previewChanged, this, &PreviewDialog::updateBar);
    connect(m_back, &QToolButton::clicked, this, [this] { showPage(m_preview->currentPage() - 1); });
    connect(m_on, &QToolButton::clicked, this, [this] { showPage(m_preview->currentPage() + 1); });
    connect(m_page, &QComboBox::activated, this, [this](int index) { showPage(index + 1); });
    connect(m_smaller, &QToolButton::clicked, this, [this] { m_preview->zoomOut(zoomStep); });
    connect(m_larger, &QToolButton::clicked, this, [this] { m_preview->zoomIn(zoomStep); });
    for (auto* button : {m_smaller, m_larger})
        connect(button, &QToolButton::clicked, this, &PreviewDialog::updateBar);
    connect(m_zoom, &QComboBox::activated, this, [this](int index) {
        if (index < otherZoom)
            m_preview->setZoomMode(index == 0 ? QPrintPreviewWidget::FitToWidth : QPrintPreviewWidget::FitInView);
        updateBar();
    });
    connect(m_orientation, &QComboBox::activated, this, &PreviewDialog::turn);
    m_preview->setZoomMode(QPrintPreviewWidget::FitInView);
    updateBar();
}

QWidget* PreviewDialog::buildBar()
{
    auto* bar = new QWidget(this);
    setAtlasRole(bar, "bar");
    tintIcons();
    m_smaller->setText(QStringLiteral("−"));
    m_larger->setText(QStringLiteral("+"));
    m_page->setAccessibleName(tr("Page"));
    m_zoom->setAccessibleName(tr("Size"));
    m_zoom->addItems({tr("Whole width"), tr("Whole page")});
    m_orientation->setAccessibleName(tr("Paper"));
    m_orientation->addItems({tr("Upright"), tr("Wide")});
    auto* print = new QPushButton(tr("Print …"), this);
    setAtlasRole(print, "primary");
    print->setDefault(true);
    auto* close = new QPushButton(tr("Close"), this);
    connect(print, &QPushButton::clicked, this, &PreviewDialog::print);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);

    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::panel, space::tight, space::panel, space::tight);
    row->setSpacing(space::unit);
    for (QWidget* control : {static_cast<QWidget*>(m_back), static_cast<QWidget*>(m_page), static_cast<QWidget*>(m_on)})
        row->addWidget(control);
    row->addSpacing(space::page);
    for (QWidget* control :
        {static_cast<QWidget*>(m_smaller), static_cast<QWidget*>(m_zoom), static_cast<QWidget*>(m_larger)})
        row->addWidget(control);
    row->addSpacing(space::page);
    row->addWidget(plainText("caption", bar, tr("Paper")));
    row->addWidget(m_orientation);
    row->addStretch(1);
    row->addWidget(print);
    row->addWidget(close);
    return bar;
}

void PreviewDialog::tintIcons()
{
    const auto color = palette().color(QPalette::ButtonText);
    m_back->setIcon(tintedIcon(QStringLiteral("step-back"), color));
    m_on->setIcon(tintedIcon(QStringLiteral("step-forward"), color));
}

void PreviewDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tintIcons();
}

void PreviewDialog::updateBar()
{
    const int pages = m_preview->pageCount(), page = m_preview->currentPage();
    const QSignalBlocker noPage(m_page), noZoom(m_zoom), noPaper(m_orientation);
    if (m_page->count() != pages) {
        m_page->clear();
        for (int i = 1; i <= pages; ++i)
            m_page->addItem(tr("Page %1 of %2").arg(i).arg(pages));
    }
    m_page->setCurrentIndex(page - 1);
    m_back->setEnabled(page > 1);
    m_on->setEnabled(page < pages);
    const auto mode = m_preview->zoomMode();
    while (m_zoom->count() > otherZoom)
        m_zoom->removeItem(otherZoom);
    if (mode == QPrintPreviewWidget::CustomZoom) {
        constexpr double percent = 100;
        m_zoom->addItem(QStringLiteral("%1 %").arg(qRound(m_preview->zoomFactor() * percent)));
        m_zoom->setCurrentIndex(otherZoom);
    } else {
        m_zoom->setCurrentIndex(mode == QPrintPreviewWidget::FitToWidth ? 0 : 1);
    }
    m_orientation->setCurrentIndex(m_printer.pageLayout().orientation() == QPageLayout::Landscape ? 1 : 0);
}

void PreviewDialog::showPage(int page)
{
    m_preview->setCurrentPage(std::clamp(page, 1, std::max(1, m_preview->pageCount())));
    updateBar();
}

void PreviewDialog::turn()
{
    m_printer.setPageLayout(
        sheetLayout(m_orientation->currentIndex() == 1 ? QPageLayout::Landscape : QPageLayout::Portrait));
    m_preview->updatePreview();
}

void PreviewDialog::print()
{
    auto* dialog = new QPrintDialog(&m_printer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this, [this] {
        m_preview->print();
        accept();
    });
    dialog->open();
}

void PreviewDialog::keyPressEvent(QKeyEvent* event)
{
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (event->matches(QKeySequence::Print))
        print();
    else if (event->key() == Qt::Key_PageUp)
        showPage(m_preview->currentPage() - 1);
    else if (event->key() == Qt::Key_PageDown)
        showPage(m_preview->currentPage() + 1);
    else if (control && (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal))
        m_larger->click();
    else if (control && event->key() == Qt::Key_Minus)
        m_smaller->click();
    else
        QDialog::keyPressEvent(event);
}

} // namespace atlas
