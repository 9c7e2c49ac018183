// SPDX-License-Identifier: MIT
#include "ui/checklist/orderpanel.h"

#include "ui/checklist/checklistbackend.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/panebar.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDataStream>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

namespace chatsync::ui {

namespace {

constexpr qint32 stateVersion = 1;
constexpr int longestText = 500;

QLineEdit *lineEdit(const QString &example)
{
    auto *edit = new QLineEdit;
    edit->setPlaceholderText(example);
    edit->setMaxLength(longestText);
    return edit;
}

} // namespace

OrderPanel::OrderPanel(ChecklistBackend *backend, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_target(new SegmentedControl)
    , m_preset(new QComboBox)
    , m_build(lineEdit(QStringLiteral("2.18.0-rc.3")))
    , m_tester(lineEdit(tr("Your name")))
    , m_log(lineEdit(tr("None")))
{
    setSurface(this, Surface::Window);
    m_target->addSegment(toString(ConversationTarget::Direct), tr("This console"),
                         tr("This program makes the conversations"));
    m_target->addSegment(toString(ConversationTarget::Backend), tr("Through backend"));
    m_preset->addItem(tr("Hardened"), toString(Preset::Hardened));
    m_preset->addItem(tr("As documented"), toString(Preset::Documented));
    m_preset->addItem(tr("Before the fix"), toString(Preset::Unsynced));
    m_build->setToolTip(tr("The build under test, as the report names it"));
    m_log->setToolTip(
        tr("A file the backend writes its log to; what it says of each conversation is checked"));
    auto *choose = new QPushButton(tr("Choose..."));
    choose->setAccessibleName(tr("Choose the backend's log"));
    m_logRow = new QWidget;
    auto *logLayout = new QHBoxLayout(m_logRow);
    logLayout->setContentsMargins(0, 0, 0, 0);
    logLayout->setSpacing(space::base);
    logLayout->addWidget(m_log, 1);
    logLayout->addWidget(choose);

    m_presetField = new FormField(tr("Flow"), m_preset);
    m_logField = new FormField(tr("Backend's log"), m_logRow);
    m_log->setAccessibleName(tr("Backend's log"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::pane, space::medium, space::pane, space::medium);
    layout->setSpacing(space::medium);
    layout->addWidget(new FormField(tr("Target"), m_target), 5, Qt::AlignTop);
    layout->addWidget(m_presetField, 3, Qt::AlignTop);
    layout->addWidget(new FormField(tr("Build under test"), m_build), 3, Qt::AlignTop);
    layout->addWidget(new FormField(tr("Tester"), m_tester), 3, Qt::AlignTop);
    layout->addWidget(m_logField, 5, Qt::AlignTop);

    connect(choose, &QPushButton::clicked, this, &OrderPanel::chooseLog);
    connect(m_target, &SegmentedControl::valueChanged, this, [this] {
        refresh();
        Q_EMIT changed();
    });
    connect(m_preset, &QComboBox::activated, this, &OrderPanel::changed);
    for (QLineEdit *edit : {m_build, m_tester, m_log})
        connect(edit, &QLineEdit::editingFinished, this, &OrderPanel::changed);
    showEnvironment();
}

void OrderPanel::showEnvironment()
{
    const Result<void> may = m_backend->mayAskBackend();
    m_target->setSegmentEnabled(toString(ConversationTarget::Backend), may.has_value(),
                                may ? tr("OneCrew's backend makes the conversations; its word is verified")
                                    : may.error().what + u'\n' + may.error().advice);
    if (!may)
        m_target->setValue(toString(ConversationTarget::Direct));
    refresh();
}

void OrderPanel::refresh()
{
    const bool backend = m_target->value() == toString(ConversationTarget::Backend);
    const bool sandbox = m_backend->isEmbedded();
    // The stand-in's lines are read without a file; a real backend has a flow of its own.
    m_presetField->setVisible(!backend || sandbox);
    m_logField->setVisible(backend && !sandbox);
}

void OrderPanel::apply(checklist::Order &order) const
{
    const bool backend = m_target->value() == toString(ConversationTarget::Backend);
    order.target = backend ? checklist::Order::Target::Backend : checklist::Order::Target::Engine;
    order.settings = settingsOf(presetFrom(m_preset->currentData().toString()).value_or(Preset::Hardened));
    order.build = m_build->text().trimmed();
    order.tester = m_tester->text().trimmed();
}

QString OrderPanel::logFile() const
{
    return m_logField->isHidden() ? QString{} : m_log->text().trimmed();
}

QString OrderPanel::tester() const
{
    return m_tester->text().trimmed();
}

void OrderPanel::setLocked(bool locked)
{
    for (QWidget *field : std::initializer_list<QWidget *>{m_target, m_preset, m_build, m_tester, m_logRow})
        field->setEnabled(!locked);
}

void OrderPanel::chooseLog()
{
    auto *dialog = new QFileDialog(this, tr("The backend's log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_log->setText(path);
        Q_EMIT changed();
    });
    dialog->setModal(false);
    dialog->show();
}

QByteArray OrderPanel::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << stateVersion << m_target->value() << m_preset->currentData().toString() << m_build->text()
           << m_tester->text() << m_log->text();
    return state;
}

bool OrderPanel::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    qint32 version = 0;
    QString target;
    QString preset;
    QString build;
    QString tester;
    QString log;
    stream >> version >> target >> preset >> build >> tester >> log;
    if (stream.status() != QDataStream::Ok || version != stateVersion)
        return false;
    if (m_backend->mayAskBackend() || target == toString(ConversationTarget::Direct))
        m_target->setValue(target);
    m_preset->setCurrentIndex(std::max(0, m_preset->findData(preset)));
    m_build->setText(build.left(longestText));
    m_tester->setText(tester.left(longestText));
    m_log->setText(log.left(longestText));
    refresh();
    return true;
}

} // namespace chatsync::ui
