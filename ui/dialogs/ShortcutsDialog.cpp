// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ShortcutsDialog.h"

#include "ui/Theme.h"
#include "ui/widgets/PlainLabel.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace atlas {

namespace {
constexpr int keysWidth = 84;
} // namespace

ShortcutsDialog::ShortcutsDialog(const Keys& ofWindow, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard"));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(2 * space::page);
    columns->addWidget(group(tr("Window"), ofWindow), 0, Qt::AlignTop);
    auto* right = new QVBoxLayout;
    right->setSpacing(space::page);
    right->addWidget(group(tr("Charts over time"),
        {{tr("← →"), tr("move the crosshair; with Ctrl by ten")}, {tr("+ −"), tr("zoom")},
            {tr("Home"), tr("all of the range")}, {tr("Shift+drag"), tr("choose the range of the window")},
            {tr("Ctrl+I"), tr("where the value at the crosshair comes from")},
            {tr("Menu"), tr("switch lines on and off; with Ctrl one alone")}}));
    right->addWidget(group(tr("Bars, treemap, heat map"),
        {{tr("Arrows"), tr("walk")}, {tr("Enter"), tr("select everywhere; with Ctrl one more")},
            {tr("Esc"), tr("out, or nothing selected")}}));
    right->addWidget(group(tr("Tables"),
        {{tr("Arrows"), tr("walk")}, {tr("Ctrl+C"), tr("copy the selected rows, or all")},
            {tr("Ctrl+I"), tr("where the figure comes from")}, {tr("Esc"), tr("nothing selected")}}));
    right->addWidget(group(tr("Key figures and panels"),
        {{tr("Tab"), tr("to the next one")}, {tr("Enter"), tr("where the figure comes from")},
            {tr("Esc"), tr("closes what lies on top")}}));
    right->addStretch(1);
    columns->addLayout(right);
    auto* column = new QVBoxLayout(this);
    column->addLayout(columns);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

QWidget* ShortcutsDialog::group(const QString& title, const Keys& keys)
{
    auto* made = new QWidget(this);
    auto* grid = new QGridLayout(made);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::page);
    grid->setVerticalSpacing(space::unit);
    grid->setColumnMinimumWidth(0, keysWidth); // what the keys do stands in one line over the groups
    grid->addWidget(plainLabel("title", made, title), 0, 0, 1, 2);
    int row = 1;
    for (const auto& [key, what] : keys) {
        grid->addWidget(plainLabel("badge", made, key), row, 0, Qt::AlignLeft);
        grid->addWidget(plainLabel("", made, what), row++, 1);
        m_texts << QString(key + QStringLiteral(": ") + what);
    }
    grid->setColumnStretch(1, 1);
    return made;
}

QStringList ShortcutsDialog::texts() const
{
    return m_texts;
}

} // namespace atlas
