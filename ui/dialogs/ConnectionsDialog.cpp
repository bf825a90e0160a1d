// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ConnectionsDialog.h"

#include "models/analysis/Format.h"
#include "ui/dialogs/ConnectionForm.h"
#include "ui/dialogs/FindingsList.h"
#include "ui/widgets/PlainLabel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace atlas {

namespace {

constexpr QSize dialogSize(820, 720);
constexpr int listWidth = 220, findingsHeight = 190;

} // namespace

ConnectionsDialog::ConnectionsDialog(ConnectionManager& manager, QWidget* parent)
    : QDialog(parent)
    , m_manager(manager)
    , m_list(new QListWidget(this))
    , m_add(new QPushButton(tr("New connection"), this))
    , m_test(new QPushButton(tr("Test connection"), this))
    , m_save(new QPushButton(tr("Save"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_close(new QPushButton(tr("Close"), this))
    , m_form(new ConnectionForm(this))
    , m_findings(new FindingsList(this))
    , m_strip(new QFrame(this))
    , m_message(new QLabel(m_strip))
    , m_progress(new QProgressBar(this))
{
    setWindowTitle(tr("Connections"));
    resize(dialogSize);
    buildLayout();
    connectAll();
    fillList();
    showConnection({});
}

ConnectionsDialog::~ConnectionsDialog()
{
    disconnect(m_form, nullptr, this, nullptr); // a field that loses the focus as it goes tells of what was typed
}

void ConnectionsDialog::buildLayout()
{
    m_list->setAccessibleName(tr("Connections"));
    m_list->setUniformItemSizes(true);
    setAtlasRole(m_list, "side-list");
    auto* left = new QWidget(this);
    left->setFixedWidth(listWidth);
    auto* side = new QVBoxLayout(left);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(space::tight);
    side->addWidget(m_list, 1);
    side->addWidget(m_add);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    row->setSpacing(space::panel);
    row->addWidget(left);
    row->addWidget(buildRight(), 1);
}

QWidget* ConnectionsDialog::buildRight()
{
    auto* right = new QWidget(this);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);

    auto* frame = new QFrame(right);
    setAtlasRole(frame, "panel");
    auto* inside = new QVBoxLayout(frame);
    inside->setContentsMargins(1, 1, 1, 1);
    auto* scroll = new QScrollArea(frame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_form);
    for (QWidget* seen : {static_cast<QWidget*>(m_form), scroll->viewport()})
        seen->setAutoFillBackground(false); // the panel's surface is behind
    inside->addWidget(scroll);
    column->addWidget(frame, 1);

    auto* found = new QScrollArea(right);
    found->setObjectName(QStringLiteral("findings"));
    found->setWidgetResizable(true);
    found->setWidget(m_findings);
    found->setMaximumHeight(findingsHeight);
    found->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    found->setVisible(false);
    column->addWidget(found);

    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    auto* said = new QVBoxLayout(m_strip);
    said->setContentsMargins(space::tight, space::unit, space::tight, space::unit);
    said->addWidget(m_message);
    m_strip->hide();
    column->addWidget(m_strip);

    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->hide();
    column->addWidget(m_progress);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::tight);
    buttons->addWidget(m_test);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    setAtlasRole(m_save, "primary");
    m_save->setDefault(true);
    for (auto* button : {m_add, m_test, m_remove, m_close})
        button->setAutoDefault(false);
    return right;
}

void ConnectionsDialog::connectAll()
{
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item)
            showProfile(item->data(Qt::UserRole).toString());
    });
    connect(m_add, &QPushButton::clicked, this, [this] {
        showNew({}, {});
        m_form->focusAddress();
    });
    connect(m_form, &ConnectionForm::edited, this, &ConnectionsDialog::markEdited);
    connect(m_form, &ConnectionForm::addressEntered, this, &ConnectionsDialog::understand);
    connect(m_test, &QPushButton::clicked, this, &ConnectionsDialog::test);
    connect(m_save, &QPushButton::clicked, this, &ConnectionsDialog::save);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionsDialog::removeCurrent);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(&m_manager, &ConnectionManager::changed, this, &ConnectionsDialog::fillList);
    connect(&m_manager, &ConnectionManager::tested, this, &ConnectionsDialog::tested);
    connect(&m_manager, &ConnectionManager::secretNotKept, this,
        [this](const QString&, const QString& reason) { say(reason, false); });
    connect(&m_manager, &ConnectionManager::notSaved, this, [this](const Error& error) { say(error.message, true); });
    connect(this, &QDialog::finished, this, [this] {
        keepDraft();
        for (auto& draft : m_drafts)
            draft.secret.reset(); // a secret that was typed and not saved is not kept in memory
        showProfile(m_current); // nor in the form
    });
}

void ConnectionsDialog::fillList()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const auto add = [this](const ConnectionProfile& profile) {
        QString name = profile.name.isEmpty() ? tr("New connection") : displayName(profile.name.toStdString());
        if (m_drafts.contains(profile.id))
            name += QStringLiteral(" •");
        auto* item = new QListWidgetItem(name, m_list);
        item->setData(Qt::UserRole, profile.id);
        item->setToolTip(plainToolTip(profile.url.toString()));
        item->setSizeHint({0, space::row});
        if (!profile.enabled)
            item->setForeground(m_list->palette().color(QPalette::PlaceholderText));
        if (profile.id == m_current)
            m_list->setCurrentItem(item);
    };
    const auto saved = m_manager.connections();
    for (const auto& profile : saved)
        add(profile);
    if (m_drafts.contains(QString()) || saved.empty() || m_current.isEmpty())
        add(m_drafts.value(QString()).profile);
}

void ConnectionsDialog::setTheme(Theme theme)
{
    m_findings->setTheme(theme);
}

void ConnectionsDialog::showConnection(const QString& id)
{
    const auto saved = m_manager.connections();
    const auto same = [&id](const auto& profile) { return profile.id == id; };
    const bool known = !id.isEmpty() && std::any_of(saved.begin(), saved.end(), same);
    keepDraft();
    showProfile(known ? id : saved.empty() ? QString() : saved.front().id);
    fillList();
}

void ConnectionsDialog::askForSecret(const QString& id)
{
    showConnection(id);
    m_form->focusSecret();
}

void ConnectionsDialog::showNew(const ConnectionProfile& profile, const std::optional<QByteArray>& secret)
{
    keepDraft();
    m_edited = false;
    m_drafts.insert(QString(), {profile, secret});
    showProfile({});
    fillList();
}

void ConnectionsDialog::showProfile(const QString& id)
{
    if (id != m_current)
        keepDraft();
    if (m_testing)
        m_manager.cancelTest();
    setTesting(false);
    m_current = id;
    const auto saved = m_manager.connections();
    const auto found =
        std::find_if(saved.begin(), saved.end(), [&id](const auto& profile) { return profile.id == id; });
    Draft shown = m_drafts.value(id, Draft{found == saved.end() ? ConnectionProfile{} : *found, {}});
    m_form->setProfile(shown.profile, shown.secret, hasSecretFor(shown.profile.url));
    m_edited = m_drafts.contains(id);
    m_remove->setEnabled(!id.isEmpty() || m_edited);
    m_findings->setFindings({});
    findChild<QWidget*>(QStringLiteral("findings"))->hide();
    say({}, false);
}

/// Whether the shown connection's secret is at hand for this address: it was given for one server and goes to no other.
bool ConnectionsDialog::hasSecretFor(const QUrl& url) const
{
    const auto origin = [](const QUrl& of) {
        return std::tuple(of.scheme(), of.host(), of.port(of.scheme() == QStringLiteral("http") ? 80 : 443));
    };
    const auto saved = m_manager.connections();
    const auto found = std::ranges::find(saved, m_current, &ConnectionProfile::id);
    return found != saved.end() && origin(found->url) == origin(url) && m_manager.hasSecret(m_current);
}

void ConnectionsDialog::keepDraft()
{
    if (m_edited)
        m_drafts.insert(m_current, {m_form->profile(), m_form->secret()});
}

void ConnectionsDialog::markEdited()
{
    m_edited = true;
    m_remove->setEnabled(true);
    const bool marked = m_drafts.contains(m_current);
    keepDraft();
    if (!marked)
        fillList();
    say({}, false);
}

void ConnectionsDialog::understand(const QString& typed)
{
    const auto meant = m_manager.understand(typed);
    auto profile = m_form->profile();
    const bool named = profile.name != QUrl(typed).host() && !profile.name.isEmpty();
    profile.url = meant.profile.url;
    if (!named)
        profile.name = meant.profile.name;
    auto secret = m_form->secret();
    if (meant.secret) {
        profile.auth = meant.profile.auth;
        profile.headerName = meant.profile.headerName;
        secret = meant.secret;
    }
    m_form->setProfile(profile, secret, hasSecretFor(profile.url));
    markEdited();
}

void ConnectionsDialog::test()
{
    if (m_testing) {
        m_manager.cancelTest();
        setTesting(false);
        return;
    }
    if (!m_form->check())
        return;
    const auto profile = m_form->profile();
    if (const auto refused = m_manager.refusal(profile)) {
        say(refused->message, true);
        return;
    }
    say({}, false);
    m_findings->setFindings({});
    setTesting(true);
    m_manager.test(profile, m_form->secret());
}

void ConnectionsDialog::setTesting(bool testing)
{
    m_testing = testing;
    m_progress->setVisible(testing);
    m_test->setText(testing ? tr("Stop the test") : tr("Test connection"));
}

void ConnectionsDialog::tested(const ConnectionReport& report)
{
    if (!m_testing)
        return; // somebody else's
    setTesting(false);
    m_findings->setFindings(report.findings);
    findChild<QWidget*>(QStringLiteral("findings"))->setVisible(!report.findings.empty());
    if (report.error)
        say(report.error->message, true);
    else if (!report.url.isEmpty() && report.url != m_form->profile().url)
        understand(report.url.toString());
}

void ConnectionsDialog::save()
{
    if (!m_form->check())
        return;
    auto profile = m_form->profile();
    if (const auto refused = m_manager.refusal(profile)) {
        say(refused->message, true);
        return;
    }
    const auto secret = m_form->secret();
    m_edited = false;
    m_drafts.remove(m_current);
    const bool isNew = profile.id.isEmpty();
    m_manager.save(profile, secret);
    if (isNew) {
        const auto saved = m_manager.connections();
        m_current = saved.empty() ? QString() : saved.back().id;
    }
    const QString reason = message(); // secretNotKept() may have come already
    showProfile(m_current);
    fillList();
    say(reason.isEmpty() ? tr("Saved.") : reason, false);
}

void ConnectionsDialog::removeCurrent()
{
    const auto id = m_current;
    m_edited = false;
    m_drafts.remove(id);
    if (!id.isEmpty())
        m_manager.remove(id);
    m_current.clear();
    showConnection({});
}

void ConnectionsDialog::say(const QString& sentence, bool bad)
{
    m_message->setText(sentence);
    m_strip->setVisible(!sentence.isEmpty());
    setAtlasRole(m_strip, bad ? "strip-error" : "strip-note");
}

QStringList ConnectionsDialog::names() const
{
    QStringList all;
    for (int i = 0; i < m_list->count(); ++i)
        all << m_list->item(i)->text();
    return all;
}

QString ConnectionsDialog::message() const
{
    return m_message->text();
}

} // namespace atlas
