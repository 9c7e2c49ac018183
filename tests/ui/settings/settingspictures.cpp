// SPDX-License-Identifier: MIT
// Renders the page of environments in its states, light and dark, into a folder: chatsync_settingspictures
// FOLDER
#include "tests/ui/settings/fakeenvironments.h"
#include "ui/settings/environmentform.h"
#include "ui/settings/environmentlist.h"
#include "ui/settings/environmentspage.h"
#include "ui/settings/secretfield.h"
#include "ui/settings/selftestpane.h"
#include "ui/shell/armsheet.h"
#include "ui/shell/topbar.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QBoxLayout>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QTest>

using namespace chatsync;
using namespace chatsync::test;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

// What the window of the design leaves below its tabs.
constexpr QSize pageSize{1272, 746};

void settle()
{
    for (int i = 0; i < 5; ++i) {
        QApplication::processEvents();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

struct Scene {
    QString name;
    std::function<void(EnvironmentsPage &, FakeEnvironments &)> play;
};

void testStaging(EnvironmentsPage &page, FakeEnvironments &backend)
{
    page.choose(u"staging"_s);
    settle();
    page.test();
    backend.endTest(FakeEnvironments::doubtfulRows());
}

QList<Scene> scenes()
{
    return {
        {u"staging-tested"_s, &testStaging},
        {u"staging-untested"_s,
         [](EnvironmentsPage &page, FakeEnvironments &) { page.choose(u"staging"_s); }},
        {u"testing"_s,
         [](EnvironmentsPage &page, FakeEnvironments &backend) {
             page.choose(u"staging"_s);
             settle();
             page.test();
             const auto rows = FakeEnvironments::doubtfulRows();
             for (int i : {0, 1, 2, 4, 5, 6})
                 backend.tellRow(rows[static_cast<std::size_t>(i)]);
         }},
        {u"sandbox"_s, [](EnvironmentsPage &page, FakeEnvironments &) { page.choose(u"sandbox"_s); }},
        {u"production"_s, [](EnvironmentsPage &page, FakeEnvironments &) { page.choose(u"production"_s); }},
        {u"new-errors"_s,
         [](EnvironmentsPage &page, FakeEnvironments &) {
             page.add();
             page.form()->validate();
         }},
        {u"typing"_s,
         [](EnvironmentsPage &page, FakeEnvironments &backend) {
             backend.keychainFails =
                 Error{Error::Kind::Storage, u"There is no keychain on this desktop."_s, u"Start one."_s, {}};
             page.choose(u"staging"_s);
             settle();
             for (auto *button : page.form()->secret(SecretKind::StreamSecret)->findChildren<QPushButton *>())
                 if (button->text() == u"Replace..."_s)
                     button->click();
             auto *edit = page.form()->secret(SecretKind::StreamSecret)->findChild<QLineEdit *>();
             QTest::keyClicks(edit, u"hemlig"_s);
             page.save();
         }},
        {u"suspicious"_s,
         [](EnvironmentsPage &page, FakeEnvironments &backend) {
             backend.known[1].streamKey = backend.known[2].streamKey;
             Q_EMIT backend.changed();
             page.choose(u"staging"_s);
         }},
        {u"mapping"_s,
         [](EnvironmentsPage &page, FakeEnvironments &backend) {
             testStaging(page, backend);
             settle();
             page.openMapping();
         }},
        {u"removing"_s,
         [](EnvironmentsPage &page, FakeEnvironments &) {
             page.choose(u"staging"_s);
             page.remove();
         }},
        {u"arming"_s,
         [](EnvironmentsPage &page, FakeEnvironments &) {
             page.choose(u"production"_s);
             auto *sheet = new ArmSheet(FakeEnvironments::production(), u"db.onecrew.example/crew"_s, &page);
             sheet->open();
             QTest::keyClicks(sheet->findChildren<QLineEdit *>().first(), u"Product"_s);
         }},
    };
}

void drawBars(const QString &folder, const QString &look)
{
    QWidget all;
    all.resize(1360, 3 * 60);
    int y = 0;
    for (const std::optional<std::chrono::seconds> left :
         {std::optional<std::chrono::seconds>{}, {std::chrono::seconds{581}}, {std::chrono::seconds{48}}}) {
        auto *bar = new TopBar(&all);
        bar->setGeometry(0, y, 1360, 53);
        bar->setEnvironment({.name = u"Production"_s,
                             .kind = u"production"_s,
                             .streamUrl = u"https://chat.stream-io-api.com"_s,
                             .database = {},
                             .faults = {}},
                            u"read-only"_s);
        bar->setHealth({ServiceHealth::State::Up, std::chrono::milliseconds{9}, {}, {}},
                       {ServiceHealth::State::Up, std::chrono::milliseconds{112}, {}, {}});
        all.show();
        bar->show();
        bar->setArmed(left, left ? static_cast<double>(left->count()) / 600 : 1);
        y += 60;
    }
    settle();
    all.grab().save(folder + u"/bars-"_s + look + u".png"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setCursorFlashTime(0);
    Theme look;
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"."_s;
    QDir{}.mkpath(folder);
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        look.setScheme(scheme);
        const QString name = scheme == Theme::Scheme::Light ? u"light"_s : u"dark"_s;
        for (const Scene &scene : scenes()) {
            FakeEnvironments backend;
            EnvironmentsPage page(&backend);
            page.resize(pageSize);
            page.show();
            settle();
            scene.play(page, backend);
            settle();
            page.grab().save(folder + u'/' + scene.name + u'-' + name + u".png"_s);
        }
        drawBars(folder, name);
    }
    return 0;
}
