// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/statusglyph.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace chatsync::ui {

/// What stands where rows would be: one sentence what is absent, one how to fill it, one button. With a state
/// instead of an icon it is the error state: what failed, since when, try again.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    EmptyState(Icon icon, const QString &heading, const QString &text, QWidget *parent = nullptr);
    EmptyState(Status status, const QString &heading, const QString &text, QWidget *parent = nullptr);

    void setTexts(const QString &heading, const QString &text);
    QPushButton *addAction(const QString &text, bool link = false);

private:
    void build(QWidget *picture, const QString &heading, const QString &text);

    QLabel *m_heading = nullptr;
    QLabel *m_text = nullptr;
    QHBoxLayout *m_actions = nullptr;
};

/// A heading that opens and closes what is under it; closed it keeps a summary of one line. Space and Enter
/// toggle.
class CollapsibleSection final : public QWidget {
    Q_OBJECT
public:
    explicit CollapsibleSection(const QString &title, QWidget *parent = nullptr);
    ~CollapsibleSection() override;

    /// Takes the widget over.
    void setContent(QWidget *content);
    void setSummary(const QString &summary);
    /// At the end of the heading, e.g. a Badge. Takes it over; null takes it away.
    void setTrailing(QWidget *widget);
    bool isOpen() const { return m_open; }
    void setOpen(bool open);

Q_SIGNALS:
    void toggled(bool open);

private:
    class Header;
    void refresh();

    QVBoxLayout *m_layout;
    Header *m_header;
    QHBoxLayout *m_headerRow;
    QLabel *m_summary;
    QWidget *m_content = nullptr;
    QWidget *m_trailing = nullptr;
    QString m_title;
    bool m_open = false;
};

} // namespace chatsync::ui
