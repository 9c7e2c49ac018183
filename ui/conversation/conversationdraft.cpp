// SPDX-License-Identifier: MIT
#include "ui/conversation/conversationdraft.h"

#include <QSettings>

namespace chatsync::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostParticipants = 1'000;
constexpr qsizetype longestText = 2'000;

void savePeople(const QHash<QString, Participant> &known, QSettings &settings)
{
    settings.beginWriteArray(u"people"_s, static_cast<int>(known.size()));
    int index = 0;
    for (const Participant &person : known) {
        settings.setArrayIndex(index++);
        settings.setValue(u"id"_s, person.id);
        settings.setValue(u"name"_s, person.name);
        settings.setValue(u"company"_s, person.kind == ParticipantKind::Company);
    }
    settings.endArray();
}

QHash<QString, Participant> loadPeople(QSettings &settings)
{
    QHash<QString, Participant> known;
    const int size = std::min(settings.beginReadArray(u"people"_s), mostParticipants);
    for (int i = 0; i < size; ++i) {
        settings.setArrayIndex(i);
        Participant person;
        person.id = settings.value(u"id"_s).toString().left(longestText);
        person.name = settings.value(u"name"_s).toString().left(longestText);
        person.kind =
            settings.value(u"company"_s).toBool() ? ParticipantKind::Company : ParticipantKind::User;
        if (!person.id.isEmpty())
            known.insert(person.id, person);
    }
    settings.endArray();
    return known;
}

FlowSettings loadFlow(QSettings &settings)
{
    FlowSettings flow =
        settingsOf(presetFrom(settings.value(u"preset"_s).toString()).value_or(Preset::Hardened));
    FlowSettings read = flow;
    read.wait =
        std::chrono::milliseconds{settings.value(u"waitMs"_s, qint64{flow.wait.count()}).toLongLong()};
    read.retryWait = std::chrono::milliseconds{
        settings.value(u"retryWaitMs"_s, qint64{flow.retryWait.count()}).toLongLong()};
    read.attempts = settings.value(u"attempts"_s, flow.attempts).toInt();
    read.sendCreator = settings.value(u"sendCreator"_s, flow.sendCreator).toBool();
    return checkSettings(read) ? read : flow;
}

} // namespace

bool ConversationDraft::sameRun(const ConversationDraft &other) const
{
    return request == other.request && settings == other.settings && target == other.target &&
           faults == other.faults;
}

void save(const ConversationDraft &draft, QSettings &settings)
{
    settings.beginGroup(u"conversation"_s);
    settings.setValue(u"initiator"_s, draft.request.initiator);
    settings.setValue(u"participants"_s, draft.request.participants);
    settings.setValue(u"type"_s, draft.request.type);
    settings.setValue(u"name"_s, draft.request.name);
    settings.setValue(u"preset"_s, toString(draft.settings.preset));
    settings.setValue(u"target"_s, toString(draft.target));
    settings.setValue(u"waitMs"_s, qint64{draft.settings.wait.count()});
    settings.setValue(u"retryWaitMs"_s, qint64{draft.settings.retryWait.count()});
    settings.setValue(u"attempts"_s, draft.settings.attempts);
    settings.setValue(u"sendCreator"_s, draft.settings.sendCreator);
    settings.setValue(u"faults"_s, draft.faults);
    savePeople(draft.known, settings);
    settings.endGroup();
}

ConversationDraft loadDraft(QSettings &settings)
{
    ConversationDraft draft;
    settings.beginGroup(u"conversation"_s);
    draft.request.initiator = settings.value(u"initiator"_s).toString().left(longestText);
    for (const QString &text : settings.value(u"participants"_s).toStringList().mid(0, mostParticipants))
        draft.request.participants << text.left(longestText);
    draft.request.type = settings.value(u"type"_s, draft.request.type).toString().left(longestText);
    draft.request.name = settings.value(u"name"_s).toString().left(longestText);
    draft.settings = loadFlow(settings);
    draft.target = conversationTargetFrom(settings.value(u"target"_s).toString())
                       .value_or(ConversationTarget::Direct);
    draft.faults = settings.value(u"faults"_s).toStringList().mid(0, mostParticipants);
    draft.known = loadPeople(settings);
    settings.endGroup();
    return draft;
}

} // namespace chatsync::ui
