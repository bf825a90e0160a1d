// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/ExportText.h"

namespace atlas {

QString cleanText(QString text)
{
    constexpr QChar replacement(0xFFFD);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            ++i;
            continue;
        }
        const bool allowed = c == u'\n' || c == u'\r' || c == u'\t';
        const bool control = (c.unicode() < 0x20 && !allowed) || c.unicode() == 0x7F || c.unicode() >= 0xFFFE;
        if (control || c.isSurrogate())
            text[i] = replacement;
    }
    return text;
}

bool looksLikeFormula(QStringView text)
{
    return !text.isEmpty() && QStringView(u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20").contains(text.front());
}

bool appendAscii(std::string& bytes, QStringView text)
{
    const auto before = bytes.size();
    bytes.resize(before + std::size_t(text.size()));
    char* to = bytes.data() + before;
    for (const QChar c : text) {
        if (c < u' ' || c > u'~') {
            bytes.resize(before);
            return false;
        }
        *to++ = char(c.unicode());
    }
    return true;
}

} // namespace atlas
