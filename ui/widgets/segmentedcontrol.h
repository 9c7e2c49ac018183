// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace chatsync::ui {

/// One of a few, side by side in one frame. Radio buttons to keyboard and screen reader.
class SegmentedControl final : public QWidget {
    Q_OBJECT
    Q_PROPERTY(QString value READ value WRITE setValue NOTIFY valueChanged USER true)
public:
    explicit SegmentedControl(QWidget *parent = nullptr);

    /// @p value is what the program means by it, @p text what a person reads. The first one added is chosen.
    void addSegment(const QString &value, const QString &text, const QString &toolTip = {});
    QString value() const;
    /// A segment that cannot be chosen says why in its tool tip. The one that is chosen stays so.
    void setSegmentEnabled(const QString &value, bool enabled, const QString &toolTip);
    /// Unknown values are ignored.
    void setValue(const QString &value);

Q_SIGNALS:
    void valueChanged(const QString &value);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_layout;
    QButtonGroup *m_group;
};

} // namespace chatsync::ui
