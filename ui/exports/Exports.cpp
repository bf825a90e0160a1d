// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exports/Exports.h"

#include "models/analysis/Format.h"
#include "models/views/Link.h"
#include "ui/dialogs/PreviewDialog.h"
#include "ui/exports/ExportName.h"
#include "ui/pages/Page.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/ErrorBox.h"
#include "ui/widgets/KeyFigureTile.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QPrinter>

#include <algorithm>
#include <set>
#include <utility>

namespace atlas {

namespace {

/// The name of a kind of file, for the list of a file dialog.
QString kindOf(const QString& suffix)
{
    const std::pair<QLatin1StringView, QString> kinds[] = {{QLatin1StringView("xlsx"), Exports::tr("Excel workbook")},
        {QLatin1StringView("csv"), Exports::tr("CSV")}, {QLatin1StringView("png"), Exports::tr("PNG picture")},
        {QLatin1StringView("svg"), Exports::tr("SVG drawing")}, {QLatin1StringView("pdf"), Exports::tr("PDF document")},
        {QLatin1StringView("gpuatlas"), Exports::tr("GPU Atlas bundle")}};
    for (const auto& [known, name] : kinds) {
        if (suffix == known)
            return name;
    }
    return suffix;
}

constexpr int mostPrintedRows = 2000; // paper for more is nobody's wish

/// The clusters by name, for people.
QString clustersOf(const DashboardState& state)
{
    QStringList names;
    for (const auto& cluster : state.query().clusters)
        names << displayName(cluster.toStdString());
    return names.join(QStringLiteral(" + "));
}

} // namespace

Exports::Exports(DashboardState& state, JobList& jobs, QWidget& window)
    : m_state(state)
    , m_jobs(jobs)
    , m_window(window)
{
}

void Exports::setSession(Session* session)
{
    for (const auto& dialog : std::exchange(m_dialogs, {})) {
        if (dialog)
            dialog->reject();
    }
    m_session = session;
}

void Exports::show(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    std::erase_if(m_dialogs, [](const auto& open) { return !open; });
    m_dialogs.emplace_back(dialog);
    dialog->open();
}

Theme Exports::pictureTheme(const Page& page) const
{
    return m_asOnScreen ? page.theme() : Theme::Light;
}

QString Exports::nameOf(const QString& what, TimeRange range) const
{
    const auto& query = m_state.query();
    return exportFileName(query.clusters, range, m_state.zone(), what);
}

PictureWords Exports::wordsOf(const ChartPanel& panel) const
{
    return {panel.title(), panel.note(),
        clustersOf(m_state) + QStringLiteral(" · ") + formatRange(m_state.range(), m_state.zone())};
}

ExportOrigin Exports::originOf(TimeRange range, const QString& filter) const
{
    ExportOrigin origin;
    origin.open = m_exporter->frozen(*m_session);
    origin.source = {
        m_session->status().source, m_exporter->version(), m_state.clockNow(), linkTo(m_state.query(), range)};
    origin.scope = scopeOf(levelOf({}, range));
    origin.scope.filter = filter;
    origin.factsInCsv = m_factsInCsv;
    return origin;
}

LevelExport Exports::levelOf(const GridScope& scope, TimeRange range) const
{
    LevelExport wish;
    for (const auto& part : shownParts(m_state, *m_session)) {
        wish.clusters.push_back(part.cluster);
        wish.options.push_back(part.options);
    }
    wish.level = scope.level;
    wish.dimension = scope.dimension;
    wish.range = range;
    wish.previousRange = m_state.previousRange();
    wish.rankedBy = m_state.query().metric;
    wish.zone = m_state.query().zone;
    wish.currency = shownCurrency(m_state, *m_session);
    return wish;
}

void Exports::writeAt(const QString& what, const QString& name, const QString& suffix, WorkAt work)
{
    auto* dialog = new QFileDialog(&m_window, tr("Save: %1").arg(what));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({QStringLiteral("%1 (*.%2)").arg(kindOf(suffix), suffix)});
    dialog->setDefaultSuffix(suffix);
    dialog->setDirectory(m_folder.isEmpty() ? QDir::homePath() : m_folder);
    dialog->selectFile(name + QLatin1Char('.') + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this, what, work = std::move(work)](const QString& path) {
        m_folder = QFileInfo(path).absolutePath();
        auto steps = work(path);
        m_jobs.start(what, path, std::move(steps.first), std::move(steps.inWindow), std::move(steps.last));
    });
    show(dialog);
}

void Exports::exportPanel(Page& page, const ChartPanel& panel, const PanelExport& what)
{
    auto* content = panel.content();
    if (!content || !m_session)
        return;
    const auto theme = pictureTheme(page);
    switch (what.what) {
    case PanelExport::CopyPicture:
        page.inTheme(theme, *content, [&] {
            QApplication::clipboard()->setImage(
                pictureImage(*content, theme, content->devicePixelRatioF(), wordsOf(panel)));
        });
        return;
    case PanelExport::SavePicture: {
        Picture picture;
        page.inTheme(
            theme, *content, [&] { picture = drawPicture(*content, theme, what.picture, what.scale, wordsOf(panel)); });
        savePicture(picture, panel.title(), nameOf(panel.title(), m_state.range()));
        return;
    }
    case PanelExport::Print:
        preview(page, documentOf({&panel}, panel.title()));
        return;
    case PanelExport::SaveHours:
        saveHours(panel, what.table);
        return;
    case PanelExport::SaveTable:
        break;
    }
    if (!canExport())
        return;
    const std::vector<ShownSheet> sheets{{panel.title(), panel.shownPart()}};
    const auto& table = *sheets.front().part.table;
    const auto range = table.range.isEmpty() ? m_state.range() : table.range;
    const auto origin = originOf(range, panel.filterText());
    writeAt(panel.title(), nameOf(panel.title(), range), tableSuffix(what.table),
        [origin, sheets, format = what.table](const QString& path) {
            return Steps{
                [=](Progress& progress) { return writeTables(origin, sheets, format, path, progress); }, {}, {}};
        });
}

/// Of the subjects that the filter leaves, where there is one.
void Exports::saveHours(const ChartPanel& panel, TableFormat format)
{
    const auto part = panel.shownPart();
    const auto& table = *part.table;
    if (!canExport() || !table.scope)
        return;
    const auto range = table.range.isEmpty() ? m_state.range() : table.range;
    auto wish = levelOf(*table.scope, range);
    wish.bucket = Bucket::Hour;
    if (const bool narrowed = !panel.filterText().isEmpty(); narrowed) {
        for (const int row : part.rows) {
            if (const auto& subject = table.rows[std::size_t(row)].subject; !subject.empty())
                wish.subjects.push_back(subject);
        }
        if (wish.subjects.empty()) { // which would be all
            show(errorBox(panel.title(),
                {ErrorClass::Usage, tr("No row with hours behind it is shown: there is nothing to save."), {}, 0, {}},
                &m_window));
            return;
        }
    }
    const QString what = tr("Hours: %1").arg(panel.title());
    writeAt(what, nameOf(what, range), tableSuffix(format),
        [origin = originOf(range, panel.filterText()), wish, format, title = panel.title()](const QString& path) {
            return Steps{
                [=](Progress& progress) { return writeLevel(origin, wish, title, format, path, progress); }, {}, {}};
        });
}

void Exports::savePicture(const Picture& picture, const QString& what, const QString& name)
{
    writeAt(what, name, picture.kind, [picture](const QString& path) {
        return Steps{[=](Progress& progress) { return writePicture(picture, path, progress); }, {}, {}};
    });
}

PrintedDocument Exports::documentOf(const std::vector<const ChartPanel*>& panels, const QString& title) const
{
    const auto zone = m_state.zone();
    PrintedDocument document;
    document.head = {title, clustersOf(m_state) + QStringLiteral(" · ") + formatRange(m_state.range(), zone),
        {{tr("Source"), displayName(m_session->status().source.toStdString())},
            {tr("Printed"), formatInstant(m_state.clockNow(), zone)}},
        m_state.clockNow(), zone};
    for (const auto* panel : panels) {
        PrintedPart part{panel->title(), panel->note(), nullptr, {}};
        if (panel->isTable())
            part.table = panel->shownTable();
        else
            part.chart = panel->content();
        if (panels.size() == 1)
            part.mostRows = mostPrintedRows; // who prints one table wants its rows
        document.parts.push_back(part);
    }
    return document;
}

PreviewDialog* Exports::previewDialog(const QString& title)
{
    auto* dialog = new PreviewDialog(title, &m_window);
    constexpr QSize size(1000, 760);
    dialog->resize(size.boundedTo(m_window.size()));
    return dialog;
}

void Exports::preview(Page& page, const PrintedDocument& document)
{
    auto* dialog = previewDialog(document.head.title);
    dialog->printer().setPageLayout(sheetLayout(orientationOf(document)));
    connect(dialog, &PreviewDialog::paintRequested, this, [page = QPointer<Page>(&page), document](QPrinter* onto) {
        if (page)
            page->inTheme(Theme::Light, *page, [&] { printDocument(document, *onto); });
    });
    show(dialog);
}

void Exports::exportPage(Page& page, const PageExport& what)
{
    if (!m_session)
        return;
    std::vector<const ChartPanel*> panels;
    for (const auto* panel : page.panels()) {
        if (panel->isVisible() && panel->content())
            panels.push_back(panel);
    }
    switch (what.what) {
    case PageExport::Workbook:
        savePageTables(page);
        return;
    case PageExport::Picture: {
        const auto theme = pictureTheme(page);
        Picture picture;
        page.inTheme(theme, page, [&] {
            auto* whole = page.wholeContent();
            picture = drawPicture(*whole, theme, what.picture, std::max(2.0, whole->devicePixelRatioF()));
        });
        savePicture(picture, page.title(), nameOf(page.title(), m_state.range()));
        return;
    }
    case PageExport::Document:
    case PageExport::Print:
        auto document = documentOf(panels, page.title());
        for (const auto* tile : page.findChildren<KeyFigureTile*>()) {
            if (tile->isVisible())
                document.figures.push_back(tile->data());
        }
        if (what.what == PageExport::Print)
            preview(page, document);
        else
            saveDocument(page, document);
        return;
    }
}

void Exports::saveDocument(Page& page, const PrintedDocument& document)
{
    QByteArray bytes;
    page.inTheme(Theme::Light, page, [&] { bytes = pdfOf(document, m_window.logicalDpiX()); });
    writeAt(page.title(), nameOf(page.title(), m_state.range()), QStringLiteral("pdf"), [bytes](const QString& path) {
        return Steps{[=](Progress& progress) { return writeBytes(bytes, path, progress); }, {}, {}};
    });
}

/// A sheet a panel that has a table.
void Exports::savePageTables(Page& page)
{
    if (!canExport())
        return;
    std::vector<ShownSheet> sheets;
    for (const auto* panel : page.panels()) {
        if (!panel->isVisible())
            continue;
        if (auto part = panel->shownPart(); !part.columns.isEmpty())
            sheets.push_back({panel->title(), std::move(part)});
    }
    writeAt(page.title(), nameOf(page.title(), m_state.range()), QStringLiteral("xlsx"),
        [origin = originOf(m_state.range()), sheets](const QString& path) {
            return Steps{
                [=](Progress& progress) { return writeTables(origin, sheets, TableFormat::Workbook, path, progress); },
                {}, {}};
        });
}

} // namespace atlas
