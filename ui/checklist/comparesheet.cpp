// SPDX-License-Identifier: MIT
#include "ui/checklist/comparesheet.h"

#include "ui/runs/pieces.h"
#include "ui/runs/runtexts.h"
#include "ui/theme/statusglyph.h"
#include "ui/theme/theme.h"
#include "ui/widgets/keybutton.h"

#include <QGridLayout>
#include <QJsonObject>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int sheetWidth = 900;
constexpr int leastHeight = 420;
constexpr int glyphSize = 16;

QString withoutIds(QString text)
{
    static const QRegularExpression id{
        QStringLiteral("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        QRegularExpression::CaseInsensitiveOption};
    return text.replace(id, QStringLiteral("…"));
}

QString requestOf(const QJsonObject &exchange)
{
    const QString path = withoutIds(QUrl{exchange[QLatin1String("url")].toString()}.path());
    const int status = exchange[QLatin1String("status")].toInt();
    const QString line = exchange[QLatin1String("method")].toString() + u' ' + path;
    return status > 0 ? line + u' ' + QString::number(status) : line;
}

const ComparedStep *counterpartIn(const std::vector<ComparedStep> &all, const ComparedStep &like)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const ComparedStep &one) {
        return one.step == like.step && one.attempt == like.attempt;
    });
    return found == all.end() ? nullptr : &*found;
}

void addCell(QGridLayout *grid, int row, int column, const ComparedStep *step, QWidget *parent)
{
    if (!step) {
        grid->addWidget(pieces::text(CompareSheet::tr("Not reached"), FontRole::Body, Ink::Tertiary, parent),
                        row, column + 1);
        return;
    }
    auto *glyph = new StatusGlyph(statusOf(step->outcome), glyphSize, parent);
    glyph->setStatus(statusOf(step->outcome), word(step->outcome));
    grid->addWidget(glyph, row, column, Qt::AlignTop);
    QString text = step->message;
    if (step->durationMs > 0)
        text += QStringLiteral(" (%1)").arg(runtexts::duration(step->durationMs));
    if (!step->requests.isEmpty())
        text += u'\n' + step->requests.join(u'\n');
    grid->addWidget(pieces::text(text, FontRole::Body, Ink::Primary, parent), row, column + 1, Qt::AlignTop);
}

} // namespace

bool ComparedStep::isSame(const ComparedStep &other) const
{
    return outcome == other.outcome && requests == other.requests;
}

std::vector<ComparedStep> comparedSteps(const std::vector<RunEvent> &events)
{
    std::vector<ComparedStep> steps;
    QStringList requests;
    for (const RunEvent &event : events) {
        if (event.kind == EventKind::Exchange)
            requests << requestOf(event.data);
        if (event.kind != EventKind::StepFinished || !event.step)
            continue;
        steps.push_back({.step = *event.step,
                         .attempt = std::max(1, event.attempt),
                         .outcome = event.outcome.value_or(Outcome::Passed),
                         .message = event.message,
                         .requests = std::exchange(requests, {}),
                         .durationMs = event.data[QLatin1String("duration_ms")].toDouble()});
    }
    return steps;
}

CompareSheet::CompareSheet(const QString &a, const QString &b, QWidget *view)
    : Sheet(tr("%1 and %2").arg(a, b), sheetWidth, view)
    , m_a(a)
    , m_b(b)
    , m_scroll(new QScrollArea)
{
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_scroll->viewport(), Surface::Base);
    m_scroll->setAccessibleName(tr("Both runs, step by step"));
    followTheme(m_scroll, [this] { m_scroll->setMinimumHeight(theme().scaled(leastHeight)); });
    content()->addWidget(m_scroll, 1);
    cancelButton()->setText(tr("Close"));
    showProblem(tr("Both runs are being read."));
}

void CompareSheet::showProblem(const QString &sentence)
{
    m_sentence = sentence;
    auto *page = new QWidget;
    setSurface(page, Surface::Base);
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(pieces::text(sentence, FontRole::Body, Ink::Secondary, page));
    layout->addStretch();
    m_scroll->setWidget(page);
}

void CompareSheet::show(const std::vector<ComparedStep> &a, const std::vector<ComparedStep> &b)
{
    std::vector<ComparedStep> all = a;
    for (const ComparedStep &step : b) {
        if (!counterpartIn(a, step))
            all.push_back(step);
    }
    auto *page = new QWidget;
    setSurface(page, Surface::Base);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(space::pane, space::medium, space::pane, space::medium);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::base);
    grid->setVerticalSpacing(space::base);
    grid->setColumnStretch(3, 1);
    grid->setColumnStretch(5, 1);
    grid->addWidget(pieces::heading(m_a, page), 0, 3);
    grid->addWidget(pieces::heading(m_b, page), 0, 5);
    m_sentence = tr("Every step went the same way.");
    bool first = true;
    for (size_t i = 0; i < all.size(); ++i) {
        const ComparedStep *left = counterpartIn(a, all[i]);
        const ComparedStep *right = counterpartIn(b, all[i]);
        const bool same = left && right && left->isSame(*right);
        const QString name = runtexts::stepName(all[i].step, all[i].attempt);
        if (!same && std::exchange(first, false))
            m_sentence = tr("They first differ at: %1.").arg(name);
        const int row = static_cast<int>(i) + 1;
        grid->addWidget(new StatusGlyph(same ? Status::Same : Status::Different, glyphSize, page), row, 0,
                        Qt::AlignTop);
        grid->addWidget(pieces::text(name, FontRole::Label, Ink::Primary, page), row, 1, Qt::AlignTop);
        addCell(grid, row, 2, left, page);
        addCell(grid, row, 4, right, page);
    }
    column->addWidget(pieces::text(m_sentence, FontRole::Heading, Ink::Primary, page));
    column->addLayout(grid);
    column->addStretch();
    m_scroll->setWidget(page);
    place();
}

} // namespace chatsync::ui
