// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alerts/AlertCenter.h"
#include "models/views/Session.h"

#include <QDialog>
#include <QTimeZone>

class QVBoxLayout;

namespace atlas {

/// What opened files say of themselves, as plain text: who wrote them, when, what is in them, notes. What they bring
/// along is offered: their view, their display settings, their alert rules.
class OpenedDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `alerts`: nullptr where nothing evaluates rules. Both outlive the dialog.
    OpenedDialog(Session& session, AlertCenter* alerts, const QTimeZone& zone, QWidget* parent = nullptr);

    QStringList texts() const { return m_texts; }

signals:
    /// The view that a file was saved with.
    void viewRequested(const QString& link);

private:
    QWidget* about(const OpenedSource& source);
    void addOffers(QVBoxLayout* column, const OpenedSource& source);
    void takeRules(const std::vector<AlertRule>& rules);

    Session& m_session;
    AlertCenter* m_alerts;
    QTimeZone m_zone;
    QStringList m_texts;
};

} // namespace atlas
