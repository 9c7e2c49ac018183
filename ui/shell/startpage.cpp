// SPDX-License-Identifier: MIT
#include "ui/shell/startpage.h"

#include "ui/shell/topbar.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/statusglyph.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

namespace chatsync::ui {

namespace {

constexpr int pageWidth = 880;
constexpr int pictureSize = 48;
constexpr int cardHeight = 196;
constexpr int nameWidth = 91;

class Card final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawFrame(painter, rect(), radius::frame, theme().tokens().base, theme().tokens().line);
    }
};

class Line final : public QWidget {
public:
    explicit Line(QWidget *parent)
        : QWidget(parent)
    {
        setFixedHeight(1);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), theme().tokens().lineSoft); }
};

class TaskIcon final : public QWidget {
public:
    TaskIcon(Icon id, QWidget *parent)
        : QWidget(parent)
        , m_id(id)
    {
        setFixedSize(22, 22);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        icon(m_id, theme().tokens().link).paint(&painter, rect());
    }

private:
    Icon m_id;
};

QLabel *words(const QString &text, FontRole role, Ink ink, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setFontRole(label, role);
    setInk(label, ink);
    return label;
}

} // namespace

/// The picture of the environment in its own colours.
class EnvironmentPicture final : public QWidget {
public:
    explicit EnvironmentPicture(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(pictureSize, pictureSize);
    }
    void setKind(EnvironmentKind kind)
    {
        m_kind = kind;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const EnvironmentInk &ink = inkOf(m_kind, theme().tokens());
        drawFrame(painter, rect(), radius::frame, ink.fill, ink.border);
        icon(iconOf(m_kind), ink.text).paint(&painter, rect().adjusted(11, 11, -11, -11));
    }

private:
    EnvironmentKind m_kind = EnvironmentKind::Sandbox;
};

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Start"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    outer->addWidget(scroll);
    auto *whole = new QWidget;
    setSurface(whole, Surface::Window);
    scroll->setWidget(whole);
    auto *centre = new QHBoxLayout(whole);
    centre->setContentsMargins(space::page, 72, space::page, space::page);
    auto *page = new QWidget(whole);
    page->setMaximumWidth(pageWidth);
    centre->addStretch(1);
    centre->addWidget(page, 100);
    centre->addStretch(1);

    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *picture = new EnvironmentPicture(page);
    m_picture = picture;
    m_heading = words({}, FontRole::StartTitle, Ink::Primary, page);
    m_text = words({}, FontRole::Heading, Ink::Secondary, page);
    followTheme(m_text, [this] { m_text->setFont(theme().font(FontRole::Body)); });
    auto *head = new QHBoxLayout;
    head->setSpacing(space::pane);
    auto *headWords = new QVBoxLayout;
    headWords->setSpacing(0);
    headWords->addWidget(m_heading);
    headWords->addWidget(m_text);
    head->addWidget(picture);
    head->addLayout(headWords, 1);
    column->addLayout(head);
    column->addSpacing(space::large);

    m_tasks = new QHBoxLayout;
    m_tasks->setSpacing(14);
    column->addLayout(m_tasks);
    column->addSpacing(space::large + space::base);

    column->addWidget(words(tr("Connections"), FontRole::Label, Ink::Primary, page));
    column->addSpacing(space::base);
    auto *list = new Card(page);
    auto *rows = new QVBoxLayout(list);
    rows->setContentsMargins(1, 1, 1, 1);
    rows->setSpacing(0);
    m_database = addConnection(rows, tr("Database"), false);
    m_streamChat = addConnection(rows, tr("StreamChat"), false);
    m_backend = addConnection(rows, tr("Backend"), true);
    m_backend.glyph->setStatus(Status::NotStarted, tr("Not set up"));
    m_backend.text->setText(
        tr("Not set up, and not needed: the console performs the backend's flow itself."));
    column->addWidget(list);
    column->addSpacing(space::page);
    m_sample = new QHBoxLayout;
    m_sample->setSpacing(space::base);
    column->addLayout(m_sample);
    column->addStretch();
}

StartPage::Connection StartPage::addConnection(QBoxLayout *list, const QString &name, bool last)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::pane - 1, 0, space::pane - 1, 0);
    row->setSpacing(space::medium);
    QWidget *parent = list->parentWidget();
    Connection connection{new StatusGlyph(Status::Running, 16, parent),
                          new ElidedLabel(tr("Being asked"), ElidedLabel::Kind::Sentence, parent),
                          words({}, FontRole::Mono, Ink::Secondary, parent)};
    auto *title = words(name, FontRole::BodyStrong, Ink::Primary, parent);
    title->setMinimumWidth(nameWidth);
    setInk(connection.text, Ink::Secondary);
    row->addWidget(connection.glyph);
    row->addWidget(title);
    row->addSpacing(space::tiny);
    row->addWidget(connection.text, 1);
    row->addWidget(connection.latency);
    row->addStrut(43);
    list->addLayout(row);
    if (!last)
        list->addWidget(new Line(parent));
    return connection;
}

void StartPage::setEnvironment(const RunEnvironment &environment, bool mayConverse)
{
    const EnvironmentKind kind = kindOf(environment);
    static_cast<EnvironmentPicture *>(m_picture)->setKind(kind);
    if (kind == EnvironmentKind::Sandbox) {
        m_heading->setText(tr("You are in the Sandbox"));
        m_text->setText(tr("Test companies and users only. Nothing you do here reaches real people."));
    } else {
        m_heading->setText(tr("You work on %1").arg(environment.name));
        m_text->setText(
            !mayConverse
                ? tr("Real people, and read-only: conversations can be planned here, and nothing is written.")
                : tr("Conversations made here are real: they are written to this database and to "
                     "StreamChat."));
    }
}

void StartPage::setHealth(const ServiceHealth &database, const ServiceHealth &streamChat)
{
    show(m_database, database);
    show(m_streamChat, streamChat);
}

void StartPage::show(const Connection &connection, const ServiceHealth &health)
{
    connection.latency->clear();
    switch (health.state) {
    case ServiceHealth::State::NotSetUp:
    case ServiceHealth::State::Checking:
        connection.glyph->setStatus(Status::Running, tr("Being asked"));
        connection.text->setText(tr("Being asked"));
        return;
    case ServiceHealth::State::Up:
    case ServiceHealth::State::Slow: {
        const bool slow = health.state == ServiceHealth::State::Slow;
        connection.glyph->setStatus(slow ? Status::Warn : Status::Ok, slow ? tr("Slow") : tr("Works"));
        connection.text->setText(health.detail);
        connection.latency->setText(tr("%1 ms").arg(QLocale{}.toString(qint64{health.latency.count()})));
        return;
    }
    case ServiceHealth::State::Down:
        connection.glyph->setStatus(Status::Fail, tr("Does not answer"));
        connection.text->setText(health.error.what + u' ' + health.error.advice);
        return;
    }
}

void StartPage::addTask(const StartTask &task)
{
    auto *card = new Card(this);
    setAccessibleRole(card, QAccessible::Grouping);
    card->setMinimumHeight(cardHeight);
    card->setAccessibleName(task.heading);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(space::page - 1, space::page - 1, space::page - 1, space::pane);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->addWidget(new TaskIcon(task.icon, card));
    head->addStretch();
    head->addWidget(words(task.audience, FontRole::Caption, Ink::Secondary, card));
    column->addLayout(head);
    column->addSpacing(space::medium);
    column->addWidget(words(task.heading, FontRole::Heading, Ink::Primary, card));
    column->addSpacing(space::tiny);
    auto *text = words(task.text, FontRole::Body, Ink::Secondary, card);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    column->addWidget(text, 1);
    auto *foot = new QHBoxLayout;
    auto *button = new QPushButton(task.button, card);
    button->setToolTip(task.action->toolTip());
    button->setAccessibleDescription(task.text);
    setButtonKind(button, m_taskCount == 0 ? ButtonKind::Primary : ButtonKind::Normal);
    connect(button, &QPushButton::clicked, task.action, &QAction::trigger);
    foot->addWidget(button);
    foot->addStretch();
    if (const QKeySequence keys = task.action->shortcut(); !keys.isEmpty())
        foot->addWidget(new KeyCap(keys.toString(QKeySequence::NativeText), card));
    column->addLayout(foot);
    m_tasks->addWidget(card, 1);
    ++m_taskCount;
}

void StartPage::setSample(QAction *action)
{
    m_sample->addWidget(new StatusGlyph(Status::Info, 16, this));
    m_sample->addWidget(words(tr("No failure at hand?"), FontRole::Body, Ink::Secondary, this));
    auto *link = new QPushButton(tr("Load the sample error"), this);
    setButtonKind(link, ButtonKind::Flat);
    setSmall(link);
    link->setToolTip(action->toolTip());
    connect(link, &QPushButton::clicked, action, &QAction::trigger);
    m_sample->addWidget(link);
    m_sample->addWidget(
        words(tr("and see what a diagnosis looks like."), FontRole::Body, Ink::Secondary, this));
    m_sample->addStretch();
}

void StartPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().tokens().window);
}

} // namespace chatsync::ui
