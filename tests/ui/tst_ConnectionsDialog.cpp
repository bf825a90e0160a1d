// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"
#include "tests/ui/FakeConnections.h"
#include "ui/dialogs/ConnectionForm.h"
#include "ui/dialogs/ConnectionsDialog.h"
#include "ui/dialogs/FindingsList.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSet>
#include <QTest>

using namespace atlas;
using namespace atlas::test;

class tst_ConnectionsDialog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void withoutConnectionsANewOneIsShown();
    void everySettingSurvivesTheForm();
    void whatIsMissingIsSaidAtItsField_data();
    void whatIsMissingIsSaidAtItsField();
    void aRefusalIsSaidAndNothingIsSaved();
    void savingAddsToTheList();
    void K4_userInfoOfAnAddressBecomesTheSecret();
    void anUntouchedSecretStays();
    void withoutLoginNoSecretIsKept();
    void K2_aSecretThatIsNotKeptIsSaid();
    void editedAndNotSavedIsKeptWhileTheDialogIsOpen();
    void aTypedSecretIsForgottenWithTheDialog();
    void K7_aKeptSecretGoesToNoOtherServer();
    void aTestShowsWhatItFound();
    void aTestIsStoppedByTheSameButton();
    void somebodyElsesTestIsNotShown();
    void removedConnectionsGo();
    void itMayGoWhileAnAddressIsTyped();
    void allFieldsAreReachedByTab();
    void bothThemesPaint();

private:
    ConnectionForm* form() const { return m_dialog->findChild<ConnectionForm*>(); }
    QPushButton* button(const char* text) const
    {
        for (auto* found : m_dialog->findChildren<QPushButton*>()) {
            if (found->text() == QString::fromUtf8(text))
                return found;
        }
        return nullptr;
    }
    QLineEdit* field(const char* name) const
    {
        for (auto* found : m_dialog->findChildren<QLineEdit*>()) {
            if (found->accessibleName() == QString::fromUtf8(name))
                return found;
        }
        return nullptr;
    }
    void make()
    {
        m_dialog = std::make_unique<ConnectionsDialog>(*m_connections);
        m_dialog->show();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    void type(const char* name, const char* text)
    {
        field(name)->setFocus();
        field(name)->clear();
        QTest::keyClicks(field(name), QString::fromLatin1(text));
    }

    std::unique_ptr<FakeConnections> m_connections;
    std::unique_ptr<ConnectionsDialog> m_dialog;
};

void tst_ConnectionsDialog::init()
{
    m_dialog.reset();
    m_connections = std::make_unique<FakeConnections>();
}

void tst_ConnectionsDialog::withoutConnectionsANewOneIsShown()
{
    make();
    QCOMPARE(m_dialog->names(), QStringList{QStringLiteral("New connection")});
    QCOMPARE(m_dialog->current(), QString());
    QVERIFY(!button("Remove")->isEnabled());
}

void tst_ConnectionsDialog::everySettingSurvivesTheForm()
{
    auto& profile = m_connections->add("a", "Prod", "https://gpu.example.org/x");
    profile.enabled = false;
    profile.clusters = {QStringLiteral("c1"), QStringLiteral("c2")};
    profile.auth = AuthKind::Header;
    profile.headerName = QStringLiteral("X-Api-Key");
    profile.insecureHttp = true;
    profile.caFile = QStringLiteral("/ca.pem");
    profile.clientCertFile = QStringLiteral("/cert.pem");
    profile.clientKeyFile = QStringLiteral("/key.pem");
    profile.systemProxy = false;
    profile.ratesAreFractions = true;
    profile.basis = UtilizationBasis::AllGpus;
    profile.zeroHoursAreUnknown = true;
    profile.zone = "Asia/Shanghai";
    profile.pricePerGpuHour = 2.125;
    profile.currency = QStringLiteral("EUR");
    const auto expected = profile;
    make();
    QCOMPARE(form()->profile(), expected);
    QCOMPARE(form()->secret(), std::optional<QByteArray>());
    QVERIFY(form()->profile() == m_connections->profiles[0]);
}

void tst_ConnectionsDialog::whatIsMissingIsSaidAtItsField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("address") << "Address"
                             << "ftp://x"
                             << "An address such as";
    QTest::newRow("half a pair") << "Client certificate"
                                 << "/cert.pem"
                                 << "A certificate needs its key";
}

void tst_ConnectionsDialog::whatIsMissingIsSaidAtItsField()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, said);
    m_connections->add("a", "Prod", "https://gpu.example.org");
    make();
    type(field.toUtf8().constData(), text.toUtf8().constData());
    button("Save")->click();
    QVERIFY2(form()->firstProblem().startsWith(said), qPrintable(form()->firstProblem()));
    QCOMPARE(m_connections->profiles[0].url, QUrl(QStringLiteral("https://gpu.example.org")));
    QVERIFY(m_connections->profiles[0].clientCertFile.isEmpty());
}

void tst_ConnectionsDialog::aRefusalIsSaidAndNothingIsSaved()
{
    m_connections->refused = Error{ErrorClass::Usage, QStringLiteral("Not like this."), {}, 0, {}};
    make();
    type("Address", "https://gpu.example.org");
    button("Save")->click();
    QCOMPARE(m_dialog->message(), QStringLiteral("Not like this."));
    QVERIFY(m_connections->profiles.empty());
    button("Test connection")->click();
    QVERIFY(m_connections->tests.empty());
}

void tst_ConnectionsDialog::savingAddsToTheList()
{
    make();
    type("Address", "https://gpu.example.org");
    button("Save")->click();
    QCOMPARE(m_connections->profiles.size(), 1U);
    QCOMPARE(m_connections->profiles[0].name, QStringLiteral("gpu.example.org")); // as the address
    QCOMPARE(m_dialog->names(), QStringList{QStringLiteral("gpu.example.org")});
    QCOMPARE(m_dialog->current(), m_connections->profiles[0].id);
    QCOMPARE(m_dialog->message(), QStringLiteral("Saved."));
}

void tst_ConnectionsDialog::K4_userInfoOfAnAddressBecomesTheSecret()
{
    make();
    type("Address", "https://me:pass@gpu.example.org");
    field("Name")->setFocus(); // the address is typed to its end
    QCOMPARE(form()->profile().url, QUrl(QStringLiteral("https://gpu.example.org")));
    QCOMPARE(form()->profile().auth, AuthKind::Header);
    QVERIFY(form()->secret()->startsWith("Basic "));
    QVERIFY(!field("Address")->text().contains(QStringLiteral("pass")));
}

void tst_ConnectionsDialog::anUntouchedSecretStays()
{
    m_connections->add("a", "Prod", "https://gpu.example.org").auth = AuthKind::Bearer;
    m_connections->secrets.insert(QStringLiteral("a"), "old");
    make();
    QVERIFY(field("Secret")->text().isEmpty()); // never shown again
    type("Name", "Other");
    button("Save")->click();
    QCOMPARE(m_connections->profiles[0].name, QStringLiteral("Other"));
    QCOMPARE(m_connections->secrets.value(QStringLiteral("a")), QByteArray("old"));
    type("Secret", "new");
    button("Save")->click();
    QCOMPARE(m_connections->secrets.value(QStringLiteral("a")), QByteArray("new"));
    QVERIFY(field("Secret")->text().isEmpty());
}

void tst_ConnectionsDialog::withoutLoginNoSecretIsKept()
{
    m_connections->add("a", "Prod", "https://gpu.example.org").auth = AuthKind::Bearer;
    m_connections->secrets.insert(QStringLiteral("a"), "old");
    make();
    auto* kind = form()->findChildren<QComboBox*>().first();
    kind->setCurrentIndex(kind->findData(int(AuthKind::None)));
    emit kind->activated(kind->currentIndex());
    QVERIFY(!field("Secret")->isVisible());
    button("Save")->click();
    QCOMPARE(m_connections->profiles[0].auth, AuthKind::None);
    QVERIFY(m_connections->secrets.value(QStringLiteral("a")).isEmpty());
}

void tst_ConnectionsDialog::K2_aSecretThatIsNotKeptIsSaid()
{
    m_connections->add("a", "Prod", "https://gpu.example.org").auth = AuthKind::Bearer;
    m_connections->keyringRefuses = QStringLiteral("There is no keyring; the token is kept for this run only.");
    make();
    type("Secret", "new");
    button("Save")->click();
    QCOMPARE(m_dialog->message(), m_connections->keyringRefuses);
}

void tst_ConnectionsDialog::editedAndNotSavedIsKeptWhileTheDialogIsOpen()
{
    m_connections->add("a", "Prod", "https://a.example.org");
    m_connections->add("b", "Test", "https://b.example.org");
    make();
    type("Name", "Renamed");
    m_dialog->showConnection(QStringLiteral("b"));
    QCOMPARE(form()->profile().name, QStringLiteral("Test"));
    QCOMPARE(m_dialog->names()[0], QStringLiteral("Prod •"));
    m_dialog->showConnection(QStringLiteral("a"));
    QCOMPARE(form()->profile().name, QStringLiteral("Renamed"));
    QCOMPARE(m_connections->profiles[0].name, QStringLiteral("Prod"));
    button("Save")->click();
    QCOMPARE(m_dialog->names(), QStringList({QStringLiteral("Renamed"), QStringLiteral("Test")}));
}

void tst_ConnectionsDialog::aTypedSecretIsForgottenWithTheDialog()
{
    m_connections->add("a", "Prod", "https://a.example.org").auth = AuthKind::Bearer;
    make();
    type("Name", "Renamed");
    type("Secret", "token");
    QCOMPARE(form()->secret(), std::optional<QByteArray>("token"));
    m_dialog->reject();
    QCOMPARE(form()->secret(), std::nullopt);
    m_dialog->show();
    m_dialog->showConnection(QStringLiteral("a"));
    QCOMPARE(form()->secret(), std::nullopt);
    QCOMPARE(form()->profile().name, QStringLiteral("Renamed")); // what else was typed is there
}

void tst_ConnectionsDialog::K7_aKeptSecretGoesToNoOtherServer()
{
    m_connections->add("a", "Prod", "https://a.example.org/api").auth = AuthKind::Bearer;
    m_connections->secrets.insert(QStringLiteral("a"), "token-of-a");
    make();
    for (const char* other :
        {"https://b.example.org/api", "https://a.example.org:8443/api", "http://a.example.org/api"}) {
        type("Address", other);
        button("Test connection")->click();
        QVERIFY2(m_connections->tests.empty(), other);
        QVERIFY(form()->firstProblem().contains(QStringLiteral("secret")));
        button("Save")->click();
        QCOMPARE(m_connections->profiles[0].url, QUrl(QStringLiteral("https://a.example.org/api")));
    }
    m_dialog->reject(); // nor when the edited address is shown again
    m_dialog->show();
    m_dialog->showConnection(QStringLiteral("a"));
    button("Test connection")->click();
    QVERIFY(m_connections->tests.empty());
    type("Secret", "token-of-b");
    button("Test connection")->click();
    QCOMPARE(m_connections->tests.size(), 1U);
    button("Stop the test")->click();
    type("Address", "https://a.example.org/other"); // of the same server
    form()->setProfile(form()->profile(), std::nullopt, true);
    button("Save")->click();
    QCOMPARE(m_connections->profiles[0].url, QUrl(QStringLiteral("https://a.example.org/other")));
    QCOMPARE(m_connections->secrets.value(QStringLiteral("a")), QByteArray("token-of-a"));
}

void tst_ConnectionsDialog::aTestShowsWhatItFound()
{
    m_connections->add("a", "Prod", "https://a.example.org");
    make();
    button("Test connection")->click();
    QCOMPARE(m_connections->tests.size(), 1U);
    ConnectionReport report;
    report.findings = {{ConnectionFinding::Level::Good, QStringLiteral("It answers."), {}},
        {ConnectionFinding::Level::Note, QStringLiteral("Rates look like fractions."), QStringLiteral("0.71")}};
    report.error = Error{ErrorClass::Auth, QStringLiteral("A token is needed."), {}, 0, {}};
    emit m_connections->tested(report);
    QCOMPARE(m_dialog->findChild<FindingsList*>()->findings(), report.findings);
    QStringList shown;
    for (auto* label : m_dialog->findChild<FindingsList*>()->findChildren<QLabel*>()) {
        if (!label->text().isEmpty())
            shown << label->text();
    }
    QCOMPARE(shown,
        QStringList(
            {QStringLiteral("It answers."), QStringLiteral("Rates look like fractions."), QStringLiteral("0.71")}));
    QCOMPARE(m_dialog->message(), QStringLiteral("A token is needed."));
}

void tst_ConnectionsDialog::aTestIsStoppedByTheSameButton()
{
    m_connections->add("a", "Prod", "https://a.example.org");
    make();
    auto* test = button("Test connection");
    test->click();
    QCOMPARE(test->text(), QStringLiteral("Stop the test"));
    test->click();
    QCOMPARE(m_connections->cancels, 1);
    QCOMPARE(test->text(), QStringLiteral("Test connection"));
}

void tst_ConnectionsDialog::somebodyElsesTestIsNotShown()
{
    m_connections->add("a", "Prod", "https://a.example.org");
    make();
    ConnectionReport report;
    report.findings = {{ConnectionFinding::Level::Good, QStringLiteral("It answers."), {}}};
    emit m_connections->tested(report);
    QVERIFY(m_dialog->findChild<FindingsList*>()->findings().empty());
}

void tst_ConnectionsDialog::removedConnectionsGo()
{
    m_connections->add("a", "Prod", "https://a.example.org");
    m_connections->add("b", "Test", "https://b.example.org");
    make();
    button("Remove")->click();
    QCOMPARE(m_dialog->names(), QStringList{QStringLiteral("Test")});
    QCOMPARE(m_dialog->current(), QStringLiteral("b"));
    button("Remove")->click();
    QCOMPARE(m_dialog->names(), QStringList{QStringLiteral("New connection")});
}

void tst_ConnectionsDialog::itMayGoWhileAnAddressIsTyped()
{
    make();
    type("Address", "abc");
    QVERIFY(field("Address")->hasFocus());
    m_dialog.reset(); // as when the session of the desktop ends
}

void tst_ConnectionsDialog::allFieldsAreReachedByTab()
{
    m_connections->add("a", "Prod", "https://a.example.org").auth = AuthKind::Bearer;
    make();
    field("Address")->setFocus();
    QSet<QWidget*> reached;
    for (int i = 0; i < 60 && !reached.contains(m_dialog->focusWidget()); ++i) {
        reached.insert(m_dialog->focusWidget());
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    }
    for (const char* name : {"Address", "Name", "Secret", "CA certificates", "Client certificate", "Currency"})
        QVERIFY2(reached.contains(field(name)), name);
    for (const char* name : {"Save", "Test connection", "Close", "New connection"})
        QVERIFY2(reached.contains(button(name)), name);
    QVERIFY(reached.contains(m_dialog->findChild<QListWidget*>()));
}

void tst_ConnectionsDialog::bothThemesPaint()
{
    m_connections->add("a", "Prod", "http://a.example.org");
    make();
    for (const auto theme : {Theme::Light, Theme::Dark}) {
        m_dialog->setTheme(theme);
        QVERIFY(!m_dialog->grab().isNull());
    }
}

ATLAS_TEST(tst_ConnectionsDialog);
#include "tst_ConnectionsDialog.moc"
