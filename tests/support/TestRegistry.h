// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTest>

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace atlas::test {

/// The test classes of a program by name; ATLAS_TEST(Class) adds one.
inline std::map<std::string, std::function<std::unique_ptr<QObject>()>>& registry()
{
    static std::map<std::string, std::function<std::unique_ptr<QObject>()>> classes;
    return classes;
}

struct Registration
{
    Registration(const char* name, std::function<std::unique_ptr<QObject>()> make)
    {
        registry().emplace(name, std::move(make));
    }
};

/// Runs `--class NAME` (repeatable), or all classes; other arguments go to Qt Test. Returns the number of failures.
int runTests(int argc, char** argv);

} // namespace atlas::test

// NOLINTNEXTLINE(bugprone-macro-parentheses)
#define ATLAS_TEST(Class)                                                                                              \
    static const ::atlas::test::Registration registration_##Class                                                      \
    {                                                                                                                  \
#Class, [] { return std::unique_ptr<QObject>(new Class); }                                                     \
    }
