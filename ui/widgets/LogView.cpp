// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/LogView.h"

#include "ui/widgets/DataTable.h"
#include "ui/widgets/FilterField.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPlainTextEdit>

namespace atlas {

namespace {
constexpr int tableShare = 7, detailsShare = 3, filterWidth = 200;
} // namespace

LogView::LogView(const QString& hint, QWidget* parent)
    : QWidget(parent)
    , m_table(new DataTable(this))
    , m_details(new QPlainTextEdit(this))
{
    m_details->setReadOnly(true);
    m_details->setPlaceholderText(hint);
    m_details->setAccessibleName(tr("Details of the chosen row"));
    m_details->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_details->setTabChangesFocus(true);
    m_details->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_details->setWordWrapMode(QTextOption::WrapAnywhere);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::panel);
    row->addWidget(m_table, tableShare);
    row->addWidget(m_details, detailsShare);
    connect(m_table, &DataTable::selectionKeysChanged, this, &LogView::showDetails);
}

void LogView::setTheme(Theme theme)
{
    m_table->setTheme(theme);
}

void LogView::setRecords(const Table& table, const QHash<QString, QString>& texts)
{
    m_texts = texts;
    m_table->setTable(table);
    showDetails();
}

void LogView::showDetails()
{
    const auto text = m_texts.value(m_table->selectedKeys().value(0));
    if (text != m_details->toPlainText())
        m_details->setPlainText(text);
}

QString LogView::details() const
{
    return m_details->toPlainText();
}

QLineEdit* LogView::makeFilter(QWidget* parent)
{
    auto* filter = new FilterField(m_table, parent);
    filter->setFixedWidth(filterWidth);
    return filter;
}

} // namespace atlas
