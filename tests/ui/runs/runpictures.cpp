// SPDX-License-Identifier: MIT
// Renders the run view in its states, light and dark, into a folder: chatsync_runpictures FOLDER
#include "tests/ui/runs/runsamples.h"
#include "ui/runs/runview.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QTextStream>
#include <QTreeView>

using namespace chatsync;
using namespace chatsync::ui;

namespace {

std::vector<RunEvent> cutAtRetryWait(std::vector<RunEvent> events)
{
    const auto wait = std::find_if(events.begin(), events.end(), [](const RunEvent &event) {
        return event.kind == EventKind::Wait && event.step == Step::Retry;
    });
    events.erase(wait == events.end() ? wait : wait + 1, events.end());
    return events;
}

struct Sample {
    QString name;
    std::vector<RunEvent> events;
    RunSummary::State state = RunSummary::State::Finished;
    double now = 0;
};

QList<Sample> samples()
{
    const auto hardened = settingsOf(Preset::Hardened);
    const auto people = test::threePeople();
    const QStringList late{QStringLiteral("latency=150..250"), QStringLiteral("visibility-delay=2500")};
    const QStringList never{QStringLiteral("latency=150..250"),
                            QStringLiteral("upsert-lost=onecrew_user_") + test::FlowFixture::amira};
    const auto recovered = test::eventsOf(hardened, late, people);
    const auto running = cutAtRetryWait(recovered);
    return {
        {QStringLiteral("running"), running, RunSummary::State::Running,
         static_cast<double>(running.back().tMs) + 1200},
        {QStringLiteral("recovered"), recovered},
        {QStringLiteral("passed"), test::eventsOf(hardened, {QStringLiteral("latency=150..250")}, people)},
        {QStringLiteral("failed"), test::eventsOf(hardened, never, people)},
        {QStringLiteral("cancelled"), test::eventsOf(hardened, late, people, 2)},
        {QStringLiteral("interrupted"), running, RunSummary::State::Interrupted},
        {QStringLiteral("member-dropped"),
         test::eventsOf(hardened, {QStringLiteral("latency=150..250"), QStringLiteral("member-dropped=1")},
                        people)},
        {QStringLiteral("wrong-secret"), test::eventsOf(hardened, {QStringLiteral("wrong-secret")}, people)},
    };
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Theme look;
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    folder.mkpath(QStringLiteral("."));
    QAction replay(icon(Icon::Refresh), QStringLiteral("Replay"));
    QAction compare(icon(Icon::Compare), QStringLiteral("Compare with..."));
    QAction curl(icon(Icon::Copy), QStringLiteral("Copy as cURL"));
    for (const auto &[scheme, suffix] : {std::pair{Theme::Scheme::Light, QStringLiteral("light")},
                                         std::pair{Theme::Scheme::Dark, QStringLiteral("dark")}}) {
        look.setScheme(scheme);
        for (const Sample &sample : samples()) {
            RunView view;
            view.resize(943, 782);
            view.setRunNumber(1042);
            view.setActions({&replay, &compare}, {&curl});
            view.setRun(sample.events, sample.state);
            if (sample.now > 0)
                view.setTimeSource([now = sample.now] { return now; });
            view.show();
            QApplication::processEvents();
            view.grab().save(folder.filePath(QStringLiteral("run-%1-%2.png").arg(sample.name, suffix)));
        }
    }
    return 0;
}
