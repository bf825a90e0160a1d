// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/NaturalKey.h"

#include <algorithm>
#include <cstdint>
#include <unordered_set>
#include <utility>
#include <vector>

namespace atlas {

/// Rows, each once by natural key, the newest version of each. Holds every row and no second copy of its key.
template <typename Row>
class RowSet
{
public:
    using Index = std::uint32_t;

    RowSet()
        : m_index(0, Hash{&m_rows}, Equal{&m_rows})
    {
    }
    RowSet(const RowSet&) = delete;
    RowSet& operator=(const RowSet&) = delete;

    /// Where the row is now, and whether its key is new. Of two versions the one that was written later counts; of two
    /// written at once, the one that came later.
    std::pair<Index, bool> add(Row row)
    {
        m_rows.push_back(std::move(row));
        const auto [at, added] = m_index.insert(Index(m_rows.size() - 1));
        if (added)
            return {*at, true};
        Row& kept = m_rows[*at];
        Row& other = m_rows.back();
        if (!(other.at.updatedAt < kept.at.updatedAt))
            kept = std::move(other);
        m_rows.pop_back();
        return {*at, false};
    }

    void reserve(std::size_t rows)
    {
        m_rows.reserve(rows);
        m_index.reserve(rows);
    }
    std::size_t size() const { return m_rows.size(); }

    /// All rows by time, then by key; empty afterwards.
    std::vector<Row> take()
    {
        m_index.clear();
        std::sort(
            m_rows.begin(), m_rows.end(), [](const Row& a, const Row& b) { return naturalKey(a) < naturalKey(b); });
        return std::exchange(m_rows, {});
    }

private:
    struct Hash
    {
        const std::vector<Row>* rows;
        std::size_t operator()(Index i) const { return naturalKeyHash((*rows)[i]); }
    };
    struct Equal
    {
        const std::vector<Row>* rows;
        bool operator()(Index a, Index b) const { return naturalKey((*rows)[a]) == naturalKey((*rows)[b]); }
    };

    std::vector<Row> m_rows;
    std::unordered_set<Index, Hash, Equal> m_index;
};

} // namespace atlas
