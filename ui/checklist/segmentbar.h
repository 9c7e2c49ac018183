// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/statusglyph.h"

#include <QWidget>

#include <vector>

namespace chatsync::ui {

/// One segment for each check; a failed one has a small cross, one under way is filled in part.
class SegmentBar final : public QWidget {
    Q_OBJECT
public:
    explicit SegmentBar(QWidget *parent = nullptr);

    void setSegments(const std::vector<Status> &segments);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Status> m_segments;
};

} // namespace chatsync::ui
