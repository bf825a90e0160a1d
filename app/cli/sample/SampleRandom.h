// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>

namespace atlas {

/// Random numbers that are the same on every platform: the standard fixes the engine, not its distributions, so these
/// are our own.
class SampleRandom
{
public:
    explicit SampleRandom(std::uint64_t seed)
        : m_engine(seed)
    {
    }

    /// [0, 1)
    double uniform() { return double(m_engine() >> 11) * 0x1.0p-53; }
    /// [low, high)
    double between(double low, double high) { return low + (high - low) * uniform(); }
    /// 0 .. count − 1
    int below(int count) { return int(uniform() * count); }
    bool chance(double probability) { return uniform() < probability; }
    /// Bell-shaped around 0 with deviation 1 and within ±3.5: the sum of four uniform numbers cut from one.
    double noise()
    {
        const std::uint64_t bits = m_engine();
        const double sum =
            double(bits & 0xffff) + double((bits >> 16) & 0xffff) + double((bits >> 32) & 0xffff) + double(bits >> 48);
        return (sum / 65536.0 - 2.0) * 1.7320508075688772;
    }
    /// "3f9a0c..." of a length.
    std::string hex(int length)
    {
        static constexpr std::array digits = {
            '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
        std::string text;
        for (int i = 0; i < length; ++i)
            text += digits[std::size_t(m_engine() >> 60)];
        return text;
    }
    std::string uid() { return hex(8) + '-' + hex(4) + '-' + hex(4) + '-' + hex(4) + '-' + hex(12); }

private:
    std::mt19937_64 m_engine;
};

} // namespace atlas
