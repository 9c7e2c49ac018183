// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/secrets.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace chatsync::ui {

class ElidedLabel;

/// Where a secret is, never the secret; and a field for a new one, with a button that shows what is typed as
/// long as it is wanted. What was typed is handed out once it is saved and forgotten here.
class SecretField final : public QWidget {
    Q_OBJECT
public:
    explicit SecretField(SecretKind kind, QWidget *parent = nullptr);

    /// Being looked for: a keychain may ask for its password for minutes.
    void setAsking();
    void setState(const SecretState &state);
    /// What was typed, with where it is to be kept; nothing: back to the state.
    void setTyped(const std::optional<QByteArray> &value, SecretSource keepIn);
    std::optional<QByteArray> typed() const;
    SecretSource keepIn() const;
    /// Why it could not be kept, and that the session is left.
    void setRefused(const Error &error);
    const std::optional<Error> &refusal() const { return m_refused; }
    QWidget *focusTarget() const;
    bool isAsking() const { return m_asking; }

Q_SIGNALS:
    void edited();
    void forgetRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void beginTyping();
    void showTyping(bool typing);
    void showNote();

    SecretKind m_kind;
    SecretState m_state;
    bool m_asking = false;
    bool m_typing = false;
    std::optional<Error> m_refused;
    QWidget *m_box;
    ElidedLabel *m_where;
    QLineEdit *m_edit;
    QAction *m_peek;
    QPushButton *m_replace;
    QWidget *m_keepRow;
    QComboBox *m_keep;
    QPushButton *m_forget;
    QLabel *m_note;
};

} // namespace chatsync::ui
