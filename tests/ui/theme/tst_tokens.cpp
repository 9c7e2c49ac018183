// SPDX-License-Identifier: MIT
#include "ui/theme/tokens.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace chatsync::ui;

/// What may be read must be readable, in both palettes; and no colour is written down anywhere else.
class TestTokens : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void text_data();
    void text();
    void glyphs_data();
    void glyphs();
    void noColourOutsideTheTheme();
};

namespace {

struct Pair {
    const char *name;
    QColor front;
    QColor back;
};

// Not inside a macro: moc 6.4 loses count of the parentheses in a raw string there.
constexpr const char *colourPattern =
    R"x(#[0-9A-Fa-f]{6}\b|0x[fF]{0,2}[0-9A-Fa-f]{6}\b|QColor\s*\(\s*[\d"u]|QColor::fromRgb|qRgba?\()x"
    R"x(|Qt::(?:black|white|red|green|blue|gray|grey|darkGray|lightGray|yellow)\b|setStyleSheet|<font|color\s*:)x";

QList<Pair> textPairs(const Tokens &t)
{
    QList<Pair> all;
    const QList<std::pair<const char *, QColor>> everyGround = {
        {"window", t.window},       {"rail", t.rail},
        {"base", t.base},           {"alternate", t.alternate},
        {"button", t.button},       {"selection", t.selection},
        {"hover", t.hover},         {"accent tint", t.accentTint},
        {"ok tint", t.ok.tint},     {"fail tint", t.fail.tint},
        {"warn tint", t.warn.tint}, {"neutral tint", t.neutral.tint}};
    for (const auto &[name, ground] : everyGround) {
        all.append({name, t.text, ground});
        all.append({name, t.text2, ground});
        all.append({name, t.link, ground});
    }
    for (const QColor &ground : {t.window, t.base, t.alternate})
        all.append({"text 3", t.text3, ground});
    for (const StatusInk &ink : {t.ok, t.fail, t.warn, t.neutral, t.info})
        for (const QColor &ground : {ink.tint, t.base, t.window, t.selection, t.hover})
            all.append({"status text", ink.text, ground});
    for (const EnvironmentInk &ink : {t.sandbox, t.staging, t.production})
        all.append({"environment", ink.text, ink.fill});
    for (const AvatarInk &ink : t.avatars)
        all.append({"avatar", ink.text, ink.fill});
    for (const QColor &fill : {t.accent, t.accentHover, t.accentPressed})
        all.append({"primary button", t.onAccent, fill});
    for (const QColor &ink : {t.jsonKey, t.jsonString, t.jsonNumber})
        for (const QColor &ground : {t.base, t.fail.tint, t.warn.tint})
            all.append({"json", ink, ground});
    all.append({"search hit", t.searchText, t.searchBack});
    return all;
}

} // namespace

void TestTokens::text_data()
{
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("back");
    for (const Tokens *tokens : {&lightTokens(), &darkTokens()})
        for (const Pair &pair : textPairs(*tokens))
            QTest::addRow("%s: %s on %s (%s)", tokens->dark ? "dark" : "light", qPrintable(pair.front.name()),
                          pair.name, qPrintable(pair.back.name()))
                << pair.front << pair.back;
}

void TestTokens::text()
{
    QFETCH(QColor, front);
    QFETCH(QColor, back);
    const double ratio = contrastRatio(front, back);
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

void TestTokens::glyphs_data()
{
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("back");
    for (const Tokens *t : {&lightTokens(), &darkTokens()}) {
        const char *palette = t->dark ? "dark" : "light";
        for (const QColor &ground : {t->base, t->window, t->alternate, t->selection, t->hover}) {
            for (const QColor &glyph :
                 {t->ok.glyph, t->fail.glyph, t->warn.glyph, t->neutral.glyph, t->accentGlyph})
                QTest::addRow("%s: %s on %s", palette, qPrintable(glyph.name()), qPrintable(ground.name()))
                    << glyph << ground;
        }
        for (const StatusInk &ink : {t->ok, t->fail, t->warn, t->neutral})
            QTest::addRow("%s: mark in %s", palette, qPrintable(ink.glyph.name())) << t->mark << ink.glyph;
        for (const StatusInk &ink : {t->ok, t->fail, t->warn, t->neutral})
            QTest::addRow("%s: %s on its tint", palette, qPrintable(ink.glyph.name()))
                << ink.glyph << ink.tint;
        QTest::addRow("%s: focus ring", palette) << t->accent << t->window;
    }
}

void TestTokens::glyphs()
{
    QFETCH(QColor, front);
    QFETCH(QColor, back);
    const double ratio = contrastRatio(front, back);
    QVERIFY2(ratio >= 3.0, qPrintable(QString::number(ratio)));
}

void TestTokens::noColourOutsideTheTheme()
{
    const QRegularExpression literal(QString::fromLatin1(colourPattern));
    int files = 0;
    QDirIterator sources(QStringLiteral(CHATSYNC_SOURCE_DIR "/ui"),
                         {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                         QDirIterator::Subdirectories);
    while (sources.hasNext()) {
        QFile file(sources.next());
        if (file.fileName().endsWith(QLatin1String("/theme/tokens.cpp")))
            continue;
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QRegularExpressionMatch found = literal.match(QString::fromUtf8(file.readAll()));
        QVERIFY2(!found.hasMatch(), qPrintable(file.fileName() + QStringLiteral(": ") + found.captured()));
        ++files;
    }
    QVERIFY(files > 20);
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
