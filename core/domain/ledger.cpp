// SPDX-License-Identifier: MIT
#include "core/domain/ledger.h"

#include <QCryptographicHash>

#include <array>

namespace chatsync {

namespace {

using Kind = LedgerEntry::Kind;
using State = LedgerEntry::State;
using Proof = LedgerEntry::Proof;

template<typename Enum>
struct Named {
    Enum value;
    const char *name;
};

constexpr std::array kinds{Named{Kind::ConversationRow, "row"}, Named{Kind::Channel, "channel"},
                           Named{Kind::User, "user"}};
constexpr std::array states{Named{State::Planned, "planned"}, Named{State::Created, "created"},
                            Named{State::Removed, "removed"}, Named{State::Left, "left"},
                            Named{State::Foreign, "foreign"}};
constexpr std::array proofs{Named{Proof::None, "none"}, Named{Proof::FreshId, "fresh_id"},
                            Named{Proof::AbsentBefore, "absent_before"}, Named{Proof::Answered, "answered"}};

template<typename Enum, size_t N>
QString nameOf(const std::array<Named<Enum>, N> &names, Enum value)
{
    for (const Named<Enum> &entry : names) {
        if (entry.value == value)
            return QString::fromLatin1(entry.name);
    }
    Q_UNREACHABLE();
}

template<typename Enum, size_t N>
std::optional<Enum> valueOf(const std::array<Named<Enum>, N> &names, const QString &name)
{
    for (const Named<Enum> &entry : names) {
        if (name == QLatin1String(entry.name))
            return entry.value;
    }
    return std::nullopt;
}

} // namespace

QString appFingerprint(const QString &apiKey)
{
    constexpr qsizetype digits = 16;
    return QString::fromLatin1(
        QCryptographicHash::hash(apiKey.toUtf8(), QCryptographicHash::Sha256).toHex().left(digits));
}

QString ledgerTag()
{
    return QStringLiteral("chat_sync_console_run");
}

QString toString(Kind kind)
{
    return nameOf(kinds, kind);
}

QString toString(State state)
{
    return nameOf(states, state);
}

QString toString(Proof proof)
{
    return nameOf(proofs, proof);
}

std::optional<Kind> ledgerKindFrom(const QString &name)
{
    return valueOf(kinds, name);
}

std::optional<State> ledgerStateFrom(const QString &name)
{
    return valueOf(states, name);
}

std::optional<Proof> ledgerProofFrom(const QString &name)
{
    return valueOf(proofs, name);
}

QJsonObject toJson(const LedgerEntry &entry)
{
    QJsonObject json{{QStringLiteral("run"), entry.run.toString(QUuid::WithoutBraces)},
                     {QStringLiteral("kind"), toString(entry.kind)},
                     {QStringLiteral("id"), entry.id},
                     {QStringLiteral("at"), entry.at.toUTC().toString(Qt::ISODateWithMs)},
                     {QStringLiteral("proof"), toString(entry.proof)},
                     {QStringLiteral("tagged"), entry.tagged},
                     {QStringLiteral("state"), toString(entry.state)}};
    if (!entry.reason.isEmpty())
        json.insert(QStringLiteral("reason"), entry.reason);
    return json;
}

} // namespace chatsync
