// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RowsJson.h"

#include "models/analysis/Format.h"
#include "models/export/ExportText.h"
#include "models/export/RowLoop.h"

#include <rapidjson/writer.h>

#include <cmath>
#include <string>

namespace atlas {

namespace {

/// What RapidJSON writes to, a piece at a time.
class DeviceStream
{
public:
    using Ch = char;
    explicit DeviceStream(QIODevice& out)
        : m_out(out)
    {
        m_bytes.reserve(piece);
    }
    void Put(char c)
    {
        m_bytes += c;
        if (m_bytes.size() >= piece)
            write();
    }
    void Flush() { }
    void write()
    {
        if (!m_failed && m_out.write(m_bytes.data(), qint64(m_bytes.size())) != qint64(m_bytes.size()))
            m_failed = true;
        m_bytes.clear();
    }
    bool failed() const { return m_failed; }

private:
    static constexpr std::size_t piece = 1 << 16;

    QIODevice& m_out;
    std::string m_bytes;
    bool m_failed = false;
};

class JsonRows
{
public:
    explicit JsonRows(QIODevice& out)
        : m_out(out)
        , m_stream(out)
    {
    }

    std::optional<Error> write(RowSource& rows, const TableFacts& facts, Progress& progress)
    {
        m_json.StartObject();
        key("facts");
        m_json.StartArray();
        for (const auto& [name, value] : facts) {
            m_json.StartObject();
            key("name");
            text(name);
            key("value");
            text(value);
            m_json.EndObject();
        }
        m_json.EndArray();
        line();
        head(rows.head());
        line();
        key("rows");
        m_json.StartArray();
        if (auto error = body(rows, progress))
            return error;
        line();
        m_json.EndArray();
        m_json.EndObject();
        line();
        m_stream.write();
        return m_stream.failed() ? std::optional(failed()) : std::nullopt;
    }

private:
    void head(const Table& table)
    {
        key("columns");
        m_json.StartArray();
        for (const auto& column : table.columns) {
            m_ids.push_back(column.kind == CellKind::Sparkline ? QByteArray() : column.id.toUtf8());
            if (column.kind == CellKind::Sparkline)
                continue;
            m_json.StartObject();
            key("id");
            text(column.id);
            key("title");
            text(column.title);
            key("unit");
            text(unitName(column.unit));
            m_json.EndObject();
        }
        m_json.EndArray();
    }
    std::optional<Error> body(RowSource& rows, Progress& progress)
    {
        const auto count = rows.rowCount();
        if (count > 0)
            progress.addTotal(count);
        return takeRows(rows, &progress, [this](const std::vector<Cell>& cells) -> std::optional<Error> {
            line();
            m_json.StartObject();
            for (std::size_t i = 0; i < m_ids.size(); ++i) {
                if (m_ids[i].isEmpty())
                    continue;
                m_json.Key(m_ids[i].constData(), rapidjson::SizeType(m_ids[i].size()));
                add(i < cells.size() ? cells[i] : Cell());
            }
            m_json.EndObject();
            return m_stream.failed() ? std::optional(failed()) : std::nullopt;
        });
    }
    void add(const Cell& cell)
    {
        if (const auto* number = std::get_if<double>(&cell); number && std::isfinite(*number))
            m_json.Double(*number);
        else if (const auto* words = std::get_if<QString>(&cell))
            text(*words);
        else if (const auto* time = std::get_if<Instant>(&cell))
            m_json.String(formatRfc3339(*time).c_str());
        else
            m_json.Null();
    }
    Error failed() const
    {
        return {ErrorClass::Export,
            QStringLiteral("Writing failed: %1. Make room, or look at who reads it, and try again.")
                .arg(m_out.errorString()),
            {}, 0, {}};
    }
    void key(const char* name) { m_json.Key(name); }
    void text(const QString& words)
    {
        const auto utf8 = cleanText(words).toUtf8();
        m_json.String(utf8.constData(), rapidjson::SizeType(utf8.size()));
    }
    /// So that a line is a row.
    void line() { m_stream.Put('\n'); }

    QIODevice& m_out;
    DeviceStream m_stream;
    rapidjson::Writer<DeviceStream> m_json{m_stream};
    std::vector<QByteArray> m_ids; ///< of the columns; empty: left out
};

} // namespace

std::optional<Error> writeRowsJson(RowSource& rows, const TableFacts& facts, QIODevice& out, Progress& progress)
{
    return JsonRows(out).write(rows, facts, progress);
}

} // namespace atlas
