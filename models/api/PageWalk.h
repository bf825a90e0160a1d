// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/api/ApiClient.h"
#include "models/api/Fetcher.h"
#include "models/api/RowSet.h"
#include "models/api/ServerError.h"

#include <QFuture>
#include <QPromise>

#include <algorithm>
#include <deque>
#include <memory>
#include <vector>

namespace atlas {

inline constexpr int rowsPerPage = 1000;
inline constexpr int mostPages = 10'000;
inline constexpr auto longestWindow = std::chrono::hours(24 * 30);
inline constexpr auto futureBegins = std::chrono::hours(2); ///< after now: clocks differ, and hours are rounded

/// Gathers all hourly rows of a range. Pages of a window are walked in turn; the server's order is not unique, so a
/// page border can repeat one row and lose another: rows count by their natural key, and a window that comes out short
/// of the stated total is asked again in two halves, down to single hours.
///
/// Lives as long as a request of its own is under way; when the fetcher dies, it dies, and its future is cancelled.
template <typename Row>
class PageWalk : public std::enable_shared_from_this<PageWalk<Row>>
{
public:
    PageWalk(Fetcher& fetcher, Question question, TimeRange range)
        : m_fetcher(fetcher)
        , m_question(std::move(question))
        , m_range(range)
        , m_now(fetcher.environment().now())
    {
    }

    QFuture<Result<WalkResult<Row>>> start()
    {
        m_promise.start();
        auto future = m_promise.future();
        if (m_range.isEmpty()) {
            fail({ErrorClass::Usage,
                ServerText::tr("The range is empty or reversed. Nothing was asked; choose another."), {}, 0, {}});
            return future;
        }
        for (auto from = m_range.from; from < m_range.to; from += longestWindow)
            m_windows.push_back({from, std::min(from + longestWindow, m_range.to)});
        nextWindow();
        return future;
    }

private:
    using Index = typename RowSet<Row>::Index;

    void nextWindow()
    {
        if (m_windows.empty())
            return finish();
        m_window = m_windows.front();
        m_windows.pop_front();
        ++m_windowNumber;
        m_windowRows = 0;
        m_walk = 0;
        m_quietWalks = 0;
        m_walkedAgain = false;
        beginWalk();
    }

    void beginWalk()
    {
        ++m_walk;
        m_page = 1;
        m_lastPage.clear();
        m_total.reset();
        m_totalChanged = false;
        m_received = m_newRows = 0;
        m_largest = 0;
        m_stats = {};
        m_dataPages = 0;
        ask();
    }

    void ask()
    {
        if (m_promise.isCanceled())
            return; // nobody waits for it any more
        Question question = m_question;
        question.within(m_window);
        // A repeated walk asks for another order: what one order loses at its borders, another one shows.
        if (m_walk % 2 == 0)
            question.with("order_by", "utilization").with("order_direction", "desc");
        question.with("page", std::to_string(m_page)).with("page_size", std::to_string(rowsPerPage));
        m_fetcher.ask<DecodedPage<Row>>(
            std::move(question),
            [](WireDecoder& decoder, QByteArrayView body) { return decoder.decodePage<Row>(body); },
            [self = this->shared_from_this()](tl::expected<DecodedPage<Row>, RequestFailure> page) {
                if (page)
                    self->take(std::move(*page));
                else
                    self->onFailure(page.error());
            },
            [self = this->shared_from_this()] { return !self->m_promise.isCanceled(); });
    }

    void onFailure(const RequestFailure& failure)
    {
        if (failure.tooLarge && split())
            return nextWindow();
        fail(failure.error);
    }

    /// One page of the window at hand.
    void take(DecodedPage<Row> page)
    {
        if (++m_result.pages > mostPages)
            return fail({ErrorClass::Partial,
                ServerText::tr(
                    "The walk was stopped after 10000 pages. Nothing of the range was stored; choose a shorter "
                    "range."),
                {}, 0, {}});
        m_result.envelope = page.envelope;
        m_stats.merge(page.stats);
        if (page.noData)
            return endWindow(true);
        m_dataMet = true;
        constexpr std::int64_t believable = 200'000;
        if (page.total && m_rows.size() == 0)
            m_rows.reserve(std::size_t(std::min(*page.total, believable)));
        std::vector<Index> keys;
        keys.reserve(page.rows.size());
        for (auto& row : page.rows)
            keys.push_back(keep(std::move(row)));
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        if (page.total) {
            m_totalChanged = m_totalChanged || (m_total && *m_total != *page.total);
            m_total = page.total;
        }
        const auto rows = page.stats.rowsSeen;
        if (rows > 0 && m_page > 1 && !keys.empty() && keys == m_lastPage) {
            if (page.wrapped)
                return fail({ErrorClass::Payload,
                    ServerText::tr("The server repeats page %1. Nothing of the range was stored; it does not page.")
                        .arg(m_page - 1),
                    {}, 0, {}});
            return endWalk(rows < rowsPerPage); // an old server: the plain array is the whole
        }
        m_received += rows;
        m_dataPages += rows > 0 ? 1 : 0;
        const bool shorter = rows < m_largest;
        m_largest = std::max(m_largest, rows);
        m_lastPage = std::move(keys);
        const bool lastStated = page.totalPages && m_page >= *page.totalPages;
        if (rows == 0 || lastStated || (m_total && isWhole()) || (!m_total && shorter))
            return endWalk(isWhole());
        ++m_page;
        ask();
    }

    /// Keeps the newest version of a row; the number that stands for its key.
    Index keep(Row row)
    {
        if (row.at.time > m_now + futureBegins)
            ++m_stats.future;
        const auto [index, added] = m_rows.add(std::move(row));
        m_metIn.resize(m_rows.size());
        m_newRows += added ? 1 : 0;
        m_windowRows += m_metIn[index] != m_windowNumber ? 1 : 0;
        m_metIn[index] = m_windowNumber;
        return index;
    }

    /// All that the server states has come; without a statement: there was no page border to lose a row at.
    bool isWhole() const
    {
        if (!m_total)
            return m_dataPages <= 1;
        const bool all = m_windowRows + m_stats.rejectedRows == *m_total;
        return all || (m_dataPages <= 1 && m_page == 1 && m_received == *m_total);
    }

    void endWalk(bool whole)
    {
        if (whole && !m_totalChanged)
            return endWindow(true);
        if (m_totalChanged && !m_walkedAgain) { // rows were added meanwhile
            m_walkedAgain = true;
            return beginWalk();
        }
        if (whole)
            return endWindow(true);
        if (split())
            return nextWindow();
        // One hour alone has page borders: repeat it until nothing new shows up.
        m_quietWalks = m_newRows == 0 ? m_quietWalks + 1 : 0;
        constexpr int mostWalks = 4, quietEnough = 2;
        if (m_walk >= mostWalks || m_quietWalks >= quietEnough)
            return endWindow(!m_total && m_quietWalks >= quietEnough);
        beginWalk();
    }

    void endWindow(bool verified)
    {
        if (auto changed = schemaChange(m_stats))
            return fail(std::move(*changed));
        constexpr int tolerated = 100; // one in so many
        m_result.manyRejected = m_result.manyRejected || m_stats.rejectedRows * tolerated > m_stats.rowsSeen;
        m_result.stats.merge(m_stats);
        if (m_total)
            m_result.statedTotal = m_result.statedTotal.value_or(0) + *m_total;
        if (!verified) {
            m_result.unverified.push_back(m_window);
            m_result.warnings << ServerText::tr("%1 to %2: the server states %3 rows, %4 came")
                                     .arg(QString::fromStdString(formatRfc3339(m_window.from)),
                                         QString::fromStdString(formatRfc3339(m_window.to)),
                                         m_total ? QString::number(*m_total) : QStringLiteral("?"),
                                         QString::number(m_windowRows));
        }
        nextWindow();
    }

    /// Replaces the window by its halves, cut at a full hour; false if it is one hour or less.
    bool split()
    {
        const auto hours = std::chrono::ceil<std::chrono::hours>(m_window.length());
        const auto middle = hourStart(hourIndex(m_window.from + hours / 2));
        if (middle <= m_window.from || middle >= m_window.to)
            return false;
        m_windows.push_front({middle, m_window.to});
        m_windows.push_front({m_window.from, middle});
        return true;
    }

    void finish()
    {
        m_result.rows = m_rows.take();
        m_result.verified = m_result.unverified.empty();
        m_result.noData = !m_dataMet;
        if (m_result.stats.rejectedRows > 0)
            m_result.warnings << ServerText::tr("%1 of %2 rows were unusable and left out")
                                     .arg(m_result.stats.rejectedRows)
                                     .arg(m_result.stats.rowsSeen);
        m_promise.addResult(Result<WalkResult<Row>>(std::move(m_result)));
        m_promise.finish();
    }

    void fail(Error error)
    {
        m_promise.addResult(Result<WalkResult<Row>>(tl::unexpected(std::move(error))));
        m_promise.finish();
    }

    Fetcher& m_fetcher;
    Question m_question;
    TimeRange m_range;
    QPromise<Result<WalkResult<Row>>> m_promise;
    WalkResult<Row> m_result;
    Instant m_now;
    RowSet<Row> m_rows;
    std::vector<std::uint32_t> m_metIn; ///< for each row, the number of the window in which it was met last
    bool m_dataMet = false;

    std::deque<TimeRange> m_windows;
    TimeRange m_window;
    std::uint32_t m_windowNumber = 0;
    std::int64_t m_windowRows = 0; ///< distinct rows of the window, over all its walks
    int m_walk = 0, m_quietWalks = 0;
    bool m_walkedAgain = false;

    int m_page = 1;
    std::vector<Index> m_lastPage;
    DecodeStats m_stats; ///< of the walk at hand: what an earlier walk of the window saw, it sees again
    std::optional<std::int64_t> m_total;
    bool m_totalChanged = false;
    std::int64_t m_received = 0, m_newRows = 0, m_largest = 0;
    int m_dataPages = 0;
};

} // namespace atlas
