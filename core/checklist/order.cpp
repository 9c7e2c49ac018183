// SPDX-License-Identifier: MIT
#include "core/checklist/order.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::checklist {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Checklist", text);
}

tl::unexpected<Error> wrong(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

QStringList idsOf(const Definition &definition)
{
    QStringList ids;
    for (const Check &check : definition.checks)
        ids << check.id;
    return ids;
}

tl::unexpected<Error> unknownCheck(const Definition &definition, const QString &id)
{
    return wrong(tr("There is no check “%1” in the checklist “%2”.").arg(id.left(64), definition.name),
                 tr("Its checks are: %1.").arg(idsOf(definition).join(QStringLiteral(", "))));
}

bool names(const KnownIssue &issue, const CheckResult &result, const QString &company)
{
    return issue.check == result.id && (issue.company.isEmpty() || issue.company == company);
}

bool isFailure(const CheckResult &result)
{
    return result.verdict == CheckVerdict::Failed ||
           (result.verdict == CheckVerdict::Recovered && !result.recoveredIsPass);
}

/// Links a failure to the first issue that names it; tells which ones passed.
void applyTo(CheckResult &result, const QString &company, std::vector<KnownIssue> &known,
             std::vector<int> &passed, std::vector<int> &failed)
{
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (!names(known[i], result, company))
            continue;
        if (result.passes())
            ++passed[i];
        const bool sameCause = known[i].cause.isEmpty() || known[i].cause == result.cause;
        if (!isFailure(result) || !sameCause)
            continue;
        ++failed[i];
        if (!result.known)
            result.known = known[i];
    }
}

CheckResult *find(ChecklistResult &result, const Mark &mark)
{
    std::vector<CheckResult> *among = &result.checks;
    if (!mark.company.isEmpty()) {
        const auto company =
            std::find_if(result.companies.begin(), result.companies.end(),
                         [&mark](const CompanyResult &one) { return one.id == mark.company; });
        if (company == result.companies.end())
            return nullptr;
        among = &company->cells;
    }
    const auto found = std::find_if(among->begin(), among->end(),
                                    [&mark](const CheckResult &one) { return one.id == mark.check; });
    return found == among->end() ? nullptr : &*found;
}

void apply(CheckResult &result, const Mark &mark)
{
    if (mark.verdict) {
        result.verdict = *mark.verdict;
        result.manual = true;
        if (result.passes()) {
            result.cause.clear();
            result.why.clear();
            result.next.clear();
            result.known.reset();
        }
    }
    if (mark.note)
        result.note = *mark.note;
    if (mark.ticket && mark.ticket->isEmpty())
        result.known.reset();
    else if (mark.ticket)
        result.known = KnownIssue{
            .ticket = *mark.ticket, .check = result.id, .cause = result.cause, .company = mark.company};
}

} // namespace

Result<void> checkOrder(const Order &order)
{
    for (const QString &id : order.only) {
        if (!order.checklist.find(id))
            return unknownCheck(order.checklist, id);
    }
    for (const Mark &mark : order.marks) {
        const bool isCell = !mark.company.isEmpty() && scenarioFrom(mark.check);
        if (!isCell && !order.checklist.find(mark.check))
            return unknownCheck(order.checklist, mark.check);
    }
    if (order.signOff && order.tester.trimmed().isEmpty())
        return wrong(tr("Nobody is named who signs."), tr("Give the tester's name as well."));
    if (order.resume && order.rerunFailed)
        return wrong(tr("To go on with a sweep and to run failures again cannot be asked for at once."),
                     tr("Go on first, then run again what failed."));
    if (order.sweep && order.sweep->sample && *order.sweep->sample < 1)
        return wrong(tr("A sample has at least one company."), tr("Give its size, or “all”."));
    if (!order.checks && !order.sweep && !order.resume)
        return wrong(tr("There is nothing to check."), tr("Choose checks, or companies."));
    return checkSettings(order.settings);
}

Result<ChecklistResult> marked(ChecklistResult result, const std::vector<Mark> &marks)
{
    for (const Mark &mark : marks) {
        CheckResult *const found = find(result, mark);
        if (!found) {
            return wrong(tr("There is nothing called “%1” in this result.")
                             .arg((mark.check + u' ' + mark.company).trimmed().left(120)),
                         tr("Take the ids as the result has them."));
        }
        apply(*found, mark);
    }
    return result;
}

void applyKnown(ChecklistResult &result, std::vector<KnownIssue> known)
{
    std::vector<int> passed(known.size(), 0);
    std::vector<int> failed(known.size(), 0);
    for (CheckResult &check : result.checks)
        applyTo(check, {}, known, passed, failed);
    for (CompanyResult &company : result.companies) {
        for (CheckResult &cell : company.cells)
            applyTo(cell, company.id, known, passed, failed);
    }
    for (std::size_t i = 0; i < known.size(); ++i)
        known[i].stoppedFailing = passed[i] > 0 && failed[i] == 0;
    result.known = std::move(known);
}

} // namespace chatsync::checklist
