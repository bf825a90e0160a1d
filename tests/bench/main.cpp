// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#ifdef ATLAS_BENCH_GUI
#include <QApplication>

#include <cstdio>

namespace {

/// What Qt says of a machine without a desktop would stand between the lines of the table.
void say(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (text.startsWith(u"QStandardPaths: ") || text.contains(u"propagateSizeHints"))
        return;
    std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, text)));
}

} // namespace
#else
#include <QCoreApplication>
#endif

// Widgets and futures need an application object; drawing is measured off screen, so that any machine can do it.
int main(int argc, char** argv)
{
#ifdef ATLAS_BENCH_GUI
    qInstallMessageHandler(say);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
#else
    const QCoreApplication app(argc, argv);
#endif
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
