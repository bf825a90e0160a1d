// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/SavedViewsDialog.h"

#include "models/analysis/Format.h"
#include "ui/Theme.h"
#include "ui/widgets/PlainLabel.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace atlas {

SavedViewsDialog::SavedViewsDialog(SavedViews& views, const DashboardQuery& shown, QWidget* parent)
    : QDialog(parent)
    , m_views(views)
    , m_shown(shown)
    , m_name(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_save(new QPushButton(tr("Save this view"), this))
    , m_open(new QPushButton(tr("Open"), this))
    , m_rename(new QPushButton(tr("Rename"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
{
    setWindowTitle(tr("Saved views"));
    build();
    connect(&views, &SavedViews::changed, this, &SavedViewsDialog::fill);
    connect(m_save, &QPushButton::clicked, this, &SavedViewsDialog::save);
    connect(m_rename, &QPushButton::clicked, this, &SavedViewsDialog::rename);
    connect(m_open, &QPushButton::clicked, this, &SavedViewsDialog::openCurrent);
    connect(m_list, &QListWidget::itemActivated, this, &SavedViewsDialog::openCurrent);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_views.remove(current()); });
    connect(m_name, &QLineEdit::textChanged, this, &SavedViewsDialog::check);
    connect(m_list, &QListWidget::currentRowChanged, this, &SavedViewsDialog::check);
    fill();
    m_name->setFocus();
}

void SavedViewsDialog::build()
{
    m_name->setPlaceholderText(tr("Name"));
    m_name->setAccessibleName(tr("Name"));
    m_list->setAccessibleName(tr("Saved views"));
    setAtlasRole(m_list, "side-list");
    m_save->setDefault(true);
    setAtlasRole(m_save, "primary");
    for (auto* button : {m_open, m_rename, m_remove})
        button->setAutoDefault(false);
    auto* top = new QHBoxLayout;
    top->addWidget(m_name, 1);
    top->addWidget(m_save);
    auto* side = new QVBoxLayout;
    for (auto* button : {m_open, m_rename, m_remove})
        side->addWidget(button);
    side->addStretch(1);
    auto* middle = new QHBoxLayout;
    middle->addWidget(m_list, 1);
    middle->addLayout(side);
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close, this);
    close->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(plainText("secondary", this,
        tr("A view is the page with its choices, the clusters, the range, what is compared and what is selected. "
           "Ranges "
           "such as the last 7 days move on with the time.")));
    column->addLayout(top);
    column->addLayout(middle, 1);
    column->addWidget(close);
    setMinimumSize(440, 360);
}

QString SavedViewsDialog::current() const
{
    const auto* item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void SavedViewsDialog::fill()
{
    const auto before = current();
    m_list->clear();
    for (const auto& view : m_views.views()) {
        auto* item = new QListWidgetItem(displayName(view.name.toStdString()), m_list);
        item->setData(Qt::UserRole, view.name);
        if (view.name == before)
            m_list->setCurrentItem(item);
    }
    check();
}

void SavedViewsDialog::check()
{
    const auto typed = m_name->text().trimmed();
    bool taken = false;
    for (const auto& view : m_views.views())
        taken = taken || view.name == typed;
    m_save->setEnabled(!typed.isEmpty());
    m_save->setText(taken ? tr("Replace") : tr("Save this view"));
    const bool some = !current().isEmpty();
    m_open->setEnabled(some);
    m_remove->setEnabled(some);
    m_rename->setEnabled(some && !typed.isEmpty() && !taken);
    m_rename->setToolTip(tr("To the name that is typed above"));
}

void SavedViewsDialog::save()
{
    m_views.save(m_name->text(), m_shown);
    accept();
}

void SavedViewsDialog::rename()
{
    m_views.rename(current(), m_name->text());
    m_name->clear();
}

void SavedViewsDialog::openCurrent()
{
    const auto name = current();
    for (const auto& view : m_views.views()) {
        if (view.name == name) {
            emit opened(view);
            accept();
            return;
        }
    }
}

} // namespace atlas
