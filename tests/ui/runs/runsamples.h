// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/flowfixture.h"

#include <QList>

namespace chatsync::test {

/// The events of a run of the real flow against the simulator.
inline std::vector<RunEvent> eventsOf(const FlowSettings &settings, const QStringList &faultTexts,
                                      const ConversationRequest &request, int stopAtAttempt = 0)
{
    QList<sandbox::Fault> faults;
    for (const QString &text : faultTexts) {
        const Result<sandbox::Fault> fault = sandbox::parseFault(text);
        if (!fault)
            qFatal("%s", qPrintable(fault.error().what));
        faults.append(*fault);
    }
    FlowFixture fixture;
    fixture.simulator.setFaults(faults);
    fixture.context.environment.faults = faultTexts;
    std::stop_source stop;
    if (stopAtAttempt > 0) {
        fixture.sink.onEvent = [&stop, stopAtAttempt](const RunEvent &event) {
            if (event.kind == EventKind::Wait && event.attempt >= stopAtAttempt)
                stop.request_stop();
        };
    }
    fixture.run(request, settings, stop.get_token());
    return fixture.sink.events;
}

inline ConversationRequest threePeople()
{
    return requestOf(FlowFixture::satEducation, {FlowFixture::amira, FlowFixture::jonas});
}

} // namespace chatsync::test
