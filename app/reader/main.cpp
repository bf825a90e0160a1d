// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/files/Confinement.h"
#include "models/files/FileReading.h"

#include <QByteArray>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

namespace {

using namespace std::chrono_literals;

QByteArray standardInput()
{
    constexpr qsizetype longest = 16 << 20;
    QByteArray bytes;
    std::array<char, 65536> block{};
    while (const auto size = std::fread(block.data(), 1, block.size(), stdin)) {
        bytes.append(block.data(), qsizetype(size));
        if (bytes.size() > longest)
            return {};
    }
    return bytes;
}

/// Says how far the reading is, in percent, a line each time.
class Ticker
{
public:
    explicit Ticker(const atlas::Progress& progress)
        : m_thread([this, &progress] {
            std::unique_lock lock(m_mutex);
            for (int said = 0; !m_ended.wait_for(lock, 100ms, [this] { return m_end; });) {
                const auto fraction = progress.fraction();
                const int percent = fraction > 0 ? int(fraction * 100) : 0; // unknown: none yet
                if (percent <= said)
                    continue;
                std::printf("%d\n", percent);
                std::fflush(stdout);
                said = percent;
            }
        })
    {
    }
    ~Ticker()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_end = true;
        }
        m_ended.notify_all();
        m_thread.join();
    }
    Ticker(const Ticker&) = delete;
    Ticker& operator=(const Ticker&) = delete;

private:
    std::mutex m_mutex;
    std::condition_variable m_ended;
    bool m_end = false;
    std::thread m_thread;
};

} // namespace

/// gpu-atlas-reader SECONDS BYTES: reads the copies that a task on standard input names (models/files/ReaderTalk.h),
/// in the present folder. Started by the other programs, not by people.
int main(int argc, char** argv)
{
    if (argc != 3 || !atlas::confineProcess(std::chrono::seconds(std::atoi(argv[1])), std::atoll(argv[2])))
        return 2;
    const auto task = atlas::decodeTask(standardInput());
    if (!task)
        return 2;
    QByteArray line;
    {
        atlas::Progress progress;
        const Ticker ticker(progress);
        line = atlas::encodeOutcome(atlas::readFiles(*task, progress));
    }
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stdout);
    std::fflush(stdout);
    // What the libraries would still do at the end is of no use to anybody.
    std::_Exit(0);
}
