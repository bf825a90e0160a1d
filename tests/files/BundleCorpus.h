// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace atlas::test {

/// A file that is nearly a bundle.
struct BundleCase
{
    std::string family; ///< the row of the list of faults that it belongs to, and what is done
    QString name;
    std::function<void(const QString& path)> spoil; ///< a copy of a good bundle, or makes something in its place
    bool digestAgain = false; ///< what it holds is said to be right: it may be opened, with other values
};

/// Over 200 in more than 15 families, made by rules of a bundle of `size` bytes; the same in every run.
std::vector<BundleCase> bundleCorpus(qint64 size);

} // namespace atlas::test
