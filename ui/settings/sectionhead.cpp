// SPDX-License-Identifier: MIT
#include "ui/settings/sectionhead.h"

#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QBoxLayout>

namespace chatsync::ui {

SectionHead::SectionHead(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_glyph(new StatusGlyph(Status::NotStarted, 14, this))
    , m_text(new ElidedLabel({}, ElidedLabel::Kind::Sentence, this))
{
    auto *heading = new ElidedLabel(title, ElidedLabel::Kind::Sentence, this);
    setFontRole(heading, FontRole::Label);
    setFontRole(m_text, FontRole::Caption);
    setInk(m_text, Ink::Secondary);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    layout->addWidget(heading);
    layout->addStretch();
    layout->addWidget(m_glyph);
    layout->addWidget(m_text);
    clear();
}

void SectionHead::setState(Status status, const QString &text)
{
    m_glyph->setStatus(status);
    m_text->setText(text);
    m_glyph->show();
    m_text->show();
}

void SectionHead::clear()
{
    m_glyph->hide();
    m_text->hide();
}

} // namespace chatsync::ui
