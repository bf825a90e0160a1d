// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Connection.h"
#include "ui/Theme.h"

#include <QWidget>

#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace atlas {

/// The fields of one connection. What cannot be is said below its field. It knows no connection but the one it shows.
class ConnectionForm final : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionForm(QWidget* parent = nullptr);

    /// Shows a profile. `secret`: as it was typed before; nullopt: untouched. `hasSecret`: one is kept for it.
    void setProfile(const ConnectionProfile& profile, const std::optional<QByteArray>& secret, bool hasSecret);
    /// The profile as it is edited: the shown one with the fields taken over.
    ConnectionProfile profile() const;
    /// What was typed into the field of the secret; nullopt where it was left alone.
    std::optional<QByteArray> secret() const;

    /// Checks what can be checked here; false if something was said at a field.
    bool check();
    /// The first field that something is said at; empty: none.
    QString firstProblem() const;
    void focusAddress();
    void focusSecret();

signals:
    /// The user changed something.
    void edited();
    /// The address was typed to its end.
    void addressEntered(const QString& typed);

private:
    struct Checked
    {
        QWidget* field;
        QLabel* problem;
    };
    QFormLayout* section(const QString& title);
    QWidget* withProblem(QWidget* field);
    QWidget* fileField(QLineEdit*& edit, const QString& title);
    void buildServer();
    void buildLogin();
    void buildTrust();
    void buildReading();
    void followAuth();
    void followInsecure();
    void say(QWidget* field, const QString& problem);
    void changed();
    void enterAddress();

    ConnectionProfile m_profile;
    std::optional<QByteArray> m_secretTyped;
    bool m_hasSecret = false, m_filling = false;
    QVBoxLayout* m_column;
    QFormLayout* m_login = nullptr;
    QLineEdit *m_name, *m_url, *m_clusters, *m_headerName, *m_secret, *m_ca, *m_certificate, *m_key, *m_currency;
    QCheckBox *m_enabled, *m_proxy, *m_insecure, *m_fractions, *m_zeroHours;
    QComboBox *m_auth, *m_basis, *m_zone;
    QDoubleSpinBox* m_price;
    std::vector<Checked> m_checked;
};

} // namespace atlas
