// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

namespace chatsync::ui {

/// The field that accepts anything: an id, a name, an e-mail, an error message. Enter or a paste starts.
class LookUpField final : public QLineEdit {
    Q_OBJECT
public:
    explicit LookUpField(QWidget *parent = nullptr);

    /// Shown as a key cap while the field is empty.
    void setShortcutHint(const QString &keys);
    QSize sizeHint() const override;

Q_SIGNALS:
    /// Trimmed, never empty.
    void submitted(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void submit();
    void submitPasted();
    /// Shows the beginning of what is too long, or too many lines, for a field, and hands on all of it.
    bool takeWhole(const QString &text);
    void makeRoom();

    QString m_keys;
};

} // namespace chatsync::ui
