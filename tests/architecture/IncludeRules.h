// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

/// The rules of docs/architecture.md that can be read off the sources.
namespace atlas::architecture {

/// Which library an include in angle brackets belongs to: "QtCore", "QtWidgets", "sqlite3" ...; empty for the language
/// and the operating system. Injected, so that the rules are tested without an installed Qt.
using LibraryOf = std::function<QString(const QString& header)>;

/// LibraryOf over a folder of Qt headers, such as /usr/include/x86_64-linux-gnu/qt6.
LibraryOf installedLibraries(const QString& qtHeaders);

/// The room of a file by its path from the root of the sources: "models/store/Schema.h" is in "store". Empty where no
/// room has it.
QString roomOf(const QString& path);

/// What a source file breaks, a sentence each with path and line; empty: nothing.
QStringList violations(const QString& path, const QString& text, const LibraryOf& libraryOf);

/// Files other than tests that build network requests: at most one may.
QStringList requestBuilders(const QList<std::pair<QString, QString>>& pathsAndTexts);

} // namespace atlas::architecture
