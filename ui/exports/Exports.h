// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/DashboardState.h"
#include "ui/dialogs/ReportDialog.h"
#include "ui/exports/ExportWork.h"
#include "ui/exports/JobList.h"
#include "ui/exports/PanelExport.h"
#include "ui/exports/PrintedDocument.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <vector>

class QDialog;
class QWidget;

namespace atlas {

class ChartPanel;
class PreviewDialog;
class Page;

/// What leaves the window: it gathers what is shown, asks for a place, and hands the rest to the job list. GUI thread.
class Exports final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it. Dialogs stand over `window`.
    Exports(DashboardState& state, JobList& jobs, QWidget& window);

    /// nullptr: nothing can leave but what is on the clipboard, and pictures. It outlives this.
    void setExporter(const Exporter* exporter) { m_exporter = exporter; }
    /// nullptr: nothing is open. Dialogs about the one before are closed.
    void setSession(Session* session);
    /// What there is to choose from in dialogs.
    void setInventory(const Inventory& inventory) { m_inventory = inventory; }
    bool canExport() const { return m_exporter && m_session; }

    void exportPanel(Page& page, const ChartPanel& panel, const PanelExport& what);
    void exportPage(Page& page, const PageExport& what);
    /// Hours of a level, as they are chosen in a dialog.
    void openHours();
    /// A report of a range, as it is chosen in a dialog; its alerts are those of `rules`.
    void openReport(const std::vector<AlertRule>& rules);
    /// A bundle to be sent to somebody, with the rules where that is chosen.
    void openBundle(const std::vector<AlertRule>& rules);

    /// Pictures in the theme of the screen; else they are light, as paper is.
    bool picturesAsOnScreen() const { return m_asOnScreen; }
    void setPicturesAsOnScreen(bool on) { m_asOnScreen = on; }
    /// CSV begins with lines that say what it is of.
    bool factsInCsv() const { return m_factsInCsv; }
    void setFactsInCsv(bool on) { m_factsInCsv = on; }

private:
    Theme pictureTheme(const Page& page) const;
    PictureWords wordsOf(const ChartPanel& panel) const;
    ExportOrigin originOf(TimeRange range, const QString& filter = {}) const;
    LevelExport levelOf(const GridScope& scope, TimeRange range) const;
    QString nameOf(const QString& what, TimeRange range) const;
    void saveHours(const ChartPanel& panel, TableFormat format);
    void savePicture(const Picture& picture, const QString& what, const QString& name);
    PrintedDocument documentOf(const std::vector<const ChartPanel*>& panels, const QString& title) const;
    void saveDocument(Page& page, const PrintedDocument& document);
    void preview(Page& page, const PrintedDocument& document);
    void savePageTables(Page& page);
    ReportWish completed(ReportWish wish, const std::vector<AlertRule>& rules) const;
    void saveReport(const ReportWish& wish, ReportDialog::Format format, const QString& language);
    void previewReport(const ReportWish& wish, ReportDialog* dialog);

    /// A job: work, and where something is to be drawn a step in the window's thread and work after it.
    struct Steps
    {
        JobList::Work first;
        std::function<void()> inWindow;
        JobList::Work last;
    };
    /// Asks for a place of the kind `suffix`, then starts the work with it.
    using WorkAt = std::function<Steps(const QString& path)>;
    void writeAt(const QString& what, const QString& name, const QString& suffix, WorkAt work);
    PreviewDialog* previewDialog(const QString& title);
    void show(QDialog* dialog);

    DashboardState& m_state;
    JobList& m_jobs;
    QWidget& m_window;
    const Exporter* m_exporter = nullptr;
    Session* m_session = nullptr;
    std::vector<QPointer<QDialog>> m_dialogs;
    Inventory m_inventory;
    QString m_folder; ///< where something was saved last, in this run
    bool m_asOnScreen = false, m_factsInCsv = false;
};

} // namespace atlas
