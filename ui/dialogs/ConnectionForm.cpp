// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ConnectionForm.h"

#include "models/domain/WallClock.h"
#include "ui/widgets/PlainLabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace atlas {

namespace {

constexpr int fieldWidth = 300, labelWidth = 130;
constexpr double mostExpensive = 100'000;

} // namespace

ConnectionForm::ConnectionForm(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(space::page, space::panel, space::page, space::panel);
    m_column->setSpacing(space::tight);
    buildServer();
    buildLogin();
    buildTrust();
    buildReading();
    m_column->addStretch(1);

    for (auto* edit : {m_name, m_url, m_clusters, m_headerName, m_ca, m_certificate, m_key, m_currency})
        connect(edit, &QLineEdit::textEdited, this, &ConnectionForm::changed);
    for (auto* box : {m_enabled, m_proxy, m_insecure, m_fractions, m_zeroHours})
        connect(box, &QCheckBox::clicked, this, &ConnectionForm::changed);
    for (auto* choice : {m_auth, m_basis})
        connect(choice, &QComboBox::activated, this, &ConnectionForm::changed);
    connect(m_zone, &QComboBox::currentTextChanged, this, &ConnectionForm::changed);
    connect(m_price, &QDoubleSpinBox::valueChanged, this, &ConnectionForm::changed);
    connect(m_secret, &QLineEdit::textEdited, this, [this](const QString& typed) {
        m_secretTyped = typed.toUtf8();
        changed();
    });
    connect(m_url, &QLineEdit::editingFinished, this, &ConnectionForm::enterAddress);
    setProfile({}, {}, false);
}

QFormLayout* ConnectionForm::section(const QString& title)
{
    if (m_column->count() > 0)
        m_column->addSpacing(space::tight);
    m_column->addWidget(plainText("title", this, title));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(space::panel);
    form->setVerticalSpacing(space::tight);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_column->addLayout(form);
    return form;
}

/// The field with a line below that says what is wrong with it.
QWidget* ConnectionForm::withProblem(QWidget* field)
{
    auto* both = new QWidget(this);
    auto* column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* problem = plainText("field-error", both);
    problem->hide();
    column->addWidget(field);
    column->addWidget(problem);
    m_checked.push_back({field, problem});
    return both;
}

QWidget* ConnectionForm::fileField(QLineEdit*& edit, const QString& title)
{
    auto* both = new QWidget(this);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::unit);
    edit = new QLineEdit(both);
    edit->setAccessibleName(title);
    auto* choose = new QPushButton(tr("Choose …"), both);
    choose->setAccessibleName(tr("Choose %1").arg(title));
    row->addWidget(edit, 1);
    row->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, [this, edit, title] {
        auto* dialog = new QFileDialog(this, title);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters({tr("PEM files (*.pem *.crt *.cer *.key)"), tr("All files (*)")});
        connect(dialog, &QFileDialog::fileSelected, this, [this, edit](const QString& path) {
            edit->setText(path);
            changed();
        });
        dialog->open();
    });
    return both;
}

void ConnectionForm::buildServer()
{
    auto* form = section(tr("Server"));
    m_url = new QLineEdit(this);
    m_url->setMinimumWidth(fieldWidth);
    m_url->setPlaceholderText(QStringLiteral("https://gpu.example.org"));
    m_name = new QLineEdit(this);
    m_name->setPlaceholderText(tr("As the address, where it is empty"));
    m_clusters = new QLineEdit(this);
    m_clusters->setPlaceholderText(tr("All that the server has"));
    m_clusters->setToolTip(tr("Names with commas between them"));
    m_enabled = new QCheckBox(tr("Fetch from it"), this);
    form->addRow(tr("Address"), withProblem(m_url));
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Only clusters"), m_clusters);
    form->addRow(QString(), m_enabled);
    m_url->setAccessibleName(tr("Address"));
    m_name->setAccessibleName(tr("Name"));
}

void ConnectionForm::buildLogin()
{
    m_login = section(tr("Login"));
    m_auth = new QComboBox(this);
    m_auth->addItem(tr("None"), int(AuthKind::None));
    m_auth->addItem(tr("Bearer token"), int(AuthKind::Bearer));
    m_auth->addItem(tr("Cookie"), int(AuthKind::Cookie));
    m_auth->addItem(tr("A header of its own"), int(AuthKind::Header));
    m_headerName = new QLineEdit(this);
    m_headerName->setPlaceholderText(QStringLiteral("X-Api-Key"));
    m_secret = new QLineEdit(this);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setAccessibleName(tr("Secret"));
    m_login->addRow(tr("Kind"), m_auth);
    m_login->addRow(tr("Header"), withProblem(m_headerName));
    m_login->addRow(tr("Secret"), withProblem(m_secret));
}

void ConnectionForm::buildTrust()
{
    auto* form = section(tr("Trust"));
    form->addRow(tr("Own CA"), fileField(m_ca, tr("CA certificates")));
    m_ca->setPlaceholderText(tr("The system's"));
    m_ca->setToolTip(tr("PEM. If set, these are the only roots that count."));
    auto* certificate = fileField(m_certificate, tr("Client certificate"));
    form->addRow(tr("Client certificate"), withProblem(certificate));
    form->addRow(tr("Its key"), fileField(m_key, tr("Key of the client certificate")));
    m_certificate->setPlaceholderText(tr("None"));
    m_proxy = new QCheckBox(tr("Through the system's proxy"), this);
    m_insecure = new QCheckBox(tr("Allow plain http (insecure)"), this);
    m_insecure->setToolTip(
        tr("To another machine: anybody on the way can read and change what is sent, the token included."));
    form->addRow(QString(), m_proxy);
    form->addRow(QString(), m_insecure);
}

void ConnectionForm::buildReading()
{
    auto* form = section(tr("How its figures are read"));
    m_basis = new QComboBox(this);
    m_basis->addItem(tr("Mean over the allocated GPUs"), int(UtilizationBasis::Allocated));
    m_basis->addItem(tr("Mean over all GPUs"), int(UtilizationBasis::AllGpus));
    m_fractions = new QCheckBox(tr("Rates are fractions: 0.7 means 70 %"), this);
    m_zeroHours = new QCheckBox(tr("Hours with all rates zero are unknown"), this);
    m_zeroHours->setToolTip(
        tr("Average, highest and lowest utilisation 0 although GPUs were allocated: taken as not measured"));
    m_zone = new QComboBox(this);
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // zones have long names
    m_zone->addItem(QString());
    for (const auto& id : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(id));
    m_zone->lineEdit()->setPlaceholderText(tr("The window's"));
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->setAccessibleName(tr("Time zone"));
    m_price = new QDoubleSpinBox(this);
    m_price->setRange(0, mostExpensive);
    m_price->setDecimals(3);
    m_price->setSpecialValueText(tr("None"));
    m_price->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_price->setAccessibleName(tr("Price of a GPU-hour"));
    m_currency = new QLineEdit(this);
    m_currency->setPlaceholderText(QStringLiteral("EUR"));
    m_currency->setMaxLength(8);
    m_currency->setFixedWidth(72);
    m_currency->setAccessibleName(tr("Currency"));
    auto* price = new QWidget(this);
    auto* row = new QHBoxLayout(price);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::unit);
    row->addWidget(m_price, 1);
    row->addWidget(m_currency);
    form->addRow(tr("Utilisation"), m_basis);
    form->addRow(QString(), m_fractions);
    form->addRow(QString(), m_zeroHours);
    form->addRow(tr("Time zone"), withProblem(m_zone));
    form->addRow(tr("Price of a GPU-hour"), price);
    for (auto* other : findChildren<QFormLayout*>()) { // one left edge for all sections
        for (int i = 0; i < other->rowCount(); ++i) {
            if (auto* item = other->itemAt(i, QFormLayout::LabelRole); item && item->widget())
                item->widget()->setMinimumWidth(labelWidth);
        }
    }
}

void ConnectionForm::setProfile(
    const ConnectionProfile& profile, const std::optional<QByteArray>& secret, bool hasSecret)
{
    m_filling = true;
    m_profile = profile;
    m_secretTyped = secret;
    m_hasSecret = hasSecret;
    m_url->setText(profile.url.toString());
    m_url->setModified(false);
    m_name->setText(profile.name);
    m_clusters->setText(profile.clusters.join(QStringLiteral(", ")));
    m_enabled->setChecked(profile.enabled);
    m_auth->setCurrentIndex(m_auth->findData(int(profile.auth)));
    m_headerName->setText(profile.headerName);
    m_secret->setText(secret ? QString::fromUtf8(*secret) : QString());
    m_ca->setText(profile.caFile);
    m_certificate->setText(profile.clientCertFile);
    m_key->setText(profile.clientKeyFile);
    m_proxy->setChecked(profile.systemProxy);
    m_insecure->setChecked(profile.insecureHttp);
    m_basis->setCurrentIndex(m_basis->findData(int(profile.basis)));
    m_fractions->setChecked(profile.ratesAreFractions);
    m_zeroHours->setChecked(profile.zeroHoursAreUnknown);
    m_zone->setCurrentText(QString::fromLatin1(profile.zone));
    m_price->setValue(std::max(0.0, profile.pricePerGpuHour));
    m_currency->setText(profile.currency);
    for (const auto& checked : m_checked)
        say(checked.field, {});
    followAuth();
    followInsecure();
    m_filling = false;
}

ConnectionProfile ConnectionForm::profile() const
{
    auto profile = m_profile;
    profile.url = QUrl(m_url->text().trimmed());
    profile.name = m_name->text().trimmed();
    if (profile.name.isEmpty())
        profile.name = profile.url.host();
    profile.clusters.clear();
    for (const auto& part : m_clusters->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (const auto name = part.trimmed(); !name.isEmpty())
            profile.clusters << name;
    }
    profile.enabled = m_enabled->isChecked();
    profile.auth = AuthKind(m_auth->currentData().toInt());
    profile.headerName = profile.auth == AuthKind::Header ? m_headerName->text().trimmed() : QString();
    profile.caFile = m_ca->text().trimmed();
    profile.clientCertFile = m_certificate->text().trimmed();
    profile.clientKeyFile = m_key->text().trimmed();
    profile.systemProxy = m_proxy->isChecked();
    profile.insecureHttp = m_insecure->isChecked();
    profile.basis = UtilizationBasis(m_basis->currentData().toInt());
    profile.ratesAreFractions = m_fractions->isChecked();
    profile.zeroHoursAreUnknown = m_zeroHours->isChecked();
    profile.zone = m_zone->currentText().trimmed().toLatin1();
    profile.pricePerGpuHour = m_price->value() > 0 ? m_price->value() : -1;
    profile.currency = m_currency->text().trimmed();
    return profile;
}

std::optional<QByteArray> ConnectionForm::secret() const
{
    if (m_profile.auth != AuthKind::None && AuthKind(m_auth->currentData().toInt()) == AuthKind::None)
        return QByteArray(); // nothing is sent any more: nothing is kept
    return m_secretTyped;
}

void ConnectionForm::say(QWidget* field, const QString& problem)
{
    for (const auto& checked : m_checked) {
        if (checked.field == field) {
            checked.problem->setText(problem);
            checked.problem->setVisible(!problem.isEmpty());
            field->setAccessibleDescription(problem);
        }
    }
}

QString ConnectionForm::firstProblem() const
{
    for (const auto& checked : m_checked) {
        if (!checked.problem->text().isEmpty())
            return checked.problem->text();
    }
    return {};
}

void ConnectionForm::enterAddress()
{
    const auto typed = m_url->text().trimmed();
    if (m_url->isModified() && !typed.isEmpty()) {
        m_url->setModified(false);
        emit addressEntered(typed);
    }
}

bool ConnectionForm::check()
{
    enterAddress(); // a button pressed by its shortcut leaves the focus in the field
    const auto wanted = profile();
    const auto scheme = wanted.url.scheme();
    const bool http = scheme == QStringLiteral("http") || scheme == QStringLiteral("https");
    say(m_url, http && !wanted.url.host().isEmpty() ? QString() : tr("An address such as https://gpu.example.org."));
    const bool headerMissing = wanted.auth == AuthKind::Header && wanted.headerName.isEmpty();
    say(m_headerName, headerMissing ? tr("The name of the header that carries the secret.") : QString());
    const bool secretMissing =
        wanted.auth != AuthKind::None && (m_secretTyped ? m_secretTyped->isEmpty() : !m_hasSecret);
    say(m_secret, secretMissing ? tr("Type the secret of this server, or choose a login of kind None.") : QString());
    const bool halfPair = wanted.clientCertFile.isEmpty() != wanted.clientKeyFile.isEmpty();
    for (const auto& checked : m_checked) {
        if (checked.field->isAncestorOf(m_certificate))
            say(checked.field, halfPair ? tr("A certificate needs its key, and a key its certificate.") : QString());
    }
    const bool noZone = !wanted.zone.isEmpty() && !isZoneName(wanted.zone);
    say(m_zone, noZone ? tr("No such zone. A name such as Asia/Shanghai, or nothing.") : QString());
    for (const auto& checked : m_checked) {
        if (!checked.problem->text().isEmpty()) {
            auto* inside = checked.field->findChild<QLineEdit*>();
            (inside ? inside : checked.field)->setFocus();
            return false;
        }
    }
    return true;
}

void ConnectionForm::followAuth()
{
    const auto kind = AuthKind(m_auth->currentData().toInt());
    const auto show = [this](QWidget* field, bool visible) {
        // the row's field is the pair of field and problem
        m_login->setRowVisible(field->parentWidget(), visible);
    };
    show(m_headerName, kind == AuthKind::Header);
    show(m_secret, kind != AuthKind::None);
    m_secret->setPlaceholderText(m_hasSecret ? tr("Kept; type to replace it") : tr("Is put into the keyring"));
}

void ConnectionForm::followInsecure()
{
    const auto host = QUrl(m_url->text().trimmed()).host();
    const bool here =
        host == QStringLiteral("localhost") || host == QStringLiteral("127.0.0.1") || host == QStringLiteral("::1");
    const bool plain = m_url->text().trimmed().startsWith(QStringLiteral("http:")) && !here;
    m_insecure->setVisible(plain || m_insecure->isChecked());
}

void ConnectionForm::changed()
{
    if (m_filling)
        return;
    followAuth();
    followInsecure();
    emit edited();
}

void ConnectionForm::focusAddress()
{
    m_url->setFocus();
    m_url->selectAll();
}

void ConnectionForm::focusSecret()
{
    m_secret->setFocus();
    m_secret->selectAll();
}

} // namespace atlas
