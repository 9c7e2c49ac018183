// SPDX-License-Identifier: MIT
#include "ui/runs/explanationpane.h"

#include "core/domain/exchange.h"
#include "ui/runs/pieces.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace chatsync::ui {
namespace {

constexpr int mostCards = 20;

} // namespace

ExplanationPane::ExplanationPane(const RunModel *model, QWidget *parent)
    : QScrollArea(parent)
    , m_model(model)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(viewport(), Surface::Window);
    setAccessibleName(tr("Explanation"));
}

bool ExplanationPane::explains(const RunModel &model, const RunRow *row)
{
    const RunEvent *exchange = model.exchangeOf(row);
    return exchange && exchange->data.contains(QLatin1String("error"));
}

void ExplanationPane::showRow(const RunRow *row)
{
    auto *page = new QWidget(this);
    setSurface(page, Surface::Window);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(space::pane, space::medium, space::pane, space::pane);
    layout->setSpacing(space::tiny);
    if (explains(*m_model, row)) {
        const RunEvent &event = *m_model->exchangeOf(row);
        const ExchangeError error = exchangeErrorFromJson(event.data[QLatin1String("error")].toObject());
        const auto gap = [layout] { layout->addSpacing(space::base); };
        layout->addWidget(pieces::heading(tr("What this means"), page));
        layout->addWidget(pieces::text(pieces::withNames(error.explanation, m_model->facts()), FontRole::Body,
                                       Ink::Primary, page));
        if (!error.missingIds.isEmpty()) {
            gap();
            layout->addWidget(pieces::caption(
                error.missingIds.size() == 1 ? tr("Missing member") : tr("Missing members"), page));
            for (const QString &id : error.missingIds.mid(0, mostCards))
                layout->addWidget(personCard(id, page));
        }
        if (const QString fault = faultSentence(event); !fault.isEmpty()) {
            gap();
            layout->addWidget(pieces::caption(tr("Why"), page));
            auto *line = new QHBoxLayout;
            line->setSpacing(space::base);
            line->addWidget(new StatusGlyph(Status::Warn, 16, page), 0, Qt::AlignTop);
            line->addWidget(pieces::text(fault, FontRole::Body, Ink::Primary, page), 1);
            layout->addLayout(line);
        }
        const QString next = nextSentence(row, error.advice);
        if (!next.isEmpty()) {
            gap();
            layout->addWidget(
                pieces::caption(m_model->isLive() ? tr("What happens next") : tr("What to do"), page));
            layout->addWidget(pieces::text(next, FontRole::Body, Ink::Primary, page));
        }
    }
    layout->addStretch();
    setWidget(page);
}

QWidget *ExplanationPane::personCard(const QString &streamId, QWidget *parent)
{
    auto *card = new pieces::Frame(&Tokens::base, parent);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(space::base + 1, space::small, space::tiny, space::small);
    row->setSpacing(space::base);
    auto *glyph = new StatusGlyph(Status::Fail, 16, card);
    glyph->setStatus(Status::Fail, tr("Missing"));
    row->addWidget(glyph);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::hair);
    const RunFacts::Person *person = m_model->facts().person(streamId);
    if (person) {
        auto *who = new QHBoxLayout;
        who->setSpacing(space::small);
        auto *name = new ElidedLabel(person->name, ElidedLabel::Kind::Sentence, card);
        name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
        who->addWidget(name);
        who->addWidget(person->company ? new Badge(tr("Company"), Badge::Look::Filled, card)
                                       : new Badge(tr("User"), Badge::Look::Outline, card));
        who->addStretch();
        texts->addLayout(who);
    }
    auto *id = new ElidedLabel(streamId, ElidedLabel::Kind::Id, card);
    setFontRole(id, FontRole::MonoSmall);
    setInk(id, Ink::Secondary);
    texts->addWidget(id);
    row->addLayout(texts, 1);
    auto *look = new QPushButton(tr("Look up"), card);
    setButtonKind(look, ButtonKind::Flat);
    setSmall(look);
    look->setAccessibleName(tr("Look up %1").arg(person ? person->name : streamId));
    connect(look, &QPushButton::clicked, this, [this, streamId] { Q_EMIT lookUpRequested(streamId); });
    row->addWidget(look);
    return card;
}

QString ExplanationPane::faultSentence(const RunEvent &event) const
{
    const Exchange exchange = exchangeFromJson(event.data);
    const QString named = QString::fromLatin1(headerValue(exchange.responseHeaders, "x-sandbox-fault"));
    const RunFacts &facts = m_model->facts();
    const QString fault = !named.isEmpty() ? named : facts.faults.join(QStringLiteral(", "));
    return fault.isEmpty() ? QString{}
                           : tr("A sandbox fault is on: %1. This failure is expected.").arg(fault);
}

QString ExplanationPane::nextSentence(const RunRow *row, const QString &advice) const
{
    if (!m_model->isLive())
        return advice;
    const RunFacts &facts = m_model->facts();
    const int left = facts.attemptsAllowed - row->attempt;
    if (row->step != Step::Create || left <= 0 || facts.preset == QLatin1String("unsynced"))
        return advice;
    return tr("The run waits, upserts the users again and creates the channel again. Attempts left: %1.")
        .arg(left);
}

} // namespace chatsync::ui
