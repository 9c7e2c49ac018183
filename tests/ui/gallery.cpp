// SPDX-License-Identifier: MIT
// chatsync_gallery: the component sheet as one picture, to be looked at beside the design.
//   QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 chatsync_gallery --dark --text-size 1 out.png
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/statusglyph.h"
#include "ui/theme/theme.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/chipedit.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/environmentpill.h"
#include "ui/widgets/healthindicator.h"
#include "ui/widgets/lookupfield.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/navrail.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/sheet.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCommandLineParser>
#include <QDoubleSpinBox>
#include <QFrame>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTableView>

using namespace chatsync;
using namespace chatsync::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QLabel *section(const QString &text)
{
    auto *label = new QLabel(text);
    setFontRole(label, FontRole::CaptionStrong);
    setInk(label, Ink::Secondary);
    return label;
}

QHBoxLayout *row(std::initializer_list<QWidget *> widgets, int gap = space::base, bool stretch = true)
{
    auto *layout = new QHBoxLayout;
    layout->setSpacing(gap);
    for (QWidget *widget : widgets)
        layout->addWidget(widget, stretch ? 0 : 1);
    if (stretch)
        layout->addStretch();
    return layout;
}

QPushButton *button(const QString &text, ButtonKind kind = ButtonKind::Normal, QIcon icon = {})
{
    auto *made = new QPushButton(icon, text);
    setButtonKind(made, kind);
    return made;
}

QLabel *text(const QString &words, FontRole role, Ink ink = Ink::Primary)
{
    auto *label = new QLabel(words);
    setFontRole(label, role);
    setInk(label, ink);
    return label;
}

QLayout *left()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(space::base);
    column->addWidget(section(u"Environment"_s));
    auto *sandbox = new EnvironmentPill;
    auto *staging = new EnvironmentPill;
    staging->setEnvironment(EnvironmentKind::Staging, u"Staging"_s);
    auto *production = new EnvironmentPill;
    production->setEnvironment(EnvironmentKind::Production, u"Production"_s, u"read-only"_s);
    column->addLayout(row({sandbox, staging, production}, 10));
    column->addSpacing(space::medium);

    column->addWidget(section(u"Health"_s));
    auto *database = new HealthIndicator(u"Database"_s);
    database->setLatency(9);
    auto *stream = new HealthIndicator(u"StreamChat"_s);
    stream->setLatency(612);
    auto *backend = new HealthIndicator(u"Backend"_s);
    backend->setDown();
    column->addLayout(row({database, stream, backend, new HealthIndicator(u"Log"_s)}, 2));
    column->addSpacing(space::medium);

    column->addWidget(section(u"Buttons"_s));
    auto *locked = button(u"Sync now"_s, ButtonKind::Normal, icon(Icon::Locked));
    locked->setEnabled(false);
    column->addLayout(row({button(u"Sync now"_s, ButtonKind::Primary),
                           button(u"Replay"_s, ButtonKind::Normal, icon(Icon::Refresh)),
                           button(u"Stop"_s, ButtonKind::Destructive, icon(Icon::Stop)),
                           button(u"Clear"_s, ButtonKind::Flat), locked}));
    auto *smallButton = button(u"Small"_s);
    setSmall(smallButton);
    auto *copy = button({}, ButtonKind::Normal, icon(Icon::Copy));
    setSmall(copy);
    auto *pressed = button(u"Pressed"_s);
    pressed->setDown(true);
    auto *focus = button(u"Keyboard focus"_s);
    focus->setObjectName(u"focus"_s);
    column->addLayout(row({smallButton, copy, pressed, focus}, 12));
    column->addSpacing(space::medium);

    column->addWidget(section(u"Inputs"_s));
    auto *empty = new QLineEdit;
    empty->setPlaceholderText(u"Add by id, e-mail or name"_s);
    auto *filled = new QLineEdit(u"onecrew_us"_s);
    auto *readOnly = new QLineEdit(u"Locked value"_s);
    readOnly->setReadOnly(true);
    auto *invalid = new QLineEdit(u"sat-education"_s);
    setInvalid(invalid, true);
    auto *combo = new QComboBox;
    combo->addItems({u"messaging"_s, u"livestream"_s});
    auto *spin = new QDoubleSpinBox;
    spin->setValue(2);
    spin->setDecimals(1);
    spin->setSuffix(u" s"_s);
    setFontRole(spin, FontRole::Mono);
    column->addLayout(row({empty, filled}, space::base, false));
    column->addLayout(row({readOnly, invalid}, space::base, false));
    column->addLayout(row({combo, spin}, space::base, false));
    column->addWidget(
        text(u"This is not an id. Paste a uuid or a Stream id."_s, FontRole::Caption, Ink::Fail));
    auto *segments = new SegmentedControl;
    segments->addSegment(u"hardened"_s, u"Hardened"_s);
    segments->addSegment(u"documented"_s, u"As documented"_s);
    segments->addSegment(u"unsynced"_s, u"Before the fix"_s);
    column->addWidget(segments);
    auto *lockedSegments = new SegmentedControl;
    lockedSegments->addSegment(u"a"_s, u"Direct to StreamChat"_s);
    lockedSegments->addSegment(u"b"_s, u"Through backend"_s);
    lockedSegments->setEnabled(false);
    column->addWidget(lockedSegments);
    auto *off = new QCheckBox(u"Off"_s);
    auto *on = new QCheckBox(u"On"_s);
    on->setChecked(true);
    auto *some = new QCheckBox(u"Some"_s);
    some->setTristate(true);
    some->setCheckState(Qt::PartiallyChecked);
    auto *dead = new QCheckBox(u"Locked"_s);
    dead->setChecked(true);
    dead->setEnabled(false);
    column->addLayout(row({off, on, some, dead}, space::medium));
    column->addSpacing(space::base);

    column->addWidget(section(u"Progress"_s));
    auto *known = new ProgressBar;
    known->setValue(38);
    known->setFixedWidth(220);
    column->addLayout(row({known, text(u"38 %"_s, FontRole::Mono),
                           text(u"known length"_s, FontRole::Caption, Ink::Secondary)}));
    auto *unknown = new ProgressBar;
    unknown->setRange(0, 0);
    unknown->setFixedWidth(220);
    column->addLayout(
        row({unknown, text(u"unknown length, after 400 ms"_s, FontRole::Caption, Ink::Secondary)}));
    auto *ring = new CountdownRing;
    ring->setRemaining(800ms, 2000ms);
    auto *waiting = new StatusGlyph(Status::Waiting, 16);
    waiting->setProgress(0.6);
    column->addLayout(
        row({new StatusGlyph(Status::Running, 16), text(u"Comparing with StreamChat"_s, FontRole::Body),
             waiting, text(u"0.8 s"_s, FontRole::Mono, Ink::Link), ring}));
    column->addSpacing(space::base);
    auto *faults = new CollapsibleSection(u"Sandbox faults"_s);
    faults->setSummary(u"First upsert leaves 1 participant out"_s);
    faults->setTrailing(new Badge(u"1 on"_s, Status::Warn, false));
    column->addWidget(faults);
    column->addStretch();
    return column;
}

QLayout *middle()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(space::base);
    column->addWidget(section(u"Status vocabulary: shape, colour and word"_s));
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(7);
    grid->setHorizontalSpacing(space::medium);
    for (int i = 0; i < statusCount; ++i) {
        const auto status = static_cast<Status>(i);
        const int at = i / 2, side = (i % 2) * 3;
        for (auto [offset, size] : {std::pair{0, 16}, std::pair{1, 12}}) {
            auto *glyph = new StatusGlyph(status, size);
            glyph->setProgress(status == Status::Waiting ? 0.6 : 0.4);
            grid->addWidget(glyph, at, side + offset, Qt::AlignCenter);
        }
        grid->addWidget(text(word(status), FontRole::Body), at, side + 2);
    }
    grid->setColumnStretch(2, 1);
    grid->setColumnStretch(5, 1);
    column->addLayout(grid);
    column->addLayout(
        row({new StatusGlyph(Status::Ok, 34), new StatusGlyph(Status::Fail, 34),
             new StatusGlyph(Status::Warn, 34), new StatusGlyph(Status::Recovered, 34),
             new StatusGlyph(Status::Twin, 34), new StatusGlyph(Status::Blocked, 34),
             new StatusGlyph(Status::Deactivated, 34), new StatusGlyph(Status::Different, 34)}));
    column->addSpacing(space::medium);
    column->addWidget(section(u"Badges, chips, avatars"_s));
    column->addLayout(row({new Badge(u"User"_s), new Badge(u"Company"_s, Badge::Look::Filled),
                           new Badge(u"Passed"_s, Status::Ok), new Badge(u"Failed"_s, Status::Fail),
                           new Badge(u"1 on"_s, Status::Warn, false), new Badge(u"14"_s, Badge::Look::Count),
                           new KeyCap(u"Ctrl+Return"_s)},
                          space::small));
    auto *edit = new ChipEdit;
    edit->setChips({{u"a"_s, u"Amira Haddad"_s, Status::Fail, u"Missing"_s},
                    {u"b"_s, u"Jonas Weber"_s, Status::Ok, {}}});
    column->addWidget(edit);
    auto *locked = new ChipEdit;
    locked->setChips({{u"a"_s, u"Amira Haddad"_s, Status::Fail, u"Missing"_s},
                      {u"p"_s, u"Priya Nair"_s, Status::Warn, {}}});
    locked->setLocked(true);
    column->addWidget(locked);
    auto *avatars = row({});
    int n = 0;
    for (const QString &name :
         {u"Amira Haddad"_s, u"Jonas Weber"_s, u"Priya Nair"_s, u"Sat Education"_s, u"Lolo Academy"_s}) {
        auto *avatar = new Avatar(32);
        avatar->setParticipant(name + u"1"_s, name,
                               n++ < 3 ? ParticipantKind::User : ParticipantKind::Company);
        avatars->insertWidget(n - 1, avatar);
    }
    avatars->insertWidget(n, text(u"Round: user. Square: company."_s, FontRole::Caption, Ink::Secondary));
    column->addLayout(avatars);
    column->addSpacing(space::medium);
    column->addWidget(section(u"Type"_s));
    column->addLayout(
        row({text(u"Title 18"_s, FontRole::Title), text(u"Heading 14"_s, FontRole::Heading),
             text(u"Label 13"_s, FontRole::Label), text(u"Body 13"_s, FontRole::Body),
             text(u"Small 12"_s, FontRole::Caption, Ink::Secondary), text(u"Mono 12"_s, FontRole::Mono)},
            space::medium));
    column->addSpacing(space::medium);
    column->addWidget(section(u"Code"_s));
    auto *code = new CodeView;
    code->setCode(
        u"HTTP/1.1 400 Bad Request\nx-ratelimit-remaining: 941\n\n{\n  \"code\": 4,\n  \"message\": \"The "
        u"following "
        "users are specified but don't exist: [onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352]\",\n"
        "  \"ok\": false, \"ratio\": -1.5e3\n}"_s);
    CodeView::Mark mark;
    mark.line = 6;
    mark.explanation = u"This user is missing."_s;
    mark.emphasis = u"onecrew_user_dda3aaa6-d123-4e57-aeef-f0661ec61352"_s;
    code->setMarks({mark});
    code->search(u"exist"_s);
    code->setFixedHeight(210);
    column->addWidget(code);
    column->addStretch();
    return column;
}

QTableView *table()
{
    auto *view = new QTableView;
    auto *model = new QStandardItemModel(0, 3, view);
    model->setHorizontalHeaderLabels({u"State"_s, u"Stream id"_s, u"Duration"_s});
    const std::initializer_list<std::pair<QString, Tint>> rows = {{u"Normal"_s, Tint::None},
                                                                  {u"Selected"_s, Tint::None},
                                                                  {u"Differs"_s, Tint::Warn},
                                                                  {u"Failed"_s, Tint::Fail}};
    for (const auto &[name, tint] : rows) {
        QList<QStandardItem *> items{new QStandardItem(name), new QStandardItem(u"onecrew_user_dda3…1352"_s),
                                     new QStandardItem(u"186 ms"_s)};
        for (QStandardItem *item : items)
            item->setData(static_cast<int>(tint), TintRole);
        items[1]->setFont(theme().font(FontRole::Mono));
        items[2]->setFont(theme().font(FontRole::Mono));
        items[2]->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        model->appendRow(items);
    }
    view->setModel(model);
    view->setShowGrid(false);
    setRowLines(view);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(theme().height(Height::DenseRow) + 1);
    view->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    view->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
    view->horizontalHeader()->setSortIndicatorShown(true);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view->setColumnWidth(1, 190);
    view->setColumnWidth(2, 90);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->selectRow(1);
    view->setFixedHeight(4 * 27 + 31);
    return view;
}

QLayout *right()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(space::small);
    column->addWidget(section(u"Banners"_s));
    const auto banner = [&](Status status, const QString &heading, const QString &words,
                            const QString &action, bool primary) {
        auto *made = new VerdictBanner;
        made->setMessage(status, heading, words);
        if (!action.isEmpty())
            made->addAction(action, primary);
        column->addWidget(made);
    };
    banner(Status::Fail, u"Missing from StreamChat"_s, u"Conversations with this participant fail."_s,
           u"Sync now"_s, true);
    banner(Status::Warn, u"Wrong role in StreamChat"_s, u"Expected admin, found user."_s, u"Set role…"_s,
           false);
    banner(Status::Ok, u"Ready for conversations"_s, u"Database and StreamChat match."_s, {}, false);
    auto *bar = new MessageBar;
    bar->showMessage(Status::Info, u"Production is read-only"_s,
                     u"You can look up and compare, not change."_s);
    column->addWidget(bar);
    column->addSpacing(space::medium);

    auto *states = new QHBoxLayout;
    auto *none = new EmptyState(Icon::Runs, u"No runs in the Sandbox yet"_s,
                                u"Create a conversation to see its steps here."_s);
    none->addAction(u"New conversation"_s);
    auto *error =
        new EmptyState(Status::Fail, u"No reply from StreamChat"_s, u"Waited 10 s. Last result: 14:28."_s);
    error->addAction(u"Try again"_s)->setIcon(icon(Icon::Refresh));
    error->addAction(u"Details"_s, true);
    for (EmptyState *state : {none, error}) {
        auto *frame = new QFrame;
        frame->setFrameShape(QFrame::StyledPanel);
        auto *inside = new QVBoxLayout(frame);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->addWidget(state);
        states->addWidget(frame, 1);
    }
    column->addWidget(section(u"Empty state, error state"_s));
    column->addLayout(states);
    column->addSpacing(space::medium);
    column->addWidget(section(u"Table row states"_s));
    column->addWidget(table());
    column->addSpacing(space::medium);
    auto *tabs = new QTabBar;
    for (const QString &name : {u"Summary"_s, u"Request"_s, u"Response"_s, u"Backend log"_s})
        tabs->addTab(name);
    tabs->setCurrentIndex(2);
    tabs->setExpanding(false);
    tabs->setDrawBase(true);
    column->addWidget(tabs);
    column->addSpacing(space::base);
    auto *id =
        new ElidedLabel(u"onecrew_company_4b1e7c90-52af-4f0e-9d3b-0c6a8e21f7d4"_s, ElidedLabel::Kind::Id);
    id->setMaximumWidth(220);
    column->addWidget(id);
    column->addWidget(new ElidedLabel(
        u"A sentence that is much too long for where it stands loses its end and nothing else of it."_s));
    column->addStretch();
    return column;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCommandLineParser options;
    options.addOptions({{u"dark"_s, u"The dark palette"_s},
                        {u"rtl"_s, u"From right to left"_s},
                        {u"text-size"_s, u"Factor of the text size"_s, u"factor"_s, u"1"_s}});
    options.addPositionalArgument(u"file"_s, u"The picture to write"_s);
    options.addHelpOption();
    options.process(app);
    if (options.positionalArguments().size() != 1)
        options.showHelp(2);
    if (options.isSet(u"rtl"_s))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    Theme look;
    look.setScheme(options.isSet(u"dark"_s) ? Theme::Scheme::Dark : Theme::Scheme::Light);
    look.setTextSize(options.value(u"text-size"_s).toDouble());

    QWidget window;
    window.resize(1448, 900);
    auto *layout = new QGridLayout(&window);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new EnvironmentStrip, 0, 0, 1, 2);
    auto *bar = new QWidget;
    setSurface(bar, Surface::Window);
    auto *barRow = new QHBoxLayout(bar);
    barRow->setContentsMargins(100, space::base, space::pane, space::base);
    auto *lookUp = new LookUpField;
    barRow->addWidget(lookUp);
    barRow->addStretch();
    layout->addWidget(bar, 1, 0, 1, 2);
    auto *rail = new NavRail;
    rail->addItem(u"lookup"_s, Icon::LookUp, u"Look up"_s);
    rail->addItem(u"conversation"_s, Icon::Conversation, u"Conversation"_s);
    rail->addItem(u"runs"_s, Icon::Runs, u"Runs"_s);
    rail->addItem(u"checklist"_s, Icon::Checklist, u"Checklist"_s);
    rail->addItem(u"settings"_s, Icon::Settings, u"Settings"_s, {}, NavRail::Place::Bottom);
    rail->setCurrent(u"conversation"_s);
    rail->setBusy(u"conversation"_s, true);
    rail->setBadge(u"checklist"_s, 1);
    layout->addWidget(rail, 2, 0);
    auto *page = new QWidget;
    setSurface(page, Surface::Base);
    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(space::large, space::page, space::large, space::page);
    columns->setSpacing(space::large + 4);
    columns->addLayout(left(), 0);
    columns->addLayout(middle(), 1);
    columns->addLayout(right(), 1);
    layout->addWidget(page, 2, 1);
    layout->setColumnStretch(1, 1);
    window.show();
    window.setAttribute(Qt::WA_KeyboardFocusChange);
    QApplication::setActiveWindow(&window);
    if (auto *focus = window.findChild<QPushButton *>(u"focus"_s))
        focus->setFocus(Qt::TabFocusReason);
    QApplication::sendPostedEvents();
    return window.grab().save(options.positionalArguments().constFirst()) ? 0 : 1;
}
