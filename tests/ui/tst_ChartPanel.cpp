// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/TimeSeriesChart.h"
#include "models/analysis/Format.h"
#include "tests/support/TestRegistry.h"
#include "ui/widgets/ChartPanel.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/KeyFigureTile.h"
#include "ui/widgets/PictureExport.h"
#include "ui/widgets/ProgressLine.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace atlas;

namespace {

Table smallTable()
{
    Table table;
    table.columns = {{QStringLiteral("name"), QStringLiteral("Name"), CellKind::Text, Unit::None},
        {QStringLiteral("gpus"), QStringLiteral("GPUs"), CellKind::Number, Unit::Gpus}};
    table.rows = {{QStringLiteral("a"), false, {QStringLiteral("alpha"), 1.5}},
        {QStringLiteral("b"), false, {QStringLiteral("beta"), unknown}}};
    return table;
}

QPushButton* buttonWith(QWidget& parent, const QString& text)
{
    for (auto* button : parent.findChildren<QPushButton*>()) {
        if (button->text() == text && button->isVisible())
            return button;
    }
    return nullptr;
}

bool shows(QWidget& parent, const QString& text)
{
    for (auto* label : parent.findChildren<QLabel*>()) {
        if (label->text() == text && label->isVisible())
            return true;
    }
    return false;
}

} // namespace

class tst_ChartPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void loadingKeepsTheOldContent();
    void beforeTheFirstContentThereIsNone();
    void emptySaysWhyAndOffersTheNextStep();
    void errorIsAStripWithRetryAboveTheOldContent();
    void staleShowsItsAge();
    void theTableStandsBehindTheChart();
    void tableTextIsUnrounded();
    void aTableUnderAFilterLeavesAsItIsShown();
    void maximisedFillsTheWindowAndComesBack();
    void pictureHasTheSurfaceOfTheTheme();
    void linesAreLinesInSvgAndPdf();
    void tilesWriteFigureAndChange_data();
    void tilesWriteFigureAndChange();

private:
    std::unique_ptr<QWidget> m_window;
    ChartPanel* m_panel = nullptr;
    QLabel* m_chart = nullptr;
};

void tst_ChartPanel::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(600, 400);
    auto* column = new QVBoxLayout(m_window.get());
    m_panel = new ChartPanel(QStringLiteral("Title"), QStringLiteral("Definition"), m_window.get());
    column->addWidget(m_panel);
    column->addWidget(new QLabel(QStringLiteral("neighbour")));
    m_chart = new QLabel(QStringLiteral("chart"));
    m_panel->setContent(m_chart);
    m_window->show();
}

void tst_ChartPanel::loadingKeepsTheOldContent()
{
    m_panel->setState(PanelState::ready());
    QVERIFY(m_chart->isVisible());
    m_panel->setState(PanelState::loading());
    QVERIFY(m_chart->isVisible());
    QVERIFY(m_panel->findChild<ProgressLine*>()->isRunning());
    m_panel->setState(PanelState::ready());
    QVERIFY(!m_panel->findChild<ProgressLine*>()->isRunning());
}

void tst_ChartPanel::beforeTheFirstContentThereIsNone()
{
    QVERIFY(!m_chart->isVisible());
    QVERIFY(m_panel->findChild<ProgressLine*>()->isRunning());
}

void tst_ChartPanel::emptySaysWhyAndOffersTheNextStep()
{
    QSignalSpy action(m_panel, &ChartPanel::action);
    m_panel->setState(PanelState::empty(QStringLiteral("No hours."), QStringLiteral("Go there")));
    QVERIFY(!m_chart->isVisible());
    QVERIFY(shows(*m_panel, QStringLiteral("No hours.")));
    QVERIFY(buttonWith(*m_panel, QStringLiteral("Go there")));
    buttonWith(*m_panel, QStringLiteral("Go there"))->click();
    QCOMPARE(action.count(), 1);
    m_panel->setState(PanelState::empty(QStringLiteral("Fetching.")));
    QVERIFY(!buttonWith(*m_panel, QString()));
}

void tst_ChartPanel::errorIsAStripWithRetryAboveTheOldContent()
{
    QSignalSpy retry(m_panel, &ChartPanel::retry);
    m_panel->setState(PanelState::ready());
    m_panel->setState(
        PanelState::failed({ErrorClass::Cache, QStringLiteral("Not read."), QStringLiteral("SQL"), 0, {}}));
    QVERIFY(m_chart->isVisible());
    QVERIFY(shows(*m_panel, QStringLiteral("Not read.")));
    QVERIFY(!shows(*m_panel, QStringLiteral("SQL"))); // behind Details
    buttonWith(*m_panel, QStringLiteral("Retry"))->click();
    QCOMPARE(retry.count(), 1);
    m_panel->setState(PanelState::ready());
    QVERIFY(!shows(*m_panel, QStringLiteral("Not read.")));
}

void tst_ChartPanel::staleShowsItsAge()
{
    m_panel->setState(PanelState::stale(QStringLiteral("3 h ago")));
    QVERIFY(m_chart->isVisible());
    QVERIFY(shows(*m_panel, QStringLiteral("3 h ago")));
}

void tst_ChartPanel::theTableStandsBehindTheChart()
{
    m_panel->setState(PanelState::ready());
    m_panel->setTable(smallTable());
    m_panel->setShowsTable(true);
    auto* table = m_panel->findChild<DataTable*>();
    QVERIFY(table && table->isVisible());
    QVERIFY(!m_chart->isVisible());
    QCOMPARE(table->model()->rowCount(), 2);
    m_panel->setShowsTable(false);
    QVERIFY(m_chart->isVisible());
}

void tst_ChartPanel::tableTextIsUnrounded()
{
    m_panel->setTable(smallTable());
    const auto lines = m_panel->tableText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[1].trimmed(), QStringLiteral("alpha\t1.5"));
    QCOMPARE(lines[2].trimmed(), QStringLiteral("beta")); // unknown is nothing, not 0
}

void tst_ChartPanel::aTableUnderAFilterLeavesAsItIsShown()
{
    ChartPanel panel(QStringLiteral("Title"), {});
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    auto* table = new DataTable(content);
    column->addWidget(table);
    panel.setContent(content);
    panel.setTable(smallTable());
    table->setTable(smallTable());
    QVERIFY(panel.isTable());
    QCOMPARE(panel.shownTable().rows.size(), 2U);
    table->setFilter(QStringLiteral("alpha"));
    QCOMPARE(panel.shownTable().rows.size(), 1U);
    QCOMPARE(panel.filterText(), QStringLiteral("alpha"));
    QVERIFY(!panel.tableText().contains(QStringLiteral("beta")));
    QVERIFY(!m_panel->isTable()); // that one is a chart
}

void tst_ChartPanel::maximisedFillsTheWindowAndComesBack()
{
    m_panel->setState(PanelState::ready());
    const auto before = m_panel->geometry();
    m_panel->setMaximised(true);
    QVERIFY(m_panel->isMaximised());
    QVERIFY(m_panel->height() > before.height());
    m_window->resize(800, 600);
    QVERIFY(m_panel->width() > 700);
    QTest::keyClick(m_panel, Qt::Key_Escape);
    QVERIFY(!m_panel->isMaximised());
    m_window->resize(600, 400);
    QTRY_COMPARE(m_panel->geometry(), before);
}

void tst_ChartPanel::pictureHasTheSurfaceOfTheTheme()
{
    m_panel->setState(PanelState::ready());
    m_panel->setTheme(Theme::Dark);
    const auto picture = pictureImage(*m_panel->content(), Theme::Dark, m_chart->devicePixelRatioF());
    QCOMPARE(picture.size(), m_chart->size() * m_chart->devicePixelRatioF());
    QCOMPARE(picture.pixelColor(picture.width() - 1, 0).name(), palette(Theme::Dark).surface.name());
}

void tst_ChartPanel::linesAreLinesInSvgAndPdf()
{
    TimeSeriesChart chart;
    TimeSeriesData data;
    SeriesValue line;
    line.key = line.name = QStringLiteral("Some line");
    for (int hour = 0; hour < 48; ++hour) {
        data.t.push_back(hourStart(hour));
        line.y.push_back(hour % 7);
    }
    data.end = hourStart(48);
    data.range = {hourStart(0), data.end};
    data.series = {line};
    chart.setData(data);
    chart.resize(500, 300);
    const auto fileOf = [&chart](const char* kind) {
        return pictureBytes(drawPicture(chart, Theme::Light, QLatin1StringView(kind), 1));
    };
    const auto svg = fileOf("svg");
    QVERIFY(svg.contains("<polyline"));
    QVERIFY(svg.contains("Some line"));
    QVERIFY(!svg.contains("<image"));
    const auto pdf = fileOf("pdf");
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(!pdf.contains("/Subtype /Image"));
    QVERIFY(fileOf("png").startsWith("\x89PNG"));
    QVERIFY(fileOf("gif").isEmpty());
}

void tst_ChartPanel::tilesWriteFigureAndChange_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("previous");
    QTest::addColumn<QString>("figure");
    QTest::addColumn<QString>("change");
    QTest::newRow("up") << 71.24 << 68.0 << QStringLiteral("71.2 %") << QStringLiteral("▲ 3.2 points vs before");
    QTest::newRow("down") << 60.0 << 68.0 << QStringLiteral("60.0 %") << QStringLiteral("▼ 8.0 points vs before");
    QTest::newRow("same") << 60.0 << 60.0 << QStringLiteral("60.0 %") << QStringLiteral("unchanged vs before");
    QTest::newRow("unknown") << unknown << 60.0 << QStringLiteral("—") << QStringLiteral("nothing to compare with");
    QTest::newRow("no past") << 60.0 << unknown << QStringLiteral("60.0 %")
                             << QStringLiteral("nothing to compare with");
}

void tst_ChartPanel::tilesWriteFigureAndChange()
{
    QFETCH(double, value);
    QFETCH(double, previous);
    KeyFigureTile tile;
    KeyFigure figure;
    figure.caption = QStringLiteral("Utilisation");
    figure.unit = Unit::Percent;
    figure.value = value;
    figure.previous = previous;
    figure.previousName = QStringLiteral("vs before");
    figure.reason = QStringLiteral("Why");
    figure.coverage = 0.5;
    tile.setData(figure, Role::Utilization);
    QTEST(tile.figureText(), "figure");
    QTEST(tile.changeText(), "change");
    QVERIFY(tile.toolTip().startsWith(QStringLiteral("Why")));
    QVERIFY(tile.toolTip().contains(QStringLiteral("50.0 %")));
    QVERIFY(!tile.grab().isNull());
}

ATLAS_TEST(tst_ChartPanel);
#include "tst_ChartPanel.moc"
