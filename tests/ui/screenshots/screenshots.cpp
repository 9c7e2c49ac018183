// SPDX-License-Identifier: MIT
// chatsync_screenshots: every view in its named states, from the sandbox under commanded time.
//   QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 chatsync_screenshots --dark --out FOLDER [STATE …]
#include "core/directory/store.h"
#include "resources/translations.h"
#include "tests/ui/faults/faultscenes.h"
#include "tests/ui/screenshots/pseudolocale.h"
#include "tests/ui/screenshots/stage.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QImageWriter>
#include <QTemporaryDir>

#include <cstdio>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize designSize{1360, 860};

struct Named {
    QString name;
    test::State state;
};

QList<Named> viewStates()
{
    QList<Named> named;
    for (const test::State &state : test::states())
        named.append({QString::fromLatin1(state.name), state});
    return named;
}

/// `faults/…`: what a person sees of each fault and of each input that cannot work.
QList<Named> faultStates()
{
    QList<Named> named;
    const auto add = [&named](const QString &flow, const QList<test::FaultScene> &scenes) {
        for (const test::FaultScene &scene : scenes)
            named.append({u"faults/"_s + flow + scene.name,
                          {"fault", [draft = scene.draft](test::Stage &stage) { stage.tryToRun(draft); }}});
    };
    add({}, test::catalogueScenes(Preset::Hardened));
    add(u"documented-"_s, test::catalogueScenes(Preset::Documented));
    add(u"unsynced-"_s, test::catalogueScenes(Preset::Unsynced));
    add(u"input-"_s, test::inputScenes());
    return named;
}

void addOptions(QCommandLineParser &options)
{
    options.addOptions({{u"dark"_s, u"The dark palette"_s},
                        {u"faults"_s, u"Each fault and each bad input instead of the views"_s},
                        {u"pseudo"_s, u"Longer texts with accents, as other languages would have"_s},
                        {u"rtl"_s, u"From right to left"_s},
                        {u"small"_s, u"The smallest window"_s},
                        {u"text-size"_s, u"Of 100"_s, u"percent"_s, u"100"_s},
                        {u"out"_s, u"Where to write"_s, u"folder"_s, u"."_s}});
    options.addPositionalArgument(u"state"_s, u"Only these"_s, u"[STATE …]"_s);
    options.addHelpOption();
}

void save(const QPixmap &picture, const QString &file)
{
    QImageWriter writer(file, "png");
    writer.setCompression(100);
    // Without an alpha channel nobody looks through: smaller.
    if (!writer.write(picture.toImage().convertToFormat(QImage::Format_RGB888)))
        qFatal("%s cannot be written", qPrintable(file));
    std::puts(qPrintable(file));
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("TZ", "UTC");
    QApplication app(argc, argv);
    QApplication::setCursorFlashTime(0);
    QCoreApplication::setApplicationVersion(u"1.0"_s);
    installTranslations();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCommandLineParser options;
    addOptions(options);
    options.process(app);
    const QDir folder(QFileInfo(options.value(u"out"_s)).absoluteFilePath());
    folder.mkpath(u"."_s);
    test::PseudoLocale pseudo;
    if (options.isSet(u"pseudo"_s))
        QCoreApplication::installTranslator(&pseudo);
    if (options.isSet(u"rtl"_s))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    const QSize size =
        options.isSet(u"small"_s) ? QSize(minimumWindowWidth, minimumWindowHeight) : designSize;

    {
        Theme look;
        look.setScheme(options.isSet(u"dark"_s) ? Theme::Scheme::Dark : Theme::Scheme::Light);
        look.setTextSize(options.value(u"text-size"_s).toDouble() / 100);
        const QString suffix =
            (options.isSet(u"dark"_s) ? u"-dark"_s : u"-light"_s) +
            (app.devicePixelRatio() > 1 ? u"@%1x"_s.arg(app.devicePixelRatio()) : QString{});
        for (const auto &[name, state] : options.isSet(u"faults"_s) ? faultStates() : viewStates()) {
            if (!options.positionalArguments().isEmpty() && !options.positionalArguments().contains(name))
                continue;
            folder.mkpath(QFileInfo(name).path());
            const QTemporaryDir scratch;
            QDir::setCurrent(scratch.path());
            const std::unique_ptr<test::Stage> stage = test::reached(state, size);
            save(stage->window()->grab(), folder.filePath(name + suffix + u".png"_s));
        }
    }
    Store::waitForWorkers(std::chrono::seconds{5});
    return 0;
}
