// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace atlas {

/// One line of plain text that ends in an ellipsis where it finds no room; then the tooltip has it whole.
class ElidedLabel final : public QLabel
{
    Q_OBJECT
public:
    /// It never asks for less than `leastWidth`, or its whole text where that is shorter.
    explicit ElidedLabel(int leastWidth, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_leastWidth;
};

} // namespace atlas
