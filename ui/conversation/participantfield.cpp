// SPDX-License-Identifier: MIT
#include "ui/conversation/participantfield.h"

#include "ui/conversation/conversationbackend.h"
#include "ui/conversation/participantlist.h"
#include "ui/conversation/participantsearcher.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/listarrow.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QPainter>

namespace chatsync::ui {
namespace {

constexpr int avatarSize = 22;
constexpr int arrowWidth = ListArrow::preferredWidth;

} // namespace

ParticipantField::ParticipantField(ConversationBackend *backend, QWidget *parent)
    : QLineEdit(parent)
    , m_backend(backend)
    , m_searcher(new ParticipantSearcher(backend, this, this))
    , m_arrow(new ListArrow(this))
{
    setMaxLength(2'000);
    setPlaceholderText(tr("Name, e-mail or id"));
    connect(m_arrow, &QAbstractButton::clicked, this, &ParticipantField::openList);
    connect(m_searcher, &ParticipantSearcher::chosen, this, [this](const Participant &participant) {
        setParticipant(participant);
        Q_EMIT refused({});
    });
    connect(this, &QLineEdit::textEdited, this, [this] {
        Q_EMIT refused({});
        if (m_participant) {
            m_participant.reset();
            makeRoom();
            Q_EMIT participantChanged();
        }
    });
    connect(this, &QLineEdit::returnPressed, this, [this] {
        if (!m_searcher->hasMarked())
            settle();
    });
    makeRoom();
}

void ParticipantField::setParticipant(const std::optional<Participant> &participant)
{
    m_searcher->cancel();
    m_participant = participant;
    setText(participant ? shownName(*participant) : QString());
    setCursorPosition(0);
    makeRoom();
    Q_EMIT participantChanged();
}

void ParticipantField::updateParticipant(const Participant &participant)
{
    if (!m_participant || m_participant->id != participant.id || m_participant == participant)
        return;
    m_participant = participant;
    setText(shownName(participant));
    setCursorPosition(0);
    makeRoom();
}

QString ParticipantField::requestText() const
{
    return m_participant ? m_participant->id : text().trimmed();
}

void ParticipantField::settle()
{
    if (m_participant || m_settling || isReadOnly())
        return;
    const QString typed = text().trimmed();
    if (typed.isEmpty())
        return;
    m_settling = true;
    identify(m_backend, typed, this, [this, typed](const Identified &who) {
        m_settling = false;
        if (m_participant || text().trimmed() != typed)
            return; // Typing went on.
        if (who.kind == Identified::Kind::Found || who.kind == Identified::Kind::Id)
            setParticipant(who.participant);
        Q_EMIT refused(who.sentence);
    });
}

void ParticipantField::setLocked(bool locked)
{
    m_searcher->cancel();
    setReadOnly(locked);
    m_arrow->setEnabled(!locked);
    update();
}

QSize ParticipantField::sizeHint() const
{
    return {QLineEdit::sizeHint().width(), theme().height(Height::LargeCombo)};
}

void ParticipantField::makeRoom()
{
    const int before = m_participant ? avatarSize + space::small : 0;
    int behind = arrowWidth - space::base;
    if (m_participant)
        behind +=
            QFontMetrics(theme().font(FontRole::Badge)).horizontalAdvance(word(m_participant->kind)) + 22;
    setTextMargins(before, 0, behind, 0);
    setToolTip(m_participant ? QStringLiteral("%1<br>%2")
                                   .arg(m_participant->name.left(200).toHtmlEscaped(),
                                        m_participant->id.left(200).toHtmlEscaped())
                             : QString());
    setAccessibleDescription(m_participant ? word(m_participant->kind) : QString());
    setMinimumHeight(theme().height(Height::LargeCombo));
    update();
}

void ParticipantField::placeArrow()
{
    m_arrow->setGeometry(
        QStyle::visualRect(layoutDirection(), rect(), QRect(width() - arrowWidth, 0, arrowWidth, height())));
}

void ParticipantField::openList()
{
    setFocus(Qt::MouseFocusReason);
    m_searcher->open(m_participant ? QString() : text());
}

void ParticipantField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!m_participant)
        return;
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    const auto visual = [this](const QRect &at) { return QStyle::visualRect(layoutDirection(), rect(), at); };
    const QRect avatar(space::small, (height() - avatarSize) / 2, avatarSize, avatarSize);
    Avatar::paint(painter, visual(avatar), m_participant->id, m_participant->name, m_participant->kind);

    // The kind stands behind the name, as long as the name is short enough to leave it there.
    const QFont badgeFont = theme().font(FontRole::Badge);
    const QString kind = word(m_participant->kind);
    const QMargins margins = textMargins();
    const int badgeWidth = QFontMetrics(badgeFont).horizontalAdvance(kind) + 14;
    const int last = width() - arrowWidth - badgeWidth;
    const int nameEnd =
        margins.left() + space::medium + fontMetrics().horizontalAdvance(text().left(200)) + space::base;
    const int height = theme().height(Height::Badge);
    const QRect badge =
        visual(QRect(std::min(nameEnd, last), (this->height() - height) / 2, badgeWidth, height));
    const bool company = m_participant->kind == ParticipantKind::Company;
    drawFrame(painter, badge, radius::badge, company ? t.neutral.tint : QColor(), t.neutral.line);
    drawText(painter, badge, kind, badgeFont, t.text2, Qt::AlignCenter);
}

void ParticipantField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down && !isReadOnly()) {
        openList();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void ParticipantField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeArrow();
}

void ParticipantField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        settle();
}

void ParticipantField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        makeRoom();
    if (event->type() == QEvent::LayoutDirectionChange)
        placeArrow();
}

} // namespace chatsync::ui
