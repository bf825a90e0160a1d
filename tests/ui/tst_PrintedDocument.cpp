// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"
#include "ui/exports/PrintedDocument.h"

#include <QFile>
#include <QLabel>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cmath>

using namespace atlas;

/// Pages of the window on paper, read back as text.
class tst_PrintedDocument : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aTableGoesOnUnderItsHeading();
    void aWideTableKeepsItsFigures();
    void aChartStandsWholeUnderItsTitle();
    void aWideChartIsLaidOutForThePaper();
    void whatIsGoneLeavesItsPlaceEmpty();

private:
    static Table table(int rows, int figures);
    static QStringList pagesOf(const PrintedDocument& document);

    PrintedDocument m_document;
};

void tst_PrintedDocument::init()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("pdftotext (poppler-utils) is not installed");
    m_document = {};
    m_document.head.title = QStringLiteral("Page");
    m_document.head.subtitle = QStringLiteral("prod · 9 – 15 Dec 2024");
    m_document.head.zone = QTimeZone("UTC");
}

Table tst_PrintedDocument::table(int rows, int figures)
{
    Table table;
    table.columns = {{QStringLiteral("name"), QStringLiteral("Whoever")}};
    for (int i = 0; i < figures; ++i)
        table.columns.push_back(
            {QStringLiteral("f%1").arg(i), QStringLiteral("Amount%1").arg(i), CellKind::Number, Unit::GpuHours});
    for (int row = 0; row < rows; ++row) {
        const QString name = QStringLiteral("row-%1").arg(row);
        table.rows.push_back({name, false, {name}});
        for (int i = 0; i < figures; ++i)
            table.rows.back().cells.push_back(10'000.0 + 100 * row + i);
    }
    return table;
}

QStringList tst_PrintedDocument::pagesOf(const PrintedDocument& document)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("page.pdf")));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdfOf(document, unitsPerInch)) < 0)
        qFatal("the document was not written");
    file.close();
    QProcess process;
    process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), file.fileName(), QStringLiteral("-")});
    process.waitForFinished();
    auto pages = QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\f'));
    pages.removeLast(); // behind the last form feed
    return pages;
}

void tst_PrintedDocument::aTableGoesOnUnderItsHeading()
{
    PrintedPart part{QStringLiteral("All"), QStringLiteral("a note"), nullptr, table(130, 1)};
    part.mostRows = 100;
    m_document.parts = {part};
    const auto pages = pagesOf(m_document);
    QVERIFY(pages.size() > 1);
    qsizetype rows = 0;
    for (const auto& page : pages) {
        QVERIFY(page.contains(QStringLiteral("Whoever")));
        rows += page.count(QStringLiteral("row-"));
    }
    QCOMPARE(rows, 100); // none twice, none cut
    QVERIFY2(pages.last().contains(QStringLiteral("30 more row")), qPrintable(pages.last()));
    QVERIFY(pages.first().contains(QStringLiteral("a note")));
    QCOMPARE(orientationOf(m_document), QPageLayout::Portrait);
}

void tst_PrintedDocument::aWideTableKeepsItsFigures()
{
    m_document.parts = {{QStringLiteral("Wide"), {}, nullptr, table(3, 14)}};
    QCOMPARE(orientationOf(m_document), QPageLayout::Landscape);
    const auto text = pagesOf(m_document).join(QLatin1Char('\n'));
    for (int row = 0; row < 3; ++row) {
        for (int i = 0; i < 14; ++i) {
            const auto figure = QLocale().toString(10'000 + 100 * row + i);
            QVERIFY2(text.contains(figure), qPrintable(text));
        }
    }
}

void tst_PrintedDocument::aChartStandsWholeUnderItsTitle()
{
    QLabel chart(QStringLiteral("top\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nbottom"));
    chart.resize(400, 500);
    KeyFigure figure;
    figure.caption = QStringLiteral("Held");
    figure.value = 42;
    m_document.figures = {figure};
    m_document.parts = {{QStringLiteral("All"), {}, nullptr, table(25, 1)}, {QStringLiteral("Curve"), {}, &chart, {}}};
    const auto pages = pagesOf(m_document);
    QCOMPARE(pages.size(), 2);
    QVERIFY(pages[0].contains(QStringLiteral("Held")) && pages[0].contains(QStringLiteral("42")));
    for (const char* word : {"Curve", "top", "bottom"})
        QVERIFY2(pages[1].contains(QLatin1StringView(word)), word);
    QVERIFY(!pages[0].contains(QStringLiteral("Curve")));
}

void tst_PrintedDocument::aWideChartIsLaidOutForThePaper()
{
    class Chart final : public QWidget
    {
    public:
        QSize drawn;
        int heightForWidth(int width) const override { return rows ? rows * 100'000 / width : -1; }
        int rows = 0;

    private:
        void paintEvent(QPaintEvent*) override { drawn = size(); }
    } chart;
    chart.resize(1600, 300);
    m_document.parts = {{QStringLiteral("All"), {}, nullptr, table(5, 1)}, {QStringLiteral("Curve"), {}, &chart, {}}};
    QCOMPARE(pagesOf(m_document).size(), 1);
    QCOMPARE(chart.drawn.height(), 300);
    QVERIFY(std::abs(chart.drawn.width() - sheetRoom(QPageLayout::Portrait).width()) <= 2); // paper is cut in dots
    QCOMPARE(chart.size(), QSize(1600, 300)); // as the window has it
    chart.rows = 3; // what is narrower is higher
    QCOMPARE(pagesOf(m_document).size(), 1);
    QCOMPARE(chart.drawn.height(), 3 * 100'000 / chart.drawn.width());
}

void tst_PrintedDocument::whatIsGoneLeavesItsPlaceEmpty()
{
    auto chart = std::make_unique<QLabel>(QStringLiteral("curve"));
    chart->resize(200, 100);
    m_document.parts = {
        {QStringLiteral("First"), {}, chart.get(), {}}, {QStringLiteral("All"), {}, nullptr, table(2, 1)}};
    chart.reset(); // a preview is painted again after the page went
    const auto pages = pagesOf(m_document);
    QCOMPARE(pages.size(), 1);
    QVERIFY(pages[0].contains(QStringLiteral("row-1")));
}

ATLAS_TEST(tst_PrintedDocument);
#include "tst_PrintedDocument.moc"
