// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/SecretFilter.h"

#include <algorithm>

namespace atlas {

namespace {

constexpr qsizetype shortestSecret = 8; ///< what is shorter occurs by chance
constexpr char mask[] = "***";

} // namespace

void SecretFilter::add(const ApiAuth& auth)
{
    add(auth.secret);
    if (auth.kind != ApiAuth::Kind::Cookie)
        return;
    for (const auto& part : auth.secret.split(';'))
        add(part.mid(part.indexOf('=') + 1).trimmed());
}

void SecretFilter::add(const QByteArray& secret)
{
    if (secret.size() < shortestSecret)
        return;
    const QByteArray base64 = secret.toBase64(QByteArray::OmitTrailingEquals);
    const QByteArray base64Url = secret.toBase64(QByteArray::OmitTrailingEquals | QByteArray::Base64UrlEncoding);
    for (const auto& form : {secret, base64, base64Url, secret.toPercentEncoding()}) {
        QByteArray inJson = form; // where slashes may be escaped
        inJson.replace('/', "\\/");
        for (const auto& spelling : {form, inJson}) {
            if (!m_forms.contains(spelling))
                m_forms << spelling;
        }
    }
    std::stable_sort(
        m_forms.begin(), m_forms.end(), [](const QByteArray& a, const QByteArray& b) { return a.size() > b.size(); });
}

QString SecretFilter::cleaned(QString text) const
{
    for (const auto& form : m_forms)
        text.replace(QString::fromUtf8(form), QLatin1StringView(mask), Qt::CaseInsensitive);
    return text;
}

void SecretFilter::clean(QByteArray& text) const
{
    for (const auto& form : m_forms)
        text.replace(form, mask);
    for (const auto& form : m_forms) {
        for (auto length = std::min(form.size() - 1, text.size()); length >= shortestSecret; --length) {
            if (text.endsWith(form.left(length)))
                text.replace(text.size() - length, length, mask);
        }
    }
}

QByteArray SecretFilter::cleaned(QByteArray text) const
{
    clean(text);
    return text;
}

} // namespace atlas
