// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/Workbook.h"

#include "models/export/ExportFile.h"
#include "models/export/ExportText.h"
#include "models/export/NewFile.h"
#include "models/export/SheetChart.h"
#include "models/export/SheetTable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSet>
#include <QStringBuilder>

#include <cerrno>
#include <clocale>
#include <cstdint>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <locale.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace {

/// Of the workbook that this thread packs.
thread_local const atlas::Progress* packed = nullptr;

// A temporary file of the library's, which packs them all in one call: once that is cancelled they end, and so it does.

int descriptorOf(void* file)
{
    return int(reinterpret_cast<std::intptr_t>(file));
}
ssize_t readFile(void* file, char* to, std::size_t size)
{
    return packed && packed->isCancelled() ? 0 : ::read(descriptorOf(file), to, size);
}
ssize_t writeFile(void* file, const char* from, std::size_t size)
{
    std::size_t written = 0;
    while (written < size) {
        const auto more = ::write(descriptorOf(file), from + written, size - written);
        if (more <= 0)
            break; // less than all is an error of the stream
        written += std::size_t(more);
    }
    return ssize_t(written);
}
int seekFile(void* file, off64_t* offset, int whence)
{
    *offset = ::lseek(descriptorOf(file), *offset, whence);
    return *offset < 0 ? -1 : 0;
}
int closeFile(void* file)
{
    return ::close(descriptorOf(file));
}

} // namespace

/// In the place of the library's own, which gives its temporary files a name for a moment: who is killed in it would
/// leave the file. A larger buffer, too: these files are all that is written before the end. It is told to the linker
/// alone: the library's versions declare it differently.
extern "C" FILE* atlasNamelessFile(const char* folder) asm("lxw_tmpfile");
extern "C" FILE* atlasNamelessFile(const char* folder)
{
    const atlas::NewFile nameless(QByteArray(folder) + "/rows", nullptr);
    const int descriptor = nameless.failure() == 0 ? ::fcntl(nameless.descriptor(), F_DUPFD_CLOEXEC, 0) : -1;
    FILE* file = descriptor < 0 ? nullptr
                                : ::fopencookie(reinterpret_cast<void*>(std::intptr_t(descriptor)), "w+b",
                                    {readFile, writeFile, seekFile, closeFile});
    constexpr std::size_t buffer = 1 << 16;
    if (file)
        std::setvbuf(file, nullptr, _IOFBF, buffer);
    else if (descriptor >= 0)
        ::close(descriptor);
    return file;
}

namespace atlas {

namespace {

/// The library prints numbers as the program's language does: "0,5" is none. As long as this lives, this thread's
/// numbers are plain.
class PlainNumbers
{
public:
    PlainNumbers()
        : m_plain(::newlocale(LC_NUMERIC_MASK, "C", ::duplocale(::uselocale(nullptr))))
        , m_before(m_plain ? ::uselocale(m_plain) : nullptr)
    {
    }
    ~PlainNumbers()
    {
        if (m_plain) {
            ::uselocale(m_before);
            ::freelocale(m_plain);
        }
    }
    PlainNumbers(const PlainNumbers&) = delete;
    PlainNumbers& operator=(const PlainNumbers&) = delete;

private:
    locale_t m_plain, m_before;
};

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Workbook)
};

Error notWritten(const QString& why)
{
    return {ErrorClass::Export,
        Text::tr("The workbook could not be written: %1. What was there before is as it was.").arg(why), {}, 0, {}};
}

/// `needed`: how many bytes; 0: nobody knows.
Error noTemporary(int error, qint64 needed = 0)
{
    QString why = Text::tr("in the folder for temporary files, %1: %2")
                      .arg(QDir::tempPath(), QString::fromLocal8Bit(std::strerror(error)));
    if (needed > 0)
        why = Text::tr("%1; %2 are needed there").arg(why, exportSize(needed));
    return notWritten(why);
}

class SheetNames
{
public:
    QByteArray take(const QString& wanted)
    {
        QString name = cleanText(wanted);
        for (QChar& c : name) {
            if (QStringLiteral("[]:*?/\\\n\r\t").contains(c))
                c = u' ';
        }
        name = shortened(name.simplified(), longest);
        while (name.startsWith(u'\''))
            name.remove(0, 1);
        while (name.endsWith(u'\''))
            name.chop(1);
        if (name.isEmpty())
            name = QStringLiteral("Sheet");
        if (name.compare(QLatin1StringView("history"), Qt::CaseInsensitive) == 0)
            name += u'_'; // a name that Excel keeps for itself
        QString unique = name;
        for (int n = 2; m_taken.contains(unique.toLower()); ++n) {
            const QString end = QStringLiteral(" (%1)").arg(n);
            unique = shortened(name, longest - end.size()) + end;
        }
        m_taken.insert(unique.toLower());
        return unique.toUtf8();
    }

private:
    static constexpr qsizetype longest = 31;

    static QString shortened(QString name, qsizetype size)
    {
        name.truncate(size);
        if (!name.isEmpty() && name.back().isHighSurrogate())
            name.chop(1);
        return name;
    }

    QSet<QString> m_taken;
};

/// The library's workbook, and the nameless file that it is written to.
class BookFile
{
public:
    explicit BookFile(const Workbook& content)
        : m_file(QFile::encodeName(QDir::tempPath()) + "/book.xlsx", nullptr)
        , m_folder(QFile::encodeName(QDir::tempPath()))
    {
        if (m_file.failure() != 0)
            return;
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = m_folder.data(); // copied by the library
        m_book = workbook_new_opt(m_file.openName().constData(), &options);
        if (m_book && content.created) {
            lxw_doc_properties properties{};
            properties.created = time_t(content.created->time_since_epoch().count());
            workbook_set_properties(m_book, &properties);
        }
    }
    ~BookFile()
    {
        if (m_book)
            lxw_workbook_free(m_book);
    }
    BookFile(const BookFile&) = delete;
    BookFile& operator=(const BookFile&) = delete;

    int failure() const { return m_file.failure() == 0 && !m_book ? ENOMEM : m_file.failure(); }
    lxw_workbook* book() { return m_book; }
    /// EXPORT where its temporary file cannot be made.
    Result<FilledSheet> addSheet(const QString& wanted)
    {
        FilledSheet filled;
        filled.name = m_names.take(wanted);
        errno = 0;
        filled.sheet = workbook_add_worksheet(m_book, filled.name.constData());
        if (!filled.sheet)
            return tl::unexpected(noTemporary(errno != 0 ? errno : EMFILE));
        m_sheets.push_back(filled.sheet);
        return filled;
    }

    /// Packs what was written. The library does not look whether its temporary files took everything: done here.
    std::optional<Error> pack(const Progress* progress)
    {
        off_t all = 0, largest = 0;
        for (auto* sheet : m_sheets) {
            auto* rows = sheet->optimize_tmpfile;
            if (std::fflush(rows) != 0 || std::ferror(rows))
                return noTemporary(ENOSPC);
            const auto size = ::ftello(rows);
            all += size;
            largest = std::max(largest, size);
        }
        const auto needed = largest + all / 4; // the largest sheet once more, and all of them packed
        if (const int why = tryRoom(needed); why != 0)
            return noTemporary(why, needed);
        packed = progress;
        const auto error = workbook_close(m_book);
        packed = nullptr;
        m_book = nullptr;
        if (progress && progress->isCancelled())
            return exportCancelled();
        if (error != LXW_NO_ERROR)
            return notWritten(QString::fromUtf8(lxw_strerror(error)));
        return std::nullopt;
    }
    std::optional<Error> copyTo(QIODevice& out, const Progress* progress)
    {
        QFile whole;
        if (!whole.open(m_file.descriptor(), QIODevice::ReadOnly) || !whole.seek(0))
            return notWritten(whole.errorString());
        constexpr qint64 piece = 1 << 20;
        while (!whole.atEnd()) {
            if (progress && progress->isCancelled())
                return exportCancelled();
            const auto bytes = whole.read(piece);
            if (bytes.isEmpty())
                return notWritten(whole.errorString());
            if (out.write(bytes) != bytes.size())
                return notWritten(out.errorString());
        }
        return std::nullopt;
    }

private:
    /// Whether so much more fits there: errno.
    int tryRoom(off_t bytes) const
    {
        constexpr off_t little = 1 << 20;
        NewFile room(m_folder + "/room", nullptr);
        if (room.failure() != 0)
            return room.failure();
        if (::fallocate(room.descriptor(), 0, 0, bytes + little) == 0 || errno == EOPNOTSUPP)
            return 0;
        return errno;
    }

    NewFile m_file;
    QByteArray m_folder;
    lxw_workbook* m_book = nullptr;
    SheetNames m_names;
    std::vector<lxw_worksheet*> m_sheets;
};

void writeFacts(lxw_worksheet* sheet, const TableFacts& facts, SheetFormats& formats, WorkbookCounts& counts)
{
    constexpr double nameWidth = 24, valueWidth = 88;
    worksheet_set_column(sheet, 0, 0, nameWidth, nullptr);
    worksheet_set_column(sheet, 1, 1, valueWidth, nullptr);
    worksheet_fit_to_pages(sheet, 1, 0);
    lxw_row_t row = 0;
    for (const auto& [name, value] : facts) {
        worksheet_set_row(sheet, row, std::max(rowHeight(name, nameWidth), rowHeight(value, valueWidth)), nullptr);
        worksheet_write_string(sheet, row, 0, cellText(name, counts).constData(), formats.bold());
        worksheet_write_string(sheet, row++, 1, cellText(value, counts).constData(), formats.text(true, true));
    }
}

/// What did not fit, as facts.
TableFacts factsOf(const WorkbookCounts& counts)
{
    TableFacts facts;
    if (counts.cutTexts > 0)
        facts.emplace_back(Text::tr("Cut texts"),
            Text::tr("%n text(s) longer than a cell holds end in a mark", nullptr, counts.cutTexts));
    if (counts.moreSheets > 0)
        facts.emplace_back(Text::tr("Further sheets"),
            Text::tr(
                "%n sheet(s) go on with the rows that the one before had no room for", nullptr, counts.moreSheets));
    return facts;
}

std::optional<Error> writeTable(
    BookFile& file, const WorkbookSheet& content, SheetFormats& formats, Progress* progress, WorkbookCounts& counts)
{
    TableRows ownRows(content.table);
    RowSource& rows = content.rows ? *content.rows : ownRows;
    const bool axisLabels = std::any_of(content.charts.begin(), content.charts.end(),
        [&](const auto& chart) { return hasTimeAxis(rows.head(), chart); });
    SheetTable table(rows, formats, counts, axisLabels, content.isPart, !content.charts.empty());
    if (auto error = table.write([&] { return file.addSheet(content.name); }, content.whenEmpty, progress))
        return error;
    std::uint32_t taken = 0;
    for (const auto& chart : content.charts)
        taken += addSheetChart(file.book(), table, chart, taken);
    return std::nullopt;
}

} // namespace

std::optional<Error> writeWorkbook(const Workbook& workbook, QIODevice& out, Progress* progress, WorkbookCounts* counts)
{
    std::int64_t rows = 0;
    for (const auto& sheet : workbook.sheets)
        rows += std::max<std::int64_t>(0, sheet.rows ? sheet.rows->rowCount() : std::int64_t(sheet.table.rows.size()));
    const auto packing = rows / 2 + 1; // takes about half as long again
    if (progress)
        progress->addTotal(rows + packing);

    const PlainNumbers plain;
    BookFile file(workbook);
    if (file.failure() != 0)
        return noTemporary(file.failure());
    WorkbookCounts found;
    SheetFormats formats(file.book());
    const QString about = Text::tr("About");
    lxw_worksheet* aboutSheet = nullptr;
    const auto addAbout = [&]() -> std::optional<Error> {
        const auto added = file.addSheet(about);
        if (!added)
            return added.error();
        aboutSheet = added->sheet;
        return std::nullopt;
    };
    if (!workbook.facts.empty()) {
        if (auto error = addAbout())
            return error;
    }
    for (const auto& sheet : workbook.sheets) {
        if (auto error = writeTable(file, sheet, formats, progress, found))
            return error;
    }
    auto facts = workbook.facts;
    for (auto& fact : factsOf(found))
        facts.push_back(std::move(fact));
    if (!aboutSheet && !facts.empty()) {
        if (auto error = addAbout())
            return error;
    }
    if (aboutSheet)
        writeFacts(aboutSheet, facts, formats, found);
    if (auto error = file.pack(progress))
        return error;
    if (auto error = file.copyTo(out, progress))
        return error;
    if (progress)
        progress->advance(packing);
    if (counts)
        *counts = found;
    return std::nullopt;
}

std::optional<Error> writeWorkbook(
    const Workbook& workbook, const QString& path, Progress* progress, WorkbookCounts* counts)
{
    return writeExportFile(
        path, [&](QIODevice& out) { return writeWorkbook(workbook, out, progress, counts); }, progress);
}

} // namespace atlas
