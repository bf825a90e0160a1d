// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/views/ClusterStates.h"
#include "ui/Theme.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace atlas {

class BannerStrip;

/// What went wrong and still is, above the page: a strip a cluster and class, changed in place, at most three and then
/// "and 4 more". It takes no room while all is well.
class BannerArea final : public QWidget
{
    Q_OBJECT
public:
    explicit BannerArea(QWidget* parent = nullptr);

    void setTheme(Theme theme);
    void setBanners(const std::vector<Banner>& banners);

    /// What is shown, a text a strip; the last one is that of "and n more".
    QStringList texts() const;

signals:
    void retryRequested(const QString& connection);
    void loginRequested(const QString& connection);
    /// All of them want to be seen.
    void moreRequested();

private:
    BannerStrip* stripFor(const QString& key);

    Theme m_theme = Theme::Light;
    QVBoxLayout* m_column;
    std::vector<BannerStrip*> m_strips;
    QPushButton* m_more;
};

} // namespace atlas
