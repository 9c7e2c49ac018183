// SPDX-License-Identifier: MIT
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QFile>
#include <QPixmapCache>
#include <QTest>

using namespace chatsync::ui;

class TestIcons : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyIconIsThere_data();
    void everyIconIsThere();
    void listsAgree();
    void tintFollowsTheTheme();
    void disabledIsPaler();
    void sharpAtTheDeviceRatio();

private:
    Theme m_theme;
};

namespace {

QColor strongest(const QPixmap &pixmap)
{
    const QImage image = pixmap.toImage();
    QColor best(Qt::transparent);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).alpha() > best.alpha())
                best = image.pixelColor(x, y);
    return best;
}

} // namespace

void TestIcons::everyIconIsThere_data()
{
    QTest::addColumn<int>("id");
    QTest::addColumn<bool>("bundledOnly");
    for (int id = 0; id < iconCount; ++id) {
        QTest::addRow("%d installed", id) << id << false;
        QTest::addRow("%d bundled", id) << id << true;
    }
}

void TestIcons::everyIconIsThere()
{
    QFETCH(int, id);
    QFETCH(bool, bundledOnly);
    installIconTheme();
    const QStringList before = QIcon::themeSearchPaths();
    if (bundledOnly)
        QIcon::setThemeSearchPaths({QStringLiteral(":/icons")});
    QPixmapCache::clear();
    for (const int size : {16, 22}) {
        const QColor color = strongest(icon(static_cast<Icon>(id)).pixmap(size, size));
        QVERIFY2(color.alpha() > 120, "nothing was painted");
    }
    QIcon::setThemeSearchPaths(before);
}

void TestIcons::listsAgree()
{
    QFile file(QStringLiteral(CHATSYNC_SOURCE_DIR "/ui/theme/breezeicons.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList bundled =
        QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QStringList used;
    for (int id = 0; id < iconCount; ++id)
        if (const QString name = iconName(static_cast<Icon>(id)); !name.isEmpty())
            used.append(name);
    QCOMPARE(QSet<QString>(bundled.begin(), bundled.end()), QSet<QString>(used.begin(), used.end()));
}

void TestIcons::tintFollowsTheTheme()
{
    const QIcon copy = icon(Icon::Copy);
    m_theme.setScheme(Theme::Scheme::Light);
    QCOMPARE(strongest(copy.pixmap(22, 22)).rgb(), lightTokens().text2.rgb());
    m_theme.setScheme(Theme::Scheme::Dark);
    QCOMPARE(strongest(copy.pixmap(22, 22)).rgb(), darkTokens().text2.rgb());
    QCOMPARE(strongest(copy.pixmap(QSize(22, 22), QIcon::Normal, QIcon::On)).rgb(), darkTokens().link.rgb());
}

void TestIcons::disabledIsPaler()
{
    m_theme.setScheme(Theme::Scheme::Light);
    QCOMPARE(strongest(icon(Icon::Copy).pixmap(QSize(22, 22), QIcon::Disabled)).rgb(),
             lightTokens().disabled.rgb());
}

void TestIcons::sharpAtTheDeviceRatio()
{
    const QPixmap twice = icon(Icon::LookUp).pixmap(QSize(16, 16), 2.0);
    QCOMPARE(twice.size(), QSize(32, 32));
    QCOMPARE(twice.devicePixelRatio(), 2.0);
}

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
