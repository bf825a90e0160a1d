// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Figure.h"
#include "models/store/Sqlite.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <cmath>
#include <optional>
#include <string>

namespace atlas::bundle {

inline constexpr std::size_t longestText = std::size_t(1) << 20; ///< bytes of any text but those of snapshots
inline constexpr int mostColumns = 32; ///< of a table; more than any has

/// FILE_REJECTED: `sentence` is whole and has no arguments, so that whoever shows it can translate it.
[[noreturn]] inline void reject(const QString& sentence, const QString& detail = {})
{
    throw sqlite::Failure(Error{ErrorClass::FileRejected, sentence, detail, 0, {}}, SQLITE_CORRUPT);
}

inline bool isUtf8(std::string_view bytes)
{
    return QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size())).isValidUtf8();
}

/// Valid UTF-8 as it is; otherwise each wrong byte is U+FFFD.
inline std::string cleanUtf8(std::string_view bytes)
{
    return isUtf8(bytes) ? std::string(bytes) : QString::fromUtf8(bytes.data(), qsizetype(bytes.size())).toStdString();
}

/// The cells of the row that a statement stands on, each read as what it has to be. Every one is asked for once: that
/// is half of what reading costs.
class Cells
{
public:
    Cells(sqlite3_stmt* row, int columns)
        : m_columns(columns)
    {
        for (int column = 0; column < columns; ++column)
            m_values[std::size_t(column)] = sqlite3_column_value(row, column);
    }

    int columns() const { return m_columns; }
    sqlite3_value* value(int column) const { return m_values[std::size_t(column)]; }
    int type(int column) const { return sqlite3_value_type(value(column)); }
    bool isNull(int column) const { return type(column) == SQLITE_NULL; }
    std::optional<std::int64_t> integer(int column, std::int64_t least, std::int64_t most) const
    {
        if (type(column) != SQLITE_INTEGER)
            return std::nullopt;
        const auto number = sqlite3_value_int64(value(column));
        return number < least || number > most ? std::nullopt : std::optional(number);
    }
    /// NULL is the unknown figure; nullopt: no figure.
    std::optional<double> figure(int column) const
    {
        const int kind = type(column);
        if (kind == SQLITE_NULL)
            return unknown;
        if (kind != SQLITE_FLOAT && kind != SQLITE_INTEGER)
            return std::nullopt;
        const double number = sqlite3_value_double(value(column));
        return std::isfinite(number) ? std::optional(number) : std::nullopt;
    }
    std::string_view bytes(int column) const
    {
        const auto* data = static_cast<const char*>(sqlite3_value_blob(value(column)));
        return {data ? data : "", std::size_t(sqlite3_value_bytes(value(column)))};
    }
    std::optional<std::string> text(int column) const
    {
        if (type(column) != SQLITE_TEXT)
            return std::nullopt;
        const auto raw = bytes(column);
        return raw.size() > longestText ? std::nullopt : std::optional(cleanUtf8(raw));
    }
    std::optional<std::string_view> blob(int column) const
    {
        return type(column) == SQLITE_BLOB ? std::optional(bytes(column)) : std::nullopt;
    }

private:
    std::array<sqlite3_value*, mostColumns> m_values;
    int m_columns;
};

} // namespace atlas::bundle
