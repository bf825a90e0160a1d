// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/TableText.h"

#include "models/tables/TableModel.h"

#include <QLocale>
#include <QStringList>

#include <numeric>

namespace atlas {

namespace {

QString plain(QString text)
{
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    text = text.trimmed();
    // ASCII and full-width forms: both start a formula in spreadsheets.
    static const QString formulaStarts = QStringLiteral("=+-@\uFF1D\uFF0B\uFF0D\uFF20");
    if (!text.isEmpty() && formulaStarts.contains(text.front()))
        text.prepend(u'\'');
    return text;
}

QString cellText(const QModelIndex& index)
{
    const QVariant value = index.data(TableModel::SortRole);
    switch (value.typeId()) {
    case QMetaType::Double:
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    case QMetaType::LongLong:
        return QString::fromStdString(formatRfc3339(Instant(std::chrono::seconds(value.toLongLong()))));
    case QMetaType::QString:
        return plain(value.toString());
    default:
        return {};
    }
}

QString heading(const QAbstractItemModel& model, int column)
{
    return plain(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
}

QList<int> withoutSparklines(const QAbstractItemModel& model, QList<int> columns)
{
    columns.removeIf([&](int column) {
        return model.headerData(column, Qt::Horizontal, TableModel::KindRole).toInt() == int(CellKind::Sparkline);
    });
    return columns;
}

/// Numbers to the right, and in the attributes that LibreOffice and Excel read.
QString htmlCell(const QModelIndex& index)
{
    const QString shown = index.data(Qt::DisplayRole).toString();
    const auto type = index.data(TableModel::SortRole).typeId();
    if (type != QMetaType::Double) // names whole, as nobody's screen shortens them
        return QString(
            u"<td>" + (type == QMetaType::QString ? cellText(index) : plain(shown)).toHtmlEscaped() + u"</td>");
    return QStringLiteral("<td align=\"right\" sdval=\"%1\" sdnum=\"1033;\" x:num=\"%1\">%2</td>")
        .arg(cellText(index), shown.toHtmlEscaped());
}

template <typename Write>
QString ofWhole(const Table& table, Write write)
{
    TableModel model;
    model.setTable(table);
    QList<int> rows(model.rowCount()), columns(model.columnCount());
    std::iota(rows.begin(), rows.end(), 0);
    std::iota(columns.begin(), columns.end(), 0);
    return write(model, rows, columns);
}

} // namespace

QString toTabSeparated(const QAbstractItemModel& model, const QList<int>& rows, const QList<int>& columns)
{
    const auto written = withoutSparklines(model, columns);
    QStringList header;
    for (const int column : written)
        header << heading(model, column);
    QString text = header.join(u'\t') + u'\n';
    for (const int row : rows) {
        QStringList cells;
        for (const int column : written)
            cells << cellText(model.index(row, column));
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

QString toTabSeparated(const Table& table)
{
    return ofWhole(table, [](const auto&... whole) { return toTabSeparated(whole...); });
}

QString toHtml(const QAbstractItemModel& model, const QList<int>& rows, const QList<int>& columns)
{
    const auto written = withoutSparklines(model, columns);
    QString text =
        QStringLiteral("<meta charset=\"utf-8\"><table border=\"1\" cellspacing=\"0\" cellpadding=\"3\">\n<tr>");
    for (const int column : written)
        text += u"<th>" + heading(model, column).toHtmlEscaped() + u"</th>";
    text += QStringLiteral("</tr>\n");
    for (const int row : rows) {
        text += QStringLiteral("<tr>");
        for (const int column : written)
            text += htmlCell(model.index(row, column));
        text += QStringLiteral("</tr>\n");
    }
    return QString(text + u"</table>\n");
}

QString toHtml(const Table& table)
{
    return ofWhole(table, [](const auto&... whole) { return toHtml(whole...); });
}

} // namespace atlas
