// SPDX-License-Identifier: MIT
#include "ui/conversation/participantlist.h"

#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/avatar.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace chatsync::ui {
namespace {

constexpr int avatarSize = 26;
constexpr int rowHeight = 42;

QString secondLine(const Participant &participant)
{
    return participant.email && !participant.email->isEmpty() ? *participant.email : participant.id;
}

} // namespace

QString word(ParticipantKind kind)
{
    return kind == ParticipantKind::Company ? QCoreApplication::translate("Participant", "Company")
                                            : QCoreApplication::translate("Participant", "User");
}

QString shownName(const Participant &participant)
{
    return participant.name.isEmpty() ? participant.id : participant.name;
}

int ParticipantList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_participants.size()) + (m_news.isEmpty() ? 0 : 1);
}

QVariant ParticipantList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    if (row >= m_participants.size()) {
        const bool text = role == Qt::DisplayRole || role == Qt::EditRole || role == NewsRole;
        return text ? QVariant(m_news) : QVariant();
    }
    const Participant &participant = m_participants[row];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return shownName(participant);
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3").arg(shownName(participant), word(participant.kind), secondLine(participant));
    case ParticipantRole:
        return QVariant::fromValue(participant);
    default:
        return {};
    }
}

Qt::ItemFlags ParticipantList::flags(const QModelIndex &index) const
{
    const bool news = index.row() >= static_cast<int>(m_participants.size());
    return news ? Qt::NoItemFlags : QAbstractListModel::flags(index);
}

void ParticipantList::setParticipants(std::vector<Participant> participants, const QString &news)
{
    beginResetModel();
    m_participants = std::move(participants);
    m_news = news;
    endResetModel();
}

void ParticipantList::append(const std::vector<Participant> &participants)
{
    if (participants.empty())
        return;
    const int first = static_cast<int>(m_participants.size());
    beginInsertRows({}, first, first + static_cast<int>(participants.size()) - 1);
    m_participants.insert(m_participants.end(), participants.begin(), participants.end());
    endInsertRows();
}

void ParticipantList::setNews(const QString &news)
{
    const int last = static_cast<int>(m_participants.size());
    if (m_news.isEmpty() && !news.isEmpty()) {
        beginInsertRows({}, last, last);
        m_news = news;
        endInsertRows();
    } else if (!m_news.isEmpty() && news.isEmpty()) {
        beginRemoveRows({}, last, last);
        m_news.clear();
        endRemoveRows();
    } else if (m_news != news) {
        m_news = news;
        Q_EMIT dataChanged(index(last), index(last));
    }
}

void ParticipantDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const Tokens &t = theme().tokens();
    const PainterScope scope{*painter};
    const auto visual = [&](const QRect &at) {
        return QStyle::visualRect(option.direction, option.rect, at);
    };
    const QRect inner = option.rect.adjusted(space::base, 0, -space::base, 0);
    const QVariant value = index.data(ParticipantList::ParticipantRole);
    if (!value.isValid()) {
        drawText(*painter, inner, index.data().toString(), theme().font(FontRole::Caption), t.text2);
        return;
    }
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    if (chosen || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, chosen ? t.selection : t.hover);

    const auto participant = value.value<Participant>();
    const QRect avatar(inner.left(), inner.top() + (inner.height() - avatarSize) / 2, avatarSize, avatarSize);
    Avatar::paint(*painter, visual(avatar), participant.id, participant.name, participant.kind);
    const QString kind = word(participant.kind);
    const int kindWidth = QFontMetrics(theme().font(FontRole::Badge)).horizontalAdvance(kind) + 2;
    const QRect text =
        inner.adjusted(avatarSize + space::base, space::tiny, -kindWidth - space::base, -space::tiny);
    const int half = text.height() / 2;
    drawText(*painter, visual(QRect(text.left(), text.top(), text.width(), half)), shownName(participant),
             theme().font(FontRole::BodyStrong), t.text);
    const bool email = participant.email && !participant.email->isEmpty();
    drawText(*painter, visual(QRect(text.left(), text.top() + half, text.width() + kindWidth, half)),
             secondLine(participant), theme().font(email ? FontRole::Caption : FontRole::MonoSmall), t.text2,
             Qt::AlignLeading | Qt::AlignVCenter, email ? Qt::ElideRight : Qt::ElideMiddle);
    drawText(*painter, visual(QRect(text.right() + space::base, text.top(), kindWidth, half)), kind,
             theme().font(FontRole::Badge), t.text2, Qt::AlignTrailing | Qt::AlignVCenter);
}

QSize ParticipantDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool news = !index.data(ParticipantList::ParticipantRole).isValid();
    return {200, news ? theme().height(Height::DenseRow) : theme().scaled(rowHeight)};
}

} // namespace chatsync::ui
