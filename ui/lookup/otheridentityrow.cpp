// SPDX-License-Identifier: MIT
#include "ui/lookup/otheridentityrow.h"

#include "ui/lookup/lookuptexts.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace chatsync::ui {

namespace {

QLabel *label(FontRole role, Ink ink, QWidget *parent)
{
    auto *text = new QLabel(parent);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFontRole(text, role);
    setInk(text, ink);
    return text;
}

} // namespace

OtherIdentityRow::OtherIdentityRow(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new StatusGlyph(Status::Twin, 16, this))
    , m_text(label(FontRole::Body, Ink::Primary, this))
    , m_detail(label(FontRole::Caption, Ink::Secondary, this))
    , m_open(new QPushButton(tr("Open other identity"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::medium, space::base, space::medium, space::base);
    row->setSpacing(space::medium);
    row->addWidget(m_glyph);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(m_text);
    lines->addWidget(m_detail);
    row->addLayout(lines, 1);
    setSmall(m_open);
    m_open->setToolTip(tr("Looks at the user StreamChat has under the other prefix"));
    row->addWidget(m_open);
    connect(m_open, &QPushButton::clicked, this, &OtherIdentityRow::openRequested);
}

void OtherIdentityRow::setPerson(const diagnosis::PersonFacts &person, const QDateTime &now)
{
    m_person = person;
    const diagnosis::StreamSide &other = person.other;
    const QString id = withSoftBreaks(other.streamId, 40);
    m_open->setVisible(other.isThere());
    m_detail->setVisible(other.isThere());
    if (other.isThere()) {
        m_glyph->setStatus(Status::Twin);
        setInk(m_text, Ink::Warn);
        m_text->setText(tr("Other identity: %1 also exists in StreamChat").arg(id));
    } else if (other.existence == diagnosis::Existence::Unknown) {
        m_glyph->setStatus(Status::NotCompared);
        setInk(m_text, Ink::Secondary);
        m_text->setText(tr("Other identity: not known, StreamChat could not be asked"));
    } else {
        m_glyph->setStatus(Status::Ok);
        setInk(m_text, Ink::Secondary);
        m_text->setText(tr("No other identity: %1 does not exist").arg(id));
    }
    setNow(now);
    update();
}

void OtherIdentityRow::setNow(const QDateTime &now)
{
    if (!m_person.other.user)
        return;
    const stream::User &user = *m_person.other.user;
    QStringList parts{tr("Role %1").arg(user.role), lookuptexts::streamState(m_person.other)};
    if (user.createdAt)
        parts << tr("created %1").arg(lookuptexts::when(user.createdAt, now));
    const QString says = m_person.expected.kind == ParticipantKind::Company
                             ? tr("The database says this id is a company.")
                             : tr("The database says this id is a user.");
    m_detail->setText(parts.join(QStringLiteral(", ")) + QStringLiteral(". ") +
                      (m_person.inDatabase() ? says : QString{}));
}

void OtherIdentityRow::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    const bool twin = m_person.other.isThere();
    // The frame round the table is rounded; the fill has to stay inside.
    drawFrame(painter, rect().adjusted(0, -radius::frame, 0, 0), radius::frame - 1,
              twin ? t.warn.tint : t.alternate, {});
    drawEdge(painter, rect(), Qt::TopEdge, twin ? t.warn.line : t.lineSoft);
}

} // namespace chatsync::ui
