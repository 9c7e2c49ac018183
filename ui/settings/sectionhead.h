// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/statusglyph.h"

#include <QWidget>

namespace chatsync::ui {

class ElidedLabel;

/// The heading of a section, and at its end what is known about it.
class SectionHead final : public QWidget {
    Q_OBJECT
public:
    explicit SectionHead(const QString &title, QWidget *parent = nullptr);

    void setState(Status status, const QString &text);
    void clear();

private:
    StatusGlyph *m_glyph;
    ElidedLabel *m_text;
};

} // namespace chatsync::ui
