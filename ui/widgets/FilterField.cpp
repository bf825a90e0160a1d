// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FilterField.h"

#include "ui/widgets/DataTable.h"
#include "ui/widgets/PlainLabel.h"

#include <QKeyEvent>

namespace atlas {

FilterField::FilterField(DataTable* table, QWidget* parent)
    : QLineEdit(parent)
    , m_table(table)
{
    setPlaceholderText(tr("Filter"));
    setAccessibleName(tr("Filter"));
    setClearButtonEnabled(true);
    showHelp({});
    connect(this, &QLineEdit::textChanged, this, &FilterField::apply);
}

void FilterField::setColumn(const QString& columnId)
{
    m_column = columnId;
    apply();
}

void FilterField::apply()
{
    const QString sentence = m_table->setFilter(text(), m_column);
    showHelp(sentence);
    if (sentence.isEmpty())
        emit applied();
    emit refused(sentence);
}

void FilterField::showHelp(const QString& sentence)
{
    const QString help = tr("Text, >80, <=5, =0, 10..20, !not, ~regular expression; several at once. "
                            "One column: utilisation:<10. Spaces: \"two words\".");
    setToolTip(plainToolTip(sentence.isEmpty() ? help : sentence));
    setAccessibleDescription(sentence);
}

void FilterField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty())
        clear();
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace atlas
