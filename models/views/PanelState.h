// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/Error.h"

#include <QString>

namespace atlas {

/// What a panel is able to show, and what to say when it is not (all) there.
struct PanelState
{
    enum Kind : std::uint8_t {
        Loading, ///< a thin progress line; content that is there stays
        Empty, ///< no content: `text` says why, `action` offers the next step
        Ready,
        Stale, ///< content of the past: `text` in the corner is its age
        Error, ///< a strip with `text`, Retry and `detail`; content that is there stays
    };
    Kind kind = Loading;
    QString text; ///< a sentence
    QString detail; ///< for the curious; behind "Details"
    QString action; ///< caption of a button for the next step; empty: none

    static PanelState loading() { return {}; }
    static PanelState ready() { return {Ready, {}, {}, {}}; }
    static PanelState empty(QString why, QString action = {}) { return {Empty, std::move(why), {}, std::move(action)}; }
    static PanelState stale(QString age) { return {Stale, std::move(age), {}, {}}; }
    static PanelState failed(const atlas::Error& error) { return {Error, error.message, error.detail, {}}; }

    friend bool operator==(const PanelState&, const PanelState&) = default;
};

} // namespace atlas
