// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

namespace chatsync::ui {

/// The arrow at the end of a field that opens a list: for the mouse and for screen readers. The keyboard has
/// the field's own Down key, so that Tab does not stop here.
class ListArrow final : public QAbstractButton {
    Q_OBJECT
public:
    static constexpr int preferredWidth = 28;

    explicit ListArrow(QWidget *field);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace chatsync::ui
