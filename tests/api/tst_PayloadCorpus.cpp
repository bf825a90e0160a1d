// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/api/WireDecoder.h"
#include "tests/api/PayloadCorpus.h"
#include "tests/api/WireTesting.h"
#include "tests/support/TestRegistry.h"

#include <QElapsedTimer>
#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace atlas;
using namespace atlas::test;

namespace {

bool isValidUtf8(const std::string& text)
{
    const QByteArray bytes = "x" + QByteArray::fromStdString(text); // a byte-order mark in front would be taken away
    return QString::fromUtf8(bytes).toUtf8() == bytes;
}

template <typename Row>
bool isPlausible(const Result<DecodedPage<Row>>& page)
{
    return page || !page.error().message.isEmpty();
}

/// Every decoder reads it: what it is does not matter, that it returns does.
bool survives(WireDecoder& decoder, const QByteArray& body)
{
    const auto names = decoder.decodeNames(body);
    const auto snapshot = decoder.decodeSnapshot(body);
    return isPlausible(decoder.decodeClusterHours(body)) && isPlausible(decoder.decodeDimensionHours(body))
        && isPlausible(decoder.decodeWorkloadHours(body)) && isPlausible(decoder.decodeSnapshots(body))
        && isPlausible(decoder.decodeSummaries(body)) && (names || !names.error().message.isEmpty())
        && (snapshot || !snapshot.error().message.isEmpty()) && classifyReply(body) >= ReplyKind::NotAReply;
}

QByteArray shown(const PayloadCase& item)
{
    return QByteArray::fromStdString(item.family) + ": " + item.body.left(400).toPercentEncoding("{}[]\":, ");
}

} // namespace

/// Replies that no server should send, some hundred of them.
class tst_PayloadCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void families_data();
    void families();
    void isLargeEnough();
    void mutationsNeverCrash();
};

void tst_PayloadCorpus::families_data()
{
    QTest::addColumn<QByteArray>("family");
    std::set<std::string> families;
    for (const auto& item : payloadCorpus())
        families.insert(item.family);
    for (const auto& family : families)
        QTest::newRow(family.c_str()) << QByteArray::fromStdString(family);
}

void tst_PayloadCorpus::families()
{
    QFETCH(QByteArray, family);
    WireDecoder decoder; // one for all: a bad reply must not spoil the next one
    for (const auto& item : payloadCorpus()) {
        if (family != item.family.c_str())
            continue;
        QElapsedTimer timer;
        timer.start();
        const auto page = decoder.decodeNamespaceHours(item.body);
        const QByteArray what = shown(item) + (page ? QByteArray() : '\n' + page.error().message.toUtf8());
        QVERIFY2(bool(page) == !item.failure, what.constData());
        if (page) {
            QVERIFY2(int(page->rows.size()) == item.rows, what.constData());
            for (const auto& row : page->rows)
                QVERIFY2(isValidUtf8(row.name) && isValidUtf8(row.cluster), what.constData());
        } else {
            QVERIFY2(page.error().cls == *item.failure, what.constData());
            QVERIFY2(page.error().message.size() < 1000 && page.error().detail.size() < 1000, what.constData());
        }
        QVERIFY2(survives(decoder, item.body), what.constData());
        QVERIFY2(timer.elapsed() < 2000, what.constData());
    }
    const auto good = decoder.decodeNamespaceHours(envelope('[' + oneRow + ']'));
    QVERIFY(good && good->rows.front() == expectedRow());
}

void tst_PayloadCorpus::isLargeEnough()
{
    std::map<std::string, int> count;
    int all = 0;
    for (const auto& item : payloadCorpus()) {
        ++count[item.family.substr(0, item.family.find(' '))];
        ++all;
    }
    QVERIFY2(all >= 400, qPrintable(QString::number(all)));
    QVERIFY2(count.size() >= 13, qPrintable(QString::number(count.size())));
    for (const char* row : {"P1", "P2", "P3", "P4", "P5", "P7", "P8", "P9", "P10", "P11", "P12", "P13", "N5"})
        QVERIFY2(count[row] >= 30, row);
}

void tst_PayloadCorpus::mutationsNeverCrash()
{
    // Bytes flipped, left out, repeated and cut, in replies of the corpus.
    std::mt19937 random(20'251'105);
    auto corpus = payloadCorpus();
    std::erase_if(corpus, [](const PayloadCase& item) { return item.body.size() > 4000 || item.body.isEmpty(); });
    WireDecoder decoder;
    for (int i = 0; i < 4000; ++i) {
        QByteArray body = corpus[random() % corpus.size()].body;
        for (int change = 0; change < 3 && !body.isEmpty(); ++change) {
            const auto at = qsizetype(random() % std::uint32_t(body.size()));
            switch (random() % 4) {
            case 0:
                body[at] = char(random() & 0xFF);
                break;
            case 1:
                body.remove(at, 1 + qsizetype(random() % 8));
                break;
            case 2:
                body.insert(at, body.mid(at, 1 + qsizetype(random() % 40)));
                break;
            default:
                body[at] = "{}[]\",:\\0"[random() % 9];
            }
        }
        const auto page = decoder.decodeNamespaceHours(body);
        QVERIFY2(isPlausible(page) && survives(decoder, body), body.toPercentEncoding("{}[]\":, ").constData());
        if (page) {
            for (const auto& row : page->rows)
                QVERIFY2(isValidUtf8(row.name), body.toPercentEncoding("{}[]\":, ").constData());
        }
    }
}

ATLAS_TEST(tst_PayloadCorpus);
#include "tst_PayloadCorpus.moc"
