// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/WelcomePage.h"

#include "ui/dialogs/FindingsList.h"
#include "ui/widgets/PlainLabel.h"

#include <QCompleter>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStringListModel>
#include <QVBoxLayout>

namespace atlas {

namespace {

constexpr int cardWidth = 300, cardIcon = 28;

} // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent)
    , m_open(new QPushButton(tr("Open …"), this))
    , m_sample(new QPushButton(tr("Explore"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_findings(new FindingsList(this))
    , m_message(plainText("", this))
    , m_detail(plainText("caption", this))
    , m_progress(new QProgressBar(this))
{
    auto* cards = new QHBoxLayout;
    cards->setSpacing(space::panel);
    cards->addStretch(1);
    cards->addWidget(card(QStringLiteral("connect"), tr("Connect to an API"),
        tr("The address of a server that has the GPU aggregation API. The path is found by itself."),
        connectControls()));
    cards->addWidget(card(QStringLiteral("folder"), tr("Open a bundle or replies"),
        tr("A bundle that somebody sent, recorded replies of an API, or a store of this program; files may be dropped "
           "here, too. They are opened read-only and never changed."),
        m_open));
    cards->addWidget(card(QStringLiteral("sample"), tr("Explore the sample cluster"),
        tr("Two simulated clusters with 35 days of hours, made on this machine in some seconds. Nothing leaves it."),
        m_sample));
    cards->addStretch(1);

    auto* heading = plainText("heading", this, tr("Who holds the GPUs, and how well are they used?"));
    heading->setAlignment(Qt::AlignHCenter);
    m_message->setAlignment(Qt::AlignHCenter);
    m_detail->setAlignment(Qt::AlignHCenter);
    m_progress->setRange(0, 0);
    m_progress->setFixedWidth(cardWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::page, space::page, space::page, space::page);
    column->setSpacing(space::panel);
    column->addStretch(2);
    column->addWidget(heading);
    column->addSpacing(space::panel);
    column->addLayout(cards);
    column->addSpacing(space::panel);
    m_message->setMinimumWidth(2 * cardWidth);
    m_message->setMargin(space::tight);
    auto* said = new QHBoxLayout;
    said->addStretch(1);
    said->addWidget(m_message);
    said->addStretch(1);
    column->addLayout(said);
    column->addWidget(m_detail);
    column->addWidget(m_progress, 0, Qt::AlignHCenter);
    column->addWidget(m_cancel, 0, Qt::AlignHCenter);
    auto* found = new QHBoxLayout;
    found->addStretch(1);
    found->addWidget(m_findings, 2);
    found->addStretch(1);
    column->addLayout(found);
    column->addStretch(3);
    connect(m_open, &QPushButton::clicked, this, &WelcomePage::openRequested);
    connect(m_sample, &QPushButton::clicked, this, &WelcomePage::sampleRequested);
    connect(m_cancel, &QPushButton::clicked, this, &WelcomePage::cancelRequested);
    setIdle();
}

QFrame* WelcomePage::card(const QString& icon, const QString& title, const QString& text, QWidget* controls)
{
    auto* frame = new QFrame(this);
    setAtlasRole(frame, "panel");
    frame->setFixedWidth(cardWidth);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(space::page, space::page, space::page, space::page);
    column->setSpacing(space::tight);
    auto* picture = new QLabel(frame);
    picture->setFixedHeight(cardIcon);
    m_icons.emplace_back(picture, icon);
    column->addWidget(picture);
    column->addWidget(plainText("title", frame, title));
    column->addWidget(plainText("secondary", frame, text));
    column->addStretch(1);
    column->addWidget(controls);
    return frame;
}

QWidget* WelcomePage::connectControls()
{
    auto* controls = new QWidget(this);
    m_url = new QLineEdit(controls);
    m_url->setPlaceholderText(QStringLiteral("https://gpu.example.org"));
    m_url->setAccessibleName(tr("Address of the server"));
    m_token = new QLineEdit(controls);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(tr("Token, where one is needed"));
    m_token->setAccessibleName(tr("Token"));
    m_connect = new QPushButton(tr("Connect"), controls);
    setAtlasRole(m_connect, "primary");
    auto* column = new QVBoxLayout(controls);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    column->addWidget(m_url);
    column->addWidget(m_token);
    m_settings = new QPushButton(tr("More settings …"), controls);
    setAtlasRole(m_settings, "link");
    column->addWidget(m_settings);
    column->addWidget(m_connect);
    connect(m_settings, &QPushButton::clicked, this,
        [this] { emit settingsRequested(m_url->text().trimmed(), m_token->text()); });
    connect(m_connect, &QPushButton::clicked, this, &WelcomePage::submit);
    connect(m_url, &QLineEdit::returnPressed, this, &WelcomePage::submit);
    connect(m_token, &QLineEdit::returnPressed, this, &WelcomePage::submit);
    connect(m_url, &QLineEdit::textChanged, this, [this] { setBusy(false); });
    return controls;
}

void WelcomePage::submit()
{
    if (!m_url->text().trimmed().isEmpty())
        emit connectRequested(m_url->text().trimmed(), m_token->text());
}

void WelcomePage::setTheme(Theme theme)
{
    m_findings->setTheme(theme);
    for (const auto& [label, icon] : m_icons)
        label->setPixmap(tintedIcon(icon, atlas::palette(theme).accent).pixmap(cardIcon, cardIcon));
}

void WelcomePage::setKnownServers(const QStringList& urls)
{
    m_url->setCompleter(new QCompleter(urls, m_url));
    if (m_url->text().isEmpty() && !urls.isEmpty())
        m_url->setText(urls.first());
}

void WelcomePage::setAddress(const QString& url)
{
    m_url->setText(url);
}

void WelcomePage::setBusy(bool busy)
{
    m_connect->setEnabled(!busy && !m_url->text().trimmed().isEmpty());
    m_open->setEnabled(!busy);
    m_sample->setEnabled(!busy);
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
}

void WelcomePage::setProgress(const QString& sentence)
{
    setAtlasRole(m_message, "");
    m_message->setText(sentence);
    m_detail->clear();
    m_findings->setFindings({});
    setBusy(true);
}

void WelcomePage::setError(const Error& error)
{
    setAtlasRole(m_message, "strip-error");
    m_message->setText(error.message);
    m_detail->setText(error.detail);
    setBusy(false);
}

void WelcomePage::setIdle()
{
    setAtlasRole(m_message, "");
    m_message->clear();
    m_detail->clear();
    m_findings->setFindings({});
    setBusy(false);
}

void WelcomePage::setFindings(const std::vector<ConnectionFinding>& findings)
{
    m_findings->setFindings(findings);
}

QString WelcomePage::message() const
{
    return m_message->text();
}

void WelcomePage::focusUrl()
{
    m_url->setFocus();
    m_url->selectAll();
}

} // namespace atlas
