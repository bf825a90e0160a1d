// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ProvenancePanel.h"

#include "ui/Theme.h"
#include "ui/widgets/DataTable.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ProgressLine.h"
#include "ui/widgets/ToolButtons.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {

namespace {

constexpr int widest = 760, leastWidth = 420;

QLabel* selectable(QLabel* label)
{
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus);
    return label;
}

} // namespace

ProvenancePanel::ProvenancePanel(QWidget* host)
    : QFrame(host)
    , m_name(plainText("heading", this))
    , m_about(plainText("secondary", this))
    , m_value(selectable(plainLabel("figure", this)))
    , m_exact(selectable(plainLabel("secondary", this)))
    , m_definition(plainText("", this))
    , m_formula(selectable(plainText("", this)))
    , m_problem(plainText("field-error", this))
    , m_inputs(new QWidget(this))
    , m_grid(new QGridLayout(m_inputs))
    , m_copy(quietButton(tr("Copy (Ctrl+C)"), this))
    , m_close(quietButton(tr("Close (Esc)"), this))
    , m_table(new DataTable(this))
    , m_progress(new ProgressLine(this))
{
    setAtlasRole(this, "panel");
    setAccessibleName(tr("Where a figure comes from"));
    setFocusPolicy(Qt::StrongFocus);
    build();
    connect(m_copy, &QToolButton::clicked, this, &ProvenancePanel::copy);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    host->installEventFilter(this);
    hide();
}

void ProvenancePanel::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::page, space::panel, space::page, space::panel);
    column->setSpacing(space::tight);
    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_copy, 0, Qt::AlignTop);
    head->addWidget(m_close, 0, Qt::AlignTop);
    column->addLayout(head);
    column->addWidget(m_about);
    auto* value = new QHBoxLayout;
    value->setSpacing(space::tight);
    value->addWidget(m_value, 0, Qt::AlignBaseline);
    value->addWidget(m_exact, 0, Qt::AlignBaseline);
    value->addStretch(1);
    column->addLayout(value);
    column->addWidget(m_problem);
    column->addWidget(m_definition);
    column->addWidget(m_formula);
    m_grid->setContentsMargins(0, space::unit, 0, space::unit);
    m_grid->setHorizontalSpacing(space::panel);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(1, 1);
    column->addWidget(m_inputs);
    column->addWidget(plainLabel("secondary", this, tr("The rows behind it")));
    m_table->setAccessibleName(tr("The rows behind it"));
    column->addWidget(m_table, 1);
    QFont mono = m_formula->font();
    mono.setStyleHint(QFont::Monospace);
    mono.setFamilies({QStringLiteral("monospace")});
    m_formula->setFont(mono);
}

void ProvenancePanel::setTheme(Theme theme)
{
    const auto color = atlas::palette(theme).secondary;
    m_copy->setIcon(tintedIcon(QStringLiteral("export"), color));
    m_close->setIcon(tintedIcon(QStringLiteral("close"), color));
    m_table->setTheme(theme);
    m_progress->setTheme(theme);
}

void ProvenancePanel::open()
{
    if (!isVisible())
        m_before = QApplication::focusWidget();
    place();
    show();
    raise();
    setFocus();
}

void ProvenancePanel::place()
{
    const auto host = parentWidget()->size();
    const int width = std::min(host.width(), std::clamp(host.width() / 2, leastWidth, widest));
    setGeometry(host.width() - width, 0, width, host.height());
    m_progress->setGeometry(1, 1, width - 2, m_progress->height());
}

void ProvenancePanel::setData(const Provenance& data)
{
    m_data = data;
    m_name->setText(data.name);
    m_about->setText(data.about + QLatin1Char('\n') + data.range);
    m_value->setText(data.valueText);
    m_exact->setText(isKnown(data.value) ? data.exactText : tr("not known"));
    m_definition->setText(data.definition);
    const QString formula = data.name + QStringLiteral(" = ") + data.formula;
    m_formula->setText(data.worked.isEmpty() ? formula : formula + QStringLiteral("\n= ") + data.worked);
    fillInputs();
    m_table->setTable(data.rows);
    setAccessibleDescription(data.text());
}

void ProvenancePanel::fillInputs()
{
    while (auto* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const auto& input : m_data.inputs) {
        m_grid->addWidget(plainLabel("secondary", m_inputs, input.name), row, 0, Qt::AlignTop);
        m_grid->addWidget(selectable(plainText("", m_inputs, input.value)), row++, 1);
    }
}

void ProvenancePanel::setState(const PanelState& state)
{
    m_progress->setRunning(state.kind == PanelState::Loading);
    m_problem->setText(state.kind == PanelState::Error ? state.text : QString());
    m_problem->setVisible(state.kind == PanelState::Error);
}

void ProvenancePanel::copy()
{
    QApplication::clipboard()->setText(m_data.text());
}

bool ProvenancePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void ProvenancePanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else if (event->matches(QKeySequence::Copy))
        copy();
    else
        QFrame::keyPressEvent(event);
}

void ProvenancePanel::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    if (event->spontaneous())
        return; // the window was minimised
    if (m_before)
        m_before->setFocus();
    m_before.clear();
    emit closed();
}

} // namespace atlas
