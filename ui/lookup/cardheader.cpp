// SPDX-License-Identifier: MIT
#include "ui/lookup/cardheader.h"

#include "ui/lookup/lookuptexts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int avatarSize = 44;
constexpr size_t mostAvatars = 3;

void empty(QHBoxLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

} // namespace

CardHeader::CardHeader(QWidget *parent)
    : QWidget(parent)
    , m_avatars(new QHBoxLayout)
    , m_title(new ElidedLabel({}, ElidedLabel::Kind::Sentence, this))
    , m_badges(new QHBoxLayout)
    , m_aside(new ElidedLabel({}, ElidedLabel::Kind::Sentence, this))
    , m_id(new ElidedLabel({}, ElidedLabel::Kind::Id, this))
    , m_copy(new QToolButton(this))
    , m_line(new ElidedLabel({}, ElidedLabel::Kind::Sentence, this))
    , m_new(new QPushButton(icon(Icon::New), tr("New conversation..."), this))
    , m_check(new QPushButton(icon(Icon::Refresh), tr("Check again"), this))
    , m_more(new QToolButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::medium + space::hair);
    m_avatars->setSpacing(space::small);
    row->addLayout(m_avatars);
    auto *column = new QVBoxLayout;
    column->setSpacing(space::hair);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(space::base);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setFontRole(m_title, FontRole::Title);
    m_aside->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setInk(m_aside, Ink::Secondary);
    upper->addWidget(m_title);
    upper->addLayout(m_badges);
    upper->addWidget(m_aside);
    upper->addStretch(1);
    column->addLayout(upper);
    auto *lower = new QHBoxLayout;
    lower->setSpacing(space::tiny);
    m_id->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_id->setAccessibleName(tr("Stream id"));
    setInk(m_id, Ink::Secondary);
    setInk(m_line, Ink::Secondary);
    m_copy->setIcon(icon(Icon::Copy));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("Copy the Stream id"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_copy->setFixedSize(22, 22);
    lower->addWidget(m_id);
    lower->addWidget(m_copy);
    m_line->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    lower->addWidget(m_line);
    lower->addStretch(1);
    column->addLayout(lower);
    row->addLayout(column, 1);
    m_new->setToolTip(tr("Opens the conversation view with whom you see filled in; nothing is sent yet"));
    m_check->setToolTip(tr("Reads everything anew (F5)"));
    m_more->setIcon(icon(Icon::More));
    m_more->setFixedSize(30, 30);
    m_more->setToolTip(tr("More that can be done with it"));
    m_more->setAccessibleName(tr("More"));
    for (QWidget *button : std::initializer_list<QWidget *>{m_new, m_check, m_more})
        row->addWidget(button, 0, Qt::AlignTop);
    connect(m_copy, &QToolButton::clicked, m_id, &ElidedLabel::copyAll);
    connect(m_new, &QPushButton::clicked, this, &CardHeader::conversationRequested);
    connect(m_check, &QPushButton::clicked, this, &CardHeader::checkRequested);
    connect(m_more, &QToolButton::clicked, this, [this] {
        Q_EMIT menuRequested(m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
}

void CardHeader::setAvatars(const std::vector<diagnosis::PersonFacts> &people)
{
    empty(m_avatars);
    for (size_t i = 0; i < std::min(people.size(), mostAvatars); ++i) {
        auto *avatar = new Avatar(avatarSize, this);
        avatar->setParticipant(people[i].id, people[i].displayName(), people[i].expected.kind);
        m_avatars->addWidget(avatar, 0, Qt::AlignTop);
    }
}

void CardHeader::setPerson(const diagnosis::PersonFacts &person)
{
    setAvatars({person});
    empty(m_badges);
    const bool company = person.expected.kind == ParticipantKind::Company;
    m_badges->addWidget(new Badge(lookuptexts::kindWord(person.expected.kind),
                                  company ? Badge::Look::Filled : Badge::Look::Outline, this));
    if (person.newlyApproved)
        m_badges->addWidget(new Badge(tr("Newly approved"), Status::Info, false, this));
    m_title->setText(person.displayName().simplified());
    const Participant *row = person.row();
    m_aside->setText(row ? row->email.value_or(QString{}) : QString{});
    m_aside->setVisible(!m_aside->text().isEmpty());
    m_id->setText(person.expected.streamId);
    m_id->show();
    m_copy->show();
    m_line->hide();
}

void CardHeader::setPeople(const std::vector<diagnosis::PersonFacts> &people, const QString &line)
{
    setAvatars(people);
    empty(m_badges);
    m_title->setText(lookuptexts::names(people));
    m_aside->hide();
    m_id->hide();
    m_copy->hide();
    m_line->setText(line);
    m_line->show();
}

void CardHeader::setChecking(bool checking)
{
    m_check->setEnabled(!checking);
    m_check->setText(checking ? tr("Checking...") : tr("Check again"));
}

} // namespace chatsync::ui
