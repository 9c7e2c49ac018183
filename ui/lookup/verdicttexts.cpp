// SPDX-License-Identifier: MIT
#include "ui/lookup/verdicttexts.h"

#include "ui/lookup/lookuptexts.h"
#include "ui/lookup/remedypane.h"
#include "ui/theme/icons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"

#include <QCoreApplication>
#include <QPushButton>
#include <QSet>

namespace chatsync::ui::verdicttexts {

namespace {

using diagnosis::Remedy;

QString tr(const char *text)
{
    return QCoreApplication::translate("LookUp", text);
}

/// As much as a banner holds; the rest is in the tip, and in the findings.
QString shortened(const QString &text)
{
    constexpr qsizetype most = 240;
    return withSoftBreaks(text.size() > most ? text.left(most).trimmed() + QStringLiteral(" …") : text, 24);
}

} // namespace

void fill(VerdictBanner *banner, const diagnosis::Verdict &verdict, const WriteLeave &leave)
{
    const std::vector<Remedy> repairs = repairsIn(verdict);
    QString cause;
    if (!verdict.cause.isEmpty()) {
        const QString waiting =
            verdict.findings.empty() ? QString{} : lookuptexts::waitingLine(verdict.first());
        const bool ended = verdict.cause.endsWith(u'.');
        if (verdict.sentence.contains(verdict.cause))
            cause = waiting; // The headline says the rest.
        else
            cause = tr("Cause: %1").arg(verdict.cause) +
                    (ended ? QStringLiteral(" ") : QStringLiteral(". ")) + waiting;
    }
    QString caption = verdict.consequence;
    if (!repairs.empty())
        caption = leave.granted ? tr("%1. %2").arg(writesText(repairs.front()), repairs.front().consequence)
                                : leave.reason;
    banner->setMessage(lookuptexts::statusOf(verdict), shortened(verdict.sentence), shortened(cause),
                       shortened(caption));
    banner->setToolTip(QStringLiteral("<span>%1</span>").arg(verdict.sentence.left(4'000).toHtmlEscaped()));
}

std::vector<Remedy> repairsIn(const diagnosis::Verdict &verdict)
{
    std::vector<Remedy> repairs = remediesOf(verdict);
    std::erase_if(repairs, [](const Remedy &remedy) { return !remedy.isRepair(); });
    return repairs;
}

int participantsOf(const std::vector<Remedy> &repairs)
{
    QSet<QString> ids;
    for (const Remedy &remedy : repairs)
        ids.insert(remedy.streamId);
    return static_cast<int>(ids.size());
}

QPushButton *addRepairAction(VerdictBanner *banner, const std::vector<Remedy> &repairs,
                             const WriteLeave &leave)
{
    const int people = participantsOf(repairs);
    const bool sync = people == 1 && repairs.front().action == Remedy::Action::CreateUser;
    const QString text =
        sync          ? tr("Sync now")
        : people == 1 ? tr("Repair...")
                      : QCoreApplication::translate("LookUp", "Repair %n participant(s)...", nullptr, people);
    QPushButton *button = banner->addAction(text, leave.granted);
    button->setEnabled(leave.granted);
    button->setToolTip(leave.granted ? tr("Shows every field before anything is sent") : leave.reason);
    if (!leave.granted) {
        button->setIcon(icon(Icon::Locked));
        button->setAccessibleDescription(leave.reason);
    }
    return button;
}

QPushButton *addCopyAction(VerdictBanner *banner)
{
    QPushButton *button = banner->addAction(tr("Copy repair request"));
    button->setIcon(icon(Icon::Copy));
    button->setToolTip(tr("The request for an operator, as cURL without the secret"));
    return button;
}

} // namespace chatsync::ui::verdicttexts
