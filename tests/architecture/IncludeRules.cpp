// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/IncludeRules.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace atlas::architecture {
namespace {

/// A room: where it is, which rooms its files may include, and which libraries. "store.reader" is the one header of the
/// store that pages may see; "analysis.format" the one header of the analysis that charts may see.
struct Room
{
    QString name;
    QString folder; ///< or the stem of a single header and its source
    QStringList rooms;
    QStringList libraries; ///< beside QtCore and tl::expected, which all have
};

const QString everything = u"*"_s;

/// The first match wins: longer folders first.
const std::vector<Room>& rooms()
{
    static const std::vector<Room> all{
        {u"domain"_s, u"models/domain/"_s, {}, {}},
        {u"analysis.format"_s, u"models/analysis/Format."_s, {u"domain"_s}, {}},
        {u"analysis"_s, u"models/analysis/"_s, {u"domain"_s, u"analysis.format"_s}, {}},
        {u"api"_s, u"models/api/"_s, {u"domain"_s}, {u"QtConcurrent"_s, u"QtNetwork"_s, u"simdjson"_s, u"rapidjson"_s}},
        {u"store.reader"_s, u"models/store/StoreReader."_s, {u"domain"_s}, {}},
        {u"store"_s, u"models/store/"_s, {u"domain"_s, u"store.reader"_s},
            {u"QtConcurrent"_s, u"sqlite3"_s, u"zstd"_s}},
        {u"files"_s, u"models/files/"_s, {u"domain"_s, u"api"_s, u"store"_s, u"store.reader"_s},
            {u"archive"_s, u"seccomp"_s}},
        {u"sync"_s, u"models/sync/"_s, {u"domain"_s, u"api"_s, u"store"_s, u"store.reader"_s},
            {u"QtConcurrent"_s, u"QtNetwork"_s, u"qtkeychain"_s}},
        {u"alerts"_s, u"models/alerts/"_s, {u"domain"_s, u"analysis"_s, u"analysis.format"_s, u"store.reader"_s},
            {u"QtConcurrent"_s}},
        {u"export"_s, u"models/export/"_s, {u"domain"_s, u"analysis"_s, u"analysis.format"_s},
            {u"QtConcurrent"_s, u"xlsxwriter"_s}},
        {u"tables"_s, u"models/tables/"_s, {u"domain"_s, u"analysis"_s, u"analysis.format"_s}, {}},
        {u"views"_s, u"models/views/"_s,
            {u"domain"_s, u"analysis"_s, u"analysis.format"_s, u"alerts"_s, u"tables"_s, u"store.reader"_s},
            {u"QtConcurrent"_s}},
        {u"report"_s, u"models/report/"_s, {u"domain"_s, u"analysis"_s, u"analysis.format"_s, u"views"_s, u"export"_s},
            {}},
        {u"layout"_s, u"charts/layout/"_s, {u"domain"_s}, {}},
        {u"charts"_s, u"charts/"_s, {u"domain"_s, u"layout"_s, u"analysis.format"_s},
            {u"QtGui"_s, u"QtWidgets"_s, u"QtCharts"_s, u"QtSvg"_s, u"QtPrintSupport"_s, u"qcustomplot"_s}},
        {u"ui"_s, u"ui/"_s,
            {u"domain"_s, u"analysis"_s, u"analysis.format"_s, u"alerts"_s, u"tables"_s, u"views"_s, u"charts"_s,
                u"export"_s, u"report"_s},
            {u"QtGui"_s, u"QtWidgets"_s, u"QtCharts"_s, u"QtSvg"_s, u"QtSvgWidgets"_s, u"QtPrintSupport"_s, u"QtDBus"_s,
                u"QtConcurrent"_s}},
        {u"cli"_s, u"app/cli/"_s,
            {u"domain"_s, u"analysis"_s, u"analysis.format"_s, u"api"_s, u"store"_s, u"store.reader"_s, u"sync"_s,
                u"alerts"_s, u"export"_s, u"files"_s, u"tables"_s, u"views"_s, u"report"_s, u"server"_s},
            {u"QtConcurrent"_s, u"QtNetwork"_s, u"rapidjson"_s}},
        {u"server"_s, u"app/server/"_s,
            {u"domain"_s, u"analysis"_s, u"analysis.format"_s, u"api"_s, u"store"_s, u"store.reader"_s, u"sync"_s,
                u"export"_s},
            {u"microhttpd"_s}},
        {u"reader"_s, u"app/reader/"_s, {u"domain"_s, u"api"_s, u"store"_s, u"store.reader"_s, u"files"_s}, {}},
        {u"headless"_s, u"app/headless/"_s,
            {u"domain"_s, u"analysis"_s, u"analysis.format"_s, u"api"_s, u"store"_s, u"store.reader"_s, u"sync"_s,
                u"alerts"_s, u"export"_s, u"cli"_s, u"server"_s},
            {u"QtNetwork"_s}},
        {u"desktop"_s, u"app/desktop/"_s, {everything}, {everything}},
        {u"tests"_s, u"tests/"_s, {everything}, {everything}},
    };
    return all;
}

const Room* findRoom(const QString& path)
{
    for (const auto& room : rooms()) {
        if (path.startsWith(room.folder))
            return &room;
    }
    return nullptr;
}

bool allows(const QStringList& allowed, const QString& wanted)
{
    return allowed.contains(everything) || allowed.contains(wanted);
}

bool isUmbrella(const QString& header)
{
    static const QRegularExpression pattern(
        u"^(Qt(Core|Gui|Widgets|Network|Charts|Svg|Test|Concurrent|PrintSupport|DBus|Sql)/?){1,2}$"_s);
    return pattern.match(header).hasMatch();
}

/// What an include breaks; empty: nothing.
QString includeFault(const Room& room, const QString& header, bool own, const LibraryOf& libraryOf)
{
    if (own) {
        const auto* other = findRoom(header);
        if (other == nullptr)
            return u"includes \"%1\", which is in no room; own headers are named from the root"_s.arg(header);
        if (other->name != room.name && !allows(room.rooms, other->name))
            return u"%1 may not include \"%2\" of %3"_s.arg(room.name, header, other->name);
        return {};
    }
    if (isUmbrella(header))
        return u"includes the umbrella <%1>; include what is used"_s.arg(header);
    const auto library = libraryOf(header);
    if (library.isEmpty() || library == u"QtCore"_s || library == u"expected"_s)
        return {};
    if (!allows(room.libraries, library))
        return u"%1 may not include <%2> of %3"_s.arg(room.name, header, library);
    return {};
}

/// Text that a file may not hold, and why. The files of this test name these things and are left out.
QStringList textFaults(const Room& room, const QString& text)
{
    QStringList faults;
    if (text.contains(u"ignoreSslErrors"_s))
        faults << u"ignores TLS errors"_s;
    const bool composes = room.name == u"desktop"_s || room.name == u"headless"_s || room.name == u"tests"_s;
    static const QRegularExpression ambient(
        u"\\b(QSettings\\b|qgetenv\\(|qEnvironmentVariable\\w*\\(|(std::)?getenv\\()"_s);
    if (!composes) {
        if (const auto match = ambient.match(text); match.hasMatch())
            faults << u"uses %1: only the programs in app/ read settings and the environment"_s.arg(match.captured(1));
    }
    return faults;
}

} // namespace

LibraryOf installedLibraries(const QString& qtHeaders)
{
    auto known = std::make_shared<QHash<QString, QString>>();
    for (const auto& module : QDir(qtHeaders).entryInfoList({u"Qt*"_s}, QDir::Dirs)) {
        for (const auto& header : QDir(module.filePath()).entryList(QDir::Files))
            known->insert(header, module.fileName());
    }
    return [known](const QString& header) -> QString {
        static const QHash<QString, QString> others{{u"simdjson.h"_s, u"simdjson"_s}, {u"sqlite3.h"_s, u"sqlite3"_s},
            {u"zstd.h"_s, u"zstd"_s}, {u"archive.h"_s, u"archive"_s}, {u"archive_entry.h"_s, u"archive"_s},
            {u"seccomp.h"_s, u"seccomp"_s}, {u"microhttpd.h"_s, u"microhttpd"_s},
            {u"qcustomplot.h"_s, u"qcustomplot"_s}, {u"xlsxwriter.h"_s, u"xlsxwriter"_s},
            {u"libpq-fe.h"_s, u"libpq"_s}};
        if (const auto other = others.constFind(header); other != others.constEnd())
            return *other;
        const auto slash = header.indexOf(u'/');
        const auto folder = header.left(std::max<qsizetype>(slash, 0));
        if (folder == u"tl"_s)
            return u"expected"_s;
        if (folder == u"qt6keychain"_s)
            return u"qtkeychain"_s;
        if (folder == u"rapidjson"_s || folder == u"benchmark"_s || folder == u"rapidcheck"_s
            || folder.startsWith(u"Qt"_s))
            return folder;
        return known->value(header);
    };
}

QString roomOf(const QString& path)
{
    const auto* room = findRoom(path);
    return room == nullptr ? QString() : room->name;
}

QStringList violations(const QString& path, const QString& text, const LibraryOf& libraryOf)
{
    constexpr int longest = 600;
    const auto* room = findRoom(path);
    if (room == nullptr)
        return {path + u": is in no room of docs/architecture.md"_s};

    QStringList found;
    const auto lines = text.split(u'\n');
    if (!lines.first().contains(u"SPDX-License-Identifier: GPL-3.0-or-later"_s))
        found << path + u":1: has no SPDX line at its top"_s;
    if (lines.size() > longest + 1)
        found << u"%1: has %2 lines, more than %3"_s.arg(path).arg(lines.size() - 1).arg(longest);

    static const QRegularExpression include(u"^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"_s);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = include.match(lines[i]);
        if (!match.hasMatch() || match.captured(2).endsWith(u".moc"_s))
            continue;
        const auto fault = includeFault(*room, match.captured(2), match.captured(1) == u"\""_s, libraryOf);
        if (!fault.isEmpty())
            found << u"%1:%2: %3"_s.arg(path).arg(i + 1).arg(fault);
    }
    if (!path.startsWith(u"tests/architecture/"_s)) {
        for (const auto& fault : textFaults(*room, text))
            found << u"%1: %2"_s.arg(path, fault);
    }
    return found;
}

QStringList requestBuilders(const QList<std::pair<QString, QString>>& pathsAndTexts)
{
    QStringList builders;
    for (const auto& [path, text] : pathsAndTexts) {
        if (!path.startsWith(u"tests/"_s) && text.contains(u"#include <QNetworkRequest>"_s))
            builders << path;
    }
    return builders;
}

} // namespace atlas::architecture
