// SPDX-License-Identifier: MIT
#include "ui/widgets/emptystate.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace chatsync::ui {
namespace {

class Picture final : public QWidget {
public:
    explicit Picture(Icon id)
        : m_icon(icon(id))
    {
        setFixedSize(22, 22);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        m_icon.paint(&painter, rect());
    }

private:
    QIcon m_icon;
};

QLabel *centred(const QString &text, FontRole role, Ink ink)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignCenter);
    setFontRole(label, role);
    setInk(label, ink);
    return label;
}

} // namespace

EmptyState::EmptyState(Icon icon, const QString &heading, const QString &text, QWidget *parent)
    : QWidget(parent)
{
    build(new Picture(icon), heading, text);
}

EmptyState::EmptyState(Status status, const QString &heading, const QString &text, QWidget *parent)
    : QWidget(parent)
{
    build(new StatusGlyph(status, 22), heading, text);
}

void EmptyState::build(QWidget *picture, const QString &heading, const QString &text)
{
    setAccessibleRole(this, QAccessible::Grouping);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(space::tiny);
    layout->setContentsMargins(space::base, space::base, space::base, space::base);
    layout->addStretch();
    layout->addWidget(picture, 0, Qt::AlignCenter);
    layout->addSpacing(space::base);
    m_heading = centred(heading, FontRole::Label, Ink::Primary);
    m_text = centred(text, FontRole::Caption, Ink::Secondary);
    layout->addWidget(m_heading);
    layout->addWidget(m_text);
    layout->addSpacing(space::tiny);
    m_actions = new QHBoxLayout;
    m_actions->setSpacing(space::base);
    m_actions->addStretch();
    m_actions->addStretch();
    layout->addLayout(m_actions);
    layout->addStretch();
    setTexts(heading, text);
}

void EmptyState::setTexts(const QString &heading, const QString &text)
{
    m_heading->setText(heading);
    m_text->setText(text);
    setAccessibleName(heading);
    setAccessibleDescription(text);
}

QPushButton *EmptyState::addAction(const QString &text, bool link)
{
    auto *button = new QPushButton(text, this);
    setSmall(button);
    setButtonKind(button, link ? ButtonKind::Flat : ButtonKind::Normal);
    m_actions->insertWidget(m_actions->count() - 1, button);
    return button;
}

class CollapsibleSection::Header final : public QPushButton {
public:
    Header(const QString &title, QWidget *parent)
        : QPushButton(title, parent)
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    bool open = false;

    QSize minimumSizeHint() const override { return {theme().scaled(96), sizeHint().height()}; }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(theme().font(FontRole::Label));
        return {metrics.horizontalAdvance(text()) + 18 + space::base, theme().height(Height::SmallControl)};
    }

protected:
    void resizeEvent(QResizeEvent *) override
    {
        setToolTip(width() < sizeHint().width() ? text() : QString{});
    }

    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = theme().tokens();
        QPainter painter(this);
        const auto visual = [this](const QRect &at) {
            return QStyle::visualRect(layoutDirection(), rect(), at);
        };
        const Arrow closed = isRightToLeft() ? Arrow::Left : Arrow::Right;
        drawChevron(painter, visual(QRect(0, 0, 12, height())), open ? Arrow::Down : closed, t.text2, 7);
        drawText(painter, visual(QRect(18, 0, width() - 18, height())), text(), theme().font(FontRole::Label),
                 underMouse() ? t.link : t.text);
    }
};

CollapsibleSection::CollapsibleSection(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_header(new Header(title, this))
    , m_headerRow(new QHBoxLayout)
    , m_summary(new QLabel(this))
    , m_title(title)
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_headerRow->setSpacing(space::base);
    m_headerRow->addWidget(m_header, 1);
    m_layout->addLayout(m_headerRow);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setContentsMargins(18, 0, 0, space::tiny);
    m_summary->setWordWrap(true);
    setFontRole(m_summary, FontRole::Caption);
    setInk(m_summary, Ink::Secondary);
    m_layout->addWidget(m_summary);
    connect(m_header, &QPushButton::clicked, this, [this] { setOpen(!m_open); });
    refresh();
}

CollapsibleSection::~CollapsibleSection() = default;

void CollapsibleSection::setContent(QWidget *content)
{
    delete m_content;
    m_content = content;
    m_layout->addWidget(content);
    refresh();
}

void CollapsibleSection::setSummary(const QString &summary)
{
    m_summary->setText(summary);
    refresh();
}

void CollapsibleSection::setTrailing(QWidget *widget)
{
    delete m_trailing;
    m_trailing = widget;
    if (widget)
        m_headerRow->addWidget(widget, 0, Qt::AlignVCenter);
}

void CollapsibleSection::setOpen(bool open)
{
    if (m_open == open)
        return;
    m_open = open;
    refresh();
    Q_EMIT toggled(open);
}

void CollapsibleSection::refresh()
{
    m_header->open = m_open;
    m_header->setAccessibleName(m_open ? tr("%1, open").arg(m_title) : tr("%1, closed").arg(m_title));
    m_header->setAccessibleDescription(m_summary->text());
    m_header->update();
    m_summary->setVisible(!m_open && !m_summary->text().isEmpty());
    if (m_content)
        m_content->setVisible(m_open);
}

} // namespace chatsync::ui
