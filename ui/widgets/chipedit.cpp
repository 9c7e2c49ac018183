// SPDX-License-Identifier: MIT
#include "ui/widgets/chipedit.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/listarrow.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace chatsync::ui {
namespace {

constexpr int edge = 5;
constexpr int gap = 5;
constexpr int narrowestEditor = 96;
constexpr qsizetype longestDrop = 100'000;
constexpr qsizetype mostIds = 1'000;

QStringList idsIn(const QString &text)
{
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    return text.left(longestDrop).split(separators, Qt::SkipEmptyParts).mid(0, mostIds);
}

} // namespace

ChipEdit::ChipEdit(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
{
    setAccessibleRole(this, QAccessible::Grouping);
    m_edit->setFrame(false);
    m_edit->setMaxLength(2'000);
    m_edit->installEventFilter(this);
    m_edit->setAcceptDrops(false); // The whole field takes drops.
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAcceptDrops(true);
    setFocusProxy(m_edit);
    setPlaceholderText(tr("Add by id, e-mail or name"));
    connect(m_edit, &QLineEdit::textEdited, this, &ChipEdit::textEdited);
}

QList<ChipData> ChipEdit::chips() const
{
    QList<ChipData> all;
    for (const Chip *chip : m_chips)
        all.append(chip->data());
    return all;
}

void ChipEdit::setChips(const QList<ChipData> &chips)
{
    qDeleteAll(m_chips);
    m_chips.clear();
    for (const ChipData &chip : chips)
        insertChip(chip);
    relayout();
    Q_EMIT chipsChanged();
}

bool ChipEdit::addChip(const ChipData &chip)
{
    const bool known =
        std::any_of(m_chips.cbegin(), m_chips.cend(), [&](const Chip *c) { return c->data().id == chip.id; });
    if (known)
        return false;
    if (m_single) {
        qDeleteAll(m_chips);
        m_chips.clear();
    }
    insertChip(chip);
    relayout();
    Q_EMIT chipsChanged();
    return true;
}

void ChipEdit::insertChip(const ChipData &value)
{
    auto *chip = new Chip(value, this);
    chip->setRemovable(!m_locked);
    connect(chip, &Chip::removeRequested, this, [this, chip] { removeAt(m_chips.indexOf(chip)); });
    connect(chip, &Chip::activated, this, [this, chip] { Q_EMIT chipActivated(chip->data().id); });
    connect(chip, &Chip::moveRequested, this,
            [this, chip](int step) { focusAt(m_chips.indexOf(chip) + step); });
    m_chips.append(chip);
    chip->show();
}

void ChipEdit::removeChip(const QString &id)
{
    for (qsizetype i = 0; i < m_chips.size(); ++i)
        if (m_chips.at(i)->data().id == id)
            return removeAt(i);
}

void ChipEdit::removeAt(qsizetype index)
{
    if (index < 0 || index >= m_chips.size())
        return;
    Chip *chip = m_chips.takeAt(index);
    const bool focused = chip->hasFocus();
    chip->hide();
    chip->deleteLater(); // It may be in the middle of its own event.
    if (focused)
        focusAt(index);
    relayout();
    Q_EMIT chipsChanged();
}

/// Behind the last chip stands the editor.
void ChipEdit::focusAt(qsizetype index)
{
    if (index >= 0 && index < m_chips.size())
        m_chips.at(index)->setFocus(Qt::OtherFocusReason);
    else if (index >= m_chips.size())
        m_edit->setFocus(Qt::OtherFocusReason);
}

void ChipEdit::updateChip(const ChipData &chip)
{
    for (Chip *known : m_chips)
        if (known->data().id == chip.id) {
            known->setData(chip);
            relayout();
        }
}

void ChipEdit::setLocked(bool locked)
{
    m_locked = locked;
    m_edit->setVisible(!locked);
    if (m_arrow)
        m_arrow->setVisible(!locked);
    for (Chip *chip : m_chips)
        chip->setRemovable(!locked);
    relayout();
    update();
}

QString ChipEdit::text() const
{
    return m_edit->text();
}

void ChipEdit::clearText()
{
    m_edit->clear();
}

void ChipEdit::setPlaceholderText(const QString &text)
{
    m_edit->setPlaceholderText(text);
    if (m_edit->accessibleName().isEmpty())
        m_edit->setAccessibleName(text);
}

void ChipEdit::setCompleter(QCompleter *completer)
{
    m_edit->setCompleter(completer);
    if (!completer)
        return;
    connect(completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) {
                Q_EMIT completionChosen(index);
                // The completer writes its text into the editor after this signal.
                QMetaObject::invokeMethod(m_edit, &QLineEdit::clear, Qt::QueuedConnection);
            });
}

void ChipEdit::setListOffered(bool offered)
{
    if (offered == (m_arrow != nullptr))
        return;
    if (offered) {
        m_arrow = new ListArrow(this);
        connect(m_arrow, &QAbstractButton::clicked, this, [this] {
            m_edit->setFocus(Qt::MouseFocusReason);
            Q_EMIT listRequested();
        });
        m_arrow->setVisible(!m_locked);
    } else {
        delete std::exchange(m_arrow, nullptr);
    }
    relayout();
}

int ChipEdit::arrange(int whole, bool apply) const
{
    const int height = theme().height(Height::Chip);
    int width = whole;
    if (m_arrow && !m_locked) {
        width -= ListArrow::preferredWidth - edge;
        const QRect at(whole - ListArrow::preferredWidth, 0, ListArrow::preferredWidth,
                       theme().height(Height::LargeCombo));
        if (apply)
            m_arrow->setGeometry(QStyle::visualRect(layoutDirection(), rect(), at));
    }
    int x = edge;
    int y = edge;
    const auto place = [&](QWidget *child, int wide) {
        if (x > edge && x + wide > width - edge) {
            x = edge;
            y += height + gap;
        }
        const QRect at(x, y, std::min(wide, width - 2 * edge), height);
        if (apply)
            child->setGeometry(QStyle::visualRect(layoutDirection(), rect(), at));
        x += wide + gap;
    };
    for (Chip *chip : m_chips)
        place(chip, chip->sizeHint().width());
    if (!m_locked) {
        const QFontMetrics metrics(m_edit->font());
        const int wanted =
            std::max(narrowestEditor, metrics.horizontalAdvance(m_edit->placeholderText()) + 12);
        const int left = width - edge - x;
        place(m_edit, left >= wanted ? left : width - 2 * edge);
    }
    return std::max(y + height + edge, theme().height(Height::LargeCombo));
}

int ChipEdit::heightForWidth(int width) const
{
    return arrange(width, false);
}

QSize ChipEdit::sizeHint() const
{
    const int wide = std::max(width(), 240);
    return {wide, heightForWidth(wide)};
}

QSize ChipEdit::minimumSizeHint() const
{
    return {160, heightForWidth(std::max(width(), 160))};
}

void ChipEdit::relayout()
{
    arrange(width(), true);
    updateGeometry();
    update();
}

void ChipEdit::resizeEvent(QResizeEvent *)
{
    relayout();
}

void ChipEdit::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        relayout();
    QWidget::changeEvent(event);
}

void ChipEdit::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    const bool focused = isAncestorOf(QApplication::focusWidget());
    const QColor line = isInvalid(this) ? t.fail.glyph : focused ? t.accent : m_locked ? t.line : t.control;
    drawFrame(painter, rect(), radius::frame, m_locked ? t.window : t.base, line, focused ? 2 : 1);
}

void ChipEdit::mousePressEvent(QMouseEvent *)
{
    m_edit->setFocus(Qt::MouseFocusReason);
}

bool ChipEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit) {
        if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
            update();
        if (event->type() == QEvent::KeyPress && handleEditorKey(static_cast<QKeyEvent *>(event)))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool ChipEdit::handleEditorKey(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste)) {
        const QStringList ids = idsIn(QGuiApplication::clipboard()->text());
        // Several lines are several people; "Sat Education" in one line is one name.
        if (ids.size() > 1 && QGuiApplication::clipboard()->text().trimmed().contains(QLatin1Char('\n'))) {
            Q_EMIT idsDropped(ids);
            return true;
        }
        return false;
    }
    const bool atStart = m_edit->cursorPosition() == 0 && !m_edit->hasSelectedText();
    const int back = isRightToLeft() ? Qt::Key_Right : Qt::Key_Left;
    if (atStart &&
        (event->key() == back || (event->key() == Qt::Key_Backspace && m_edit->text().isEmpty()))) {
        focusAt(m_chips.size() - 1);
        return !m_chips.isEmpty();
    }
    if (m_arrow && event->key() == Qt::Key_Down) {
        Q_EMIT listRequested();
        return true;
    }
    const bool ends = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                      event->key() == Qt::Key_Comma || event->key() == Qt::Key_Semicolon;
    const bool popup = m_edit->completer() && m_edit->completer()->popup()->isVisible();
    if (!ends || popup || m_edit->text().trimmed().isEmpty() || event->modifiers() & Qt::ControlModifier)
        return false;
    Q_EMIT textSubmitted(m_edit->text().trimmed());
    return true;
}

void ChipEdit::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_locked && event->mimeData()->hasText())
        event->acceptProposedAction();
}

void ChipEdit::dropEvent(QDropEvent *event)
{
    const QStringList ids = idsIn(event->mimeData()->text());
    if (!ids.isEmpty())
        Q_EMIT idsDropped(ids);
    event->acceptProposedAction();
}

} // namespace chatsync::ui
