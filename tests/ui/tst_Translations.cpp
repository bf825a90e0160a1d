// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestRegistry.h"

#include <QDir>
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>

#include <algorithm>
#include <set>

namespace {

/// One text of a .ts file.
struct Message
{
    QString context, source, comment, type;
    QStringList translations; ///< one; of a text with %n as many as the language has plural forms
    bool plural = false;

    QString name() const { return context + QStringLiteral(": ") + source; }
};

Message readMessage(QXmlStreamReader& xml, const QString& context)
{
    Message message;
    message.context = context;
    message.plural = xml.attributes().value(QStringLiteral("numerus")) == QStringLiteral("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QStringLiteral("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QStringLiteral("comment")) {
            message.comment = xml.readElementText();
        } else if (xml.name() == QStringLiteral("translation")) {
            message.type = xml.attributes().value(QStringLiteral("type")).toString();
            if (!message.plural) {
                message.translations << xml.readElementText();
                continue;
            }
            while (xml.readNextStartElement())
                message.translations << xml.readElementText();
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

std::vector<Message> readTexts(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QStringLiteral("name"))
            context = xml.readElementText();
        else if (xml.name() == QStringLiteral("message"))
            messages.push_back(readMessage(xml, context));
    }
    return xml.hasError() ? std::vector<Message>{} : messages;
}

/// %1, %L2, %n of a text, sorted: a translation may change their order.
QStringList placeholders(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("%(L?[0-9]+|n)"));
    QStringList found;
    for (auto all = pattern.globalMatch(text); all.hasNext();)
        found << all.next().captured();
    found.sort();
    return found;
}

QString sourceFolder()
{
    return QStringLiteral(ATLAS_SOURCE_DIR);
}

QString textsOf(const QString& language)
{
    return sourceFolder() + QStringLiteral("/resources/translations/atlas_%1.ts").arg(language);
}

/// What `./dev translations` calls, beside the Qt that this program runs on; empty where it is not installed.
QString lupdateProgram()
{
    const QString path = QLibraryInfo::path(QLibraryInfo::BinariesPath) + QStringLiteral("/lupdate");
    return QFile::exists(path) ? path : QString();
}

/// Texts without their contexts: the versions of lupdate disagree about some of those.
std::set<QString> textsIn(const std::vector<Message>& messages)
{
    std::set<QString> texts;
    for (const auto& message : messages)
        texts.insert(message.source + QLatin1Char('|') + message.comment);
    return texts;
}

} // namespace

class tst_Translations : public QObject
{
    Q_OBJECT

private slots:
    void everyTextIsFinished_data();
    void everyTextIsFinished();
    void placeholdersAreThoseOfTheSource_data() { everyTextIsFinished_data(); }
    void placeholdersAreThoseOfTheSource();
    void theFilesHoldTheTextsOfTheSources();
    void theProgramSpeaksChinese();
    void englishCountsOneAndMany();
    void theLanguageIsTheOneAskedFor();
};

void tst_Translations::everyTextIsFinished_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("pluralForms");
    QTest::newRow("zh_CN") << "zh_CN" << 1;
    QTest::newRow("en") << "en" << 2;
}

void tst_Translations::everyTextIsFinished()
{
    QFETCH(QString, language);
    QFETCH(int, pluralForms);
    const auto messages = readTexts(textsOf(language));
    QVERIFY(!messages.empty());
    for (const auto& message : messages) {
        QVERIFY2(message.type.isEmpty(), qUtf8Printable(message.name()));
        QVERIFY2(message.translations.size() == (message.plural ? pluralForms : 1), qUtf8Printable(message.name()));
        QVERIFY2(std::none_of(message.translations.begin(), message.translations.end(),
                     [](const QString& text) { return text.trimmed().isEmpty(); }),
            qUtf8Printable(message.name()));
    }
}

void tst_Translations::placeholdersAreThoseOfTheSource()
{
    QFETCH(QString, language);
    for (const auto& message : readTexts(textsOf(language))) {
        for (const auto& translation : message.translations)
            QVERIFY2(placeholders(translation) == placeholders(message.source), qUtf8Printable(message.name()));
    }
}

void tst_Translations::theFilesHoldTheTextsOfTheSources()
{
    const QString lupdate = lupdateProgram();
    if (lupdate.isEmpty())
        QSKIP("lupdate is not installed");
    const QTemporaryDir folder;
    const QString fresh = folder.filePath(QStringLiteral("atlas_zh_CN.ts"));
    QProcess process;
    process.setWorkingDirectory(sourceFolder());
    process.start(lupdate,
        {QStringLiteral("-extensions"), QStringLiteral("cpp,h"), QStringLiteral("@resources/translations/sources.lst"),
            QStringLiteral("-ts"), fresh});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    const auto wanted = textsIn(readTexts(fresh)), held = textsIn(readTexts(textsOf(QStringLiteral("zh_CN"))));
    QVERIFY(!wanted.empty());
    for (const auto& text : wanted)
        QVERIFY2(held.contains(text), qUtf8Printable(text + QStringLiteral(" (run ./dev translations)")));
}

void tst_Translations::theProgramSpeaksChinese()
{
    QTranslator translator;
    QVERIFY(translator.load(QLocale(QStringLiteral("zh_CN")), QStringLiteral("atlas"), QStringLiteral("_"),
        QStringLiteral(":/atlas/i18n")));
    QCOMPARE(translator.translate("atlas::DashboardState", "Last 7 days"), QStringLiteral("最近 7 天"));
    QCOMPARE(translator.translate("atlas::Role", "Held idle"), QStringLiteral("占用未用"));
    // The contexts of the file are those that the program asks for: every text of it can be had.
    for (const auto& message : readTexts(textsOf(QStringLiteral("zh_CN")))) {
        const auto translated = translator.translate(message.context.toUtf8().constData(),
            message.source.toUtf8().constData(), message.comment.toUtf8().constData(), message.plural ? 2 : -1);
        QVERIFY2(translated == message.translations.first(), qUtf8Printable(message.name()));
    }
}

void tst_Translations::englishCountsOneAndMany()
{
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/atlas/i18n/atlas_en.qm")));
    QCOMPARE(translator.translate("atlas::RankingChart", "Ranking of %n bar(s)", nullptr, 1),
        QStringLiteral("Ranking of %n bar"));
    QCOMPARE(translator.translate("atlas::RankingChart", "Ranking of %n bar(s)", nullptr, 2),
        QStringLiteral("Ranking of %n bars"));
}

void tst_Translations::theLanguageIsTheOneAskedFor()
{
    const auto languageFor = [](const char* locale) {
        QTranslator translator;
        return translator.load(QLocale(QString::fromLatin1(locale)), QStringLiteral("atlas"), QStringLiteral("_"),
                   QStringLiteral(":/atlas/i18n"))
            ? translator.language()
            : QString();
    };
    QCOMPARE(languageFor("zh_CN"), QStringLiteral("zh_CN"));
    QCOMPARE(languageFor("en_US"), QStringLiteral("en"));
    QCOMPARE(languageFor("en_GB"), QStringLiteral("en"));
    QCOMPARE(languageFor("de_DE"), QString());
}

ATLAS_TEST(tst_Translations);
#include "tst_Translations.moc"
