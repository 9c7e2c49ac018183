// SPDX-License-Identifier: MIT
#include "core/report/excerpt.h"
#include "core/report/htmlparts.h"
#include "core/report/htmltext.h"
#include "core/report/words.h"

#include <QCoreApplication>
#include <QSet>

namespace chatsync::report::html {

namespace {

constexpr std::size_t mostEvidence = 40;
constexpr std::size_t mostExchanges = 6;
constexpr qsizetype mostRuns = 40;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QString link(const QString &anchor, const QString &html)
{
    return QStringLiteral("<a href=\"#") + anchor + QStringLiteral("\">") + html + QStringLiteral("</a>");
}

/// Only an address of the web becomes a link: the ticket's text is whatever somebody typed.
QString ticketLink(const QString &ticket)
{
    const QString address = cleanLine(ticket);
    const bool isAddress =
        address.startsWith(QLatin1String{"https://"}) || address.startsWith(QLatin1String{"http://"});
    if (!isAddress || address.contains(u' '))
        return name(ticket);
    return QStringLiteral("<a rel=\"noreferrer noopener\" href=\"") + address.toHtmlEscaped() +
           QStringLiteral("\">") + name(address) + QStringLiteral("</a>");
}

QString howMuch(const CheckResult &check)
{
    const int runs = static_cast<int>(check.runs.size());
    if (runs == 1)
        return tr("Run %1").arg(shortId(check.runs.front()));
    if (runs > 1)
        return QCoreApplication::translate("Report", "%n run(s)", nullptr, runs);
    const int pieces = static_cast<int>(check.evidence.size());
    return pieces > 0 ? QCoreApplication::translate("Report", "%n fact(s)", nullptr, pieces)
                      : tr("No evidence");
}

bool isPrinted(const CheckResult &check, int exchange)
{
    for (std::size_t i = 0; i < check.exchanges.size() && i < mostExchanges; ++i) {
        if (check.exchanges[i].number == exchange)
            return true;
    }
    return false;
}

QString exchangeAnchor(const QString &anchor, int exchange)
{
    return anchor + QStringLiteral("-exchange-") + QString::number(exchange);
}

QString placeHtml(const CheckResult &check, const CheckEvidence &evidence, const QString &anchor)
{
    const QString place = escaped(placeOf(evidence));
    if (place.isEmpty())
        return {};
    if (evidence.exchange > 0 && isPrinted(check, evidence.exchange))
        return link(exchangeAnchor(anchor, evidence.exchange), place);
    return place;
}

QString evidenceRow(const CheckResult &check, const CheckEvidence &evidence, const QString &anchor)
{
    const QString detail =
        evidence.detail.isEmpty()
            ? QString{}
            : element(QStringLiteral("span"), QStringLiteral("detail"), prose(evidence.detail, 600));
    const QString time =
        evidence.at.isValid() ? evidence.at.toUTC().time().toString(QStringLiteral("HH:mm:ss")) : QString{};
    return QStringLiteral("<li>") + glyph(evidence.speaksFor, QStringLiteral("g14")) +
           spokenWord(evidence.speaksFor) +
           element(QStringLiteral("span"), QStringLiteral("seen"), prose(evidence.sentence, 600) + detail) +
           element(QStringLiteral("span"), QStringLiteral("time"), time) +
           element(QStringLiteral("span"), QStringLiteral("place"), placeHtml(check, evidence, anchor)) +
           QStringLiteral("</li>");
}

QString more(int count)
{
    return count <= 0 ? QString{}
                      : element(QStringLiteral("p"), QStringLiteral("quiet"),
                                QCoreApplication::translate("Report", "%n more, in the JSON report.", nullptr,
                                                            count));
}

QString evidenceList(const CheckResult &check, const QString &anchor)
{
    if (check.evidence.empty())
        return element(QStringLiteral("p"), QStringLiteral("quiet"),
                       tr("Nothing was seen that speaks for or against it."));
    QString rows;
    for (std::size_t i = 0; i < check.evidence.size() && i < mostEvidence; ++i)
        rows += evidenceRow(check, check.evidence[i], anchor);
    return QStringLiteral("<ul class=\"evidence\">") + rows + QStringLiteral("</ul>") +
           more(static_cast<int>(check.evidence.size()) - static_cast<int>(mostEvidence));
}

QString whyText(const CheckResult &check)
{
    if (check.why.isEmpty())
        return {};
    const QString begin = check.verdict == CheckVerdict::Failed    ? tr("Why it failed.")
                          : check.verdict == CheckVerdict::Blocked ? tr("Why it is blocked.")
                                                                   : tr("Why.");
    return QStringLiteral("<p class=\"why\"><strong>") + begin + QStringLiteral("</strong> ") +
           prose(check.why) + QStringLiteral("</p>");
}

QString nextSteps(const CheckResult &check)
{
    if (check.next.isEmpty())
        return {};
    QString items;
    for (const QString &step : check.next.mid(0, 20))
        items += element(QStringLiteral("li"), {}, prose(step, 600));
    return labelled(tr("What to do"),
                    QStringLiteral("<ol class=\"steps\">") + items + QStringLiteral("</ol>"));
}

QString runsList(const CheckResult &check, const QString &anchor)
{
    if (check.runs.isEmpty())
        return {};
    QString items;
    for (const QUuid &run : check.runs.mid(0, mostRuns)) {
        items += element(QStringLiteral("li"), {},
                         QStringLiteral("<code>chat-sync show ") + run.toString(QUuid::WithoutBraces) +
                             QStringLiteral("</code>"));
    }
    return QStringLiteral("<div id=\"") + anchor + QStringLiteral("-runs\">") +
           labelled(tr("Runs"), QStringLiteral("<ul class=\"runs\">") + items + QStringLiteral("</ul>") +
                                    more(static_cast<int>(check.runs.size() - mostRuns))) +
           QStringLiteral("</div>");
}

/// Left: what it means. Right: what was seen.
QString explanation(const CheckResult &check, const QString &anchor)
{
    QString left = whyText(check) + nextSteps(check);
    if (!check.passesWhen.isEmpty())
        left += labelled(tr("Passes when"), element(QStringLiteral("p"), {}, prose(check.passesWhen)));
    if (!check.note.isEmpty())
        left += labelled(tr("Note of the tester"),
                         element(QStringLiteral("p"), QStringLiteral("note"), prose(check.note)));
    if (check.known) {
        const QString said =
            check.known->stoppedFailing ? tr("It passed this time: can the ticket be closed?") : QString{};
        left += labelled(tr("Known issue"),
                         element(QStringLiteral("p"), {}, ticketLink(check.known->ticket) + u' ' + said));
    }
    return element(QStringLiteral("div"), QStringLiteral("meaning"), left) +
           QStringLiteral("<div class=\"seen-list\" id=\"") + anchor +
           QStringLiteral("-evidence\"><h4 class=\"spoken\">") + tr("Evidence") + QStringLiteral("</h4>") +
           evidenceList(check, anchor) + runsList(check, anchor) + QStringLiteral("</div>");
}

QString tags(const CheckResult &check, const Change *change)
{
    QString html;
    const auto tag = [&html](const QString &classes, const QString &text) {
        html +=
            u' ' + element(QStringLiteral("span"), QStringLiteral("tag ") + classes, text.toHtmlEscaped());
    };
    if (change && change->kind == Change::Kind::NewlyFailing)
        tag(QStringLiteral("bad"), word(change->kind));
    if (change && (change->kind == Change::Kind::Fixed || change->kind == Change::Kind::StillFailing))
        tag(QStringLiteral("plain"), word(change->kind));
    if (change && change->flaky)
        tag(QStringLiteral("warn"), tr("flaky"));
    if (check.manual)
        tag(QStringLiteral("plain"), tr("by hand"));
    if (check.verdict == CheckVerdict::Recovered)
        tag(QStringLiteral("warn"), check.recoveredIsPass ? tr("counts as passed") : tr("is no pass"));
    if (check.known)
        tag(QStringLiteral("plain"), bounded(cleanLine(check.known->ticket.section(u'/', -1)), 24));
    return html;
}

} // namespace

QString checkBody(const CheckResult &check, const QString &anchor)
{
    QString html = element(QStringLiteral("div"), QStringLiteral("explanation"), explanation(check, anchor));
    QSet<int> seen; // Of several runs, two may bear the same number.
    for (std::size_t i = 0; i < check.exchanges.size() && i < mostExchanges; ++i) {
        const int number = check.exchanges[i].number;
        html += exchangeCards(check.exchanges[i],
                              seen.contains(number) ? QString{} : exchangeAnchor(anchor, number));
        seen.insert(number);
    }
    html += more(static_cast<int>(check.exchanges.size()) - static_cast<int>(mostExchanges));
    return element(QStringLiteral("div"), QStringLiteral("body"), html);
}

QString checkItem(const CheckResult &check, int number, const Change *change)
{
    const QString anchor = QStringLiteral("check-%1").arg(number);
    const bool open = fails(check) || check.verdict == CheckVerdict::Blocked;
    const QString summary =
        element(QStringLiteral("span"), QStringLiteral("no"), QString::number(number)) +
        glyph(check.verdict) + element(QStringLiteral("span"), QStringLiteral("word"), word(check.verdict)) +
        element(QStringLiteral("h3"), {}, name(check.title) + tags(check, change)) +
        element(QStringLiteral("span"), QStringLiteral("sub"), prose(check.summary, 400)) +
        element(QStringLiteral("span"), QStringLiteral("where"), howMuch(check)) +
        element(QStringLiteral("span"), QStringLiteral("took"),
                check.startedAt.isValid() ? duration(check.duration) : QStringLiteral("–")) +
        QStringLiteral("<svg class=\"fold\" aria-hidden=\"true\"><use href=\"#g-fold\"/></svg>");
    return QStringLiteral("<li class=\"check %1\" id=\"%2\"><details%3><summary>")
               .arg(classOf(check.verdict), anchor, open ? QStringLiteral(" open") : QString{}) +
           summary + QStringLiteral("</summary>") + checkBody(check, anchor) +
           QStringLiteral("</details></li>\n");
}

} // namespace chatsync::report::html
