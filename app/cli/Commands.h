// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandOptions.h"

namespace atlas {

/// A subcommand: what it is called, what its help says, its options and what it does.
struct Command
{
    const char* name;
    const char* usage; ///< what follows the program's name in the help
    const char* summary; ///< one line
    const char* help; ///< paragraphs below the usage
    void (*declare)(QCommandLineParser& parser);
    Result<void> (*run)(const Invocation& call);
    bool takesOperands;
    const char* examples = nullptr; ///< of the help: a line each
    const char* operand = "A file or folder"; ///< what is missing where operands are taken and there are none
};

extern const Command serveCommand;
extern const Command importCommand;
extern const Command syncCommand;
extern const Command doctorCommand;
extern const Command summaryEntry;
extern const Command alertsCommand;
extern const Command exportCommand;
extern const Command openCommand;
extern const Command queryCommand;
extern const Command sampleEntry;

/// `sync --watch`.
Result<void> watch(const Invocation& call);

} // namespace atlas
