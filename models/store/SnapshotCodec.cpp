// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/SnapshotCodec.h"

#include <zstd.h>

#include <bit>
#include <cstring>
#include <memory>

namespace atlas {

namespace {

constexpr char snapshotVersion = 1;
constexpr char labelVersion = 1;
constexpr int compressionLevel = 3;
// A snapshot of 100,000 pods is about 12 MB: anything far beyond is damage, not data.
constexpr std::size_t maximumBody = std::size_t(64) << 20;

/// Bytes: numbers as LEB128, figures as 8 bytes (little end first), texts as length and bytes.
class Writer
{
public:
    explicit Writer(char version) { m_bytes.push_back(version); }

    void number(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            m_bytes.push_back(char(value | 0x80));
        m_bytes.push_back(char(value));
    }
    void figure(Figure value)
    {
        const auto bits = std::bit_cast<std::uint64_t>(value.value);
        for (int shift = 0; shift < 64; shift += 8)
            m_bytes.push_back(char(bits >> shift));
    }
    void text(std::string_view value)
    {
        number(value.size());
        m_bytes.append(value);
    }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what Writer wrote. After the first thing that does not fit, everything reads as empty and ok() is false.
class Reader
{
public:
    Reader(std::string_view bytes, char version)
        : m_rest(bytes)
    {
        if (m_rest.empty() || m_rest.front() != version)
            m_ok = false;
        else
            m_rest.remove_prefix(1);
    }

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_ok && m_rest.empty(); }

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!need(1))
                return 0;
            const auto byte = std::uint8_t(m_rest.front());
            m_rest.remove_prefix(1);
            value |= std::uint64_t(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        m_ok = false;
        return 0;
    }
    /// How many entries follow, of at least `least` bytes each: never more than the rest can hold.
    std::size_t count(std::size_t least)
    {
        const auto value = number();
        if (value > m_rest.size() / least)
            m_ok = false;
        return m_ok ? std::size_t(value) : 0;
    }
    Figure figure()
    {
        if (!need(8))
            return {};
        std::uint64_t bits = 0;
        for (int i = 0; i < 8; ++i)
            bits |= std::uint64_t(std::uint8_t(m_rest[std::size_t(i)])) << (8 * i);
        m_rest.remove_prefix(8);
        return std::bit_cast<double>(bits);
    }
    std::string text()
    {
        const auto size = number();
        if (!need(size))
            return {};
        std::string value(m_rest.substr(0, size));
        m_rest.remove_prefix(size);
        return value;
    }

private:
    bool need(std::uint64_t bytes)
    {
        if (m_rest.size() < bytes)
            m_ok = false;
        return m_ok;
    }

    std::string_view m_rest;
    bool m_ok = true;
};

void write(Writer& out, const AllocatedWorkload& workload, const std::string& namespaceName)
{
    out.text(workload.uid);
    out.text(workload.name);
    // Almost always that of the group: one byte instead of the name.
    out.number(workload.namespaceName == namespaceName ? 0 : 1);
    if (workload.namespaceName != namespaceName)
        out.text(workload.namespaceName);
    out.text(workload.kind);
    out.figure(workload.gpus);
    out.figure(workload.utilization);
    out.figure(workload.replicas);
}

AllocatedWorkload readWorkload(Reader& in, const std::string& namespaceName)
{
    AllocatedWorkload workload;
    workload.uid = in.text();
    workload.name = in.text();
    workload.namespaceName = in.number() == 0 ? namespaceName : in.text();
    workload.kind = in.text();
    workload.gpus = in.figure();
    workload.utilization = in.figure();
    workload.replicas = in.figure();
    return workload;
}

std::string compress(const std::string& bytes)
{
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), compressionLevel);
    // Fails only for want of memory or room, and there is room: an empty blob is read as damaged.
    out.resize(ZSTD_isError(size) ? 0 : size);
    return out;
}

std::optional<std::string> decompress(std::string_view blob)
{
    const auto size = ZSTD_getFrameContentSize(blob.data(), blob.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > maximumBody)
        return std::nullopt;
    std::string out(std::size_t(size), '\0');
    const auto got = ZSTD_decompress(out.data(), out.size(), blob.data(), blob.size());
    if (ZSTD_isError(got) || got != size)
        return std::nullopt;
    return out;
}

} // namespace

std::string encodeSnapshotBody(const AllocationSnapshot& snapshot)
{
    Writer out(snapshotVersion);
    out.number(snapshot.namespaces.size());
    for (const auto& group : snapshot.namespaces) {
        out.text(group.name);
        out.figure(group.gpus);
        out.figure(group.utilization);
        out.figure(group.workloadCount);
        out.number(group.workloads.size());
        for (const auto& workload : group.workloads)
            write(out, workload, group.name);
    }
    out.number(snapshot.annotations.size());
    for (const auto& part : snapshot.annotations) {
        out.text(part.key);
        out.text(part.value);
        out.figure(part.gpus);
        out.figure(part.utilization);
        out.figure(part.workloadCount);
    }
    return compress(out.take());
}

bool decodeSnapshotBody(std::string_view blob, AllocationSnapshot& snapshot)
{
    const auto bytes = decompress(blob);
    if (!bytes)
        return false;
    Reader in(*bytes, snapshotVersion);
    snapshot.namespaces.resize(in.count(26));
    for (auto& group : snapshot.namespaces) {
        group.name = in.text();
        group.gpus = in.figure();
        group.utilization = in.figure();
        group.workloadCount = in.figure();
        const auto workloads = in.count(28);
        group.workloads.reserve(workloads);
        for (std::size_t i = 0; i < workloads && in.ok(); ++i)
            group.workloads.push_back(readWorkload(in, group.name));
    }
    snapshot.annotations.resize(in.count(26));
    for (auto& part : snapshot.annotations) {
        part.key = in.text();
        part.value = in.text();
        part.gpus = in.figure();
        part.utilization = in.figure();
        part.workloadCount = in.figure();
    }
    return in.atEnd();
}

std::string encodeLabels(const LabelList& labels)
{
    if (labels.empty())
        return {};
    Writer out(labelVersion);
    out.number(labels.size());
    for (const auto& [key, value] : labels) {
        out.text(key);
        out.text(value);
    }
    return out.take();
}

std::optional<LabelList> decodeLabels(std::string_view blob)
{
    LabelList labels;
    if (blob.empty())
        return labels;
    Reader in(blob, labelVersion);
    labels.resize(in.count(2));
    for (auto& [key, value] : labels) {
        key = in.text();
        value = in.text();
    }
    if (!in.atEnd())
        return std::nullopt;
    return labels;
}

} // namespace atlas
