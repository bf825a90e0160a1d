// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/files/BundleCorpus.h"
#include "tests/files/FilesTesting.h"
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <map>
#include <set>

#include <sys/resource.h>

using namespace atlas;
using namespace atlas::test;

namespace {

/// What there is to see of a file from outside.
struct Seen
{
    qint64 size = 0;
    QDateTime written;
    QByteArray bytes;

    friend bool operator==(const Seen&, const Seen&) = default;
};

Seen seen(const QString& path)
{
    const QFileInfo info(path);
    const bool small = info.isFile() && !info.isSymLink() && info.size() < (qint64(1) << 20);
    return {info.size(), info.lastModified(), small ? contentsOf(path) : QByteArray()};
}

} // namespace

/// Files that are nearly bundles, some hundred of them. Most are read in this process, where every check can be seen;
/// the first of each family - all of them where ATLAS_LONG_TESTS is set - go the whole way.
class tst_MalformedBundles : public QObject
{
    Q_OBJECT

private slots:
    void isLargeEnough()
    {
        std::set<std::string> families;
        const auto corpus = bundleCorpus(QFileInfo(m_good.path()).size());
        for (const auto& item : corpus)
            families.insert(item.family);
        QVERIFY2(corpus.size() >= 200, qPrintable(QString::number(corpus.size())));
        QVERIFY2(families.size() >= 15, qPrintable(QString::number(families.size())));
    }

    void families_data()
    {
        QTest::addColumn<QByteArray>("family");
        std::set<std::string> families;
        for (const auto& item : bundleCorpus(QFileInfo(m_good.path()).size()))
            families.insert(item.family);
        for (const auto& family : families)
            QTest::newRow(family.c_str()) << QByteArray::fromStdString(family);
    }
    void families()
    {
        QFETCH(QByteArray, family);
        const bool wholeWay = qEnvironmentVariableIsSet("ATLAS_LONG_TESTS");
        bool first = true;
        for (const auto& item : bundleCorpus(QFileInfo(m_good.path()).size())) {
            if (family != item.family.c_str())
                continue;
            QTemporaryDir folder;
            const auto path = folder.filePath(QStringLiteral("x.gpuatlas"));
            QVERIFY(QFile::copy(m_good.path(), path));
            item.spoil(path);
            const auto before = seen(path);
            QElapsedTimer timer;
            timer.start();
            const bool outside = first || wholeWay || item.family.starts_with("F6");
            first = false;
            QDir(folder.path()).mkdir(QStringLiteral("to"));
            const auto store = folder.filePath(QStringLiteral("to/store.db"));
            const auto failed = outside ? openOutside(path, store) : openInside(path, store);
            const auto finding = seen(path) != before ? QStringLiteral("the file was changed")
                : timer.elapsed() > 20'000            ? QStringLiteral("it took too long")
                : failed                              ? faultOf(*failed, outside, QFileInfo(store).dir())
                                                      : faultOf(store, item.digestAgain);
            QVERIFY2(finding.isEmpty(), qPrintable(QString(item.name + QStringLiteral(": ") + finding)));
        }
    }

    void memoryStaysSmall()
    {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        QVERIFY2(usage.ru_maxrss < 1024 * 1024, qPrintable(QString::number(usage.ru_maxrss)));
        getrusage(RUSAGE_CHILDREN, &usage);
        QVERIFY2(usage.ru_maxrss < 1024 * 1024, qPrintable(QString::number(usage.ru_maxrss)));
    }

private:
    /// What is wrong with a refusal.
    static QString faultOf(const Error& error, bool outside, const QDir& folder)
    {
        if (const auto fault = faultOfRefusal(error, outside ? QStringLiteral("x.gpuatlas") : QString());
            !fault.isEmpty())
            return fault;
        const auto left = folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        return outside ? left.join(u' ') : QString();
    }
    /// What is wrong with a store that was made of a file.
    QString faultOf(const QString& store, bool otherValues)
    {
        const auto opened = SqliteStore::open(store).value();
        if (const auto checked = opened->checkIntegrity({}).result(); !checked)
            return checked.error().detail;
        return otherValues ? QString()
                           : QString::fromUtf8(differenceOf(*m_good.store.store, *opened, testHours(0, 30)));
    }

    std::optional<Error> openInside(const QString& path, const QString& store)
    {
        const auto read = readBack(path, store);
        return read ? std::nullopt : std::optional(read.error());
    }
    std::optional<Error> openOutside(const QString& path, const QString& store)
    {
        const auto opened = open({path}, store);
        return opened ? std::nullopt : std::optional(opened.error());
    }

    GoodBundle m_good;
};

ATLAS_TEST(tst_MalformedBundles);
#include "tst_MalformedBundles.moc"
