// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/store/StoreReader.h"

#include <QPromise>

namespace atlas::test {

/// A store without anything in it, that answers at once. Tests override what they are about.
class EmptyReader : public StoreReader
{
public:
    QFuture<Result<Inventory>> inventory() override { return answer(Inventory{}); }
    QFuture<Result<GridPtr>> grid(const GridQuery& query) override
    {
        return answer<GridPtr>(std::make_shared<const HourGrid>(
            query.scope, query.range.firstHour(), int(query.range.hours()), std::vector<std::string>{}));
    }
    QFuture<Result<std::vector<SnapshotHead>>> snapshotHeads(const std::string&, TimeRange) override
    {
        return answer(std::vector<SnapshotHead>{});
    }
    QFuture<Result<SnapshotPtr>> snapshot(const std::string&, std::optional<Instant>) override
    {
        return answer(SnapshotPtr{});
    }
    QFuture<Result<std::vector<WorkloadHour>>> workloadHours(
        const std::string&, const std::string&, const std::string&, TimeRange) override
    {
        return answer(std::vector<WorkloadHour>{});
    }
    QFuture<Result<std::vector<WorkloadHour>>> newestWorkloadRows(const std::string&, TimeRange) override
    {
        return answer(std::vector<WorkloadHour>{});
    }
    QFuture<Result<std::vector<CoverageEntry>>> ledger(const std::string&) override
    {
        return answer(std::vector<CoverageEntry>{});
    }
    QFuture<Result<std::vector<RequestRecord>>> requestLog(int) override
    {
        return answer(std::vector<RequestRecord>{});
    }
    QFuture<Result<std::vector<RejectedRecord>>> rejectedLog(int) override
    {
        return answer(std::vector<RejectedRecord>{});
    }
    QFuture<Result<std::vector<FieldFault>>> fieldFaults() override { return answer(std::vector<FieldFault>{}); }
    QFuture<Result<StoreFacts>> facts() override { return answer(StoreFacts{}); }

protected:
    template <typename T>
    static QFuture<Result<T>> answer(Result<T> result)
    {
        QPromise<Result<T>> promise;
        promise.start();
        promise.addResult(std::move(result));
        promise.finish();
        return promise.future();
    }
    template <typename T>
    static QFuture<Result<T>> answer(T value)
    {
        return answer(Result<T>(std::move(value)));
    }
};

} // namespace atlas::test
