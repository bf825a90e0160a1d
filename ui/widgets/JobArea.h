// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"

#include <QWidget>

#include <vector>

class QFrame;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace atlas {

class JobList;
class JobRow;

/// What is being written beside the window, a row each above the status strip: what, how far, Cancel; then where it
/// lies, with Open and Show in folder, or why it is not there. It takes no room while there is nothing to tell.
class JobArea final : public QWidget
{
    Q_OBJECT
public:
    /// `jobs` outlive the area.
    explicit JobArea(JobList& jobs, QWidget* parent = nullptr);

    void setTheme(Theme theme);
    /// Something else that is under way and can be given up; empty: nothing.
    void setActivity(const QString& sentence);
    /// A sentence with a button for more, until it is closed; empty: none.
    void setNotice(const QString& sentence, const QString& button = {});
    /// The sentence of each row.
    QStringList texts() const;

signals:
    /// A file wants to be opened by the desktop: itself, or the folder it lies in.
    void openRequested(const QString& path);
    void activityCancelled();
    void noticeRequested();

private:
    void showJobs();
    void showRows();

    JobList& m_jobs;
    Theme m_theme = Theme::Light;
    QVBoxLayout* m_column;
    QFrame *m_activity, *m_notice;
    QLabel *m_activityText, *m_noticeText;
    QPushButton* m_noticeButton;
    QToolButton* m_noticeClose;
    std::vector<JobRow*> m_rows;
};

} // namespace atlas
