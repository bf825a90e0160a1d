// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace atlas {

class DataTable;

/// Where one types what narrows a table (models/tables/FilterExpression.h). What cannot be understood leaves the rows
/// as they are and is told. Escape clears.
class FilterField final : public QLineEdit
{
    Q_OBJECT
public:
    /// `table` outlives the field.
    explicit FilterField(DataTable* table, QWidget* parent = nullptr);

    /// The column that is meant where a term names none; empty: any.
    void setColumn(const QString& columnId);

signals:
    /// Rows of the table were narrowed anew.
    void applied();
    /// Why the text cannot be understood; empty: it can.
    void refused(const QString& sentence);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void apply();
    void showHelp(const QString& sentence);

    DataTable* m_table;
    QString m_column;
};

} // namespace atlas
