// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"

#include <QStringList>

#include <cstdio>

namespace atlas::test {

int runTests(int argc, char** argv)
{
    QStringList wanted, rest{QString::fromLocal8Bit(argv[0])};
    for (int i = 1; i < argc; ++i) {
        const auto argument = QString::fromLocal8Bit(argv[i]);
        if (argument == QLatin1StringView("--class") && i + 1 < argc)
            wanted << QString::fromLocal8Bit(argv[++i]);
        else
            rest << argument;
    }
    for (const auto& name : wanted) {
        if (!registry().contains(name.toStdString())) {
            std::fprintf(stderr, "no test class %s in this program\n", qPrintable(name));
            return 127;
        }
    }
    int failures = 0;
    for (const auto& [name, make] : registry()) {
        if (wanted.isEmpty() || wanted.contains(QString::fromStdString(name)))
            failures += QTest::qExec(make().get(), rest);
    }
    return failures;
}

} // namespace atlas::test
