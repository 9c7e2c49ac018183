// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/verdict.h"
#include "ui/lookup/lookupbackend.h"

#include <QScrollArea>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace chatsync::ui {

/// What to do about a verdict, numbered in the order of its effect. Each remedy says what it writes before
/// its button.
class RemedyPane final : public QScrollArea {
    Q_OBJECT
public:
    static constexpr int preferredWidth = 318;

    explicit RemedyPane(QWidget *parent = nullptr);

    void setVerdict(const diagnosis::Verdict &verdict, const WriteLeave &leave);

Q_SIGNALS:
    void repairRequested(const std::vector<chatsync::diagnosis::Remedy> &remedies);
    void copyRequested(const std::vector<chatsync::diagnosis::Remedy> &remedies);
    void conversationRequested();

private:
    /// Gives the row of its badge and buttons.
    QHBoxLayout *addRemedy(QVBoxLayout *layout, const QString &text, const QString &consequence,
                           const QString &writes);
    void addRepair(QVBoxLayout *layout, const diagnosis::Remedy &remedy, const WriteLeave &leave);

    int m_number = 0;
};

/// The remedies of a verdict, each once, in the order of its findings.
std::vector<diagnosis::Remedy> remediesOf(const diagnosis::Verdict &verdict);
/// "Writes 1 user", "Writes 1 channel", "Reads only".
QString writesText(const diagnosis::Remedy &remedy);

/// Pencil and "Writes 1 user" in a filled frame, eye and "Reads only" in an outline.
class WriteBadge final : public QWidget {
public:
    WriteBadge(const QString &text, bool writes, QWidget *parent);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    bool m_writes;
};

} // namespace chatsync::ui
