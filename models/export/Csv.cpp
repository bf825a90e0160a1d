// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/export/Csv.h"

#include "models/analysis/Format.h"
#include "models/export/ExportFile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace atlas {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(atlas::Csv)
};

class CsvWriter
{
public:
    CsvWriter(const Table& table, const CsvOptions& options, QIODevice& out)
        : m_table(table)
        , m_options(options)
        , m_out(out)
        , m_zone(table.zone)
        , m_excel(options.profile == CsvProfile::Excel)
        , m_point(m_excel ? options.locale.decimalPoint().at(0).toLatin1() : '.')
        , m_separator(m_point == ',' ? ';' : ',')
    {
        m_bytes.reserve(chunk + chunk / 4);
    }

    std::optional<Error> write()
    {
        if (m_excel)
            m_bytes += "\xEF\xBB\xBF";
        for (const auto& [name, value] : m_options.facts) {
            addText(QString(u"# " + name + u": " + value));
            endLine();
        }
        header();
        for (const auto& row : m_table.rows) {
            bool first = true;
            for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
                if (m_table.columns[i].kind == CellKind::Sparkline)
                    continue;
                next(first);
                if (i < row.cells.size())
                    add(row.cells[i]);
            }
            endLine();
        }
        flush();
        return m_error;
    }

private:
    static constexpr std::size_t chunk = 1 << 16;

    void header()
    {
        bool first = true;
        for (const auto& column : m_table.columns) {
            if (column.kind == CellKind::Sparkline)
                continue;
            next(first);
            addText(m_excel ? titleWithUnit(column.title, column.unit) : column.id);
        }
        endLine();
    }
    void next(bool& first)
    {
        if (!first)
            m_bytes += m_separator;
        first = false;
    }
    void endLine()
    {
        m_bytes += "\r\n";
        if (m_bytes.size() >= chunk)
            flush();
    }
    void add(const Cell& cell)
    {
        if (const auto* number = std::get_if<double>(&cell))
            addNumber(*number);
        else if (const auto* text = std::get_if<QString>(&cell))
            addText(*text);
        else if (const auto* time = std::get_if<Instant>(&cell))
            addTime(*time);
    }
    void addNumber(double number)
    {
        if (!std::isfinite(number))
            return;
        char digits[32];
        auto* const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
        if (m_point != '.')
            std::replace(digits, end, '.', m_point);
        m_bytes.append(digits, std::size_t(end - digits));
    }
    void addTime(Instant time)
    {
        const auto local = QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count(), m_zone);
        if (m_excel)
            m_bytes += local.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toStdString();
        else // with the offset that the clock had then
            m_bytes += local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODate).toStdString();
    }
    void addText(const QString& text)
    {
        QString clean = cleanText(text);
        const bool formula = m_options.neutralise && looksLikeFormula(clean);
        if (formula)
            clean.prepend(u'\'');
        const auto utf8 = clean.toUtf8();
        const bool quoted = formula || utf8.contains(m_separator) || utf8.contains('"') || utf8.contains('\n')
            || utf8.contains('\r') || utf8.startsWith(' ') || utf8.endsWith(' ');
        if (!quoted) {
            m_bytes.append(utf8.constData(), std::size_t(utf8.size()));
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
        if (!m_error && m_out.write(m_bytes.data(), qint64(m_bytes.size())) != qint64(m_bytes.size())) {
            m_error = Error{ErrorClass::Export,
                Text::tr("The table could not be written: %1. What was there before is as it was; make room and try "
                         "again.")
                    .arg(m_out.errorString()),
                {}, 0, {}};
        }
        m_bytes.clear();
    }

    const Table& m_table;
    const CsvOptions& m_options;
    QIODevice& m_out;
    QTimeZone m_zone;
    bool m_excel;
    char m_point, m_separator;
    std::string m_bytes;
    std::optional<Error> m_error;
};

} // namespace

std::optional<Error> writeCsv(const Table& table, const CsvOptions& options, QIODevice& out)
{
    return CsvWriter(table, options, out).write();
}

} // namespace atlas
