// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sample/SampleCatalogue.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace atlas {

namespace {

struct Entry
{
    const char* name;
    const char* team;
    const char* project;
    const char* costCenter;
    double weight, services, notebooks, training, batch;
};

/// In order of importance: a small sample takes the first ones.
constexpr std::array catalogue = {
    Entry{"llm-pretrain", "foundation-models", "atlas-70b", "CC-1001", 15, 0.0, 0.04, 0.96, 0.0},
    Entry{"推荐算法", "推荐算法", "首页推荐", "CC-2001", 11, 0.62, 0.08, 0.30, 0.0},
    Entry{"notebooks", "data-science", "exploration", "CC-3001", 6, 0.0, 1.0, 0.0, 0.0},
    Entry{"大模型训练", "大模型训练", "通用大模型", "CC-1002", 12, 0.0, 0.06, 0.94, 0.0},
    Entry{"search-ranking", "search", "query-understanding", "CC-2002", 8, 0.75, 0.05, 0.20, 0.0},
    Entry{"多模态预研", "大模型训练", "多模态", "CC-1002", 7, 0.05, 0.10, 0.85, 0.0},
    Entry{"nightly-batch", "platform", "feature-backfill", "CC-4001", 6, 0.10, 0.0, 0.0, 0.90},
    Entry{"vision-quality", "vision", "defect-inspection", "CC-3002", 5, 0.30, 0.15, 0.55, 0.0},
    Entry{"sandbox", "", "", "", 3, 0.0, 0.8, 0.2, 0.0},
    Entry{"speech-asr", "speech", "asr-streaming", "CC-2003", 5, 0.55, 0.10, 0.35, 0.0},
    Entry{"customer-success-knowledge-graph-embedding-refresh-and-reindexing-nightly-production-eu-central-1", "search",
        "knowledge-graph", "CC-2002", 3, 0.3, 0.0, 0.2, 0.5},
    Entry{"llm-serving", "foundation-models", "assistant-api", "CC-1001", 9, 1.0, 0.0, 0.0, 0.0},
    Entry{"ads-ctr", "ads", "ctr-v3", "CC-2004", 6, 0.5, 0.1, 0.4, 0.0},
    Entry{"自动驾驶-感知", "自动驾驶", "感知融合", "CC-5001", 8, 0.05, 0.10, 0.85, 0.0},
    Entry{"fraud-detection", "risk", "graph-risk", "CC-2005", 2.5, 0.5, 0.2, 0.1, 0.2},
    Entry{"bio-folding", "life-science", "protein-design", "CC-6001", 4, 0.0, 0.15, 0.85, 0.0},
    Entry{"内容审核", "内容安全", "图文审核", "CC-2006", 4, 0.9, 0.1, 0.0, 0.0},
    Entry{"rl-robotics", "robotics", "sim-to-real", "CC-5002", 3.5, 0.0, 0.3, 0.7, 0.0},
    Entry{"ci-gpu-tests", "platform", "ci", "CC-4001", 1.5, 0.3, 0.0, 0.3, 0.4},
    Entry{"video-transcode", "media", "av1-pipeline", "CC-2007", 3, 0.4, 0.0, 0.0, 0.6},
    Entry{"climate-downscaling", "life-science", "era5-km", "CC-6002", 2.5, 0.0, 0.2, 0.8, 0.0},
    Entry{"intern-projects", "", "", "CC-3001", 2, 0.0, 1.0, 0.0, 0.0},
    Entry{"语音合成", "speech", "情感语音", "CC-2003", 2.5, 0.4, 0.2, 0.4, 0.0},
    Entry{"eval-leaderboard", "foundation-models", "evaluation", "CC-1003", 2, 0.1, 0.1, 0.3, 0.5},
    Entry{"quant-research", "finance", "time-series", "CC-7001", 2, 0.0, 0.5, 0.5, 0.0},
    Entry{"maps-3d", "自动驾驶", "nerf-reconstruction", "CC-5001", 2, 0.1, 0.1, 0.8, 0.0},
};

constexpr std::array users = {"lin", "wangwei", "zhao", "chenyu", "anna", "mueller", "priya", "tomas", "sato", "garcia",
    "olga", "hassan", "kim", "liuyang", "dubois", "okafor"};
constexpr std::array serviceApps = {"ranker", "embedder", "gateway", "rerank", "vision-api", "asr", "tts", "chat",
    "moderation", "vector-search", "ocr", "translate"};
constexpr std::array trainingApps = {
    "pretrain", "sft", "dpo", "finetune", "distill", "ablation", "continual", "reward-model"};
constexpr std::array notebookApps = {"jupyter", "vscode", "rstudio"};
constexpr std::array batchApps = {"backfill", "embedding-refresh", "offline-score", "transcode"};

template <typename List>
std::string_view pick(const List& list, SampleRandom& random)
{
    return list[std::size_t(random.below(int(list.size())))];
}

SampleNamespace fromEntry(const Entry& e)
{
    SampleNamespace ns{e.name, e.team, e.project, e.costCenter, e.weight, e.services, e.notebooks, e.training, e.batch};
    ns.labelled = !ns.team.empty();
    return ns;
}

SampleNamespace numbered(int number, SampleRandom& random)
{
    const auto& like = catalogue[std::size_t(random.below(int(catalogue.size())))];
    auto ns = fromEntry(like);
    std::array<char, 16> digits{};
    std::snprintf(digits.data(), digits.size(), "-%03d", number);
    ns.name = std::string(ns.team.empty() ? "lab" : ns.team) + digits.data();
    // Small teams keep something running all the time, so that they have a row in every hour.
    ns.weight = random.between(0.6, 1.6);
    ns.services = ns.notebooks == 1.0 ? 0.0 : 0.75;
    ns.notebooks = ns.services > 0 ? 0.1 : 1.0;
    ns.training = 0.4;
    ns.batch = 0;
    return ns;
}

} // namespace

SamplePlace samplePlace(int index)
{
    static const std::array places = {SamplePlace{"prod-shanghai", 1.0, 8}, SamplePlace{"research-berlin", 0.375, 1},
        SamplePlace{"inference-virginia", 0.5, -5}, SamplePlace{"edge-singapore", 0.125, 8},
        SamplePlace{"训练集群-乌兰察布", 1.5, 8}};
    if (index < int(places.size()))
        return places[std::size_t(index)];
    return {"cluster-" + std::to_string(index + 1), 0.25, 0};
}

std::vector<SampleNamespace> sampleNamespaces(int index, int count, int gpus, SampleRandom& random)
{
    // Later clusters are home to fewer teams: every second one of the catalogue, from the second on.
    if (index > 0)
        count = std::max(1, count / 2);
    std::vector<SampleNamespace> list;
    for (std::size_t i = 0; i < catalogue.size() && int(list.size()) < count; ++i) {
        if (index == 0 || i % 2 == std::size_t(index) % 2 || catalogue[i].notebooks == 1.0)
            list.push_back(fromEntry(catalogue[i]));
    }
    for (int number = 1; int(list.size()) < count; ++number)
        list.push_back(numbered(number, random));

    double total = 0;
    for (const auto& ns : list)
        total += ns.weight;
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto& ns = list[i];
        ns.midway = ns.name == "多模态预研" || (count < 6 && count > 1 && i + 1 == list.size());
        if (i % 5 < 3) // some teams have a quota, in whole nodes
            ns.quota = 8 * std::max(1, int(std::ceil(ns.weight / total * gpus * 1.25 / 8)));
    }
    return list;
}

std::string_view sampleUser(SampleRandom& random)
{
    return pick(users, random);
}

std::string_view sampleApp(SampleKind kind, SampleRandom& random)
{
    switch (kind) {
    case SampleKind::Service:
        return pick(serviceApps, random);
    case SampleKind::Notebook:
        return pick(notebookApps, random);
    case SampleKind::Training:
        return pick(trainingApps, random);
    case SampleKind::Batch:
        break;
    }
    return pick(batchApps, random);
}

std::string_view sampleType(SampleKind kind)
{
    switch (kind) {
    case SampleKind::Service:
        return "Deployment";
    case SampleKind::Notebook:
        return "StatefulSet";
    case SampleKind::Training:
        return "PyTorchJob";
    case SampleKind::Batch:
        break;
    }
    return "CronJob";
}

} // namespace atlas
