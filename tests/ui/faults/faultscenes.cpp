// SPDX-License-Identifier: MIT
#include "tests/ui/faults/faultscenes.h"

#include "core/domain/identity.h"
#include "core/sandbox/demodatabase.h"
#include "core/sandbox/faultcatalogue.h"

using namespace Qt::StringLiterals;

namespace chatsync::test {

namespace {

/// Faults that show only where a flow asks for more than usual.
QString fittingExample(const sandbox::FaultRow &row)
{
    const QString id = streamIdOf(ParticipantKind::User, sandbox::demoUnsyncedUserId());
    return row.kind.example.section(u'=', 1) == "onecrew_user_a"_L1 ? row.kind.name + u'=' + id
                                                                    : row.kind.example;
}

FaultScene input(const QString &name, const QString &initiator, const QStringList &participants)
{
    ui::ConversationDraft draft;
    draft.settings = settingsOf(Preset::Hardened);
    draft.request.initiator = initiator;
    draft.request.participants = participants;
    return {name, draft};
}

} // namespace

ui::ConversationDraft usualDraft(Preset preset)
{
    ui::ConversationDraft draft;
    for (const Participant &participant : sandbox::demoParticipants(sandbox::defaultDemoSeed)) {
        if (participant.name == "Sat Education"_L1) {
            draft.request.initiator = participant.id;
            draft.known.insert(participant.id, participant);
        }
    }
    draft.request.participants = {sandbox::demoUnsyncedUserId()};
    draft.settings = settingsOf(preset);
    // Without it StreamChat refuses whatever the documented flow creates, and no fault gets its turn.
    draft.settings.sendCreator = true;
    return draft;
}

QList<FaultScene> catalogueScenes(Preset preset)
{
    QList<FaultScene> scenes;
    for (const sandbox::FaultRow &row : sandbox::faultTable()) {
        ui::ConversationDraft draft = usualDraft(preset);
        draft.faults = {fittingExample(row)};
        scenes.append({row.kind.name, draft});
    }
    return scenes;
}

QList<FaultScene> inputScenes()
{
    const QString known = sandbox::demoUnsyncedUserId();
    const QString company = u"Sat Education"_s;
    QStringList many;
    for (const Participant &participant : sandbox::demoParticipants(sandbox::defaultDemoSeed)) {
        if (participant.kind == ParticipantKind::User && many.size() < 150)
            many.append(participant.id);
    }
    const QString stranger = u"5b3c1f0e-7d43-4a57-9e43-0d1f5a6b7c8d"_s;
    return {
        input(u"unknown-name"_s, company, {u"Nobody Atall"_s}),
        input(u"ambiguous-name"_s, company, {u"Maria Silva"_s}),
        input(u"malformed-id"_s, company, {u"dda3aaa6-d123-4e58"_s}),
        input(u"undefined"_s, company, {u"undefined"_s}),
        input(u"unknown-id"_s, company, {stranger}),
        input(u"initiator-among-participants"_s, company, {company, known}),
        input(u"single-participant"_s, company, {company}),
        input(u"hundred-and-fifty"_s, company, many),
        input(u"long-name"_s, company, {QString(500, u'x')}),
        input(u"right-to-left"_s, company, {u"مدرسة اللغات"_s}),
        input(u"emoji"_s, company, {u"🎓 Academy 🚀"_s}),
        input(u"html"_s, company, {u"<b>Amira</b><img src=x onerror=alert(1)>"_s}),
    };
}

} // namespace chatsync::test
