// SPDX-License-Identifier: MIT
#include "ui/widgets/sheet.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/keybutton.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace chatsync::ui {
namespace {

constexpr int footerHeight = 52;
constexpr double cover = 0.64;
constexpr int signSize = 44;
constexpr int signIcon = 18;

/// What stands for an environment, large.
class Sign final : public QWidget {
public:
    Sign(EnvironmentKind kind, QWidget *parent)
        : QWidget(parent)
        , m_kind(kind)
    {
        setFixedSize(signSize, signSize);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const EnvironmentInk &ink = inkOf(m_kind, theme().tokens());
        QPainter painter(this);
        drawFrame(painter, rect(), radius::frame, ink.fill, ink.border);
        const int inset = (signSize - signIcon) / 2;
        icon(iconOf(m_kind), ink.text).paint(&painter, rect().adjusted(inset, inset, -inset, -inset));
    }

private:
    EnvironmentKind m_kind;
};

class Panel final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = theme().tokens();
        QPainter painter(this);
        // Taller than it is seen: only the lower corners are round.
        const QRect whole = rect().adjusted(0, -radius::frame * 2, 0, 0);
        drawFrame(painter, whole, radius::frame, t.base, t.control);
        painter.setClipRect(QRect(0, height() - footerHeight, width(), footerHeight));
        drawFrame(painter, whole, radius::frame, t.window, t.control);
        drawEdge(painter, QRect(0, height() - footerHeight, width(), 1), Qt::TopEdge, t.line);
    }

    void mousePressEvent(QMouseEvent *) override {} // A click on the panel is no click on the cover.
};

} // namespace

Sheet::Sheet(const QString &title, int width, QWidget *view)
    : QWidget(view)
    , m_panel(new Panel(this))
    , m_strip(new EnvironmentStrip(4, m_panel))
    , m_title(new QLabel(title, m_panel))
    , m_head(new QHBoxLayout)
    , m_content(new QVBoxLayout)
    , m_footer(new QHBoxLayout)
    , m_cancel(new KeyButton(m_panel))
    , m_width(width)
{
    setAccessibleRole(this, QAccessible::Dialog);
    setAccessibleName(title);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    setFontRole(m_title, FontRole::Title);
    auto *layout = new QVBoxLayout(m_panel);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(0);
    m_head->setContentsMargins(space::page, space::pane, space::page, space::medium);
    m_head->addWidget(m_title);
    m_content->setContentsMargins(space::page, 0, space::page, space::pane);
    m_content->setSpacing(space::base);
    auto *foot = new QWidget(m_panel);
    foot->setFixedHeight(footerHeight);
    auto *footLayout = new QHBoxLayout(foot);
    footLayout->setContentsMargins(space::page, 0, space::page, 0);
    footLayout->setSpacing(space::medium);
    footLayout->addLayout(m_footer, 1);
    footLayout->addWidget(m_cancel);
    layout->addWidget(m_strip);
    layout->addLayout(m_head);
    layout->addLayout(m_content);
    layout->addWidget(foot);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setKeys(QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText));
    m_cancel->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_cancel->setToolTip(tr("Change nothing (Esc)"));
    m_cancel->setAutoDefault(true); // Enter presses it while it has the focus, as it has at first.
    connect(m_cancel, &QPushButton::clicked, this, &Sheet::cancel);
    view->installEventFilter(this);
    hide();
}

void Sheet::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

QPushButton *Sheet::cancelButton() const
{
    return m_cancel;
}

void Sheet::setEnvironment(EnvironmentKind kind)
{
    m_strip->setKind(kind);
}

void Sheet::setHead(EnvironmentKind kind, const QString &caption)
{
    setEnvironment(kind);
    auto *line = new QLabel(caption, m_panel);
    line->setTextFormat(Qt::PlainText);
    line->setWordWrap(true);
    setInk(line, Ink::Secondary);
    setAccessibleDescription(caption);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::hair);
    m_head->removeWidget(m_title);
    texts->addWidget(m_title);
    texts->addWidget(line);
    m_head->setSpacing(space::base + space::medium - space::hair);
    m_head->addWidget(new Sign(kind, m_panel), 0, Qt::AlignTop);
    m_head->addLayout(texts, 1);
}

QPushButton *Sheet::setAction(const QString &text, bool destructive)
{
    delete m_action;
    m_action = new QPushButton(text, m_panel);
    m_action->setAutoDefault(false);
    setButtonKind(m_action, destructive ? ButtonKind::Destructive : ButtonKind::Primary);
    m_cancel->parentWidget()->layout()->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, &Sheet::accept);
    return m_action;
}

void Sheet::open()
{
    m_focusBefore = QApplication::focusWidget();
    m_open = true;
    place();
    show();
    raise();
    m_cancel->setFocus(Qt::TabFocusReason);
}

void Sheet::cancel()
{
    close(false);
}

void Sheet::accept()
{
    if (!m_staysOpen)
        close(true);
    else if (m_open)
        Q_EMIT accepted();
}

void Sheet::close(bool accepted)
{
    if (!m_open)
        return;
    m_open = false;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    accepted ? Q_EMIT this->accepted() : Q_EMIT cancelled();
}

void Sheet::hideEvent(QHideEvent *)
{
    cancel(); // The view was left: nobody sees the question any more.
}

void Sheet::place()
{
    setGeometry(parentWidget()->rect());
    const int wide = std::min(theme().scaled(m_width), width() - 2 * space::large);
    m_panel->setFixedWidth(std::max(0, wide));
    m_panel->layout()->activate();
    const int high = m_panel->layout()->hasHeightForWidth() ? m_panel->layout()->heightForWidth(wide)
                                                            : m_panel->sizeHint().height();
    m_panel->setGeometry((width() - wide) / 2, 0, wide, std::min(high, height()));
}

bool Sheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

/// Esc answers the question, whatever else the window does with it.
bool Sheet::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_open &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::event(event);
}

void Sheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        cancel();
    else
        event->accept(); // Nothing reaches the view behind the cover.
}

/// Tab goes round inside: what is covered is not to be reached.
bool Sheet::focusNextPrevChild(bool next)
{
    QWidget *from = QApplication::focusWidget();
    QWidget *at = from ? from : m_cancel;
    do {
        at = next ? at->nextInFocusChain() : at->previousInFocusChain();
    } while (at != from &&
             !(isAncestorOf(at) && at->isVisible() && at->isEnabled() && (at->focusPolicy() & Qt::TabFocus)));
    if (at && at != from)
        at->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void Sheet::paintEvent(QPaintEvent *)
{
    QColor color = theme().tokens().window;
    color.setAlphaF(cover);
    QPainter(this).fillRect(rect(), color);
}

} // namespace chatsync::ui
