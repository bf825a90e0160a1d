// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/SavedViewsFile.h"

#include "models/domain/Async.h"
#include "models/views/Link.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QtConcurrentRun>

#include <memory>

namespace atlas {

namespace {

constexpr QLatin1StringView formatName("gpu-atlas-views");
constexpr int formatVersion = 1;
constexpr qint64 largestFile = 4 * 1024 * 1024;

using Links = std::map<QString, QString>;
using Written = std::shared_ptr<Result<void>>; // QFuture of Qt 6.4 wants a default constructor

/// The links of a file of this format; nullopt for anything else.
std::optional<Links> parse(const QByteArray& bytes)
{
    const auto root = QJsonDocument::fromJson(bytes).object();
    if (root.value(QStringLiteral("format")).toString() != formatName
        || root.value(QStringLiteral("version")).toInt() != formatVersion)
        return std::nullopt;
    Links links;
    for (const auto& entry : root.value(QStringLiteral("views")).toArray()) {
        const auto name = entry[QStringLiteral("name")].toString(), link = entry[QStringLiteral("link")].toString();
        if (name.isEmpty() || link.isEmpty())
            return std::nullopt; // writing it anew would lose something
        links[name] = link;
    }
    return links;
}

Result<void> writeLinks(const QString& path, const Links& links)
{
    QJsonArray views;
    for (const auto& [name, link] : links)
        views.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("link"), link}});
    const QJsonDocument document(QJsonObject{{QStringLiteral("format"), QString(formatName)},
        {QStringLiteral("version"), formatVersion}, {QStringLiteral("views"), views}});
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(document.toJson()) >= 0 && file.commit())
        return {};
    return failure(ErrorClass::Export,
        SavedViews::tr("The saved views could not be written to %1: %2. They are kept until the window is closed.")
            .arg(path, file.errorString()));
}

} // namespace

SavedViewsFile::SavedViewsFile(const QString& path, QObject* parent)
    : SavedViews(parent)
    , m_path(path)
{
    m_writer.setMaxThreadCount(1); // in order
}

SavedViewsFile::~SavedViewsFile()
{
    m_writer.waitForDone();
}

Result<void> SavedViewsFile::load()
{
    QFile file(m_path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly)) { // it may be good: left where it is, and not written over
        m_blocked = Error{ErrorClass::FileRejected,
            tr("The saved views in %1 cannot be read. Views that are saved now are kept until the window is closed.")
                .arg(m_path),
            file.errorString(), 0, {}};
        return tl::unexpected(*m_blocked);
    }
    if (file.size() <= largestFile) {
        if (auto links = parse(file.readAll())) {
            m_links = std::move(*links);
            emit changed();
            return {};
        }
    }
    file.close();
    const QString aside =
        m_path + u'.' + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
    if (QFile::rename(m_path, aside))
        return failure(ErrorClass::FileRejected,
            tr("The saved views in %1 are not in a format that this version knows. The file was set aside as %2.")
                .arg(m_path, QFileInfo(aside).fileName()));
    m_blocked = Error{ErrorClass::FileRejected,
        tr("The saved views in %1 could not be read, and the file could not be set aside. Views that are saved now are "
           "kept until the window is closed; move the file to keep them longer.")
            .arg(m_path),
        {}, 0, {}};
    return tl::unexpected(*m_blocked);
}

std::vector<SavedView> SavedViewsFile::views() const
{
    std::vector<SavedView> views;
    for (const auto& [name, link] : m_links) {
        if (auto query = queryFromLink(link))
            views.push_back({name, std::move(*query)});
    }
    return views;
}

void SavedViewsFile::save(const QString& name, const DashboardQuery& query)
{
    const auto tidy = name.trimmed();
    if (tidy.isEmpty())
        return;
    m_links[tidy] = linkOf(query);
    write();
}

void SavedViewsFile::rename(const QString& name, const QString& newName)
{
    const auto tidy = newName.trimmed();
    const auto old = m_links.find(name);
    if (old == m_links.end() || tidy.isEmpty() || m_links.contains(tidy))
        return;
    m_links[tidy] = old->second;
    m_links.erase(old);
    write();
}

void SavedViewsFile::remove(const QString& name)
{
    if (m_links.erase(name) > 0)
        write();
}

void SavedViewsFile::write()
{
    emit changed();
    if (m_blocked) {
        emit failed(*m_blocked);
        return;
    }
    const auto writing = QtConcurrent::run(&m_writer,
        [path = m_path, links = m_links] { return std::make_shared<Result<void>>(writeLinks(path, links)); });
    whenDone(writing, this, [this](const Written& written) {
        if (!*written)
            emit failed(written->error());
    });
}

} // namespace atlas
