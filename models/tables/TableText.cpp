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

} // namespace

QString toTabSeparated(const QAbstractItemModel& model, const QList<int>& rows, const QList<int>& columns)
{
    QList<int> written;
    QStringList header;
    for (const int column : columns) {
        if (model.headerData(column, Qt::Horizontal, TableModel::KindRole).toInt() == int(CellKind::Sparkline))
            continue;
        written << column;
        header << plain(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    }
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
    TableModel model;
    model.setTable(table);
    QList<int> rows(model.rowCount()), columns(model.columnCount());
    std::iota(rows.begin(), rows.end(), 0);
    std::iota(columns.begin(), columns.end(), 0);
    return toTabSeparated(model, rows, columns);
}

} // namespace atlas
