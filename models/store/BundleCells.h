// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Figure.h"
#include "models/store/BundleFormat.h"

#include <QByteArray>
#include <QString>

#include <cmath>
#include <optional>
#include <string>

namespace atlas::bundle {

/// FILE_REJECTED: `sentence` is whole and has no arguments, so that whoever shows it can translate it.
[[noreturn]] inline void reject(const QString& sentence, const QString& detail = {})
{
    throw sqlite::Failure(Error{ErrorClass::FileRejected, sentence, detail, 0, {}}, SQLITE_CORRUPT);
}

/// Valid UTF-8 as it is; otherwise each wrong byte is U+FFFD.
inline std::string cleanUtf8(std::string_view bytes)
{
    const auto raw = QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size()));
    return raw.isValidUtf8() ? std::string(bytes) : QString::fromUtf8(raw).toStdString();
}

/// The cells of the row that a statement stands on, each read as what it has to be.
class Cells
{
public:
    explicit Cells(sqlite3_stmt* row)
        : m_row(row)
    {
    }

    bool isNull(int column) const { return sqlite3_column_type(m_row, column) == SQLITE_NULL; }
    std::optional<std::int64_t> integer(int column, std::int64_t least, std::int64_t most) const
    {
        if (sqlite3_column_type(m_row, column) != SQLITE_INTEGER)
            return std::nullopt;
        const auto value = sqlite3_column_int64(m_row, column);
        return value < least || value > most ? std::nullopt : std::optional(value);
    }
    /// NULL is the unknown figure; nullopt: no figure.
    std::optional<double> figure(int column) const
    {
        const int type = sqlite3_column_type(m_row, column);
        if (type == SQLITE_NULL)
            return unknown;
        if (type != SQLITE_FLOAT && type != SQLITE_INTEGER)
            return std::nullopt;
        const double value = sqlite3_column_double(m_row, column);
        return std::isfinite(value) ? std::optional(value) : std::nullopt;
    }
    std::string_view bytes(int column) const
    {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(m_row, column));
        return {data ? data : "", std::size_t(sqlite3_column_bytes(m_row, column))};
    }
    std::optional<std::string> text(int column) const
    {
        if (sqlite3_column_type(m_row, column) != SQLITE_TEXT)
            return std::nullopt;
        const auto value = bytes(column);
        return value.size() > longestText ? std::nullopt : std::optional(cleanUtf8(value));
    }
    std::optional<std::string_view> blob(int column) const
    {
        return sqlite3_column_type(m_row, column) == SQLITE_BLOB ? std::optional(bytes(column)) : std::nullopt;
    }

private:
    sqlite3_stmt* m_row;
};

} // namespace atlas::bundle
