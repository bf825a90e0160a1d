// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/Figure.h"
#include "models/export/Csv.h"
#include "models/export/Workbook.h"

#include <QFile>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

using namespace atlas;

namespace {

/// Hours of 200 namespaces with six figures, as a level is exported: made as they are asked for.
class Hours final : public RowSource
{
public:
    explicit Hours(std::int64_t rows)
        : m_rows(rows)
    {
        m_head.title = QStringLiteral("Namespaces by hour");
        m_head.columns = {{QStringLiteral("hour"), QStringLiteral("Hour"), CellKind::Time, Unit::None},
            {QStringLiteral("namespace"), QStringLiteral("Namespace"), CellKind::Text, Unit::None}};
        for (const char* name : {"allocated", "used", "idle", "utilization", "peak", "workloads"}) {
            m_head.columns.push_back({QString::fromLatin1(name), QString::fromLatin1(name), CellKind::Number,
                std::strcmp(name, "workloads") == 0 ? Unit::Count : Unit::Gpus});
        }
        for (int i = 0; i < namespaces; ++i)
            m_names.push_back(QStringLiteral("team-%1-training").arg(i));
    }
    const Table& head() const override { return m_head; }
    std::int64_t rowCount() const override { return m_rows; }
    Result<bool> next(std::vector<Cell>& cells) override
    {
        if (m_at == m_rows)
            return false;
        const auto row = at(m_at);
        cells.resize(m_head.columns.size());
        cells[0] = row.hour;
        cells[1] = m_names[std::size_t(m_at % namespaces)];
        for (std::size_t i = 0; i < figures; ++i)
            cells[2 + i] = row.values[i];
        ++m_at;
        return true;
    }

    static constexpr int namespaces = 200;
    static constexpr std::size_t figures = 6;
    struct Row
    {
        Instant hour;
        double values[figures];
    };
    static Row at(std::int64_t index)
    {
        const auto n = double(index % 7919);
        constexpr std::int64_t firstHour = 490'000;
        return {Instant(std::chrono::hours(firstHour + index / namespaces)),
            {n / 7.0, n / 11.0, n / 7.0 - n / 11.0, n * 0.0123, n / 77.0, double(index % 17)}};
    }

private:
    std::int64_t m_rows, m_at = 0;
    Table m_head;
    std::vector<QString> m_names;
};

constexpr std::int64_t csvRows = 100'000;

void csvOfOurs(benchmark::State& state)
{
    const QTemporaryDir folder;
    qint64 bytes = 0;
    for (auto _ : state) {
        QFile file(folder.filePath(QStringLiteral("table.csv")));
        Hours rows(csvRows);
        if (!file.open(QIODevice::WriteOnly) || writeCsv(rows, {}, file))
            state.SkipWithError("not written");
        bytes += file.pos();
    }
    state.SetBytesProcessed(bytes);
    state.counters["rows/s"] = benchmark::Counter(double(state.iterations()) * csvRows, benchmark::Counter::kIsRate);
}

/// A field with the quoting of RFC 4180, as one would write it.
void printField(std::FILE* file, const char* text)
{
    if (!std::strpbrk(text, ",\"\r\n")) {
        std::fputs(text, file);
        return;
    }
    std::fputc('"', file);
    for (const char* c = text; *c; ++c) {
        if (*c == '"')
            std::fputc('"', file);
        std::fputc(*c, file);
    }
    std::fputc('"', file);
}

/// The plain loop: printf with as many digits as say a double exactly.
void csvOfPrintf(benchmark::State& state)
{
    const QTemporaryDir folder;
    std::int64_t bytes = 0;
    for (auto _ : state) {
        const auto path = QFile::encodeName(folder.filePath(QStringLiteral("table.csv")));
        std::FILE* file = std::fopen(path.constData(), "w");
        std::fputs("hour,namespace,allocated,used,idle,utilization,peak,workloads\r\n", file);
        for (std::int64_t i = 0; i < csvRows; ++i) {
            const auto row = Hours::at(i);
            const auto seconds = time_t(row.hour.time_since_epoch().count());
            std::tm date = {};
            ::gmtime_r(&seconds, &date);
            std::fprintf(file, "%04d-%02d-%02dT%02d:%02d:%02dZ,", date.tm_year + 1900, date.tm_mon + 1, date.tm_mday,
                date.tm_hour, date.tm_min, date.tm_sec);
            char name[64];
            std::snprintf(name, sizeof name, "team-%d-training", int(i % Hours::namespaces));
            printField(file, name);
            for (const double value : row.values)
                std::fprintf(file, ",%.17g", value);
            std::fputs("\r\n", file);
        }
        bytes += std::ftell(file);
        std::fclose(file);
    }
    state.SetBytesProcessed(bytes);
    state.counters["rows/s"] = benchmark::Counter(double(state.iterations()) * csvRows, benchmark::Counter::kIsRate);
}

constexpr std::int64_t bookRows = 100'000;

void bookOfOurs(benchmark::State& state)
{
    const QTemporaryDir folder;
    for (auto _ : state) {
        Workbook workbook;
        workbook.sheets.push_back({QStringLiteral("Hours"), {}, std::make_shared<Hours>(bookRows)});
        if (writeWorkbook(workbook, folder.filePath(QStringLiteral("book.xlsx"))))
            state.SkipWithError("not written");
    }
    state.counters["rows/s"] = benchmark::Counter(double(state.iterations()) * bookRows, benchmark::Counter::kIsRate);
}

/// The library as its own examples use it, the same cells in the same formats.
void bookOfBareLibrary(benchmark::State& state)
{
    const QTemporaryDir folder;
    for (auto _ : state) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        auto* book =
            workbook_new_opt(QFile::encodeName(folder.filePath(QStringLiteral("book.xlsx"))).constData(), &options);
        auto* sheet = workbook_add_worksheet(book, "Hours");
        auto* time = workbook_add_format(book);
        format_set_num_format(time, "yyyy-mm-dd hh:mm");
        auto* number = workbook_add_format(book);
        format_set_num_format(number, "#,##0.00");
        auto* text = workbook_add_format(book);
        format_set_indent(text, 1);
        lxw_col_t heading = 0;
        for (const char* name : {"hour", "namespace", "allocated", "used", "idle", "utilization", "peak", "workloads"})
            worksheet_write_string(sheet, 0, heading++, name, nullptr);
        for (std::int64_t i = 0; i < bookRows; ++i) {
            const auto row = Hours::at(i);
            const auto at = lxw_row_t(i + 1);
            worksheet_write_number(sheet, at, 0, 25569 + double(row.hour.time_since_epoch().count()) / 86400, time);
            char name[64];
            std::snprintf(name, sizeof name, "team-%d-training", int(i % Hours::namespaces));
            worksheet_write_string(sheet, at, 1, name, text);
            for (std::size_t k = 0; k < Hours::figures; ++k)
                worksheet_write_number(sheet, at, lxw_col_t(2 + k), row.values[k], number);
        }
        if (workbook_close(book) != LXW_NO_ERROR)
            state.SkipWithError("not written");
    }
    state.counters["rows/s"] = benchmark::Counter(double(state.iterations()) * bookRows, benchmark::Counter::kIsRate);
}

/// KiB by its name in /proc/self/status: VmRSS is resident now, VmHWM was so at most.
long residentKib(const char* name)
{
    long kib = -1;
    std::FILE* status = std::fopen("/proc/self/status", "r");
    char line[256];
    while (status && std::fgets(line, sizeof line, status)) {
        if (std::strncmp(line, name, std::strlen(name)) == 0)
            std::sscanf(line + std::strlen(name), ": %ld", &kib);
    }
    if (status)
        std::fclose(status);
    return kib;
}

/// A million rows in a process of their own: by how much it grows. 255: it failed.
int growthOfAMillionRows(const QString& path)
{
    constexpr int failed = 255, kibi = 1024;
    const int mark = ::open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC); // forgets what was resident before
    if (mark < 0 || ::write(mark, "5", 1) != 1)
        return failed;
    const long before = residentKib("VmRSS");
    Workbook workbook;
    workbook.sheets.push_back({QStringLiteral("Hours"), {}, std::make_shared<Hours>(1'000'000)});
    if (writeWorkbook(workbook, path) || before < 0)
        return failed;
    return int(std::min<long>(failed - 1, (residentKib("VmHWM") - before + kibi - 1) / kibi));
}

void memoryOfAMillionRows(benchmark::State& state)
{
    const QTemporaryDir folder;
    int mebibytes = 0;
    for (auto _ : state) {
        const auto path = folder.filePath(QStringLiteral("book.xlsx"));
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(growthOfAMillionRows(path));
        int status = 0;
        if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) == 255)
            state.SkipWithError("not written");
        mebibytes = WEXITSTATUS(status);
    }
    state.counters["MiB resident"] = mebibytes;
}

} // namespace

BENCHMARK(csvOfPrintf)->Name("export/CSV, 100,000 rows/printf loop")->Unit(benchmark::kMillisecond);
BENCHMARK(csvOfOurs)->Name("export/CSV, 100,000 rows/writeCsv")->Unit(benchmark::kMillisecond);
BENCHMARK(bookOfBareLibrary)->Name("export/workbook, 100,000 rows/bare libxlsxwriter")->Unit(benchmark::kMillisecond);
BENCHMARK(bookOfOurs)->Name("export/workbook, 100,000 rows/writeWorkbook")->Unit(benchmark::kMillisecond);
BENCHMARK(memoryOfAMillionRows)
    ->Name("export/workbook, a million rows/writeWorkbook")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);
