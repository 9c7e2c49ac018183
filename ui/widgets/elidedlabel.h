// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace chatsync::ui {

/// One line that gives way: a sentence loses its end, an id its middle. The tool tip holds the whole text,
/// and so does the clipboard after a copy (Ctrl+C with the focus, or the context menu).
class ElidedLabel final : public QLabel {
    Q_OBJECT
public:
    enum class Kind { Sentence, Id };

    explicit ElidedLabel(const QString &text = {}, Kind kind = Kind::Sentence, QWidget *parent = nullptr);

    bool isElided() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void copyAll() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool event(QEvent *event) override;

private:
    Kind m_kind;
};

/// For labels that wrap: words longer than any line may break inside, so that they do not push a pane apart.
QString withSoftBreaks(const QString &text, int longestWord = 80);

} // namespace chatsync::ui
