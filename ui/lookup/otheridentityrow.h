// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/facts.h"
#include "ui/theme/statusglyph.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace chatsync::ui {

/// The last row of a comparison: whether StreamChat has somebody under the other prefix of the same id.
class OtherIdentityRow final : public QWidget {
    Q_OBJECT
public:
    explicit OtherIdentityRow(QWidget *parent = nullptr);

    void setPerson(const diagnosis::PersonFacts &person, const QDateTime &now);
    void setNow(const QDateTime &now);

Q_SIGNALS:
    void openRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StatusGlyph *m_glyph;
    QLabel *m_text;
    QLabel *m_detail;
    QPushButton *m_open;
    diagnosis::PersonFacts m_person;
};

} // namespace chatsync::ui
