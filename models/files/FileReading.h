// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Progress.h"
#include "models/files/ReaderTalk.h"

#include <map>
#include <string>
#include <vector>

namespace atlas {

/// What the reading program does, in its confinement: recognises each copy by its content, reads it, and writes what is
/// good into the task's store. Paths are relative to the present folder. One thread.
ReadingOutcome readFiles(const ReadingTask& task, Progress& progress);

/// A source of clusters, and the name of its file.
struct NamedSource
{
    QString file;
    std::vector<std::string> clusters;
};

/// How each source's clusters are to be called, so that no two have one name: a name that several sources have is
/// followed by that of the file, without its end - "prod-a (week-47)" - and by a number where that is not enough.
std::vector<std::map<std::string, std::string>> distinctNames(const std::vector<NamedSource>& sources);

} // namespace atlas
