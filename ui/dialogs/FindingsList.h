// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "ui/Theme.h"

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace atlas {

/// What a test of a connection found: a line each, with a mark for good, worth knowing, and in the way.
class FindingsList final : public QWidget
{
    Q_OBJECT
public:
    explicit FindingsList(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setFindings(const std::vector<ConnectionFinding>& findings);
    const std::vector<ConnectionFinding>& findings() const { return m_findings; }

private:
    void rebuild();

    Theme m_theme = Theme::Light;
    std::vector<ConnectionFinding> m_findings;
    QVBoxLayout* m_column;
};

} // namespace atlas
