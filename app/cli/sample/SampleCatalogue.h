// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/sample/SampleRandom.h"

#include <string>
#include <string_view>
#include <vector>

/// Who lives in the sample clusters: names, habits and sizes.
namespace atlas {

enum class SampleKind : std::uint8_t { Service, Notebook, Training, Batch };

/// A namespace and how its people use GPUs. The four shares say what its weight is made of.
struct SampleNamespace
{
    std::string name, team, project, costCenter;
    double weight = 1; ///< relative size
    double services = 0, notebooks = 0, training = 0, batch = 0;
    bool labelled = true; ///< false: nobody here labels anything
    bool midway = false; ///< appears in the middle of the range
    int quota = 0; ///< GPUs; 0: none
};

struct SamplePlace
{
    std::string name;
    double size = 1; ///< of the first cluster's GPUs
    int utcOffset = 0; ///< hours: when people there work
};

/// The name, relative size and clock of cluster `index`.
SamplePlace samplePlace(int index);

/// The namespaces of cluster `index`. Clusters share some names; where more are wanted than the catalogue has, teams
/// get numbered projects.
std::vector<SampleNamespace> sampleNamespaces(int index, int count, int gpus, SampleRandom& random);

std::string_view sampleUser(SampleRandom& random);
std::string_view sampleApp(SampleKind kind, SampleRandom& random);
/// "Deployment", "StatefulSet", "PyTorchJob", "CronJob".
std::string_view sampleType(SampleKind kind);

} // namespace atlas
