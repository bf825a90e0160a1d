// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ConnectionManager.h"
#include "ui/Theme.h"

#include <QDialog>
#include <QHash>

#include <optional>

class QFrame;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace atlas {

class ConnectionForm;
class FindingsList;

/// The saved connections: the list on the left, the chosen one's settings on the right, and what a test of them found
/// below. What was edited and not saved is kept for each and marked in the list; typed secrets only while the dialog is
/// open.
class ConnectionsDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `manager` outlives the dialog.
    ConnectionsDialog(ConnectionManager& manager, QWidget* parent = nullptr);
    ~ConnectionsDialog() override;

    void setTheme(Theme theme);
    /// Shows one connection; an empty id: the first, or a new one where there is none.
    void showConnection(const QString& id);
    /// As above, at the field of its secret.
    void askForSecret(const QString& id);
    /// A new connection, with this much of it filled in.
    void showNew(const ConnectionProfile& profile, const std::optional<QByteArray>& secret);

    /// The id of the connection in view; empty: a new one.
    QString current() const { return m_current; }
    QStringList names() const;
    /// What is said above the buttons.
    QString message() const;

private:
    struct Draft
    {
        ConnectionProfile profile;
        std::optional<QByteArray> secret;
    };

    void buildLayout();
    QWidget* buildRight();
    void connectAll();
    void fillList();
    void showProfile(const QString& id);
    bool hasSecretFor(const QUrl& url) const;
    void keepDraft();
    void markEdited();
    void understand(const QString& typed);
    void test();
    void tested(const ConnectionReport& report);
    void save();
    void removeCurrent();
    void say(const QString& sentence, bool bad);
    void setTesting(bool testing);

    ConnectionManager& m_manager;
    QString m_current;
    QHash<QString, Draft> m_drafts; ///< edited and not saved, by id
    bool m_edited = false, m_testing = false;
    QListWidget* m_list;
    QPushButton *m_add, *m_test, *m_save, *m_remove, *m_close;
    ConnectionForm* m_form;
    FindingsList* m_findings;
    QFrame* m_strip;
    QLabel* m_message;
    QProgressBar* m_progress;
};

} // namespace atlas
