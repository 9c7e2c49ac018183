// SPDX-License-Identifier: MIT
#include "ui/conversation/conversationform.h"

#include "core/domain/identity.h"
#include "ui/conversation/conversationbackend.h"
#include "ui/conversation/faultpanel.h"
#include "ui/conversation/flowpanel.h"
#include "ui/conversation/participantchips.h"
#include "ui/conversation/participantfield.h"
#include "ui/conversation/participantsearcher.h"
#include "ui/conversation/participantstates.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/chipedit.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/panebar.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

namespace chatsync::ui {
namespace {

constexpr int longestName = 1'000;

/// A section between two lines from edge to edge.
class Ruled final : public QWidget {
public:
    explicit Ruled(QWidget *content)
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(space::pane, space::small, space::pane, space::small);
        layout->addWidget(content);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawEdge(painter, rect(), Qt::TopEdge, theme().tokens().line);
        drawEdge(painter, rect(), Qt::BottomEdge, theme().tokens().line);
    }
};

} // namespace

ConversationForm::ConversationForm(ConversationBackend *backend, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_states(new ParticipantStates(backend, this))
    , m_initiator(new ParticipantField(backend))
    , m_participants(new ChipEdit)
    , m_chips(new ParticipantChips(backend, m_states, m_participants))
    , m_count(new Badge(QStringLiteral("0"), Badge::Look::Count))
    , m_type(new QComboBox)
    , m_name(new QLineEdit)
    , m_flow(new FlowPanel)
    , m_target(new SegmentedControl)
    , m_targetHint(new QLabel)
    , m_faults(new FaultPanel)
{
    const Result<RunEnvironment> environment = backend->environment();
    m_sandbox = environment && backend->isEmbedded();
    setSurface(this, Surface::Window);
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *header = buildHeader();
    m_scroll->setWidget(buildFields());
    setSurface(m_scroll->viewport(), Surface::Window);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 0); // The line to the run stands in the margin.
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(buildFooter());
    followTheme(this, [this] { setFixedWidth(theme().scaled(329)); });
    connectFields();
    if (environment && m_sandbox)
        m_faults->setFaults(environment->faults);
    setPhase(Phase::Editing);
}

QWidget *ConversationForm::buildHeader()
{
    auto *bar = new PaneBar(Qt::BottomEdge);
    auto *title = new QLabel(tr("New conversation"));
    setFontRole(title, FontRole::Heading);
    m_clear = new QPushButton(tr("Clear"));
    m_clear->setToolTip(tr("Empty the form"));
    setButtonKind(m_clear, ButtonKind::Flat);
    setSmall(m_clear);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::pane - 2, 0, space::base, 1);
    layout->addWidget(title, 1);
    layout->addWidget(m_clear);
    bar->setFixedHeight(theme().height(Height::PaneBar));
    return bar;
}

QWidget *ConversationForm::buildFields()
{
    m_initiatorField = new FormField(tr("Initiator"), m_initiator);
    setAccessiblePopup(m_initiatorField, m_initiator->searcher()->popup());
    m_participantsField = new FormField(tr("Participants"), m_participants);
    m_participantsField->setTrailing(m_count);
    m_participants->lineEdit()->setAccessibleName(tr("Participants"));
    m_type->setEditable(true);
    m_type->addItems({ConversationRequest{}.type, QStringLiteral("group")});
    m_type->lineEdit()->setMaxLength(longestName);
    m_type->lineEdit()->setAccessibleName(tr("Type"));
    m_type->setToolTip(tr("Kept in the conversation's row and in the answer; StreamChat never sees it"));
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_type->setMinimumContentsLength(6);
    m_name->setMaxLength(longestName);
    m_name->setPlaceholderText(tr("Conversation and its id"));
    m_name->setToolTip(tr("Left empty: “%1”").arg(m_name->placeholderText()));

    auto *typeAndName = new QHBoxLayout;
    typeAndName->setSpacing(space::base + space::hair);
    typeAndName->addWidget(new FormField(tr("Type"), m_type), 2);
    typeAndName->addWidget(new FormField(tr("Name"), m_name), 3);

    auto *fields = new QVBoxLayout;
    fields->setContentsMargins(space::pane, space::medium, space::pane, space::medium);
    fields->setSpacing(space::medium);
    fields->addWidget(m_initiatorField);
    fields->addWidget(m_participantsField);
    fields->addLayout(typeAndName);
    fields->addWidget(m_flow);
    fields->addWidget(buildTarget());

    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(fields);
    m_faultSection = new Ruled(m_faults);
    if (!m_sandbox)
        m_faultSection->hide(); // Without a parent yet, showing it would open a window.
    layout->addWidget(m_faultSection);
    layout->addStretch(1);
    return content;
}

QWidget *ConversationForm::buildTarget()
{
    m_target->addSegment(toString(ConversationTarget::Direct), tr("This console"),
                         tr("This program performs the flow at StreamChat and in the database"));
    m_target->addSegment(toString(ConversationTarget::Backend), tr("Through backend"));
    m_target->setAccessibleName(tr("Target"));
    m_targetHint->setTextFormat(Qt::PlainText);
    m_targetHint->setWordWrap(true);
    setFontRole(m_targetHint, FontRole::Caption);
    setInk(m_targetHint, Ink::Secondary);
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    layout->addWidget(new FormField(tr("Target"), m_target));
    layout->addWidget(m_targetHint);
    return part;
}

ConversationTarget ConversationForm::target() const
{
    return conversationTargetFrom(m_target->value()).value_or(ConversationTarget::Direct);
}

/// What is said about the flow is about whoever performs it.
void ConversationForm::showTarget()
{
    const Result<void> may = m_backend->mayAskBackend();
    const bool locked = m_phase == Phase::Running || m_phase == Phase::Stopping;
    m_target->setSegmentEnabled(toString(ConversationTarget::Backend), may && !locked,
                                may ? tr("OneCrew's backend does it; what it says is then verified")
                                    : may.error().what + u'\n' + may.error().advice);
    m_target->setEnabled(!locked);
    if (!may && target() == ConversationTarget::Backend)
        m_target->setValue(toString(ConversationTarget::Direct));
    const bool backend = target() == ConversationTarget::Backend;
    m_flow->setVisible(!backend || m_sandbox);
    m_targetHint->setVisible(backend);
    m_targetHint->setText(
        m_sandbox ? tr("The sandbox's stand-in for the backend performs the flow above. What it says is then "
                       "verified.")
                  : tr("The backend performs its own flow. What it says is then verified in the database and "
                       "in StreamChat."));
}

QWidget *ConversationForm::buildFooter()
{
    auto *footer = new PaneBar(Qt::TopEdge);
    m_create = new KeyButton;
    m_create->setText(tr("Create conversation"));
    m_create->setIcon(icon(
        Icon::Run, +[] { return theme().tokens().onAccent; }));
    m_create->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText));
    setButtonKind(m_create, ButtonKind::Primary);
    m_stop = new KeyButton;
    m_stop->setText(tr("Stop run"));
    m_stop->setIcon(icon(
        Icon::Stop, +[] { return theme().tokens().fail.text; }));
    m_stop->setKeys(QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText));
    m_stop->setToolTip(tr("Ends the run safely: what was in flight is looked up first"));
    setButtonKind(m_stop, ButtonKind::Destructive);
    m_plan = new QPushButton(tr("Plan"));
    m_plan->setToolTip(
        tr("Shows the exact requests and SQL without sending any (%1)")
            .arg(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return).toString(QKeySequence::NativeText)));
    setSmall(m_plan);
    m_caption = new QLabel;
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setWordWrap(true);
    setFontRole(m_caption, FontRole::Caption);
    setInk(m_caption, Ink::Secondary);

    auto *below = new QHBoxLayout;
    below->setSpacing(space::base);
    below->addWidget(m_caption, 1);
    below->addWidget(m_plan);
    auto *layout = new QVBoxLayout(footer);
    layout->setContentsMargins(space::pane, space::medium + 1, space::pane, space::medium);
    layout->setSpacing(space::base);
    layout->addWidget(m_create);
    layout->addWidget(m_stop);
    layout->addLayout(below);
    return footer;
}

void ConversationForm::connectFields()
{
    connect(m_clear, &QPushButton::clicked, this, &ConversationForm::clearRequested);
    connect(m_create, &QPushButton::clicked, this, &ConversationForm::createRequested);
    connect(m_stop, &QPushButton::clicked, this, &ConversationForm::stopRequested);
    connect(m_plan, &QPushButton::clicked, this, &ConversationForm::planRequested);
    const auto edited = [this] {
        if (!m_showingDraft)
            Q_EMIT changed();
    };
    connect(m_initiator, &ParticipantField::participantChanged, this, [this, edited] {
        if (const auto &who = m_initiator->participant()) {
            m_initiatorField->setError({});
            m_states->ask({who->id});
        }
        edited();
    });
    connect(m_initiator, &ParticipantField::refused, m_initiatorField, &FormField::setError);
    connect(m_initiator, &QLineEdit::textEdited, this, edited);
    connect(m_chips, &ParticipantChips::problemChanged, m_participantsField, &FormField::setError);
    connect(m_chips, &ParticipantChips::changed, this, [this, edited] {
        m_participantsField->setError(m_chips->problem());
        showParticipantCount();
        edited();
    });
    connect(m_type, &QComboBox::currentTextChanged, this, edited);
    connect(m_name, &QLineEdit::textChanged, this, edited);
    connect(m_flow, &FlowPanel::changed, this, edited);
    connect(m_target, &SegmentedControl::valueChanged, this, [this, edited] {
        showTarget();
        if (m_phase == Phase::Editing)
            m_caption->setText(consequence());
        edited();
    });
    connect(m_faults, &FaultPanel::changed, this, edited);
    connect(m_states, &ParticipantStates::changed, this, &ConversationForm::showStates);
    showParticipantCount();
}

void ConversationForm::showParticipantCount()
{
    const qsizetype count = m_participants->chips().size();
    m_count->setText(QLocale().toString(count));
    m_count->setVisible(count > 0);
    m_participants->setPlaceholderText(count > 0 ? tr("Add by id, e-mail or name")
                                                 : tr("Names, e-mails or ids"));
}

/// Kind and name of an initiator given as an id, and who the faults could be about.
void ConversationForm::showStates()
{
    if (const auto &who = m_initiator->participant()) {
        if (const ParticipantState *state = m_states->of(who->id); state && state->resolution.found())
            m_initiator->updateParticipant(*state->resolution.found());
    }
    for (const QString &id : m_chips->requestTexts()) {
        if (const ParticipantState *state = m_states->of(id)) {
            m_faults->setSuggestedId(state->identity.streamId);
            break;
        }
    }
}

ConversationDraft ConversationForm::draft() const
{
    ConversationDraft draft;
    draft.request.initiator = m_initiator->requestText();
    draft.request.participants = m_chips->requestTexts();
    draft.request.type = m_type->currentText().trimmed();
    draft.request.name = m_name->text().trimmed();
    draft.settings = m_flow->settings();
    draft.target = target();
    if (m_sandbox)
        draft.faults = m_faults->faults();
    const QHash<QString, Participant> seen = m_chips->known();
    for (const QString &id : draft.request.participants) {
        if (seen.contains(id))
            draft.known.insert(id, seen.value(id));
    }
    if (const auto &who = m_initiator->participant())
        draft.known.insert(who->id, *who);
    return draft;
}

void ConversationForm::setDraft(const ConversationDraft &draft)
{
    m_showingDraft = true;
    m_initiatorField->setError({});
    m_participantsField->setError({});
    const QString initiator = draft.request.initiator;
    if (draft.known.contains(initiator)) {
        m_initiator->setParticipant(draft.known.value(initiator));
    } else {
        m_initiator->setParticipant({});
        m_initiator->setText(initiator);
        m_initiator->settle();
    }
    m_chips->setTexts(draft.request.participants, draft.known);
    m_type->setCurrentText(draft.request.type);
    m_name->setText(draft.request.name);
    m_name->setCursorPosition(0);
    m_flow->setSettings(draft.settings);
    const bool may = m_backend->mayAskBackend().has_value();
    m_target->setValue(toString(may ? draft.target : ConversationTarget::Direct));
    m_faults->setFaults(m_sandbox ? draft.faults : QStringList{});
    m_showingDraft = false;
    Q_EMIT changed();
}

/// Who performs it is a way of working, not part of one conversation.
void ConversationForm::clear()
{
    ConversationDraft empty;
    empty.target = target();
    setDraft(empty);
    focusFirst();
}

void ConversationForm::showEnvironment()
{
    const Result<RunEnvironment> environment = m_backend->environment();
    m_sandbox = environment && m_backend->isEmbedded();
    m_faults->setFaults(environment && m_sandbox ? environment->faults : QStringList{});
    m_faultSection->setVisible(m_sandbox);
    m_states->refresh();
    setPhase(m_phase);
}

void ConversationForm::setPhase(Phase phase)
{
    m_phase = phase;
    const Result<void> may = m_backend->mayConverse();
    const bool running = phase == Phase::Running || phase == Phase::Stopping;
    const bool hadFocus =
        m_create->hasFocus() || m_stop->hasFocus() || m_participants->isAncestorOf(focusWidget());
    m_create->setVisible(!running);
    m_stop->setVisible(running);
    m_stop->setEnabled(phase == Phase::Running);
    m_stop->setText(phase == Phase::Stopping ? tr("Stopping …") : tr("Stop run"));
    m_create->setEnabled(may.has_value());
    m_create->setIcon(may ? icon(
                                Icon::Run, +[] { return theme().tokens().onAccent; })
                          : icon(Icon::Locked));
    m_create->setToolTip(may ? tr("Performs the conversation of the form")
                             : may.error().what + u'\n' + may.error().advice);
    // What can be done is the one filled button.
    setButtonKind(m_plan, may ? ButtonKind::Normal : ButtonKind::Primary);
    m_plan->setVisible(!running);
    m_plan->setEnabled(phase == Phase::Editing);
    m_plan->setText(phase == Phase::Planning ? tr("Planning …") : tr("Plan"));
    m_clear->setEnabled(!running);
    m_caption->setAlignment((running ? Qt::AlignHCenter : Qt::AlignLeading) | Qt::AlignVCenter);
    switch (phase) {
    case Phase::Editing:
    case Phase::Planning:
        m_caption->setText(consequence());
        break;
    case Phase::Running:
        m_caption->setText(tr("The form is locked while the run goes on"));
        break;
    case Phase::Stopping:
        m_caption->setText(tr("Looking up what the last request did"));
        break;
    }
    lock(running);
    if (hadFocus)
        (running ? static_cast<QWidget *>(m_stop) : m_create)->setFocus(Qt::OtherFocusReason);
}

void ConversationForm::lock(bool locked)
{
    m_initiator->setLocked(locked);
    m_chips->setLocked(locked);
    m_type->setEnabled(!locked);
    m_name->setReadOnly(locked);
    m_flow->setLocked(locked);
    showTarget();
    m_faults->setLocked(locked);
}

QString ConversationForm::consequence() const
{
    const Result<RunEnvironment> environment = m_backend->environment();
    if (!environment)
        return environment.error().what;
    if (!m_backend->mayConverse())
        return tr("%1 is read-only here. Plan shows what would be sent.").arg(environment->name);
    if (target() == ConversationTarget::Backend)
        return m_sandbox ? tr("The stand-in writes to the Sandbox only")
                         : tr("The backend writes to %1").arg(environment->name);
    return m_sandbox ? tr("Writes to the Sandbox only") : tr("Writes to %1").arg(environment->name);
}

/// The backend's own flows go on with the initiator alone, and so does the form.
QString ConversationForm::participantsProblem() const
{
    if (const QString problem = m_chips->problem(); !problem.isEmpty())
        return problem;
    QStringList others = m_chips->requestTexts();
    others.removeAll(m_initiator->requestText());
    if (others.isEmpty() && m_flow->settings().preset == Preset::Hardened)
        return m_participants->chips().isEmpty()
                   ? tr("Name at least one other participant.")
                   : tr("The initiator is the only participant. Name at least one other.");
    return {};
}

bool ConversationForm::validate()
{
    m_chips->takeTyped();
    if (m_initiator->requestText().isEmpty())
        m_initiatorField->setError(tr("Choose who starts the conversation."));
    m_participantsField->setError(participantsProblem());
    QWidget *badFault = m_sandbox ? m_faults->showFirstProblem() : nullptr;
    QWidget *first = !m_initiatorField->error().isEmpty()      ? static_cast<QWidget *>(m_initiator)
                     : !m_participantsField->error().isEmpty() ? m_participants->lineEdit()
                                                               : badFault;
    if (!first)
        return true;
    first->setFocus(Qt::OtherFocusReason);
    m_scroll->ensureWidgetVisible(first);
    return false;
}

void ConversationForm::showRefusal(const QString &sentence)
{
    const QString initiator = m_initiator->requestText();
    const bool aboutInitiator = !initiator.isEmpty() &&
                                sentence.contains(u'“' + initiator.left(200) + u'”') &&
                                !m_chips->requestTexts().contains(initiator);
    (aboutInitiator ? m_initiatorField : m_participantsField)->setError(sentence);
}

void ConversationForm::refreshStates()
{
    m_states->refresh();
}

void ConversationForm::focusFirst()
{
    m_initiator->setFocus(Qt::OtherFocusReason);
}

/// The header's button comes last: first the fields, in the order in which they are read. Not before the form
/// stands in its window: alone, last and first are neighbours, and Qt leaves them as they are.
void ConversationForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    QWidget::setTabOrder(m_create, m_stop);
    QWidget::setTabOrder(m_stop, m_plan);
    QWidget::setTabOrder(m_plan, m_clear);
}

void ConversationForm::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().tokens().window);
    drawEdge(painter, rect(), isRightToLeft() ? Qt::LeftEdge : Qt::RightEdge, theme().tokens().line);
}

} // namespace chatsync::ui
