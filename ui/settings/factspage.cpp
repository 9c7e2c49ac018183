// SPDX-License-Identifier: MIT
#include "ui/settings/factspage.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace chatsync::ui {

namespace {

constexpr int columnWidth = 640;
constexpr int nameWidth = 150;

} // namespace

FactsPage::FactsPage(QWidget *parent)
    : QWidget(parent)
{
    setSurface(this, Surface::Base);
    auto *column = new QWidget(this);
    m_column = new QVBoxLayout(column);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::page, space::page, space::page);
    auto *row = new QHBoxLayout; // An alignment would take the texts' heights away.
    row->addWidget(column);
    row->addStretch();
    layout->addLayout(row);
    layout->addStretch();
    followTheme(column, [column] { column->setFixedWidth(theme().scaled(columnWidth)); });
}

void FactsPage::addHeading(const QString &text)
{
    auto *heading = new QLabel(text, this);
    heading->setTextFormat(Qt::PlainText);
    setFontRole(heading, FontRole::Heading);
    if (m_column->count() > 0)
        m_column->addSpacing(space::medium);
    m_column->addWidget(heading);
}

void FactsPage::addParagraph(const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setInk(label, Ink::Secondary);
    m_column->addWidget(label);
}

void FactsPage::addFact(const QString &name, const QString &value, bool copyable)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::base);
    auto *caption = new ElidedLabel(name, ElidedLabel::Kind::Sentence, this);
    setInk(caption, Ink::Secondary);
    followTheme(caption, [caption] { caption->setFixedWidth(theme().scaled(nameWidth)); });
    row->addWidget(caption);
    auto *text = new ElidedLabel(value, copyable ? ElidedLabel::Kind::Id : ElidedLabel::Kind::Sentence, this);
    setFontRole(text, copyable ? FontRole::Mono : FontRole::Body);
    row->addWidget(text, 1);
    if (copyable) {
        auto *copy = new QToolButton(this);
        copy->setIcon(icon(Icon::Copy));
        copy->setAutoRaise(true);
        copy->setAccessibleName(tr("Copy: %1").arg(name));
        copy->setToolTip(tr("Copies %1").arg(value).toHtmlEscaped());
        connect(copy, &QToolButton::clicked, this, [value] { QApplication::clipboard()->setText(value); });
        row->addWidget(copy);
    }
    m_column->addLayout(row);
}

void FactsPage::addButton(QPushButton *button)
{
    auto *row = new QHBoxLayout;
    row->addWidget(button);
    row->addStretch();
    m_column->addSpacing(space::base);
    m_column->addLayout(row);
}

} // namespace chatsync::ui
