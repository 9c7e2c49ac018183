// SPDX-License-Identifier: MIT
#include "ui/widgets/formfield.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QBoxLayout>
#include <QLabel>

namespace chatsync::ui {

FormField::FormField(const QString &label, QWidget *field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_head(new QHBoxLayout)
    , m_error(new QLabel(this))
{
    setAccessibleRole(this, QAccessible::Grouping);
    auto *caption = new ElidedLabel(label, ElidedLabel::Kind::Sentence, this);
    caption->setBuddy(field);
    setFontRole(caption, FontRole::TableHeader);
    setInk(caption, Ink::Secondary);
    field->setAccessibleName(label);

    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_error->setContentsMargins(0, space::tiny, 0, 0);
    setFontRole(m_error, FontRole::Caption);
    setInk(m_error, Ink::Fail);
    m_error->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_head->setSpacing(space::small);
    m_head->addWidget(caption);
    m_head->addStretch();
    layout->addLayout(m_head);
    layout->addSpacing(space::labelToField);
    layout->addWidget(field);
    layout->addWidget(m_error);
}

void FormField::setTrailing(QWidget *widget)
{
    m_head->insertWidget(1, widget, 0, Qt::AlignVCenter);
}

void FormField::setError(const QString &sentence)
{
    if (sentence == m_sentence)
        return;
    m_sentence = sentence;
    m_error->setText(withSoftBreaks(sentence, 24));
    m_error->setVisible(!sentence.isEmpty());
    setInvalid(m_field, !sentence.isEmpty());
    m_field->setAccessibleDescription(sentence);
    m_field->update();
}

QString FormField::error() const
{
    return m_sentence;
}

} // namespace chatsync::ui
