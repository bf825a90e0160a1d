// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/JobArea.h"

#include "models/analysis/Format.h"
#include "models/views/DataValues.h"
#include "ui/exports/JobList.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolButtons.h"

#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace atlas {

namespace {

constexpr int iconSize = 16, progressWidth = 160;

QHBoxLayout* rowIn(QFrame* frame)
{
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(space::tight, space::unit, space::unit, space::unit);
    row->setSpacing(space::tight);
    return row;
}

/// A sentence over the width that there is: a long name must not widen the window.
QLabel* sentence(QFrame* frame)
{
    auto* label = plainText("", frame);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

} // namespace

/// One job.
class JobRow final : public QFrame
{
public:
    JobRow(int id, JobList& jobs, JobArea* area)
        : QFrame(area)
        , m_id(id)
        , m_icon(new QLabel(this))
        , m_text(sentence(this))
        , m_progress(new QProgressBar(this))
        , m_cancel(new QPushButton(JobArea::tr("Cancel"), this))
        , m_open(new QPushButton(JobArea::tr("Open"), this))
        , m_folder(new QPushButton(JobArea::tr("Show in folder"), this))
        , m_close(quietButton(JobArea::tr("Do not show this any longer"), this))
    {
        auto* row = rowIn(this);
        m_progress->setFixedWidth(progressWidth);
        m_progress->setTextVisible(false);
        row->addWidget(m_icon);
        row->addWidget(m_text, 1);
        for (QWidget* widget : std::initializer_list<QWidget*>{m_progress, m_cancel, m_open, m_folder, m_close})
            row->addWidget(widget);
        connect(m_cancel, &QPushButton::clicked, this, [this, &jobs] {
            m_cancel->setEnabled(false);
            jobs.cancel(m_id);
        });
        connect(m_close, &QToolButton::clicked, this, [this, &jobs] { jobs.dismiss(m_id); });
        connect(m_open, &QPushButton::clicked, area, [this, area] { emit area->openRequested(m_path); });
        connect(m_folder, &QPushButton::clicked, area,
            [this, area] { emit area->openRequested(QFileInfo(m_path).absolutePath()); });
    }

    int id() const { return m_id; }
    QString text() const { return m_text->text(); }

    void setJob(const Job& job, Theme theme)
    {
        m_path = job.path;
        const auto name = displayName(QFileInfo(job.path).fileName().toStdString());
        const bool running = job.state == Job::Running, done = job.state == Job::Done;
        const auto& colors = atlas::palette(theme);
        if (job.state == Job::Failed)
            m_text->setText(job.error.message);
        else if (done)
            m_text->setText(JobArea::tr("%1: %2 (%3)").arg(job.what, name, formatBytes(job.bytes)));
        else
            m_text->setText(name.isEmpty() ? JobArea::tr("%1 …").arg(job.what)
                                           : JobArea::tr("%1: writing %2 …").arg(job.what, name));
        m_text->setToolTip(plainToolTip(job.state == Job::Failed ? job.error.detail : job.path));
        setAtlasRole(this, job.state == Job::Failed ? "strip-error" : "strip-note");
        m_icon->setVisible(!running);
        m_icon->setPixmap((
            done ? tintedIcon(QStringLiteral("check"), colors.good) : tintedIcon(QStringLiteral("warning"), colors.bad))
                              .pixmap(iconSize, iconSize));
        m_close->setIcon(tintedIcon(QStringLiteral("close"), colors.secondary));
        m_progress->setVisible(running);
        const bool known = std::isfinite(job.fraction);
        m_progress->setRange(0, known ? 1000 : 0);
        m_progress->setValue(known ? int(job.fraction * 1000) : 0);
        m_cancel->setVisible(running);
        m_open->setVisible(done);
        m_folder->setVisible(done);
        m_close->setVisible(!running);
        for (QWidget* widget : std::initializer_list<QWidget*>{m_progress, m_cancel, m_open, m_folder})
            widget->setAccessibleDescription(m_text->text());
    }

private:
    int m_id;
    QString m_path;
    QLabel *m_icon, *m_text;
    QProgressBar* m_progress;
    QPushButton *m_cancel, *m_open, *m_folder;
    QToolButton* m_close;
};

JobArea::JobArea(JobList& jobs, QWidget* parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_column(new QVBoxLayout(this))
    , m_activity(new QFrame(this))
    , m_notice(new QFrame(this))
    , m_activityText(sentence(m_activity))
    , m_noticeText(sentence(m_notice))
    , m_noticeButton(new QPushButton(m_notice))
    , m_noticeClose(quietButton(tr("Do not show this any longer"), m_notice))
{
    setAccessibleName(tr("Under way"));
    m_column->setContentsMargins(space::page, 0, space::page, space::tight);
    m_column->setSpacing(space::unit);
    auto* progress = new QProgressBar(m_activity);
    progress->setRange(0, 0);
    progress->setFixedWidth(progressWidth);
    auto* cancel = new QPushButton(tr("Cancel"), m_activity);
    auto* row = rowIn(m_activity);
    row->addWidget(m_activityText, 1);
    row->addWidget(progress);
    row->addWidget(cancel);
    row = rowIn(m_notice);
    row->addWidget(m_noticeText, 1);
    row->addWidget(m_noticeButton);
    row->addWidget(m_noticeClose);
    for (auto* frame : {m_activity, m_notice}) {
        setAtlasRole(frame, "strip-note");
        m_column->addWidget(frame);
    }
    connect(cancel, &QPushButton::clicked, this, &JobArea::activityCancelled);
    connect(m_noticeButton, &QPushButton::clicked, this, &JobArea::noticeRequested);
    connect(m_noticeClose, &QToolButton::clicked, this, [this] { setNotice({}); });
    connect(&jobs, &JobList::changed, this, &JobArea::showJobs);
    showJobs();
}

void JobArea::setTheme(Theme theme)
{
    m_theme = theme;
    m_noticeClose->setIcon(tintedIcon(QStringLiteral("close"), atlas::palette(theme).secondary));
    showJobs();
}

void JobArea::setActivity(const QString& sentence)
{
    m_activityText->setText(sentence);
    showRows();
}

void JobArea::setNotice(const QString& sentence, const QString& button)
{
    m_noticeText->setText(sentence);
    m_noticeButton->setText(button);
    showRows();
}

void JobArea::showJobs()
{
    const auto& jobs = m_jobs.jobs();
    const auto gone = [&jobs](JobRow* row) {
        if (std::ranges::find(jobs, row->id(), &Job::id) != jobs.end())
            return false;
        row->hide(); // a button of it may be what asked
        row->deleteLater();
        return true;
    };
    std::erase_if(m_rows, gone);
    for (const auto& job : jobs) {
        auto row = std::ranges::find(m_rows, job.id, &JobRow::id);
        if (row == m_rows.end()) {
            row = m_rows.insert(m_rows.end(), new JobRow(job.id, m_jobs, this));
            m_column->addWidget(*row);
        }
        (*row)->setJob(job, m_theme);
    }
    showRows();
}

void JobArea::showRows()
{
    const bool busy = !m_activityText->text().isEmpty(), notice = !m_noticeText->text().isEmpty();
    m_activity->setVisible(busy);
    m_notice->setVisible(notice);
    setVisible(busy || notice || !m_rows.empty());
}

QStringList JobArea::texts() const
{
    QStringList texts;
    for (const auto* label : {m_activityText, m_noticeText}) {
        if (!label->text().isEmpty())
            texts << label->text();
    }
    for (const auto* row : m_rows)
        texts << row->text();
    return texts;
}

} // namespace atlas
