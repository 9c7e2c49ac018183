// SPDX-License-Identifier: MIT
#include "ui/runs/summarypage.h"

#include "core/diagnosis/recipe.h"
#include "ui/runs/backendword.h"
#include "ui/runs/pieces.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {
namespace {

constexpr size_t mostEvidence = 12;
constexpr int mostMembers = 200;

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &item : value.toArray())
        list.append(item.toString());
    return list;
}

} // namespace

SummaryPage::SummaryPage(const RunModel *model, QWidget *parent)
    : QScrollArea(parent)
    , m_model(model)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(viewport(), Surface::Base);
    setAccessibleName(tr("Summary"));
}

void SummaryPage::showRow(const RunRow *row)
{
    auto *page = new QWidget(this);
    setSurface(page, Surface::Base);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(space::pane, space::medium, space::pane, space::pane);
    layout->setSpacing(space::tiny);
    const RunFacts &facts = m_model->facts();
    if (!row) {
        if (!m_model->events().empty() && !facts.finished)
            addSection(layout, tr("What happened"),
                       facts.interrupted ? tr("The console ended before the run did.")
                                         : tr("The run is going on."));
        else
            addSection(layout, tr("What happened"), facts.message);
        const BackendWord said = saidByBackend(facts);
        const BackendWord truth = trueOfBackend(facts);
        addSection(layout, tr("What the backend says"), said.text);
        addSection(layout, tr("What is true"), truth.text);
        addSection(layout, tr("Why"), whyBesides(facts));
        addEvidence(layout, nullptr);
        addNext(layout, facts.next);
        addDefects(layout);
        addMembers(layout);
    } else {
        const RunEvent *told = row->last >= 0 ? &m_model->events()[static_cast<size_t>(row->last)] : nullptr;
        const RunEvent *exchange = m_model->exchangeOf(row);
        QJsonObject error = told ? told->data[QLatin1String("error")].toObject() : QJsonObject{};
        if (error.isEmpty() && exchange)
            error = exchange->data[QLatin1String("error")].toObject();
        QString what = told ? told->message : QString{};
        if (what.isEmpty() && (row->skipped || row->planned))
            what = row->result.isEmpty() ? tr("This step is still to come.") : row->result;
        addSection(layout, tr("What happened"), what);
        const QString why = error[QLatin1String("explanation")].toString();
        if (why != what)
            addSection(layout, tr("Why"), why);
        const QString said = error[QLatin1String("message")].toString();
        if (!said.isEmpty()) {
            layout->addSpacing(space::base);
            layout->addWidget(pieces::heading(tr("In StreamChat's words"), page));
            layout->addWidget(pieces::text(said, FontRole::Mono, Ink::Secondary, page));
        }
        addEvidence(layout, row);
        QStringList next = strings(told ? told->data[QLatin1String("next")] : QJsonValue{});
        if (const QString advice = error[QLatin1String("advice")].toString(); !advice.isEmpty())
            next.append(advice);
        if (const QString advice = told ? told->data[QLatin1String("advice")].toString() : QString{};
            !advice.isEmpty())
            next.append(advice);
        addNext(layout, next);
        const std::vector<const RunRow *> problems = m_model->problems();
        if (std::find(problems.begin(), problems.end(), row) != problems.end())
            addDefects(layout); // A failed run opens at its first failure.
        if (row->step == Step::Resolve || row->step == Step::Verify)
            addMembers(layout);
    }
    layout->addStretch();
    setWidget(page);
}

void SummaryPage::addDefects(QVBoxLayout *layout)
{
    const RunFacts &facts = m_model->facts();
    // The console's own flow was made to avoid them.
    if (!facts.finished || facts.preset == QLatin1String("hardened") ||
        facts.preset == QLatin1String("repair"))
        return;
    const std::vector<diagnosis::Struck> struck =
        diagnosis::defectsIn({m_model->events().begin(), m_model->events().end()});
    if (struck.empty())
        return;
    QWidget *page = layout->parentWidget();
    layout->addSpacing(space::base);
    layout->addWidget(pieces::heading(tr("Defects of the recipe that struck"), page));
    for (const diagnosis::Struck &one : struck) {
        const diagnosis::RecipeDefect &defect = *diagnosis::recipeDefectBy(one.code);
        auto *row = new QHBoxLayout;
        row->setSpacing(space::base);
        row->addWidget(new StatusGlyph(Status::Fail, 16, page), 0, Qt::AlignTop);
        auto *texts = new QVBoxLayout;
        texts->setSpacing(space::hair);
        texts->addWidget(pieces::text(defect.title, FontRole::Body, Ink::Primary, page));
        texts->addWidget(pieces::text(one.evidence, FontRole::Caption, Ink::Secondary, page));
        row->addLayout(texts, 1);
        auto *show = new QPushButton(tr("Show"), page);
        setButtonKind(show, ButtonKind::Flat);
        setSmall(show);
        show->setAccessibleName(tr("Show the defect “%1”").arg(defect.title));
        show->setToolTip(tr("What it does, its cure, and a demonstration"));
        connect(show, &QPushButton::clicked, this, [this, code = one.code] { Q_EMIT defectRequested(code); });
        row->addWidget(show, 0, Qt::AlignTop);
        layout->addLayout(row);
    }
}

void SummaryPage::addSection(QVBoxLayout *layout, const QString &heading, const QString &text)
{
    if (text.isEmpty())
        return;
    QWidget *page = layout->parentWidget();
    if (layout->count() > 0)
        layout->addSpacing(space::base);
    layout->addWidget(pieces::heading(heading, page));
    layout->addWidget(
        pieces::text(pieces::withNames(text, m_model->facts()), FontRole::Body, Ink::Primary, page));
}

void SummaryPage::addEvidence(QVBoxLayout *layout, const RunRow *row)
{
    std::vector<const RunRow *> rows;
    if (row) {
        for (const RunRow *child : row->children) {
            if (!child->planned && !child->skipped)
                rows.push_back(child);
        }
    } else {
        rows = m_model->problems();
    }
    if (rows.empty())
        return;
    QWidget *page = layout->parentWidget();
    layout->addSpacing(space::base);
    layout->addWidget(pieces::heading(tr("Evidence"), page));
    for (size_t i = 0; i < rows.size() && i < mostEvidence; ++i)
        layout->addWidget(pieces::evidence(*m_model, rows[i], page,
                                           [this](const RunRow *target) { Q_EMIT rowRequested(target); }));
    if (rows.size() > mostEvidence)
        layout->addWidget(pieces::text(tr("And %1 more.").arg(rows.size() - mostEvidence), FontRole::Caption,
                                       Ink::Secondary, page));
}

void SummaryPage::addNext(QVBoxLayout *layout, const QStringList &next)
{
    if (next.isEmpty())
        return;
    QWidget *page = layout->parentWidget();
    layout->addSpacing(space::base);
    layout->addWidget(pieces::heading(tr("Do next"), page));
    for (int i = 0; i < next.size(); ++i)
        layout->addWidget(pieces::numbered(i + 1, next[i], page));
}

void SummaryPage::addMembers(QVBoxLayout *layout)
{
    const RunFacts &facts = m_model->facts();
    if (facts.people.isEmpty())
        return;
    QWidget *page = layout->parentWidget();
    layout->addSpacing(space::base);
    layout->addWidget(pieces::heading(tr("Members"), page));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::base);
    grid->setVerticalSpacing(space::small);
    grid->setColumnStretch(3, 1);
    for (int i = 0; i < facts.people.size() && i < mostMembers; ++i) {
        const RunFacts::Person &person = facts.people[i];
        // The backend's own upserts are not to be seen from here, what came of them is.
        const bool byBackend = facts.byBackend();
        const bool synced = byBackend ? person.member.value_or(false) : person.syncedInAttempt > 0;
        const QString unsynced = byBackend ? tr("Not a member") : tr("Not synced");
        auto *glyph = new StatusGlyph(synced           ? Status::Ok
                                      : facts.finished ? Status::Fail
                                                       : Status::NotStarted,
                                      16, page);
        glyph->setStatus(glyph->status(), synced ? byBackend ? tr("Member") : tr("Synced") : unsynced);
        auto *name = new ElidedLabel(person.name, ElidedLabel::Kind::Sentence, page);
        name->setMaximumWidth(theme().scaled(220));
        auto *id = new ElidedLabel(person.streamId, ElidedLabel::Kind::Id, page);
        setFontRole(id, FontRole::Mono);
        grid->addWidget(glyph, i, 0);
        grid->addWidget(name, i, 1);
        grid->addWidget(person.company ? new Badge(tr("Company"), Badge::Look::Filled, page)
                                       : new Badge(tr("User"), Badge::Look::Outline, page),
                        i, 2, Qt::AlignLeading);
        grid->addWidget(id, i, 3);
        grid->addWidget(pieces::text(person.role, FontRole::Mono, Ink::Primary, page), i, 4);
        const QString state = !synced    ? unsynced
                              : byBackend ? tr("Member")
                                          : tr("Attempt %1").arg(person.syncedInAttempt);
        grid->addWidget(pieces::text(state, FontRole::Body, Ink::Secondary, page),
                        i, 5);
    }
    layout->addLayout(grid);
}

} // namespace chatsync::ui
