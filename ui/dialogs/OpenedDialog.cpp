// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/OpenedDialog.h"

#include "models/analysis/Format.h"
#include "ui/Theme.h"
#include "ui/widgets/PlainLabel.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {

namespace {

constexpr int usualWidth = 620, mostHeight = 620, notesHeight = 96, mostSkipped = 5, digestLetters = 16;

/// Text from outside on one line.
QString shown(const QString& text)
{
    return displayName(text.toStdString());
}

} // namespace

OpenedDialog::OpenedDialog(Session& session, AlertCenter* alerts, const QTimeZone& zone, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_alerts(alerts)
    , m_zone(zone)
{
    setWindowTitle(tr("Opened files"));
    auto* inside = new QWidget(this);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, space::tight, 0);
    column->setSpacing(space::panel);
    column->addWidget(plainText("secondary", inside,
        tr("Nobody vouches for what these files say: they were read by a process of its own into a private copy, which "
           "goes when it is closed. Nothing of it is mixed with what servers answer. To keep it in a cache of your "
           "own: "
           "gpu-atlasctl import --store CACHE FILE")));
    const auto sources = session.openedSources();
    for (const auto& source : sources)
        column->addWidget(about(source));
    if (std::ranges::any_of(sources, [](const auto& source) { return !source.display.isEmpty(); })) {
        auto* follow = new QCheckBox(tr("Show figures with the time zone, price and settings of the files"), inside);
        follow->setChecked(session.followsFiles());
        connect(follow, &QCheckBox::toggled, this, [this](bool on) { m_session.setFollowsFiles(on); });
        column->addWidget(follow);
    }
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(inside);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* outer = new QVBoxLayout(this);
    outer->setSpacing(space::panel);
    outer->addWidget(scroll, 1);
    outer->addWidget(buttons);
    const int around = buttons->sizeHint().height() + 4 * space::page;
    resize(usualWidth, std::min(mostHeight, column->totalHeightForWidth(usualWidth - 3 * space::page) + around));
}

QWidget* OpenedDialog::about(const OpenedSource& source)
{
    auto* frame = new QFrame(this);
    setAtlasRole(frame, "panel");
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::tight);
    column->addWidget(plainText("title", frame, shown(QFileInfo(source.path).fileName())));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(space::page);
    grid->setVerticalSpacing(space::unit);
    grid->setColumnStretch(1, 1);
    const QLocale locale;
    const auto fact = [&](const QString& name, const QString& value) {
        if (value.isEmpty())
            return;
        const int row = grid->rowCount();
        grid->addWidget(plainLabel("secondary", frame, name), row, 0, Qt::AlignTop);
        auto* label = plainText("", frame, value);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        grid->addWidget(label, row, 1);
        m_texts << QString(name + QStringLiteral(": ") + value);
    };
    QStringList clusters;
    for (const auto& cluster : source.clusters)
        clusters << displayName(cluster);
    fact(tr("Kind"), source.isBundle ? tr("Bundle") : tr("Recorded replies"));
    fact(tr("Clusters"), clusters.join(QStringLiteral(", ")));
    if (!source.range.isEmpty())
        fact(tr("Hours"), formatRange(source.range, m_zone));
    fact(tr("Holds"), tr("%1 rows, %2 snapshots").arg(locale.toString(source.rows), locale.toString(source.snapshots)));
    if (source.rejectedRows > 0)
        fact(tr("Not usable"), tr("%n row(s)", nullptr, int(source.rejectedRows)));
    if (source.isBundle) {
        fact(tr("Written"), formatInstant(source.created, m_zone));
        fact(tr("Written by"), source.version.isEmpty() ? QString() : tr("GPU Atlas %1").arg(shown(source.version)));
        fact(tr("Digest"), QString::fromLatin1(source.digest.left(digestLetters)));
    }
    QStringList skipped;
    for (const auto& [path, reason] : source.skipped) {
        if (skipped.size() < mostSkipped)
            skipped << QString(shown(QFileInfo(path).fileName()) + QStringLiteral(": ") + shown(reason));
    }
    if (const int more = int(source.skipped.size()) - mostSkipped; more > 0)
        skipped << tr("and %n more", nullptr, more);
    fact(tr("Left out"), skipped.join(QLatin1Char('\n')));
    column->addLayout(grid);
    if (!source.notes.isEmpty()) {
        column->addWidget(plainLabel("secondary", frame, tr("Notes")));
        auto* notes = new QPlainTextEdit(source.notes, frame);
        notes->setAccessibleName(tr("Notes"));
        notes->setReadOnly(true);
        notes->setTabChangesFocus(true);
        notes->setFixedHeight(notesHeight);
        column->addWidget(notes);
        m_texts << source.notes;
    }
    addOffers(column, source);
    return frame;
}

void OpenedDialog::addOffers(QVBoxLayout* column, const OpenedSource& source)
{
    auto* row = new QHBoxLayout;
    if (const auto link = source.display.value(QStringLiteral("link")); !link.isEmpty()) {
        auto* show = new QPushButton(tr("Show the view that it was saved with"), this);
        connect(show, &QPushButton::clicked, this, [this, link] { emit viewRequested(link); });
        row->addWidget(show);
    }
    if (m_alerts && !source.rules.empty()) {
        auto* take = new QPushButton(tr("Take over %n alert rule(s)", nullptr, int(source.rules.size())), this);
        QStringList names;
        for (const auto& rule : source.rules)
            names << shown(rule.name);
        take->setToolTip(plainToolTip(names.join(QLatin1Char('\n'))));
        connect(take, &QPushButton::clicked, this, [this, take, rules = source.rules] {
            takeRules(rules);
            take->setEnabled(false);
            take->setText(tr("The rules are on the page Alerts now"));
        });
        row->addWidget(take);
    }
    row->addStretch(1);
    if (row->count() > 1)
        column->addLayout(row);
    else
        delete row;
}

/// Beside those that there are; one that is there already is not there twice.
void OpenedDialog::takeRules(const std::vector<AlertRule>& rules)
{
    auto all = m_alerts->rules();
    for (const auto& rule : rules) {
        if (std::ranges::none_of(all, [&rule](const auto& own) { return own.id == rule.id; }))
            all.push_back(rule);
    }
    m_alerts->setRules(all);
}

} // namespace atlas
