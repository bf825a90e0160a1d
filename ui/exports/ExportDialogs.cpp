// SPDX-License-Identifier: GPL-3.0-or-later
// Exports that begin with a dialog: hours, reports, bundles.
#include "models/views/Presenter.h"
#include "ui/dialogs/BundleDialog.h"
#include "ui/dialogs/HoursDialog.h"
#include "ui/dialogs/PreviewDialog.h"
#include "ui/dialogs/ReportDialog.h"
#include "ui/exports/ExportName.h"
#include "ui/exports/Exports.h"
#include "ui/report/ReportPainter.h"
#include "ui/widgets/ErrorBox.h"

#include <QPointer>
#include <QPrinter>

#include <algorithm>
#include <memory>
#include <utility>

namespace atlas {

namespace {

QStringList namesOf(const std::vector<std::string>& clusters)
{
    QStringList names;
    for (const auto& cluster : clusters)
        names << QString::fromStdString(cluster);
    return names;
}

} // namespace

void Exports::openHours()
{
    if (!canExport())
        return;
    auto* dialog = new HoursDialog(m_state, m_inventory, &m_window);
    connect(dialog, &HoursDialog::chosen, this, [this, dialog] {
        auto wish = levelOf(dialog->scope(), dialog->range());
        wish.previousRange = dialog->previousRange();
        wish.bucket = dialog->bucket();
        const QString what = dialog->levelName();
        writeAt(what, nameOf(what, wish.range), tableSuffix(dialog->format()),
            [origin = originOf(wish.range), wish, what, format = dialog->format()](const QString& path) {
                return Steps{
                    [=](Progress& progress) { return writeLevel(origin, wish, what, format, path, progress); }, {}, {}};
            });
    });
    show(dialog);
}

/// With all that the dialog does not ask.
ReportWish Exports::completed(ReportWish wish, const std::vector<AlertRule>& rules) const
{
    const FixedClock clock(m_state.clockNow());
    DashboardState state(clock); // of the clusters that were chosen
    auto query = m_state.query();
    query.clusters = namesOf(wish.clusters);
    state.replaceQuery(query);
    for (const auto& part : shownParts(state, *m_session))
        wish.options.push_back(part.options);
    wish.currency = shownCurrency(state, *m_session);
    wish.rules = rules;
    wish.source = m_session->status().source;
    wish.created = m_state.clockNow();
    wish.version = m_exporter->version();
    return wish;
}

void Exports::openReport(const std::vector<AlertRule>& rules)
{
    if (!canExport())
        return;
    auto* dialog = new ReportDialog(m_state, m_inventory, &m_window);
    connect(dialog, &ReportDialog::chosen, this,
        [this, dialog, rules] { saveReport(completed(dialog->wish(), rules), dialog->format(), dialog->language()); });
    connect(dialog, &ReportDialog::previewRequested, this,
        [this, dialog, rules] { previewReport(completed(dialog->wish(), rules), dialog); });
    show(dialog);
}

void Exports::saveReport(const ReportWish& wish, ReportDialog::Format format, const QString& language)
{
    const QString what = tr("Report"),
                  name = exportFileName(namesOf(wish.clusters), wish.range, wish.zone, tr("GPU report"));
    const auto open = m_exporter->frozen(*m_session);
    if (format == ReportDialog::Format::Workbook) {
        writeAt(what, name, QStringLiteral("xlsx"), [open, wish](const QString& path) {
            return Steps{[=](Progress& progress) { return writeReportWorkbook(open, wish, path, progress); }, {}, {}};
        });
        return;
    }
    if (!language.isEmpty()) {
        writeAt(what, name, QStringLiteral("pdf"),
            [exporter = m_exporter, session = QPointer<Session>(m_session), wish, language](const QString& path) {
                return Steps{exporter->reportIn(*session, wish, language, path), {}, {}};
            });
        return;
    }
    // Pages are drawn by the window's thread: charts are widgets.
    struct Made
    {
        Report report;
        QByteArray pdf;
    };
    writeAt(what, name, QStringLiteral("pdf"), [open, wish](const QString& path) {
        auto made = std::make_shared<Made>();
        const auto gather = [=](Progress& progress) -> Result<void> {
            auto report = gatherReport(open, wish, progress);
            if (!report)
                return tl::unexpected(report.error());
            made->report = std::move(*report);
            return {};
        };
        return Steps{gather, [made] { made->pdf = reportPdf(made->report); },
            [=](Progress& progress) { return writeBytes(made->pdf, path, progress); }};
    });
}

void Exports::previewReport(const ReportWish& wish, ReportDialog* dialog)
{
    const auto report = std::make_shared<Report>();
    const auto gather = [open = m_exporter->frozen(*m_session), wish, report](Progress& progress) -> Result<void> {
        auto made = gatherReport(open, wish, progress);
        if (!made)
            return tl::unexpected(made.error());
        *report = std::move(*made);
        return {};
    };
    const auto showIt = [this, report, session = QPointer<Session>(m_session)] {
        if (!session || session != m_session)
            return; // it is of another source than what is open now
        auto* preview = previewDialog(report->title);
        connect(
            preview, &PreviewDialog::paintRequested, this, [report](QPrinter* onto) { paintReport(*report, *onto); });
        show(preview);
    };
    const int job = m_jobs.start(tr("Preview of a report"), {}, gather, showIt, {});
    dialog->setPreviewing(true);
    connect(&m_jobs, &JobList::ended, dialog, [this, dialog, job](int ended) {
        if (ended != job)
            return;
        dialog->setPreviewing(false);
        const auto& jobs = m_jobs.jobs();
        if (const auto failed = std::ranges::find(jobs, job, &Job::id); failed != jobs.end()) {
            show(errorBox(failed->what, failed->error, &m_window)); // the list lies below the dialog
            m_jobs.dismiss(job);
        }
    });
}

void Exports::openBundle(const std::vector<AlertRule>& rules)
{
    if (!canExport())
        return;
    auto* dialog = new BundleDialog(m_state, m_inventory, int(rules.size()), &m_window);
    connect(dialog, &BundleDialog::chosen, this, [this, dialog, rules] {
        auto order = dialog->order();
        if (dialog->takesRules())
            order.rules = rules;
        if (const auto cluster = m_state.query().primaryCluster(); dialog->takesDisplay())
            order.display = displayOf(m_session->usageOptions(cluster), m_session->price(cluster), m_state.query());
        const auto name = exportFileName(namesOf(order.clusters), order.range, m_state.zone(), {});
        writeAt(tr("Bundle"), name, QStringLiteral("gpuatlas"),
            [exporter = m_exporter, session = QPointer<Session>(m_session), order](const QString& path) {
                return Steps{exporter->bundle(*session, order, path), {}, {}};
            });
    });
    show(dialog);
}

} // namespace atlas
