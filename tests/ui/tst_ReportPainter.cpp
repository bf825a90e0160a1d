// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/Summary.h"
#include "models/views/Report.h"
#include "models/views/StoreAnswer.h"
#include "tests/support/TestRegistry.h"
#include "tests/views/ViewFixtures.h"
#include "ui/report/ReportPainter.h"

#include <QFile>
#include <QPrinter>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace atlas;
using namespace atlas::test;
using namespace std::chrono_literals;

namespace {

const Instant end = at("2024-12-16T00:00:00Z");

Report weekly(StoreReader& store)
{
    ReportWish wish;
    wish.clusters = {"prod"};
    wish.range = {end - 7 * 24h, end};
    wish.previousRange = {end - 14 * 24h, end - 7 * 24h};
    wish.previousName = QStringLiteral("previous week");
    wish.zone = QTimeZone("UTC");
    wish.options = {UsageOptions()};
    wish.rules = defaultAlertRules();
    wish.source = QStringLiteral("Memory");
    wish.version = QStringLiteral("1.2.3");
    wish.created = end + 1h;
    Progress progress;
    auto report = makeReport(store, wish, progress);
    if (!report)
        qFatal("%s", qPrintable(report.error().message));
    return std::move(*report);
}

} // namespace

/// Read back by programs that are not ours.
class tst_ReportPainter : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void figuresAreThoseOfTheSummary();
    void chaptersAreListedBesideThePages();
    void pagesAreNumbered();
    void aTableGoesOnUnderItsHeading();
    void clustersStandBelowNamesAndNumbersHaveTheSameDigits();
    void namesOfAllLettersAreThere();
    void anEmptyReportIsAPage();
    void printersGetLettersToo();

private:
    /// The text page by page, and what pdfinfo says.
    QStringList pagesOf(const Report& report);
    QStringList textOf(const QString& path);
    QString m_info;
};

void tst_ReportPainter::init()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("pdftotext (poppler-utils) is not installed");
}

QStringList tst_ReportPainter::pagesOf(const Report& report)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("report.pdf"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(reportPdf(report)) < 0)
        qFatal("the report was not written");
    file.close();
    return textOf(path);
}

QStringList tst_ReportPainter::textOf(const QString& path)
{
    const auto run = [](const QString& program, const QStringList& arguments) {
        QProcess process;
        process.start(program, arguments);
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput());
    };
    m_info = run(QStringLiteral("pdfinfo"), {path});
    auto pages = run(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")})
                     .split(QLatin1Char('\f'));
    pages.removeLast(); // behind the last form feed
    return pages;
}

void tst_ReportPainter::figuresAreThoseOfTheSummary()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    const auto text = pagesOf(weekly(session.store())).join(QLatin1Char('\n'));
    SummaryInput input;
    input.range = {end - 7 * 24h, end};
    input.cluster = *awaitAnswer(session.store().grid({{"prod", Level::Cluster, {}}, {end - 14 * 24h, end}}));
    input.namespaces = *awaitAnswer(session.store().grid({{"prod", Level::Namespace, {}}, {end - 14 * 24h, end}}));
    input.zone = QTimeZone("UTC");
    const auto usage = summarize(input).cluster;
    for (const double value : {usage.capacityGpuHours, usage.gpuHours, usage.usedGpuHours, usage.unallocatedGpuHours})
        QVERIFY2(text.contains(QLocale().toString(value, 'f', 0)), qPrintable(QString::number(value)));
    for (const double value : {usage.allocationRate, usage.utilization})
        QVERIFY2(text.contains(QLocale().toString(value, 'f', 1)), qPrintable(QString::number(value)));
    QVERIFY2(m_info.contains(QStringLiteral("GPU report: prod, Week 50")), qPrintable(m_info));
    QVERIFY(m_info.contains(QStringLiteral("A4")));
}

void tst_ReportPainter::chaptersAreListedBesideThePages()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftohtml")).isEmpty())
        QSKIP("pdftohtml (poppler-utils) is not installed");
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    const auto report = weekly(session.store());
    const auto pages = pagesOf(report);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("report.pdf")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(reportPdf(report)) > 0);
    file.close();
    QProcess process;
    process.start(QStringLiteral("pdftohtml"),
        {QStringLiteral("-xml"), QStringLiteral("-stdout"), QStringLiteral("-i"), file.fileName()});
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.readAllStandardError().isEmpty(), "a document that others find no fault with");
    static const QRegularExpression item(QStringLiteral("<item page=\"(\\d+)\">([^<]*)</item>"));
    auto found = item.globalMatch(QString::fromUtf8(process.readAllStandardOutput()));
    for (const auto& section : report.sections) {
        QVERIFY2(found.hasNext(), qPrintable(section.title));
        const auto match = found.next();
        QCOMPARE(match.captured(2), section.title);
        const auto text =
            pages.at(match.captured(1).toInt() - 1).normalized(QString::NormalizationForm_KC); // ligatures
        QVERIFY2(text.contains(section.title), qPrintable(section.title));
    }
    QVERIFY(!found.hasNext());
}

void tst_ReportPainter::pagesAreNumbered()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    const auto report = weekly(session.store());
    const auto pages = pagesOf(report);
    QVERIFY(pages.size() > 2);
    QVERIFY(m_info.contains(QRegularExpression(QStringLiteral("Pages:\\s+%1\n").arg(pages.size()))));
    QStringList headings;
    for (const auto& section : report.sections)
        headings << section.title;
    for (int i = 0; i < pages.size(); ++i) {
        auto lines = pages[i].split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QVERIFY2(lines.last().contains(QStringLiteral("Page %1 of %2").arg(i + 1).arg(pages.size())),
            qPrintable(lines.last()));
        lines.removeLast();
        QVERIFY2(!headings.contains(lines.last().trimmed()), "a heading alone at the end of a page");
        if (i > 0)
            QVERIFY2(lines.first().contains(report.title), qPrintable(lines.first()));
    }
}

void tst_ReportPainter::aTableGoesOnUnderItsHeading()
{
    Report report;
    report.title = QStringLiteral("Long");
    report.zone = QTimeZone("UTC");
    Table table;
    table.columns = {{QStringLiteral("name"), QStringLiteral("Whoever")},
        {QStringLiteral("value"), QStringLiteral("Amount"), CellKind::Number, Unit::GpuHours}};
    for (int i = 0; i < 150; ++i) {
        const QString name = QStringLiteral("row-%1").arg(i);
        table.rows.push_back({name, false, {name, double(i)}});
    }
    table.columns.back().total = ColumnTotal{150 * 149 / 2.0};
    report.sections = {{QStringLiteral("s"), QStringLiteral("Section"), {ReportTable{table, 120}}}};
    const auto pages = pagesOf(report);
    QVERIFY(pages.size() > 2);
    int rows = 0;
    for (const auto& page : pages) {
        QVERIFY(page.contains(QStringLiteral("Whoever")));
        QVERIFY(page.contains(QStringLiteral("Amount (GPU·h)")));
        rows += int(page.count(QStringLiteral("row-")));
    }
    QCOMPARE(rows, 120); // none twice, none cut away
    QVERIFY2(pages.last().contains(QStringLiteral("30 more row")), qPrintable(pages.last()));
    QVERIFY2(pages.last().contains(QStringLiteral("11,175")), "the total is of all rows");
}

void tst_ReportPainter::clustersStandBelowNamesAndNumbersHaveTheSameDigits()
{
    Report report;
    report.title = QStringLiteral("Several");
    report.zone = QTimeZone("UTC");
    Table table;
    table.columns = {{QStringLiteral("name"), QStringLiteral("Whoever")},
        {QStringLiteral("value"), QStringLiteral("Amount"), CellKind::Number, Unit::GpuHours}};
    table.rows = {{QStringLiteral("a"), false, {QStringLiteral("prod-a/train"), 20.0}},
        {QStringLiteral("b"), false, {QStringLiteral("prod-b/serve"), 145.8}},
        {QStringLiteral("c"), false, {QStringLiteral("prod-b/web"), 7.5}}};
    ReportTable printed{table};
    printed.clusters = {QStringLiteral("prod-a"), QStringLiteral("prod-b")};
    report.sections = {{QStringLiteral("s"), QStringLiteral("Section"), {printed}}};
    const auto text = pagesOf(report).join(QLatin1Char('\n'));
    QVERIFY2(!text.contains(QStringLiteral("prod-a/")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("train")) && text.contains(QStringLiteral("prod-a")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("20.0")) && text.contains(QStringLiteral("145.8")), qPrintable(text));
}

void tst_ReportPainter::namesOfAllLettersAreThere()
{
    MemorySession session;
    auto batch = twoWeeks("prod", end);
    for (auto& row : batch.namespaces) {
        if (row.name == "big")
            row.name = "大模型训练";
    }
    session.commit(std::move(batch));
    const auto text = pagesOf(weekly(session.store())).join(QLatin1Char('\n'));
    QVERIFY(text.contains(QStringLiteral("大模型训练")));
}

void tst_ReportPainter::anEmptyReportIsAPage()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end - 100 * 24h));
    const auto pages = pagesOf(weekly(session.store()));
    QCOMPARE(pages.size(), 1);
    QVERIFY2(pages[0].contains(QStringLiteral("no hours of this cluster")), qPrintable(pages[0]));
}

void tst_ReportPainter::printersGetLettersToo()
{
    MemorySession session;
    session.commit(twoWeeks("prod", end));
    const auto report = weekly(session.store());
    QTemporaryDir folder;
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(folder.filePath(QStringLiteral("printed.pdf")));
    paintReport(report, printer);
    const auto printed = textOf(printer.outputFileName()).join(QLatin1Char('\n'));
    const auto written = pagesOf(report).join(QLatin1Char('\n'));
    // Beside bars as well as in tables.
    const QString figure = QStringLiteral("6,720 GPU·h");
    QVERIFY(written.count(figure) >= 2);
    QCOMPARE(printed.count(figure), written.count(figure));
}

ATLAS_TEST(tst_ReportPainter);
#include "tst_ReportPainter.moc"
