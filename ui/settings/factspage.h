// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace chatsync::ui {

/// Facts in two columns, each with a button that copies it, and paragraphs between them.
class FactsPage final : public QWidget {
    Q_OBJECT
public:
    explicit FactsPage(QWidget *parent = nullptr);

    void addHeading(const QString &text);
    void addParagraph(const QString &text);
    /// @p copyable: a path or the like, in mono, with a button that copies it.
    void addFact(const QString &name, const QString &value, bool copyable = true);
    /// Takes it over.
    void addButton(class QPushButton *button);

private:
    QVBoxLayout *m_column;
};

} // namespace chatsync::ui
