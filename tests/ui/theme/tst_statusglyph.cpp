// SPDX-License-Identifier: MIT
#include "ui/theme/statusglyph.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QSet>
#include <QTest>

#include <cmath>

using namespace chatsync;
using namespace chatsync::ui;

class TestStatusGlyph : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void shapesDifferWithoutColour_data();
    void shapesDifferWithoutColour();
    void wordsDiffer();
    void outcomes();
    void progressShows_data();
    void progressShows();
    void widgetSaysItsWord();

private:
    Theme m_theme;
};

namespace {

/// Which pixels are covered, and nothing about their colour.
QImage shapeOf(Status status, int size, qreal progress = 0.4)
{
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintStatus(painter, QRectF(0, 0, size, size), status, progress);
    painter.end();
    return image.convertToFormat(QImage::Format_Grayscale8);
}

int differing(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            count += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 48;
    return count;
}

} // namespace

void TestStatusGlyph::shapesDifferWithoutColour_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("dark");
    for (const int size : {12, 14, 16, 20, 22, 34})
        for (const bool dark : {false, true})
            QTest::addRow("%d %s", size, dark ? "dark" : "light") << size << dark;
}

void TestStatusGlyph::shapesDifferWithoutColour()
{
    QFETCH(int, size);
    QFETCH(bool, dark);
    m_theme.setScheme(dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    for (int a = 0; a < statusCount; ++a)
        for (int b = a + 1; b < statusCount; ++b) {
            const int pixels =
                differing(shapeOf(static_cast<Status>(a), size), shapeOf(static_cast<Status>(b), size));
            QVERIFY2(pixels >= size * size / 36,
                     qPrintable(QStringLiteral("%1 and %2: %3 pixels").arg(a).arg(b).arg(pixels)));
        }
}

void TestStatusGlyph::wordsDiffer()
{
    QSet<QString> words;
    for (int i = 0; i < statusCount; ++i)
        words.insert(word(static_cast<Status>(i)));
    QCOMPARE(words.size(), statusCount);
    QVERIFY(!words.contains(QString()));
}

void TestStatusGlyph::outcomes()
{
    QCOMPARE(statusOf(Outcome::Passed), Status::Ok);
    QCOMPARE(statusOf(Outcome::Recovered), Status::Recovered);
    QCOMPARE(statusOf(Outcome::Failed), Status::Fail);
    QCOMPARE(statusOf(Outcome::Skipped), Status::Skipped);
    QCOMPARE(statusOf(Outcome::Cancelled), Status::Skipped);
    QVERIFY(word(Outcome::Cancelled) != word(Outcome::Skipped));
}

void TestStatusGlyph::progressShows_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("running") << static_cast<int>(Status::Running);
    QTest::newRow("waiting") << static_cast<int>(Status::Waiting);
}

void TestStatusGlyph::progressShows()
{
    QFETCH(int, status);
    const auto what = static_cast<Status>(status);
    QVERIFY(shapeOf(what, 34, 0.1) != shapeOf(what, 34, 0.6));
}

void TestStatusGlyph::widgetSaysItsWord()
{
    StatusGlyph glyph(Status::Fail);
    QCOMPARE(glyph.accessibleName(), word(Status::Fail));
    glyph.setStatus(Status::Waiting, QStringLiteral("0.8 s left"));
    QCOMPARE(glyph.accessibleName(), QStringLiteral("0.8 s left"));
    QCOMPARE(glyph.sizeHint(), QSize(16, 16));
}

QTEST_MAIN(TestStatusGlyph)
#include "tst_statusglyph.moc"
