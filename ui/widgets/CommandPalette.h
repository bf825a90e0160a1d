// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/Palette.h"
#include "models/views/CommandIndex.h"

#include <QFrame>
#include <QPointer>

#include <vector>

class QLineEdit;
class QListWidget;

namespace atlas {

/// A field over the window in which anything is found by its name. Up and down walk, Enter chooses, Escape closes; what
/// was typed is asked for, and the answers are handed back with the question they are for.
class CommandPalette final : public QFrame
{
    Q_OBJECT
public:
    /// Lies over `host`.
    explicit CommandPalette(QWidget* host);

    void setTheme(Theme theme);
    void open();
    void setAnswers(const QString& question, const std::vector<Command>& answers);

    /// "Pages", "Overview", ...: headings and names as shown.
    QStringList shownTexts() const;

signals:
    void asked(const QString& question);
    void chosen(const atlas::Command& command);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void place();
    void move(int by);
    void choose();
    void chooseRow(int row);

    QLineEdit* m_field;
    QListWidget* m_list;
    std::vector<Command> m_answers; ///< in the order of the list, without the headings
    QString m_question; ///< that the answers are for
    bool m_chooseWhenAnswered = false; ///< Enter was quicker than the answer
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace atlas
