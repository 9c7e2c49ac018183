// SPDX-License-Identifier: MIT
// Every view in each of its states, as other languages, directions and text sizes have it, in the smallest
// window: all texts can be read.
#include "core/directory/store.h"
#include "resources/translations.h"
#include "tests/ui/layout/textprobe.h"
#include "tests/ui/screenshots/pseudolocale.h"
#include "tests/ui/screenshots/stage.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

struct Mode {
    const char *name;
    bool pseudo;
    Qt::LayoutDirection direction;
    double textSize;
};

constexpr std::array modes{
    Mode{"longer", true, Qt::LeftToRight, 1.0},
    Mode{"longer, right to left", true, Qt::RightToLeft, 1.0},
    Mode{"largest", false, Qt::LeftToRight, 1.5},
};

} // namespace

class TestLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        QCoreApplication::removeTranslator(&m_pseudo);
        QApplication::setLayoutDirection(Qt::LeftToRight);
        theme().setTextSize(1.0);
    }
    void cleanupTestCase() { QVERIFY(Store::waitForWorkers(std::chrono::seconds{10})); }

    void everythingCanBeRead_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("state");
        const QList<test::State> states = test::states();
        for (std::size_t mode = 0; mode < modes.size(); ++mode) {
            for (int state = 0; state < states.size(); ++state)
                QTest::addRow("%s: %s", modes[mode].name, states[state].name)
                    << static_cast<int>(mode) << state;
        }
    }

    void everythingCanBeRead()
    {
        QFETCH(const int, mode);
        QFETCH(const int, state);
        const Mode &how = modes[static_cast<std::size_t>(mode)];
        if (how.pseudo)
            QCoreApplication::installTranslator(&m_pseudo);
        QApplication::setLayoutDirection(how.direction);
        theme().setTextSize(how.textSize);
        const QTemporaryDir scratch;
        QDir::setCurrent(scratch.path());
        const QSize smallest(minimumWidthFor(how.textSize), minimumWindowHeight);
        const auto stage = test::reached(test::states().at(state), smallest);
        const QStringList faults = test::layoutFaults(stage->window());
        for (const QString &fault : faults)
            qWarning("%s", qPrintable(fault));
        QVERIFY2(faults.isEmpty(), "Not all of it can be read; see the warnings.");
    }

private:
    test::PseudoLocale m_pseudo;
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setCursorFlashTime(0);
    installTranslations();
    Theme look;
    look.setScheme(Theme::Scheme::Light);
    TestLayout test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_layout.moc"
