// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/Background.h"
#include "models/store/BundleCells.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a bundle's file is made of: the one description that its writer and its reader share. docs/bundle.md says the
/// same to others, and a test compares the two.
namespace atlas::bundle {

inline constexpr std::int32_t applicationId = 0x47415442; // "GATB"
inline constexpr int format = 1; ///< the file's user_version
inline constexpr int pageSize = 8192;
inline constexpr std::int64_t largestFile = std::int64_t(512) << 20;
inline constexpr int mostHour = 1'000'000; ///< of the year 2084

struct Table
{
    std::string name;
    std::string sql; ///< as it stands in sqlite_schema
    int columns = 0;
};

/// All there are, in the order in which they are made, read and digested. There is nothing else in the file.
const std::vector<Table>& tables();

/// BLAKE2b of 32 bytes (a third of what SHA-256 costs here) over rows as they lie in the file. Each table begins with
/// 'T' and its name (4 bytes of length and the bytes); then all values of all rows: 'n' for NULL; 'i', a byte of length
/// and the bytes of the shortest two's complement for an INTEGER, and for a REAL that is a whole number below 2^53; 'r'
/// and 8 bytes for other REAL; 't' or 'b', 4 bytes of length and the bytes for TEXT and BLOB. Numbers have their big
/// end first.
class RowDigest
{
public:
    RowDigest();

    void beginTable(std::string_view name);
    void addRow(const Cells& row);
    /// Of all so far, hex. Nothing can be added afterwards.
    QByteArray result();

private:
    void addText(char kind, std::string_view bytes);
    void addNumber(double value);
    void addInteger(std::int64_t value);
    char* room(std::size_t bytes);
    void flush();

    QCryptographicHash m_hash;
    std::vector<char> m_waiting, m_going; ///< being filled; being hashed
    std::size_t m_used = 0; ///< of the first
    Background m_hashing; ///< as much work as the reading: it is done beside it
};

} // namespace atlas::bundle
