// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/WatchLines.h"

#include "app/cli/CommandOptions.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace atlas {

namespace {

std::optional<ErrorClass> classOf(const ClusterStatus& status)
{
    return status.error ? std::optional(status.error->cls) : std::nullopt;
}

bool saysTheSame(const ClusterStatus& a, const ClusterStatus& b)
{
    return a.state == b.state && classOf(a) == classOf(b) && a.throttled == b.throttled;
}

class LineWriter
{
public:
    void text(const char* key, const std::string& value)
    {
        m_writer.Key(key);
        m_writer.String(value.data(), rapidjson::SizeType(value.size()));
    }
    void time(const char* key, const std::optional<Instant>& value)
    {
        if (value)
            return text(key, formatRfc3339(*value));
        m_writer.Key(key);
        m_writer.Null();
    }
    void number(const char* key, int value)
    {
        m_writer.Key(key);
        m_writer.Int(value);
    }
    void flag(const char* key, bool value)
    {
        m_writer.Key(key);
        m_writer.Bool(value);
    }
    void begin() { m_writer.StartObject(); }
    void begin(const char* key)
    {
        m_writer.Key(key);
        m_writer.StartObject();
    }
    void end() { m_writer.EndObject(); }
    void null(const char* key)
    {
        m_writer.Key(key);
        m_writer.Null();
    }
    std::string line() const { return std::string(m_buffer.GetString(), m_buffer.GetSize()) + "\n"; }

private:
    rapidjson::StringBuffer m_buffer;
    rapidjson::Writer<rapidjson::StringBuffer> m_writer{m_buffer};
};

std::string jsonLine(const ClusterStatus& status, Instant now)
{
    LineWriter out;
    out.begin();
    out.time("time", now);
    out.text("cluster", status.cluster.toStdString());
    out.text("connection", status.connection.toStdString());
    out.text("connection_name", status.connectionName.toStdString());
    out.text("state", std::string(clusterStateName(status.state)));
    out.time("last_success", status.lastSuccess);
    out.number("gaps", status.gaps);
    out.number("failures", status.failures);
    out.time("next_try", status.nextTry);
    out.flag("throttled", status.throttled);
    out.flag("insecure", status.insecure);
    if (status.error) {
        out.begin("error");
        out.text("class", QString(errorClassName(status.error->cls)).toStdString());
        out.text("message", status.error->message.toStdString());
        out.number("code", status.error->code);
        out.text("trace_id", status.error->traceId.toStdString());
        out.end();
    } else {
        out.null("error");
    }
    out.end();
    return out.line();
}

std::string textLine(const ClusterStatus& status, Instant now)
{
    std::string line = formatRfc3339(now) + " "
        + (status.cluster.isEmpty() ? "(" + printable(status.connectionName).toStdString() + ")"
                                    : printable(status.cluster).toStdString())
        + ": " + std::string(clusterStateName(status.state));
    if (status.state == ClusterState::Stale && status.lastSuccess)
        line += " since " + formatRfc3339(*status.lastSuccess);
    if (status.gaps > 0)
        line += ", " + std::to_string(status.gaps) + (status.gaps == 1 ? " gap" : " gaps");
    if (status.insecure)
        line += ", not encrypted";
    if (status.error) {
        line += ": " + QString(errorClassName(status.error->cls)).toStdString() + ": "
            + printable(status.error->message).toStdString();
    }
    return line + "\n";
}

} // namespace

std::string_view clusterStateName(ClusterState state)
{
    switch (state) {
    case ClusterState::Fresh:
        return "fresh";
    case ClusterState::Stale:
        return "stale";
    case ClusterState::Partial:
        return "partial";
    case ClusterState::LoginNeeded:
        return "login-needed";
    case ClusterState::Blocked:
        return "blocked";
    case ClusterState::ReadOnly:
        return "read-only";
    }
    return "stale";
}

std::string WatchLines::started(int connections) const
{
    if (!m_json)
        return formatRfc3339(m_clock.now()) + " started with " + std::to_string(connections)
            + (connections == 1 ? " connection\n" : " connections\n");
    LineWriter out;
    out.begin();
    out.time("time", m_clock.now());
    out.text("event", "started");
    out.number("connections", connections);
    out.end();
    return out.line();
}

std::string WatchLines::update(const std::vector<ClusterStatus>& statuses)
{
    std::string lines;
    for (const auto& status : statuses) {
        const auto key = std::pair(status.connection, status.cluster);
        const auto before = m_printed.find(key);
        if (before != m_printed.end() && saysTheSame(before->second, status))
            continue;
        m_printed.insert_or_assign(key, status);
        lines += line(status);
    }
    return lines;
}

std::string WatchLines::line(const ClusterStatus& status) const
{
    return m_json ? jsonLine(status, m_clock.now()) : textLine(status, m_clock.now());
}

} // namespace atlas
