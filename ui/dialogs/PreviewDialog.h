// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPrinter>

class QComboBox;
class QPrintPreviewWidget;
class QToolButton;

namespace atlas {

/// Sheets as they will come out of a printer, and the way to it. It takes the place of Qt's own dialog, whose bar has
/// pictures of another set and no words, and which does not go dark. GUI thread.
class PreviewDialog : public QDialog
{
    Q_OBJECT
public:
    /// A4 with the product's margins. `title`: of the document, and of what printers list.
    PreviewDialog(const QString& title, QWidget* parent);

    QPrinter& printer() { return m_printer; }

signals:
    /// The sheets are to be painted, now: for the first time, or since the paper was turned, or for the printer.
    void paintRequested(QPrinter* onto);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildBar();
    void tintIcons();
    void updateBar();
    void showPage(int page);
    void turn();
    void print();

    QPrinter m_printer;
    QPrintPreviewWidget* m_preview;
    QToolButton *m_back, *m_on, *m_smaller, *m_larger;
    QComboBox *m_page, *m_zoom, *m_orientation;
};

} // namespace atlas
