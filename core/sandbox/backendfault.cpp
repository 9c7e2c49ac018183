// SPDX-License-Identifier: MIT
#include "core/sandbox/backendfault.h"

#include <QCoreApplication>

#include <array>

namespace chatsync::sandbox {

namespace {

struct Row {
    BackendFaultKind kind;
    const char *name;
    const char *effect;
};

constexpr std::array table{
    Row{BackendFaultKind::Html, "backend-html",
        QT_TRANSLATE_NOOP("Faults", "A web page comes instead of the backend's answer, as from a login page "
                                    "in front of it; nothing is done.")},
    Row{BackendFaultKind::FailureAsSuccess, "backend-failure-as-200",
        QT_TRANSLATE_NOOP("Faults", "The backend tells its failure with HTTP 200; nothing is done.")},
    Row{BackendFaultKind::NoJson, "backend-no-json",
        QT_TRANSLATE_NOOP("Faults", "The backend crashes: HTTP 500 with plain text; nothing is done.")},
    Row{BackendFaultKind::Hang, "backend-hang",
        QT_TRANSLATE_NOOP("Faults", "The conversation is made, but no answer ever comes.")},
    Row{BackendFaultKind::Redirect, "backend-redirect",
        QT_TRANSLATE_NOOP("Faults", "The backend's address leads to another host; nothing is done.")},
    Row{BackendFaultKind::WrongSchema, "backend-wrong-schema",
        QT_TRANSLATE_NOOP("Faults", "The conversation is made, and told in JSON of another form.")},
    Row{BackendFaultKind::ExpiredToken, "backend-expired-token",
        QT_TRANSLATE_NOOP("Faults", "Every token counts as expired: HTTP 401.")},
    Row{BackendFaultKind::MemberLeftOut, "backend-member-left-out",
        QT_TRANSLATE_NOOP("Faults", "The backend says success, and a member is missing from the channel.")},
    Row{BackendFaultKind::FailureButWorks, "backend-failure-but-works",
        QT_TRANSLATE_NOOP("Faults",
                          "The conversation is made and works, and the backend reports a failure.")},
};

tl::unexpected<Error> wrong(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

} // namespace

const QList<FaultKind> &backendFaultCatalogue()
{
    static const QList<FaultKind> kinds = [] {
        QList<FaultKind> list;
        for (const Row &row : table) {
            const QString name = QLatin1String(row.name);
            list.append(
                {name, QStringLiteral("[K]"), QCoreApplication::translate("Faults", row.effect), name});
        }
        return list;
    }();
    return kinds;
}

bool isBackendFault(const QString &text)
{
    return text.startsWith(QLatin1String("backend-"));
}

Result<BackendFault> parseBackendFault(const QString &text)
{
    const QString name = text.section(u'=', 0, 0);
    const auto *row = std::find_if(table.begin(), table.end(),
                                   [&name](const Row &r) { return name == QLatin1String(r.name); });
    if (row == table.end()) {
        QStringList names;
        for (const Row &known : table)
            names << QLatin1String(known.name);
        return wrong(
            QCoreApplication::translate("Faults", "There is no fault of the backend called “%1”.").arg(name),
            QCoreApplication::translate("Faults", "There are: %1.").arg(names.join(QStringLiteral(", "))));
    }
    BackendFault fault{.kind = row->kind, .count = std::nullopt};
    if (!text.contains(u'='))
        return fault;
    bool isNumber = false;
    fault.count = text.section(u'=', 1).toInt(&isNumber);
    if (!isNumber || *fault.count < 1) {
        return wrong(QCoreApplication::translate("Faults", "The value of “%1” is no number of requests.")
                         .arg(text.left(100)),
                     QCoreApplication::translate("Faults", "Give it as %1=K, K from 1 on.").arg(name));
    }
    return fault;
}

} // namespace chatsync::sandbox
