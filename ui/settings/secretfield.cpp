// SPDX-License-Identifier: MIT
#include "ui/settings/secretfield.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace chatsync::ui {

namespace {

constexpr int iconSize = 16;

/// A field nothing can be typed into: a lock, and where the secret is.
class LockedBox final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = theme().tokens();
        QPainter painter(this);
        drawFrame(painter, rect(), radius::frame, t.window, t.line);
        const QRect at(space::base + 1, (height() - iconSize) / 2, iconSize, iconSize);
        icon(Icon::Locked, t.text2).paint(&painter, QStyle::visualRect(layoutDirection(), rect(), at));
    }
};

} // namespace

SecretField::SecretField(SecretKind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_box(new LockedBox(this))
    , m_where(new ElidedLabel({}, ElidedLabel::Kind::Sentence, m_box))
    , m_edit(new QLineEdit(this))
    , m_replace(new QPushButton(this))
    , m_keepRow(new QWidget(this))
    , m_keep(new QComboBox(m_keepRow))
    , m_forget(new QPushButton(tr("Forget it"), this))
    , m_note(new QLabel(this))
{
    setAccessibleRole(this, QAccessible::Grouping);
    setInk(m_where, Ink::Secondary);
    auto *boxRow = new QHBoxLayout(m_box);
    boxRow->setContentsMargins(space::base + 1 + iconSize + space::base, 0, space::base, 0);
    boxRow->addWidget(m_where);
    followTheme(m_box, [this] { m_box->setFixedHeight(theme().height(Height::Control)); });

    const QString name = titleOf(kind);
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setAccessibleName(name);
    m_edit->setPlaceholderText(tr("Paste it here"));
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    m_peek = m_edit->addAction(icon(Icon::ReadOnly), QLineEdit::TrailingPosition);
    m_peek->setCheckable(true);
    m_peek->setText(tr("Show what is typed"));
    m_peek->setToolTip(m_peek->text());
    connect(m_peek, &QAction::toggled, this,
            [this](bool on) { m_edit->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password); });
    m_keep->addItem(tr("Keep in the keychain"), static_cast<int>(SecretSource::Keychain));
    m_keep->addItem(tr("Keep for this session only"), static_cast<int>(SecretSource::Session));
    m_keep->setAccessibleName(tr("Where to keep it"));
    setSmall(m_keep);
    setSmall(m_forget);
    setButtonKind(m_forget, ButtonKind::Flat);
    m_forget->setToolTip(tr("Takes it out of the keychain and out of memory"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFontRole(m_note, FontRole::Caption);

    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    row->addWidget(m_box, 1);
    row->addWidget(m_edit, 1);
    row->addWidget(m_replace);
    auto *keepRow = new QHBoxLayout(m_keepRow);
    keepRow->setContentsMargins(0, space::small, 0, 0);
    keepRow->addWidget(m_keep);
    keepRow->addStretch();
    keepRow->addWidget(m_forget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_keepRow);
    layout->addWidget(m_note);

    connect(m_replace, &QPushButton::clicked, this, [this] {
        if (!m_typing) {
            beginTyping();
            return;
        }
        m_refused.reset();
        m_edit->clear();
        showTyping(false);
        m_replace->setFocus(Qt::OtherFocusReason);
        Q_EMIT edited();
    });
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        m_refused.reset();
        showNote();
        Q_EMIT edited();
    });
    connect(m_keep, &QComboBox::currentIndexChanged, this, [this] {
        showNote();
        Q_EMIT edited();
    });
    connect(m_forget, &QPushButton::clicked, this, &SecretField::forgetRequested);
    m_state.kind = kind;
    showTyping(false);
}

void SecretField::setAsking()
{
    m_asking = true;
    showTyping(m_typing);
}

void SecretField::setState(const SecretState &state)
{
    m_asking = false;
    m_state = state;
    showTyping(m_typing);
}

void SecretField::setTyped(const std::optional<QByteArray> &value, SecretSource keepIn)
{
    m_refused.reset();
    m_peek->setChecked(false);
    {
        const QSignalBlocker quiet(m_keep);
        m_keep->setCurrentIndex(m_keep->findData(static_cast<int>(keepIn)));
    }
    m_edit->setText(value ? QString::fromUtf8(*value) : QString{});
    showTyping(value.has_value());
}

std::optional<QByteArray> SecretField::typed() const
{
    const QString text = m_edit->text().trimmed();
    if (!m_typing || text.isEmpty())
        return std::nullopt;
    return text.toUtf8();
}

SecretSource SecretField::keepIn() const
{
    return static_cast<SecretSource>(m_keep->currentData().toInt());
}

void SecretField::setRefused(const Error &error)
{
    m_refused = error;
    showNote();
}

QWidget *SecretField::focusTarget() const
{
    return m_typing ? static_cast<QWidget *>(m_edit) : m_replace;
}

void SecretField::beginTyping()
{
    showTyping(true);
    m_edit->setFocus(Qt::OtherFocusReason);
}

void SecretField::showTyping(bool typing)
{
    m_typing = typing;
    const bool known = m_state.source.has_value();
    m_box->setVisible(!typing);
    m_edit->setVisible(typing);
    m_keepRow->setVisible(typing);
    m_forget->setVisible(m_state.source == SecretSource::Keychain || m_state.source == SecretSource::Session);
    QString where = m_state.where;
    if (m_asking)
        where = tr("The keychain is being asked");
    else if (!known)
        where = m_kind == SecretKind::DatabasePassword ? tr("None, the server decides") : tr("None yet");
    m_where->setText(where);
    m_replace->setText(typing ? tr("Cancel") : known ? tr("Replace...") : tr("Enter..."));
    m_replace->setAccessibleName(typing ? tr("Leave %1 as it is").arg(titleOf(m_kind))
                                        : tr("%1: %2").arg(titleOf(m_kind), m_replace->text()));
    m_replace->setToolTip(typing ? tr("Leaves it as it is") : tr("A new value for %1").arg(titleOf(m_kind)));
    m_box->setAccessibleName(tr("%1: %2").arg(titleOf(m_kind), where));
    showNote();
}

/// One sentence below: why it could not be kept, where it will be, or what is wrong with the keychain.
void SecretField::showNote()
{
    QString text;
    Ink ink = Ink::Secondary;
    if (m_refused) {
        text = m_refused->what + u' ' + tr("Choose to keep it for this session, and save again.");
        ink = Ink::Fail;
    } else if (m_typing) {
        text = keepIn() == SecretSource::Keychain
                   ? tr("Saved into the keychain of this desktop. No file ever holds it.")
                   : tr("Kept in memory until this program ends. No file ever holds it.");
    } else if (m_state.problem && !m_asking) {
        text = m_state.problem->what + u' ' + m_state.problem->advice;
        ink = Ink::Warn;
    }
    setInk(m_note, ink);
    m_note->setText(text);
    m_note->setContentsMargins(0, space::tiny, 0, 0);
    m_note->setVisible(!text.isEmpty());
    m_edit->setAccessibleDescription(text);
}

void SecretField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::EnabledChange && !isEnabled())
        m_peek->setChecked(false);
}

} // namespace chatsync::ui
