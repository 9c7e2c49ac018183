// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/participant.h"

#include <QWidget>

namespace chatsync::ui {

/// Initials on a tint that is always the same for the same id. A circle is a user, a rounded square a
/// company; the kind stands beside it as a Badge as well.
class Avatar final : public QWidget {
    Q_OBJECT
public:
    explicit Avatar(int size = 32, QWidget *parent = nullptr);
    void setParticipant(const QString &id, const QString &name, ParticipantKind kind);
    QSize sizeHint() const override { return {m_size, m_size}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// Up to two letters: of the first and the last word.
    static QString initials(const QString &name);
    static void paint(QPainter &painter, const QRect &rect, const QString &id, const QString &name,
                      ParticipantKind kind);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_size;
    QString m_id;
    QString m_name;
    ParticipantKind m_kind = ParticipantKind::User;
};

} // namespace chatsync::ui
