// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/Csv.h"

#include "models/analysis/Buckets.h"
#include "models/analysis/Format.h"
#include "models/export/ExportText.h"
#include "models/export/LocalClock.h"
#include "models/export/RowLoop.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Csv)
};

class CsvWriter
{
public:
    CsvWriter(RowSource& rows, const CsvOptions& options, QIODevice& out, Progress* progress)
        : m_rows(rows)
        , m_head(rows.head())
        , m_options(options)
        , m_out(out)
        , m_progress(progress)
        , m_clock(m_head.zone)
        , m_excel(options.profile == CsvProfile::Excel)
        , m_point(m_excel && options.locale.decimalPoint() == QLatin1StringView(",") ? ',' : '.') // no third is read
        , m_separator(m_point == ',' ? ';' : ',')
    {
        m_bytes.reserve(chunk + chunk / 4);
    }

    std::optional<Error> write()
    {
        if (m_excel)
            m_bytes += "\xEF\xBB\xBF";
        for (const auto& [name, value] : m_options.facts)
            addFact(name, value);
        header();
        const auto count = m_rows.rowCount();
        if (m_progress && count > 0)
            m_progress->addTotal(count);
        const auto error = takeRows(m_rows, m_progress, [this](const std::vector<Cell>& cells) {
            row(cells);
            return m_error;
        });
        if (!error)
            flush();
        return error ? error : m_error;
    }

private:
    static constexpr std::size_t chunk = 1 << 16;

    /// A line that programs can tell from the table by its first character; one cell for spreadsheets.
    void addFact(const QString& name, const QString& value)
    {
        const QString line = QString(u"# " + name + u": " + value).simplified();
        if (m_excel)
            addText(line);
        else
            m_bytes += cleanText(line).toStdString();
        endLine();
    }
    void header()
    {
        m_first = true;
        for (const auto& column : m_head.columns) {
            if (column.kind == CellKind::Sparkline)
                continue;
            if (m_excel && column.kind == CellKind::Time) {
                if (!m_clock.isUtc())
                    addHeading(Text::tr("%1 (%2)").arg(column.title, m_clock.name()));
                addHeading(Text::tr("%1 (UTC)").arg(column.title));
            } else {
                addHeading(m_excel ? titleWithUnit(column.title, column.unit) : column.id);
            }
        }
        endLine();
    }
    void addHeading(const QString& text)
    {
        next();
        addText(text);
    }
    void row(const std::vector<Cell>& cells)
    {
        const auto begin = m_bytes.size();
        m_first = true;
        for (std::size_t i = 0; i < m_head.columns.size(); ++i) {
            const auto kind = m_head.columns[i].kind;
            if (kind == CellKind::Sparkline)
                continue;
            next();
            const Cell& cell = cells[i];
            if (kind == CellKind::Time)
                addTime(std::get_if<Instant>(&cell), std::get_if<QString>(&cell));
            else if (const auto* number = std::get_if<double>(&cell))
                addNumber(*number);
            else if (const auto* text = std::get_if<QString>(&cell))
                addText(*text);
        }
        if (m_bytes.size() == begin)
            m_bytes += "\"\""; // an empty line would be no row
        endLine();
    }
    void next()
    {
        if (!m_first)
            m_bytes += m_separator;
        m_first = false;
    }
    void endLine()
    {
        m_bytes += "\r\n";
        if (m_bytes.size() >= chunk)
            flush();
    }
    /// Every digit, as few as say the number exactly; with an exponent only what would be many zeros without.
    void addNumber(double number)
    {
        if (!std::isfinite(number))
            return;
        constexpr double smallest = 1e-5, largest = 1e15;
        const double size = std::abs(number);
        const bool plain = number == 0 || (size >= smallest && size < largest);
        char digits[32];
        auto* const end = std::to_chars(digits, digits + sizeof digits, number + 0.0, // no "-0"
            plain ? std::chars_format::fixed : std::chars_format::scientific)
                              .ptr;
        if (m_point != '.')
            std::replace(digits, end, '.', m_point);
        m_bytes.append(digits, std::size_t(end - digits));
    }
    /// `words`: what stands in the place of a time, "lasts".
    void addTime(const Instant* time, const QString* words)
    {
        if (words)
            addText(*words);
        if (m_excel && !m_clock.isUtc()) {
            if (time)
                appendDateTime(m_bytes, *time + m_clock.offsetAt(*time), ' ');
            next();
        }
        if (!time)
            return;
        if (m_excel) {
            appendDateTime(m_bytes, *time, ' ');
            return;
        }
        const auto offset = m_clock.offsetAt(*time);
        appendDateTime(m_bytes, *time + offset, 'T');
        if (offset.count() == 0)
            m_bytes += 'Z';
        else
            m_bytes += offsetText(offset);
    }
    void addText(const QString& text)
    {
        const auto begin = m_bytes.size();
        if (!appendAscii(m_bytes, text)) {
            addCarefully(cleanText(text));
            return;
        }
        if (needsQuotes(text, std::string_view(m_bytes).substr(begin))) {
            m_bytes.resize(begin);
            addCarefully(text);
        }
    }
    /// What a reader would take for something else: the end of the field, a formula, a fact, blanks to be trimmed.
    bool needsQuotes(const QString& text, std::string_view utf8) const
    {
        if (utf8.empty())
            return false;
        const auto isSpecial = [this](char c) { return c == m_separator || c == '"' || c == '\n' || c == '\r'; };
        return utf8.front() == '#' || utf8.front() == ' ' || utf8.back() == ' ' || looksLikeFormula(text)
            || std::any_of(utf8.begin(), utf8.end(), isSpecial);
    }
    void addCarefully(QString text)
    {
        if (m_options.neutralise && looksLikeFormula(text))
            text.prepend(u'\'');
        const auto utf8 = text.toStdString();
        if (text.front() != u'\'' && !needsQuotes(text, utf8)) {
            m_bytes += utf8;
            return;
        }
        m_bytes += '"';
        for (const char c : utf8) {
            if (c == '"')
                m_bytes += '"';
            m_bytes += c;
        }
        m_bytes += '"';
    }
    void flush()
    {
        if (m_out.write(m_bytes.data(), qint64(m_bytes.size())) != qint64(m_bytes.size())) {
            m_error = Error{ErrorClass::Export,
                Text::tr("The table could not be written: %1. What was there before is as it was; make room and try "
                         "again.")
                    .arg(m_out.errorString()),
                {}, 0, {}};
        }
        m_bytes.clear();
    }

    RowSource& m_rows;
    const Table& m_head;
    const CsvOptions& m_options;
    QIODevice& m_out;
    Progress* m_progress;
    LocalClock m_clock;
    bool m_excel;
    char m_point, m_separator;
    bool m_first = true; ///< of the line
    std::string m_bytes;
    std::optional<Error> m_error;
};

} // namespace

std::optional<Error> writeCsv(RowSource& rows, const CsvOptions& options, QIODevice& out, Progress* progress)
{
    return CsvWriter(rows, options, out, progress).write();
}

std::optional<Error> writeCsv(const Table& table, const CsvOptions& options, QIODevice& out, Progress* progress)
{
    TableRows rows(table);
    return writeCsv(rows, options, out, progress);
}

} // namespace atlas
