// SPDX-License-Identifier: MIT
#include "ui/lookup/findingspane.h"

#include "ui/lookup/lookuptexts.h"
#include "ui/runs/pieces.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <cmath>

namespace chatsync::ui {

namespace {

using diagnosis::Evidence;
using diagnosis::Finding;
using diagnosis::Severity;
using diagnosis::Verdict;

constexpr int evidenceHeight = 25;
constexpr int linkWidth = 150;
constexpr int ageWidth = 86;
constexpr int glyphColumn = 22; ///< Chevron
constexpr int mostEvidence = 40;

/// A finding, closed by a line below.
class FindingBox final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawEdge(painter, rect(), Qt::BottomEdge, theme().tokens().line);
    }
};

/// Opens and closes what is below; the chevron is all of it that is painted.
class Chevron final : public QToolButton {
public:
    explicit Chevron(const QString &name, QWidget *parent)
        : QToolButton(parent)
    {
        setCheckable(true);
        setAutoRaise(true);
        setAccessibleName(FindingsPane::tr("Evidence of: %1").arg(name));
        setToolTip(FindingsPane::tr("Show or hide the evidence"));
        setFixedSize(glyphColumn, glyphColumn);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Arrow closed = layoutDirection() == Qt::RightToLeft ? Arrow::Left : Arrow::Right;
        drawChevron(painter, rect(), isChecked() ? Arrow::Down : closed, theme().tokens().text2, 7);
    }
};

QString keyOf(const Finding &finding)
{
    return finding.code + u'\n' + finding.sentence;
}

QString seconds(std::chrono::milliseconds took)
{
    return QLocale().toString(static_cast<double>(took.count()) / 1000, 'f', 1);
}

} // namespace

FindingsPane::FindingsPane(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(viewport(), Surface::Base);
    setAccessibleName(tr("Findings"));
}

void FindingsPane::setVerdict(const Verdict &verdict, std::chrono::milliseconds took, const QDateTime &now)
{
    if (widget() && verdict == m_verdict) {
        setNow(now);
        return;
    }
    m_verdict = verdict;
    m_ages.clear();
    auto *page = new QWidget(this);
    setSurface(page, Surface::Base);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, space::medium);
    layout->setSpacing(0);
    addCounts(layout, verdict, took);
    bool first = true;
    for (const Finding &finding : verdict.findings) {
        const bool wanted = std::exchange(first, false) || finding.severity == Severity::Blocks;
        addFinding(layout, finding,
                   (wanted && !m_closed.contains(keyOf(finding))) || m_opened.contains(keyOf(finding)));
    }
    addNotChecked(layout, verdict);
    layout->addStretch();
    setWidget(page);
    setNow(now);
}

void FindingsPane::setNow(const QDateTime &now)
{
    for (const Age &age : std::as_const(m_ages)) {
        if (age.label)
            age.label->setText(lookuptexts::age(age.at, now));
    }
}

void FindingsPane::focusFirst()
{
    if (auto *first = widget() ? widget()->findChild<QToolButton *>() : nullptr)
        first->setFocus(Qt::TabFocusReason);
}

void FindingsPane::addCounts(QVBoxLayout *layout, const Verdict &verdict, std::chrono::milliseconds took)
{
    auto *bar = new pieces::Strip(layout->parentWidget());
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::page, space::base, space::page, space::base + 1);
    row->setSpacing(space::medium);
    const bool healthy = verdict.count(Severity::Blocks) + verdict.count(Severity::Risk) == 0;
    const int all = static_cast<int>(verdict.findings.size()) - verdict.count(Severity::Healthy);
    row->addWidget(pieces::heading(all > 0 ? tr("%n finding(s)", nullptr, all) : tr("Nothing found"), bar));
    const std::array counted{Severity::Blocks, Severity::Risk, Severity::Note};
    for (const Severity severity : counted) {
        const int count = verdict.count(severity);
        if (count == 0)
            continue;
        auto *glyph = new StatusGlyph(lookuptexts::statusOf(severity), 14, bar);
        const QString text = severity == Severity::Blocks ? tr("%n block(s)", nullptr, count)
                             : severity == Severity::Risk ? tr("%n risk(s)", nullptr, count)
                                                          : tr("%n note(s)", nullptr, count);
        glyph->setStatus(glyph->status(), text);
        row->addWidget(glyph);
        row->addSpacing(space::tiny - space::medium);
        auto *label = new ElidedLabel(text, ElidedLabel::Kind::Sentence, bar);
        setFontRole(label, FontRole::Caption);
        row->addWidget(label);
    }
    if (healthy && all == 0)
        row->addWidget(new StatusGlyph(Status::Ok, 14, bar));
    row->addStretch();
    auto *checked = new ElidedLabel(tr("%n cause(s) checked in %1 s", nullptr, verdict.causesChecked).arg(seconds(took)),
                                    ElidedLabel::Kind::Sentence, bar);
    setFontRole(checked, FontRole::Caption);
    setInk(checked, Ink::Secondary);
    row->addWidget(checked);
    layout->addWidget(bar);
}

void FindingsPane::addFinding(QVBoxLayout *layout, const Finding &finding, bool open)
{
    auto *box = new FindingBox(layout->parentWidget());
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(space::medium, space::base, space::page, space::base);
    column->setSpacing(space::hair);

    auto *head = new QHBoxLayout;
    head->setSpacing(space::base);
    auto *chevron = new Chevron(finding.sentence, box);
    chevron->setChecked(open);
    head->addWidget(chevron);
    auto *glyph = new StatusGlyph(lookuptexts::statusOf(finding.severity), 16, box);
    glyph->setStatus(glyph->status(), lookuptexts::severityWord(finding.severity));
    head->addWidget(glyph);
    auto *sentence = pieces::text(finding.sentence, FontRole::Label, Ink::Primary, box);
    sentence->setText(withSoftBreaks(finding.sentence, 40));
    head->addWidget(sentence, 1);
    head->addWidget(new Badge(lookuptexts::severityWord(finding.severity), lookuptexts::statusOf(finding.severity),
                              false, box));
    column->addLayout(head);

    auto *why = new QHBoxLayout;
    why->setContentsMargins(glyphColumn + space::base, 0, 0, 0);
    why->setSpacing(space::base);
    const QStringList parts{finding.consequence, lookuptexts::waitingLine(finding)};
    auto *caption = pieces::text(QStringList(parts).join(u' ').trimmed(), FontRole::Body, Ink::Secondary, box);
    why->addWidget(caption, 1);
    auto *code = new QPushButton(finding.code, box);
    setButtonKind(code, ButtonKind::Flat);
    setSmall(code);
    setFontRole(code, FontRole::Mono);
    code->setToolTip(tr("What this means, how it comes about, what to do"));
    code->setAccessibleName(tr("Explain %1").arg(finding.code));
    connect(code, &QPushButton::clicked, this, [this, id = finding.code] { Q_EMIT codeFollowed(id); });
    why->addWidget(code, 0, Qt::AlignTop);
    column->addLayout(why);

    auto *evidence = new QWidget(box);
    auto *rows = new QVBoxLayout(evidence);
    rows->setContentsMargins(glyphColumn + space::base, space::tiny, 0, 0);
    rows->setSpacing(0);
    int shown = 0;
    for (const Evidence &fact : finding.evidence) {
        if (++shown > mostEvidence)
            break;
        rows->addWidget(evidenceRow(fact, evidence));
    }
    evidence->setVisible(open);
    chevron->setEnabled(!finding.evidence.empty());
    connect(chevron, &QToolButton::toggled, this, [this, evidence, key = keyOf(finding)](bool on) {
        evidence->setVisible(on);
        m_closed.removeAll(key);
        m_opened.removeAll(key);
        (on ? m_opened : m_closed) << key;
    });
    column->addWidget(evidence);
    layout->addWidget(box);
}

QWidget *FindingsPane::evidenceRow(const Evidence &fact, QWidget *parent)
{
    auto *line = new QWidget(parent);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::base);
    row->addWidget(new StatusGlyph(lookuptexts::statusOf(fact.mark), 14, line));
    auto *text = new ElidedLabel(lookuptexts::withShortIds(fact.text), ElidedLabel::Kind::Sentence, line);
    text->setToolTip(QStringLiteral("<span>%1</span>").arg(fact.text.toHtmlEscaped()));
    row->addWidget(text, 1);
    auto *place = new QHBoxLayout;
    place->setSpacing(0);
    auto *room = new QWidget(line); // So that links stand below each other.
    room->setLayout(place);
    place->setContentsMargins(0, 0, 0, 0);
    followTheme(room, [room] { room->setMinimumWidth(theme().scaled(linkWidth)); });
    row->addWidget(room);
    if (fact.link != Evidence::Link::None) {
        auto *link = new QPushButton(fact.linkText, room);
        setButtonKind(link, ButtonKind::Flat);
        setSmall(link);
        link->setAccessibleName(tr("Show %1").arg(fact.linkText));
        link->setToolTip(tr("Show where this was read: %1").arg(fact.target.left(200)));
        connect(link, &QPushButton::clicked, this, [this, fact] { Q_EMIT evidenceFollowed(fact); });
        place->addWidget(link);
    }
    place->addStretch();
    auto *age = new QLabel(line);
    setFontRole(age, FontRole::Caption);
    setInk(age, Ink::Secondary);
    age->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    age->setTextFormat(Qt::PlainText);
    followTheme(age, [age] { age->setMinimumWidth(theme().scaled(ageWidth)); });
    row->addWidget(age);
    m_ages.append({age, fact.at});
    followTheme(line, [line] { line->setFixedHeight(theme().scaled(evidenceHeight)); });
    return line;
}

void FindingsPane::addNotChecked(QVBoxLayout *layout, const Verdict &verdict)
{
    if (verdict.notChecked.empty())
        return;
    QWidget *page = layout->parentWidget();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::medium + glyphColumn + space::base, space::medium, space::page, space::tiny);
    head->setSpacing(space::base);
    head->addWidget(new StatusGlyph(Status::NotCompared, 14, page));
    head->addWidget(pieces::heading(tr("Not checked"), page), 1);
    layout->addLayout(head);
    auto *list = new QVBoxLayout;
    list->setContentsMargins(space::medium + glyphColumn + 2 * space::base + 14, 0, space::page, 0);
    list->setSpacing(space::tiny);
    for (const diagnosis::NotChecked &one : verdict.notChecked)
        list->addWidget(pieces::text(tr("%1: %2").arg(one.what, one.reason), FontRole::Body, Ink::Secondary, page));
    layout->addLayout(list);
}

} // namespace chatsync::ui
