// SPDX-License-Identifier: MIT
#include "ui/report/pdfpieces.h"

#include "core/report/excerpt.h"
#include "core/report/httpwords.h"
#include "core/report/words.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace chatsync::ui::pdf {

namespace {

using report::bounded;
using report::cleanLine;

constexpr std::size_t mostEvidence = 30;
constexpr std::size_t mostExchanges = 3;
constexpr qreal indent = 92;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QRectF onPaper(const QRectF &rect)
{
    return {rect.topLeft() * unitsPerPoint, rect.size() * unitsPerPoint};
}

QColor inkOf(CheckVerdict verdict)
{
    return ui::inkOf(statusOf(verdict), ink()).text;
}

Style body()
{
    return {.color = ink().text};
}

Style caption()
{
    return {.size = 8, .color = ink().text2};
}

Style strong()
{
    return {.weight = 600, .color = ink().text};
}

Style mono(const QColor &color)
{
    return {.size = 7.5, .color = color, .mono = true};
}

/// What stands under the head of a check: on the ground of its verdict.
class Body {
public:
    Body(Group &group, const QColor &ground)
        : m_group(group)
        , m_ground(ground)
    {}

    void add(Line line)
    {
        line.ground = m_ground;
        m_group.pieces.push_back(piece(line));
    }

    void text(const QString &text, const Style &style)
    {
        if (!text.isEmpty())
            add({.columns = {{text, style, indent, pageWidth - indent - 8}}});
    }

    void labelled(const QString &label, const QString &said)
    {
        if (said.isEmpty())
            return;
        add({.columns = {{label, caption(), indent, 84},
                         {said, body(), indent + 88, pageWidth - indent - 96}}});
    }

    void evidence(const CheckEvidence &evidence)
    {
        const QString time = evidence.at.isValid()
                                 ? evidence.at.toUTC().time().toString(QStringLiteral("HH:mm:ss"))
                                 : QString{};
        Style right = caption();
        right.alignment = Qt::AlignRight;
        const QString sentence = bounded(cleanLine(evidence.sentence), 400);
        const QString detail = bounded(cleanLine(evidence.detail), 300);
        add({.columns = {{detail.isEmpty() ? sentence : sentence + u'\n' + detail, body(), indent + 16, 270},
                         {time, mono(ink().text2), indent + 294, 44},
                         {report::placeOf(evidence), right, indent + 336, pageWidth - indent - 344}},
             .marks = {{evidence.speaksFor, indent, 9}},
             .above = 1.5,
             .below = 1.5});
    }

    void code(const QString &lines, const QColor &color)
    {
        for (const QString &line : lines.split(u'\n')) {
            Line row{.columns = {{line.isEmpty() ? QStringLiteral(" ") : line, mono(color), indent + 6,
                                  pageWidth - indent - 20}},
                     .above = 0.3,
                     .below = 0.3};
            row.ground = m_ground;
            m_group.pieces.push_back(piece(row));
        }
    }

private:
    Group &m_group;
    QColor m_ground;
};

void addExchange(Body &body, const Exchange &exchange)
{
    const report::Excerpt request = report::excerptOf(exchange.requestBody);
    const report::Excerpt response = report::excerptOf(exchange.responseBody);
    body.text(tr("Request") + QStringLiteral("  ") + tr("exchange %1").arg(exchange.number) + u' ' +
                  request.omission,
              strong());
    body.code(bounded(cleanLine(exchange.method + u' ' + exchange.url), 600), ink().text);
    for (const QString &header : report::headersWorthPrinting(exchange.requestHeaders))
        body.code(header, ink().text2);
    if (!request.text.isEmpty())
        body.code(request.text, ink().text);
    body.text(tr("Response") + QStringLiteral("  ") + response.omission, strong());
    if (exchange.status == 0) {
        const QString why = exchange.error ? exchange.error->explanation : QString{};
        return body.code(why.isEmpty() ? tr("There was no answer.") : bounded(cleanLine(why), 600),
                         ink().fail.text);
    }
    body.code(cleanLine(exchange.httpVersion) + u' ' + report::statusLine(exchange.status) +
                  QStringLiteral("  ") +
                  report::duration(std::chrono::milliseconds{qRound64(exchange.durationMs)}),
              exchange.status < 400 ? ink().ok.text : ink().fail.text);
    if (!response.text.isEmpty())
        body.code(response.text, ink().text);
}

QString notes(const CheckResult &check, const report::Change *change)
{
    QStringList words;
    if (change && change->kind != report::Change::Kind::Unchanged)
        words << report::word(change->kind);
    if (change && change->flaky)
        words << tr("flaky");
    if (check.manual)
        words << tr("by hand");
    if (check.verdict == CheckVerdict::Recovered)
        words << (check.recoveredIsPass ? tr("counts as passed") : tr("is no pass"));
    return words.isEmpty() ? QString{} : QStringLiteral(" (") + words.join(QStringLiteral(", ")) + u')';
}

Piece headOf(const CheckResult &check, int number, const report::Change *change, const QColor &ground)
{
    Style verdict = strong();
    verdict.color = inkOf(check.verdict);
    Style right = mono(ink().text);
    right.alignment = Qt::AlignRight;
    const QString took = check.startedAt.isValid() ? report::duration(check.duration) : QString{};
    Style title = body();
    title.weight = 600;
    Line line{.columns = {{QString::number(number), mono(ink().text2), 0, 14},
                          {report::word(check.verdict), verdict, 31, 60},
                          {bounded(cleanLine(check.title), 200) + notes(check, change), title, indent, 350},
                          {took, right, pageWidth - 74, 70}},
              .marks = {{check.verdict, 16, 10}},
              .above = 5,
              .below = 1};
    line.ground = ground;
    return piece(line);
}

} // namespace

const Tokens &ink()
{
    return lightTokens();
}

Status statusOf(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Passed:
        return Status::Ok;
    case CheckVerdict::Recovered:
        return Status::Recovered;
    case CheckVerdict::Failed:
        return Status::Fail;
    case CheckVerdict::Blocked:
        return Status::Blocked;
    case CheckVerdict::NotRun:
        return Status::NotStarted;
    case CheckVerdict::NotApplicable:
        return Status::NotCompared;
    }
    Q_UNREACHABLE();
}

Piece piece(const Line &line)
{
    std::vector<std::pair<qreal, Text>> texts;
    qreal height = 0;
    for (const Column &column : line.columns) {
        texts.emplace_back(column.left, Text{column.text, column.style, column.width});
        height = std::max(height, texts.back().second.height());
    }
    for (const Mark &mark : line.marks)
        height = std::max(height, mark.size + 2);
    const auto paint = [line, texts](QPainter &painter, const QRectF &rect) {
        if (line.ground.isValid())
            painter.fillRect(onPaper(rect.adjusted(line.groundLeft, -0.2, 0, 0.2)), line.ground);
        for (const auto &[left, text] : texts)
            text.paint(painter, {left, rect.top() + line.above});
        for (const Mark &mark : line.marks) {
            const QRectF place{mark.left, rect.top() + line.above + 1, mark.size, mark.size};
            paintStatus(painter, onPaper(place), statusOf(mark.verdict), 0, ink());
        }
        if (line.rule.isValid()) {
            painter.setPen(QPen{line.rule, 0.6 * unitsPerPoint});
            painter.drawLine(QPointF{0, rect.bottom()} * unitsPerPoint,
                             QPointF{pageWidth, rect.bottom()} * unitsPerPoint);
        }
    };
    return {.height = line.above + height + line.below, .paint = paint};
}

Piece space(qreal height, const QColor &ground)
{
    return piece({.above = height, .below = 0, .ground = ground});
}

Group checkGroup(const CheckResult &check, int number, const report::Change *change)
{
    const QColor ground = check.verdict == CheckVerdict::Failed ? ink().fail.tint : QColor{};
    Group group{.pieces = {headOf(check, number, change, ground)}, .keptWithNext = 2};
    Body body{group, ground};
    body.text(bounded(cleanLine(check.summary), 400), caption());
    body.labelled(tr("Why"), bounded(report::clean(check.why).trimmed(), 1500));
    int step = 0;
    for (const QString &next : check.next.mid(0, 12)) {
        body.labelled(step == 0 ? tr("What to do") : QString{},
                      QStringLiteral("%1. ").arg(step + 1) + bounded(cleanLine(next), 400));
        ++step;
    }
    if (!check.passes())
        body.labelled(tr("Passes when"), bounded(cleanLine(check.passesWhen), 400));
    body.labelled(tr("Note"), bounded(report::clean(check.note).trimmed(), 1500));
    if (check.known)
        body.text(report::knownText(*check.known), caption());
    for (std::size_t i = 0; i < check.evidence.size() && i < mostEvidence; ++i)
        body.evidence(check.evidence[i]);
    const int left = static_cast<int>(check.evidence.size()) - static_cast<int>(mostEvidence);
    if (left > 0)
        body.text(QCoreApplication::translate("Report", "%n more, in the JSON report.", nullptr, left),
                  caption());
    for (std::size_t i = 0; i < check.exchanges.size() && i < mostExchanges && !check.passes(); ++i)
        addExchange(body, check.exchanges[i]);
    Line end{.above = 4, .below = 0, .rule = ink().lineSoft};
    end.ground = ground;
    group.pieces.push_back(piece(end));
    return group;
}

} // namespace chatsync::ui::pdf
