// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/BannerArea.h"

#include "ui/widgets/PlainLabel.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas {

namespace {

constexpr std::size_t mostStrips = 3;
constexpr int iconSize = 16;

} // namespace

/// One banner.
class BannerStrip final : public QFrame
{
public:
    BannerStrip(BannerArea* area)
        : QFrame(area)
        , m_icon(new QLabel(this))
        , m_text(plainLabel("", this))
        , m_count(plainLabel("badge", this))
        , m_details(plainLabel("caption", this))
        , m_detailsButton(new QToolButton(this))
        , m_login(new QPushButton(BannerArea::tr("Log in …"), this))
        , m_retry(new QPushButton(BannerArea::tr("Retry"), this))
        , m_copy(new QPushButton(BannerArea::tr("Copy"), this))
    {
        m_text->setWordWrap(true);
        m_details->setWordWrap(true);
        for (auto* label : {m_text, m_details}) // a word without end must not widen the window
            label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_details->hide();
        m_copy->hide();
        m_detailsButton->setText(BannerArea::tr("Details"));
        m_detailsButton->setCheckable(true);
        auto* grid = new QGridLayout(this);
        grid->setContentsMargins(space::tight, space::unit, space::unit, space::unit);
        grid->setHorizontalSpacing(space::tight);
        grid->setVerticalSpacing(space::unit);
        grid->addWidget(m_icon, 0, 0);
        grid->addWidget(m_text, 0, 1);
        int column = 2;
        for (QWidget* widget : std::initializer_list<QWidget*>{m_count, m_login, m_retry, m_detailsButton})
            grid->addWidget(widget, 0, column++, Qt::AlignVCenter);
        grid->addWidget(m_details, 1, 1, 1, 4);
        grid->addWidget(m_copy, 1, 5, Qt::AlignTop);
        grid->setColumnStretch(1, 1);
        connect(m_detailsButton, &QToolButton::toggled, m_details, &QWidget::setVisible);
        connect(m_detailsButton, &QToolButton::toggled, m_copy, &QWidget::setVisible);
        connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_details->text()); });
        connect(m_login, &QPushButton::clicked, area, [this, area] { emit area->loginRequested(m_banner.connection); });
        connect(m_retry, &QPushButton::clicked, area, [this, area] { emit area->retryRequested(m_banner.connection); });
    }

    const Banner& banner() const { return m_banner; }
    QString text() const
    {
        return m_banner.count > 1 ? m_text->text() + QStringLiteral(" · ") + m_count->text() : m_text->text();
    }

    void setBanner(const Banner& banner, Theme theme)
    {
        const bool changed = !(banner == m_banner);
        m_banner = banner;
        setAtlasRole(this, banner.warning ? "strip-warning-plain" : "strip-error");
        const auto& colors = atlas::palette(theme);
        m_icon->setPixmap(tintedIcon(QStringLiteral("warning"), banner.warning ? colors.warning : colors.bad)
                              .pixmap(iconSize, iconSize));
        if (!changed)
            return;
        m_text->setText(BannerArea::tr("%1: %2").arg(banner.title, banner.error.message));
        m_count->setText(BannerArea::tr("%1×").arg(banner.count));
        m_count->setToolTip(BannerArea::tr("%n time(s) in a row", nullptr, banner.count));
        m_count->setVisible(banner.count > 1);
        m_login->setVisible(banner.login);
        m_retry->setVisible(banner.canRetry && !banner.login);
        m_details->setText(detailsOf(banner));
        for (QWidget* button : std::initializer_list<QWidget*>{m_login, m_retry, m_detailsButton})
            button->setAccessibleDescription(m_text->text());
    }

private:
    Banner m_banner;
    QLabel *m_icon, *m_text, *m_count, *m_details;
    QToolButton* m_detailsButton;
    QPushButton *m_login, *m_retry, *m_copy;
};

BannerArea::BannerArea(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_more(new QPushButton(this))
{
    m_column->setContentsMargins(space::page, space::tight, space::page, 0);
    m_column->setSpacing(space::unit);
    setAtlasRole(m_more, "link");
    m_column->addWidget(m_more, 0, Qt::AlignLeft);
    connect(m_more, &QPushButton::clicked, this, &BannerArea::moreRequested);
    hide();
}

void BannerArea::setTheme(Theme theme)
{
    m_theme = theme;
    for (auto* strip : m_strips)
        strip->setBanner(strip->banner(), theme);
}

BannerStrip* BannerArea::stripFor(const QString& key)
{
    const auto found = std::find_if(
        m_strips.begin(), m_strips.end(), [&key](const auto* strip) { return strip->banner().key == key; });
    if (found == m_strips.end())
        return new BannerStrip(this);
    auto* strip = *found;
    m_strips.erase(found);
    return strip;
}

void BannerArea::setBanners(const std::vector<Banner>& banners)
{
    std::vector<BannerStrip*> shown;
    for (std::size_t i = 0; i < std::min(banners.size(), mostStrips); ++i) {
        auto* strip = stripFor(banners[i].key);
        strip->setBanner(banners[i], m_theme);
        m_column->insertWidget(int(i), strip);
        strip->show();
        shown.push_back(strip);
    }
    for (auto* gone : m_strips)
        delete gone;
    m_strips = std::move(shown);
    const int more = int(banners.size()) - int(m_strips.size());
    m_more->setText(tr("and %n more", nullptr, more));
    m_more->setVisible(more > 0);
    setVisible(!banners.empty());
}

QStringList BannerArea::texts() const
{
    QStringList all;
    for (const auto* strip : m_strips)
        all << strip->text();
    if (!m_more->isHidden())
        all << m_more->text();
    return all;
}

} // namespace atlas
