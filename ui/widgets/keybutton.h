// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

namespace chatsync::ui {

/// A push button that shows its key beside its text.
class KeyButton final : public QPushButton {
    Q_OBJECT
public:
    explicit KeyButton(QWidget *parent = nullptr);

    void setKeys(const QString &keys);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int textWidth() const;

    QString m_keys;
};

} // namespace chatsync::ui
