// SPDX-License-Identifier: MIT
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/systemscheme.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFocusFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStringListModel>
#include <QTest>

using namespace chatsync::ui;

namespace {

class PlayedDesktop final : public SystemScheme {
public:
    bool isDark() const override { return m_dark; }
    void play(bool dark)
    {
        m_dark = dark;
        Q_EMIT changed();
    }

private:
    bool m_dark = false;
};

QColor middleOf(QWidget &widget)
{
    const QImage image = widget.grab().toImage();
    return image.pixelColor(image.width() / 2, 4);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_theme.reset(); }
    void followsTheDesktop();
    void ownChoiceWins();
    void switchRepaintsEveryControl_data();
    void switchRepaintsEveryControl();
    void textSizeGrowsFontsAndRows();
    void rolesFollow();
    void itemViewsKeepStatusLegible();
    void disabledIsGreyInBoth();
    void focusRingByKeyboardOnly();
    void hairLinesAreSharp_data();
    void hairLinesAreSharp();

private:
    PlayedDesktop *m_desktop = nullptr;
    std::unique_ptr<Theme> m_theme;
};

void TestTheme::init()
{
    auto desktop = std::make_unique<PlayedDesktop>();
    m_desktop = desktop.get();
    m_theme = std::make_unique<Theme>(std::move(desktop));
}

void TestTheme::followsTheDesktop()
{
    QVERIFY(!m_theme->isDark());
    QSignalSpy changed(m_theme.get(), &Theme::changed);
    m_desktop->play(true);
    QVERIFY(m_theme->isDark());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(QApplication::palette().color(QPalette::Window), darkTokens().window);
}

void TestTheme::ownChoiceWins()
{
    m_theme->setScheme(Theme::Scheme::Light);
    m_desktop->play(true);
    QVERIFY(!m_theme->isDark());
    m_theme->setScheme(Theme::Scheme::System);
    QVERIFY(m_theme->isDark());
}

void TestTheme::switchRepaintsEveryControl_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"button", "field", "combo", "spin", "check", "list", "label"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestTheme::switchRepaintsEveryControl()
{
    QFETCH(QString, kind);
    std::unique_ptr<QWidget> widget;
    if (kind == QLatin1String("button"))
        widget = std::make_unique<QPushButton>();
    else if (kind == QLatin1String("field"))
        widget = std::make_unique<QLineEdit>();
    else if (kind == QLatin1String("combo"))
        widget = std::make_unique<QComboBox>();
    else if (kind == QLatin1String("spin"))
        widget = std::make_unique<QSpinBox>();
    else if (kind == QLatin1String("check"))
        widget = std::make_unique<QCheckBox>();
    else if (kind == QLatin1String("list"))
        widget = std::make_unique<QListView>();
    else
        widget = std::make_unique<QLabel>();
    widget->resize(120, 30);
    widget->show();
    QVERIFY(QTest::qWaitForWindowExposed(widget.get()));
    const QColor light = middleOf(*widget);
    m_theme->setScheme(Theme::Scheme::Dark);
    const QColor dark = middleOf(*widget);
    QVERIFY2(light.lightness() > 200, qPrintable(light.name()));
    QVERIFY2(dark.lightness() < 80, qPrintable(dark.name()));
}

void TestTheme::textSizeGrowsFontsAndRows()
{
    const int row = m_theme->height(Height::TableRow);
    QCOMPARE(row, 30);
    QPushButton button(QStringLiteral("Create conversation"));
    const QSize before = button.sizeHint();
    m_theme->setTextSize(1.5);
    QVERIFY(m_theme->height(Height::TableRow) > row);
    QVERIFY(button.sizeHint().width() > before.width());
    QVERIFY(button.sizeHint().height() > before.height());
    m_theme->setTextSize(50);
    QCOMPARE(m_theme->textSize(), 2.0);
}

void TestTheme::rolesFollow()
{
    QLabel label;
    setFontRole(&label, FontRole::Title);
    setInk(&label, Ink::Fail);
    setInk(&label, Ink::Ok);
    setSurface(&label, Surface::Rail);
    QCOMPARE(label.font().pixelSize(), 18);
    m_theme->setScheme(Theme::Scheme::Dark);
    QCOMPARE(label.palette().color(QPalette::WindowText), darkTokens().ok.text);
    QCOMPARE(label.palette().color(QPalette::Window), darkTokens().rail);
    m_theme->setTextSize(2);
    QCOMPARE(label.font().pixelSize(), 36);
}

void TestTheme::itemViewsKeepStatusLegible()
{
    QListView view;
    view.ensurePolished();
    QCOMPARE(view.palette().color(QPalette::Highlight), lightTokens().selection);
    QCOMPARE(view.palette().color(QPalette::HighlightedText), lightTokens().text);
    QLineEdit field;
    QCOMPARE(field.palette().color(QPalette::Highlight), lightTokens().accent);
}

void TestTheme::disabledIsGreyInBoth()
{
    for (const auto scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        m_theme->setScheme(scheme);
        const QPalette palette = QApplication::palette();
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                                QPalette::PlaceholderText, QPalette::Link})
            QCOMPARE(palette.color(QPalette::Disabled, role), m_theme->tokens().disabled);
    }
}

void TestTheme::focusRingByKeyboardOnly()
{
    QWidget window;
    auto *first = new QPushButton(QStringLiteral("First"), &window);
    auto *second = new QPushButton(QStringLiteral("Second"), &window);
    first->setGeometry(20, 20, 90, 30);
    second->setGeometry(130, 20, 90, 30);
    window.resize(260, 80);
    window.show();
    QApplication::setActiveWindow(&window);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::mouseClick(first, Qt::LeftButton);
    const auto ringed = [&] {
        for (const QFocusFrame *frame : window.findChildren<QFocusFrame *>())
            if (frame->widget() && frame->isVisible())
                return frame->widget();
        return static_cast<QWidget *>(nullptr);
    };
    QCOMPARE(ringed(), nullptr);
    first->setFocus();
    QTest::keyClick(first, Qt::Key_Tab);
    QVERIFY(second->hasFocus());
    QCOMPARE(ringed(), second);
    const QImage image = window.grab().toImage();
    QCOMPARE(image.pixelColor(130 - 4, 35), lightTokens().accent);
}

void TestTheme::hairLinesAreSharp_data()
{
    QTest::addColumn<qreal>("scale");
    for (const qreal scale : {1.0, 1.25, 1.5, 2.0})
        QTest::addRow("%.2f", scale) << scale;
}

/// A line of the frame is whole device pixels of its colour, with nothing half mixed beside it.
void TestTheme::hairLinesAreSharp()
{
    QFETCH(qreal, scale);
    const Tokens &t = lightTokens();
    QImage image(QSize(60, 60), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(t.base);
    QPainter painter(&image);
    drawFrame(painter, QRectF(3, 3, 25, 25), 0, {}, t.control);
    painter.end();
    int lines = 0;
    for (int x = 0; x < image.width(); ++x) {
        const QColor pixel = image.pixelColor(x, 24);
        QVERIFY2(pixel == t.base || pixel == t.control, qPrintable(pixel.name()));
        lines += pixel == t.control;
    }
    QCOMPARE(lines, scale >= 2 ? 4 : 2);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
