// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Figure.h"
#include "models/domain/Table.h"

#include <QJsonDocument>
#include <QProcess>
#include <QString>

#include <chrono>

namespace atlas::test {

/// What a Python program prints as JSON; null where it fails, with what it said in `error`.
inline QJsonDocument python(const QString& program, const QStringList& arguments, QString& error)
{
    QProcess process;
    // The system's: another one on the path has not the system's packages.
    process.start(QStringLiteral("/usr/bin/python3"), QStringList{QStringLiteral("-c"), program} + arguments);
    if (!process.waitForFinished(20'000) || process.exitCode() != 0) {
        error = process.errorString() + QString::fromUtf8(process.readAllStandardError());
        return {};
    }
    return QJsonDocument::fromJson(process.readAllStandardOutput());
}

/// One of everything that is hard: separators, quotes, line breaks, formulas, other scripts, control characters, halves
/// of pairs, unknown and long numbers, a time in a repeated hour.
inline Table hardTable()
{
    Table table;
    table.title = QStringLiteral("Hard: [all] of it");
    table.zone = "Europe/Berlin";
    table.columns = {{QStringLiteral("hour"), QStringLiteral("Hour"), CellKind::Time, Unit::None},
        {QStringLiteral("name"), QStringLiteral("Name"), CellKind::Text, Unit::None},
        {QStringLiteral("trend"), QStringLiteral("Trend"), CellKind::Sparkline, Unit::None},
        {QStringLiteral("gpu_hours"), QStringLiteral("Allocated"), CellKind::Number, Unit::GpuHours}};
    const Instant time = std::chrono::sys_days(std::chrono::year(2024) / 10 / 27) + std::chrono::hours(1);
    const auto add = [&](const QString& name, Cell number) {
        table.rows.push_back(
            {QString::number(table.rows.size()), false, {time, name, std::vector<double>{1, 2}, std::move(number)}});
    };
    add(QStringLiteral("plain"), 0.1 + 0.2);
    add(QStringLiteral("a,b;\"c\"\r\nd"), -1234567.125);
    add(QStringLiteral("=SUM(A1)"), unknown);
    add(QStringLiteral("\uFF1DSUM(A1)"), Cell());
    add(QStringLiteral("\u56E2\u961F \U0001F600 \u202Ertl"), 1e-300);
    add(QString(QStringLiteral("nul") + QChar(0) + QChar(0xD800) + u'!'), 3.0);
    return table;
}

/// Three teams, with totals of each kind: sums, a percentage of two sums, a quotient, an unknown one.
inline Table totalsTable()
{
    Table table;
    table.title = QStringLiteral("Teams");
    table.columns = {{QStringLiteral("name"), QStringLiteral("Name"), CellKind::Text, Unit::None},
        {QStringLiteral("held"), QStringLiteral("Held"), CellKind::Number, Unit::GpuHours},
        {QStringLiteral("used"), QStringLiteral("Used"), CellKind::Number, Unit::GpuHours},
        {QStringLiteral("utilization"), QStringLiteral("Utilisation"), CellKind::Number, Unit::Percent},
        {QStringLiteral("quotient"), QStringLiteral("Quotient"), CellKind::Number, Unit::None},
        {QStringLiteral("peak"), QStringLiteral("Peak"), CellKind::Number, Unit::Gpus}};
    table.rows = {{QStringLiteral("a"), false, {QStringLiteral("a"), 40.5, 20.25, 50.0, 0.5, 3.0}},
        {QStringLiteral("b"), false, {QStringLiteral("b"), 30.0, 11.0, 110.0 / 3, 11.0 / 30, unknown}},
        {QStringLiteral("c"), false, {QStringLiteral("c"), 0.0, 0.0, unknown, unknown, Cell()}}};
    table.columns[1].total = ColumnTotal{70.5};
    table.columns[2].total = ColumnTotal{31.25};
    table.columns[3].total = ColumnTotal{31.25 / 70.5 * 100, QStringLiteral("used"), QStringLiteral("held")};
    table.columns[4].total = ColumnTotal{31.25 / 70.5, QStringLiteral("used"), QStringLiteral("held"), false};
    table.columns[5].total = ColumnTotal{};
    return table;
}

} // namespace atlas::test
