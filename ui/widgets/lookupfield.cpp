// SPDX-License-Identifier: MIT
#include "ui/widgets/lookupfield.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>

namespace chatsync::ui {

namespace {

constexpr qsizetype longestLine = 2'000; ///< More is a list, a log or a dump: nothing to be edited here

} // namespace

LookUpField::LookUpField(QWidget *parent)
    : QLineEdit(parent)
    , m_keys(tr("Ctrl+K"))
{
    addAction(icon(Icon::LookUp), QLineEdit::LeadingPosition)->setText(tr("Find"));
    addClearButton(this);
    setPlaceholderText(tr("Paste an id, e-mail, name or error message"));
    setAccessibleName(tr("Look up"));
    setMaxLength(20'000); // A pasted error with its dump is some thousand characters long.
    connect(this, &QLineEdit::textChanged, this, &LookUpField::makeRoom);
    makeRoom();
    followTheme(this, [this] { setFixedHeight(theme().height(Height::LookUp)); });
}

/// The placeholder gives way to the key cap; typed text may use the whole field.
void LookUpField::makeRoom()
{
    const int cap = text().isEmpty() && !m_keys.isEmpty() ? KeyCap::sizeFor(m_keys).width() + space::base : 0;
    setTextMargins(isRightToLeft() ? cap : 0, 0, isRightToLeft() ? 0 : cap, 0);
}

void LookUpField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange)
        makeRoom();
}

void LookUpField::setShortcutHint(const QString &keys)
{
    m_keys = keys;
    makeRoom();
    update();
}

QSize LookUpField::sizeHint() const
{
    return {560, theme().height(Height::LookUp)};
}

void LookUpField::submit()
{
    const QString wanted = text().trimmed();
    if (wanted.isEmpty())
        return;
    setCursorPosition(0); // What was pasted is read from its beginning.
    Q_EMIT submitted(wanted);
}

bool LookUpField::takeWhole(const QString &text)
{
    if (text.size() <= longestLine && !text.contains(u'\n'))
        return false;
    if (text.trimmed().isEmpty())
        return true;
    setText(text.left(longestLine).simplified());
    setCursorPosition(0);
    Q_EMIT submitted(text);
    return true;
}

void LookUpField::submitPasted()
{
    if (takeWhole(QGuiApplication::clipboard()->text()))
        return;
    paste();
    submit();
}

void LookUpField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste)) {
        submitPasted();
        return;
    }
    QLineEdit::keyPressEvent(event);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        submit();
}

/// The menu's way to paste starts as well.
void LookUpField::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (auto *pasting = menu->findChild<QAction *>(QStringLiteral("edit-paste"))) {
        pasting->disconnect(this);
        connect(pasting, &QAction::triggered, this, &LookUpField::submitPasted);
    }
    menu->popup(event->globalPos());
}

void LookUpField::dropEvent(QDropEvent *event)
{
    if (takeWhole(event->mimeData()->text())) {
        event->acceptProposedAction();
        return;
    }
    QLineEdit::dropEvent(event);
    submit();
}

void LookUpField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!text().isEmpty() || m_keys.isEmpty())
        return;
    QPainter painter(this);
    const QSize cap = KeyCap::sizeFor(m_keys);
    const QRect at(QPoint(width() - cap.width() - space::base, (height() - cap.height()) / 2), cap);
    KeyCap::paint(painter, QStyle::visualRect(layoutDirection(), rect(), at), m_keys);
}

} // namespace chatsync::ui
