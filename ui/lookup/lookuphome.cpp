// SPDX-License-Identifier: MIT
#include "ui/lookup/lookuphome.h"

#include "core/sandbox/demodatabase.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace chatsync::ui {

namespace {

constexpr int columnWidth = 680;

/// People of the demo, in the backend's words and in no other language: this is what one pastes.
QString sampleError()
{
    return QStringLiteral("Failed to add all members to channel. Missing: onecrew_user_%1. This usually means these "
                          "users don't exist in StreamChat yet.")
        .arg(sandbox::demoUnsyncedUserId());
}

} // namespace

LookUpHome::LookUpHome(QWidget *parent)
    : QStackedWidget(parent)
    , m_examples(makeExamples())
    , m_searching(new EmptyState(Status::Running, tr("Searching"),
                                 tr("Database and StreamChat are being asked. Esc cancels."), this))
    , m_nothing(new EmptyState(Icon::LookUp, {}, {}, this))
    , m_error(new EmptyState(Status::Fail, {}, {}, this))
{
    setSurface(this, Surface::Base);
    for (QWidget *page : std::initializer_list<QWidget *>{m_examples, m_searching, m_nothing, m_error})
        addWidget(page);
    connect(m_searching->addAction(tr("Cancel")), &QPushButton::clicked, this, &LookUpHome::cancelRequested);
    connect(m_nothing->addAction(tr("Change the text")), &QPushButton::clicked, this, &LookUpHome::typingRequested);
    connect(m_error->addAction(tr("Try again")), &QPushButton::clicked, this, &LookUpHome::retryRequested);
    showExamples();
}

QWidget *LookUpHome::makeExamples()
{
    auto *page = new QWidget(this);
    setSurface(page, Surface::Base);
    auto *across = new QHBoxLayout(page);
    across->addStretch();
    auto *middle = new QWidget(page);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(space::page, 0, space::page, 0);
    column->setSpacing(space::base);
    across->addWidget(middle, 100);
    across->addStretch();
    followTheme(middle, [middle] { middle->setMaximumWidth(theme().scaled(columnWidth)); });
    column->addStretch(2);
    auto *heading = new QLabel(tr("Who can't chat?"), page);
    heading->setWordWrap(true);
    setFontRole(heading, FontRole::StartTitle);
    column->addWidget(heading);
    auto *text = new QLabel(tr("Paste what the ticket says into the field above: an error, an id, an e-mail, a name, "
                               "a line of the log, or two participants at once."),
                            page);
    text->setWordWrap(true);
    setInk(text, Ink::Secondary);
    column->addWidget(text);
    column->addSpacing(space::medium);
    auto *label = new QLabel(tr("For example"), page);
    setFontRole(label, FontRole::CaptionStrong);
    setInk(label, Ink::Secondary);
    column->addWidget(label);
    const auto add = [&](const QString &title, const QString &sample) {
        auto *button = new QPushButton(title, page);
        button->setToolTip(QStringLiteral("<span>%1</span>").arg(sample.toHtmlEscaped()));
        button->setAccessibleDescription(sample);
        auto *shown = new ElidedLabel(sample, ElidedLabel::Kind::Sentence, page);
        setFontRole(shown, FontRole::Mono);
        setInk(shown, Ink::Secondary);
        auto *row = new QHBoxLayout;
        row->setSpacing(space::medium);
        row->addWidget(button);
        row->addWidget(shown, 1);
        followTheme(button, [button] { button->setMinimumWidth(theme().scaled(150)); });
        column->addLayout(row);
        connect(button, &QPushButton::clicked, this, [this, sample] { Q_EMIT exampleChosen(sample); });
    };
    add(tr("An error"), sampleError());
    add(tr("A name"), QStringLiteral("Sat Education"));
    add(tr("Two participants"),
        QStringLiteral("Sat Education, onecrew_user_") + QString{sandbox::demoUnsyncedUserId()});
    column->addStretch(3);
    return page;
}

void LookUpHome::showExamples()
{
    m_heading.clear();
    setCurrentWidget(m_examples);
}

void LookUpHome::showSearching()
{
    m_heading = tr("Searching");
    setCurrentWidget(m_searching);
}

void LookUpHome::showNothing(const QString &heading, const QString &text)
{
    m_heading = heading;
    m_nothing->setTexts(heading, text);
    setCurrentWidget(m_nothing);
}

void LookUpHome::showError(const QString &heading, const QString &text)
{
    m_heading = heading;
    m_error->setTexts(heading, text);
    setCurrentWidget(m_error);
}

} // namespace chatsync::ui
