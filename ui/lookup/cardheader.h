// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/facts.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace chatsync::ui {

class ElidedLabel;
class VerdictBanner;

/// The head of a card: avatars, name, badge, ids to be copied; at its end what one can do with it.
class CardHeader final : public QWidget {
    Q_OBJECT
public:
    explicit CardHeader(QWidget *parent = nullptr);

    void setPerson(const diagnosis::PersonFacts &person);
    /// At most three avatars are shown. @p line says what they have in common.
    void setPeople(const std::vector<diagnosis::PersonFacts> &people, const QString &line);
    void setChecking(bool checking);

    QPushButton *newConversation() const { return m_new; }
    QPushButton *checkAgain() const { return m_check; }
    QToolButton *more() const { return m_more; }

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void conversationRequested();
    void checkRequested();
    void menuRequested(const QPoint &globalPos);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitButtons();
    void setAvatars(const std::vector<diagnosis::PersonFacts> &people);

    QHBoxLayout *m_avatars;
    ElidedLabel *m_title;
    QHBoxLayout *m_badges;
    ElidedLabel *m_aside;
    ElidedLabel *m_id;
    QToolButton *m_copy;
    ElidedLabel *m_line;
    QPushButton *m_new;
    QPushButton *m_check;
    QToolButton *m_more;
    bool m_checking = false;
};

} // namespace chatsync::ui
