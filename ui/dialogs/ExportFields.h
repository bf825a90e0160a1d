// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Inventory.h"
#include "models/views/DashboardState.h"

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QListWidget>

#include <string>
#include <vector>

class QFormLayout;
class QLabel;
class QPushButton;

/// What the dialogs of exports ask alike.
namespace atlas {

/// Whole stretches of the calendar that end before now, those under way, and the range that is shown.
class RangeField final : public QComboBox
{
    Q_OBJECT
public:
    /// `state` outlives the field. `all`: hours that there are, to be chosen as a whole; empty: not offered.
    explicit RangeField(const DashboardState& state, TimeRange all = {}, QWidget* parent = nullptr);

    TimeRange range() const;
    /// What it is compared with: as the window would, were it shown.
    TimeRange previousRange() const;
    QString previousName() const;
    /// What it is by name; Custom: nothing that has one.
    RangePreset preset() const;

private:
    struct Choice
    {
        TimeRange range, previous;
        QString previousName;
        RangePreset preset = RangePreset::Custom;
    };
    void add(const QString& name, const Choice& choice, const QTimeZone& zone);

    std::vector<Choice> m_choices;
};

/// The shape of the dialogs that save something: a form, words on what is wrong, "Save …" and Cancel.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `about`: what is saved; empty: the title says it.
    ExportDialog(const QString& title, const QString& about, QWidget* parent);

signals:
    /// To be saved as it is asked for; the dialog closes then.
    void chosen();

protected:
    QFormLayout& form() { return *m_form; }
    QDialogButtonBox& buttons() { return *m_buttons; }
    /// Whether it can be saved: it can where nothing is wrong.
    void setProblem(const QString& problem);

private:
    QFormLayout* m_form;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
    QPushButton* m_save;
};

/// Clusters with a tick each; those that are shown have one.
class ClusterField final : public QListWidget
{
    Q_OBJECT
public:
    ClusterField(const Inventory& inventory, const QStringList& shown, QWidget* parent = nullptr);

    std::vector<std::string> chosen() const;

signals:
    void chosenChanged();
};

/// Labels and annotations of some clusters; DimensionKey() for none.
class DimensionField final : public QComboBox
{
    Q_OBJECT
public:
    DimensionField(const Inventory& inventory, const DimensionKey& shown, QWidget* parent = nullptr);

    DimensionKey dimension() const;

private:
    std::vector<DimensionKey> m_keys;
};

} // namespace atlas
