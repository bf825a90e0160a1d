// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "models/domain/Error.h"
#include "ui/Theme.h"

#include <QWidget>

class QFrame;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace atlas {

class FindingsList;

/// First start: three ways in. What is going on, or went wrong, is said below them.
class WelcomePage final : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setKnownServers(const QStringList& urls);
    /// What stands in the field of the server: somebody gave it already.
    void setAddress(const QString& url);
    void setProgress(const QString& sentence);
    void setError(const Error& error);
    void setIdle();
    /// What the test of a connection found.
    void setFindings(const std::vector<ConnectionFinding>& findings);
    /// What is said below the ways in.
    QString message() const;
    void focusUrl();

signals:
    void connectRequested(const QString& url, const QString& token);
    /// All settings of a connection want to be seen, with what was typed so far.
    void settingsRequested(const QString& url, const QString& token);
    void openRequested();
    void sampleRequested();
    /// What is under way is to be given up.
    void cancelRequested();

private:
    QFrame* card(const QString& icon, const QString& title, const QString& text, QWidget* controls);
    QWidget* connectControls();
    void submit();
    void setBusy(bool busy);

    QLineEdit *m_url, *m_token;
    QPushButton *m_connect, *m_settings, *m_open, *m_sample, *m_cancel;
    FindingsList* m_findings;
    QLabel *m_message, *m_detail;
    QProgressBar* m_progress;
    std::vector<std::pair<QLabel*, QString>> m_icons;
};

} // namespace atlas
