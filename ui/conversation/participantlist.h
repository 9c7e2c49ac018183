// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/participant.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <vector>

namespace chatsync::ui {

/// What a completion offers: participants, and at the end one line of news ("Searching …") that cannot be
/// chosen.
class ParticipantList final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { ParticipantRole = Qt::UserRole, NewsRole };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void setParticipants(std::vector<Participant> participants, const QString &news = {});
    /// Behind those that are there, above the news.
    void append(const std::vector<Participant> &participants);
    /// Empty takes the line away.
    void setNews(const QString &news);
    QString news() const { return m_news; }

private:
    std::vector<Participant> m_participants;
    QString m_news;
};

/// Avatar, name and kind; below it what tells two of the same name apart: the e-mail, or else the id.
class ParticipantDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// "Company" or "User".
QString word(ParticipantKind kind);
/// The name, or the id of somebody who has none.
QString shownName(const Participant &participant);

} // namespace chatsync::ui
