// SPDX-License-Identifier: MIT
#include "app/gui/lookupview.h"

#include "app/gui/conversationview.h"
#include "app/gui/doctorview.h"
#include "core/diagnosis/recipe.h"
#include "core/diagnosis/recognition.h"
#include "core/workbench/console.h"
#include "ui/lookup/consolelookups.h"
#include "ui/lookup/lookuppage.h"
#include "ui/lookup/resultspane.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/helppage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/lookupfield.h"

#include <QAction>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QLineEdit>
#include <QUrl>

namespace chatsync::ui {

namespace {

const QString viewId = QStringLiteral("lookup");
constexpr qsizetype shownInField = 300;
constexpr qsizetype quickToRecognise = 4'000; ///< Longer texts are recognised where nobody waits

QString tr(const char *text)
{
    return QCoreApplication::translate("LookUpView", text);
}

bool isMoreThanAName(const QString &text)
{
    if (text.size() > quickToRecognise || text.contains(u'\n'))
        return true;
    const diagnosis::Recognition seen = diagnosis::recognise(text);
    return !seen.isNothing() && !(seen.forms.size() == 1 && seen.forms.first() == diagnosis::TextForm::Name);
}

/// The page as the shell keeps it.
class LookUpHolder final : public QWidget, public RemembersState {
public:
    LookUpHolder(const ViewContext &context, QWidget *parent)
        : QWidget(parent)
        , m_page(new LookUpPage(new ConsoleLookUps(context.console, this), this))
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_page);
        markPane(m_page->results());
        markPane(m_page->detail()->parentWidget());
    }

    LookUpPage *page() const { return m_page; }
    QByteArray saveState() const override { return m_page->saveState(); }
    bool restoreState(const QByteArray &state) override { return m_page->restoreState(state); }

private:
    LookUpPage *m_page;
};

LookUpPage *pageOf(MainWindow *window)
{
    return static_cast<LookUpHolder *>(window->ensureView(viewId))->page();
}

void explain(MainWindow *window, const QString &code)
{
    window->showView(QStringLiteral("help"));
    if (auto *help = qobject_cast<HelpPage *>(window->view(QStringLiteral("help"))))
        help->showCode(code);
}

QWidget *makeView(const ViewContext &context, QWidget *parent)
{
    auto *holder = new LookUpHolder(context, parent);
    LookUpPage *page = holder->page();
    MainWindow *const window = context.window;
    for (QAction *action : page->actions()) {
        QObject::connect(action, &QAction::triggered, window, [window, action] {
            if (action->objectName() != QLatin1String("lookup.converse"))
                window->showView(viewId);
        });
        context.actions->adopt(action, ActionGroup::LookUp);
    }
    LookUpField *const field = window->topBar()->lookUp();
    QObject::connect(page, &LookUpPage::lookedUp, field, [window, field](const QString &text) {
        window->palette()->dismiss();
        field->setText(text.left(shownInField).simplified());
        field->setCursorPosition(0);
    });
    QObject::connect(page, &LookUpPage::typingRequested, field, [field] {
        field->setFocus(Qt::ShortcutFocusReason);
        field->selectAll();
    });
    QObject::connect(page, &LookUpPage::conversationRequested, window,
                     [window](const QList<Participant> &people) { openConversationOf(window, people); });
    QObject::connect(page, &LookUpPage::runRequested, window, &MainWindow::runRequested);
    QObject::connect(page, &LookUpPage::explanationRequested, window, [window](const QString &code) {
        if (diagnosis::recipeDefectBy(code))
            openDoctor(window, nullptr, code);
        else
            explain(window, code);
    });
    QObject::connect(page, &LookUpPage::searchingChanged, window,
                     [window](bool searching) { window->setBusy(viewId, searching); });
    return holder;
}

} // namespace

void addLookUpView(MainWindow *window)
{
    window->addView({.id = viewId,
                     .title = tr("Look up"),
                     .tip = tr("Who somebody is, whether they can chat, and what to do if not"),
                     .icon = Icon::LookUp,
                     .make = &makeView});
    QObject::connect(window->topBar()->lookUp(), &LookUpField::submitted, window,
                     [window](const QString &text) {
                         if (isMoreThanAName(text) || !window->palette()->isVisible())
                             lookUpIn(window, text);
                     });
    window->palette()->addSource(new LookUpSource([window](const QString &text) { lookUpIn(window, text); }));
}

void lookUpIn(MainWindow *window, const QString &text)
{
    LookUpPage *page = pageOf(window);
    window->showView(viewId);
    page->lookUp(text);
}

LookUpSource::LookUpSource(std::function<void(const QString &)> open)
    : m_open(std::move(open))
{}

void LookUpSource::find(const QString &)
{}

std::optional<PaletteLead> LookUpSource::lead(const QString &typed) const
{
    if (typed.isEmpty())
        return std::nullopt;
    const QString shown = typed.size() > 60 ? typed.left(60) + QStringLiteral(" …") : typed;
    return PaletteLead{.hit = {.id = typed,
                               .text = tr("Look up “%1”").arg(shown),
                               .aside = tr("Who it is and whether they can chat"),
                               .icon = Icon::LookUp,
                               .group = tr("Look up")},
                       .sure = isMoreThanAName(typed)};
}

void LookUpSource::choose(const PaletteHit &hit)
{
    m_open(hit.id);
}

} // namespace chatsync::ui
