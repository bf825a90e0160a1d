// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SnapshotBar.h"

#include "charts/TimeSlider.h"
#include "ui/Theme.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolButtons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace atlas {

namespace {
constexpr int speeds[] = {1, 2, 5, 10, 20};
} // namespace

SnapshotBar::SnapshotBar(QWidget* parent)
    : QWidget(parent)
    , m_slider(new TimeSlider(this))
    , m_back(quietButton(tr("One snapshot back (←)"), this))
    , m_play(quietButton(tr("Play (Space)"), this))
    , m_on(quietButton(tr("One snapshot on (→)"), this))
    , m_newest(quietButton(tr("The newest snapshot, and those that come"), this))
    , m_speed(new QComboBox(this))
    , m_text(plainLabel("caption", this))
{
    m_newest->setText(tr("Newest"));
    m_slider->setAccessibleName(tr("Snapshots"));
    m_slider->installEventFilter(this);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Snapshots a second while playing"));
    for (const int speed : speeds)
        m_speed->addItem(tr("%1 / s").arg(speed), speed);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::unit);
    for (auto* control : {m_back, m_play, m_on})
        row->addWidget(control, 0, Qt::AlignTop);
    row->addWidget(m_speed, 0, Qt::AlignTop);
    row->addWidget(m_slider, 1, Qt::AlignTop);
    row->addWidget(m_text, 0, Qt::AlignTop);
    row->addWidget(m_newest, 0, Qt::AlignTop);
    m_text->setMinimumHeight(space::row);

    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const bool continuing = m_started;
        m_started = true;
        emit stepRequested(1, continuing);
    });
    connect(m_back, &QToolButton::clicked, this, [this] {
        setPlaying(false);
        emit stepRequested(-1, false);
    });
    connect(m_on, &QToolButton::clicked, this, [this] {
        setPlaying(false);
        emit stepRequested(1, false);
    });
    connect(m_play, &QToolButton::clicked, this, [this] { setPlaying(!isPlaying()); });
    connect(m_newest, &QToolButton::clicked, this, [this] {
        setPlaying(false);
        emit newestRequested();
    });
    connect(m_slider, &TimeSlider::picked, this, [this](int index, bool continuing) {
        setPlaying(false);
        emit picked(index, continuing);
    });
    connect(m_speed, &QComboBox::activated, this, [this] {
        if (isPlaying())
            m_timer.start(1000 / speed());
        emit speedChosen(speed());
    });
    setSpeed(5);
    updateButtons();
}

void SnapshotBar::setTheme(Theme theme)
{
    m_theme = theme;
    m_slider->setTheme(theme);
    m_back->setIcon(themedIcon(QStringLiteral("step-back"), theme));
    m_on->setIcon(themedIcon(QStringLiteral("step-forward"), theme));
    updateButtons();
}

void SnapshotBar::setData(const InstantsData& data)
{
    m_slider->setData(data);
    updateButtons();
}

void SnapshotBar::setPosition(int index, bool isNewest, const QString& text)
{
    m_slider->setPosition(index);
    m_isNewest = isNewest;
    m_text->setText(text);
    updateButtons();
}

void SnapshotBar::setSpeed(int stepsPerSecond)
{
    m_speed->setCurrentIndex(m_speed->findData(stepsPerSecond));
}

int SnapshotBar::speed() const
{
    return std::max(1, m_speed->currentData().toInt());
}

void SnapshotBar::setPlaying(bool on)
{
    if (on == isPlaying())
        return;
    m_started = false;
    if (on)
        m_timer.start(1000 / speed());
    else
        m_timer.stop();
    updateButtons();
}

void SnapshotBar::updateButtons()
{
    const int count = int(m_slider->data().t.size()), position = m_slider->position();
    m_back->setEnabled(position > 0);
    m_on->setEnabled(position + 1 < count);
    m_play->setEnabled(isPlaying() || position + 1 < count);
    m_newest->setEnabled(!m_isNewest);
    const QString what = isPlaying() ? tr("Pause (Space)") : tr("Play (Space)");
    m_play->setToolTip(what);
    m_play->setAccessibleName(what);
    m_play->setIcon(themedIcon(isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"), m_theme));
}

bool SnapshotBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_slider && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Space && m_play->isEnabled()) {
            setPlaying(!isPlaying());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SnapshotBar::hideEvent(QHideEvent* event)
{
    setPlaying(false);
    QWidget::hideEvent(event);
}

} // namespace atlas
