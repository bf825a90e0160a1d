// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Table.h"
#include "ui/Theme.h"

#include <QHash>
#include <QWidget>

class QLineEdit;
class QPlainTextEdit;

namespace atlas {

class DataTable;

/// A table of records, and beside it all that is known of the chosen one, as plain text to be read and copied.
class LogView final : public QWidget
{
    Q_OBJECT
public:
    /// `hint`: said in the pane while nothing is chosen.
    explicit LogView(const QString& hint, QWidget* parent = nullptr);

    void setTheme(Theme theme);
    /// `texts`: what the pane says, by the key of a row.
    void setRecords(const Table& table, const QHash<QString, QString>& texts);

    DataTable* table() const { return m_table; }
    QString details() const;
    /// A field that narrows the table, made for the title row of a panel.
    QLineEdit* makeFilter(QWidget* parent);

private:
    void showDetails();

    DataTable* m_table;
    QPlainTextEdit* m_details;
    QHash<QString, QString> m_texts;
};

} // namespace atlas
