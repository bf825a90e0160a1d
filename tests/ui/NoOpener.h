// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/SourceOpener.h"

namespace atlas::test {

/// Opens nothing: windows get their sessions from the test.
class NoOpener final : public SourceOpener
{
public:
    void openFiles(const QStringList&) override { }
    void cancel() override { }
    void exploreSample() override { }
};

} // namespace atlas::test
