// SPDX-License-Identifier: MIT
#include "ui/runs/troubletext.h"

#include <QCoreApplication>

namespace chatsync::ui {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RunView", text);
}

bool isBadNote(const RunEvent &event)
{
    const QString severity = event.data[QLatin1String("severity")].toString();
    return event.kind == EventKind::Note &&
           (severity == QLatin1String("warning") || severity == QLatin1String("error"));
}

/// What tells most: a note that was written for it, else the first request that failed.
const RunEvent *tellingEvent(const RunModel &model, const RunRow *row)
{
    const RunEvent *request = nullptr;
    for (const RunEvent *event : model.eventsBelow(row)) {
        if (isBadNote(*event))
            return event;
        if (!request && event->kind == EventKind::Exchange && event->data.contains(QLatin1String("error")))
            request = event;
    }
    return request;
}

QString doneAbout(const RunModel &model, const RunRow *row, const RunEvent &event)
{
    if (model.facts().attempt > 1 && row->step == Step::Create)
        return tr(
            "The console waited, upserted the users again and created the channel once more. Nothing is left "
            "to do here; a backend that does not retry fails at this point.");
    const QString code = event.data[QLatin1String("code")].toString();
    if (event.kind == EventKind::Note && code == QLatin1String("members_absent"))
        return tr("The console added whoever was left out. Nothing is left to do here; a backend that does "
                  "not look "
                  "at the members afterwards would not notice.");
    if (event.kind == EventKind::Note)
        return event.data[QLatin1String("advice")].toString();
    if (event.data[QLatin1String("error")][QLatin1String("status")].toInt() == 429)
        return tr(
            "The console waited until StreamChat took requests again, and went on. Nothing is left to do.");
    return tr(
        "The console looked at what the request had done and sent again what was still needed. Nothing is "
        "left to do; if it happens often, look at the network and at StreamChat's status page.");
}

/// A failed step that the flow does not stop for.
QString goneOnAfter(const RunRow *row)
{
    if (row->step == Step::Verify || row->step == Step::AddMissing)
        return tr("The conversation exists. Look at its members in StreamChat, or create it again.");
    return tr(
        "The flow went on all the same, and this time it did no harm. Nothing is left to do here; with users "
        "StreamChat does not know yet it would fail.");
}

} // namespace

TroubleText troubleText(const RunModel &model, const RunRow *row)
{
    // A request that failed inside a step which went through all the same is that step's trouble, not its
    // end.
    while (row->kind != RunRow::Kind::Step && row->parent && row->parent->parent)
        row = row->parent;
    const RunFacts &facts = model.facts();
    TroubleText text;
    text.heading = facts.outcome == Outcome::Passed ? tr("It works, with a warning.")
                   : facts.attempt > 1              ? tr("The first attempt failed.")
                                                    : tr("Something had to be done twice.");
    const RunEvent *event = tellingEvent(model, row);
    const bool retried = facts.attempt > 1 && row->step == Step::Create;
    const bool failed = row->status == Status::Fail && !retried;
    if (failed || !event) {
        if (row->last >= 0)
            text.what = model.events()[static_cast<size_t>(row->last)].message;
        if (failed)
            text.done = goneOnAfter(row);
        return text;
    }
    text.what = event->kind == EventKind::Note
                    ? event->message
                    : event->data[QLatin1String("error")][QLatin1String("explanation")].toString();
    text.done = doneAbout(model, row, *event);
    return text;
}

} // namespace chatsync::ui
