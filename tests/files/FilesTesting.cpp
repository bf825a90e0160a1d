// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/files/FilesTesting.h"

#include "models/api/WireEncoder.h"

#include <QDir>

#include <archive.h>
#include <archive_entry.h>

namespace atlas::test {

GoodBundle::GoodBundle()
{
    fill(store);
    Progress progress;
    manifest = writeBundle(store.path(), wishOf(0, 30), path(), progress).value();
    QDir(files.path()).mkdir(QStringLiteral("opened"));
}

QStringList GoodBundle::leftOvers() const
{
    return QDir(files.filePath(QStringLiteral("opened")))
        .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

Result<OpenedFiles> open(const QStringList& paths, const QString& store, const OpenLimits& limits)
{
    Progress progress;
    return openFiles(paths, store, progress, limits);
}

QString faultOfRefusal(const Error& error, const QString& name)
{
    const QString start = name.isEmpty() ? QString() : name + QStringLiteral(" was not opened. ");
    const auto reason = error.message.mid(start.size());
    const bool whole =
        reason.size() > 20 && reason.front().isUpper() && reason.endsWith(u'.') && !reason.contains(u'%');
    const bool advises = reason.contains(QStringLiteral("; ")) || reason.contains(QStringLiteral(". "));
    // The detail stands below it: a word by itself would say nothing to anybody.
    const bool detailed = error.detail.isEmpty() || error.detail.contains(u' ');
    return error.cls == ErrorClass::FileRejected && error.message.startsWith(start) && whole && advises && detailed
        ? QString()
        : QStringLiteral("%1 (%2)").arg(error.message, error.detail);
}

QByteArray reply(const std::string& cluster, int hour, int count)
{
    std::vector<NamespaceHour> rows;
    for (int i = 0; i < count; ++i)
        rows.push_back(namespaceRow(hour + i, "ml", cluster));
    return QByteArray::fromStdString(encodePage(rows, {count, 1, 100, 1}));
}

void writeArchive(const QString& path, const QByteArray& format, const Entries& entries)
{
    auto* out = archive_write_new();
    if (format == "zip")
        archive_write_set_format_zip(out);
    else
        archive_write_set_format_pax_restricted(out);
    if (format == "tar.gz")
        archive_write_add_filter_gzip(out);
    if (format == "tar.zst")
        archive_write_add_filter_zstd(out);
    archive_write_open_filename(out, QFile::encodeName(path).constData());
    auto* entry = archive_entry_new();
    for (const auto& [name, bytes] : entries) {
        archive_entry_clear(entry);
        archive_entry_set_pathname(entry, name.constData());
        archive_entry_set_size(entry, bytes.size());
        archive_entry_set_filetype(entry, name.endsWith('/') ? AE_IFDIR : AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_mtime(entry, 1'700'000'000, 0);
        archive_write_header(out, entry);
        archive_write_data(out, bytes.constData(), std::size_t(bytes.size()));
    }
    archive_entry_free(entry);
    archive_write_close(out);
    archive_write_free(out);
}

} // namespace atlas::test
