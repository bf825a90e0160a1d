// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/ExportFile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::ExportFile)
};

Error notWritten(const QString& path, const QString& reason)
{
    return {ErrorClass::Export,
        Text::tr("%1 could not be written: %2. What was there before is as it was; choose another place or make room.")
            .arg(QFileInfo(path).fileName(), reason),
        path, 0, {}};
}

} // namespace

std::optional<Error> writeExportFile(
    const QString& path, const std::function<std::optional<Error>(QIODevice& out)>& write)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(path, file.errorString());
    if (auto error = write(file)) {
        file.cancelWriting();
        return error;
    }
    if (!file.commit())
        return notWritten(path, file.errorString());
    return std::nullopt;
}

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

bool looksLikeFormula(const QString& text)
{
    static const QString starts = QStringLiteral("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");
    return !text.isEmpty() && starts.contains(text.front());
}

} // namespace atlas
