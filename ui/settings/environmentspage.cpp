// SPDX-License-Identifier: MIT
#include "ui/settings/environmentspage.h"

#include "core/workbench/whenready.h"
#include "ui/settings/environmentbackend.h"
#include "ui/settings/environmentform.h"
#include "ui/settings/environmentlist.h"
#include "ui/settings/mappingsheet.h"
#include "ui/settings/secretfield.h"
#include "ui/settings/selftestmodel.h"
#include "ui/settings/selftestpane.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/sheet.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSaveFile>
#include <QShortcut>

namespace chatsync::ui {

namespace {

constexpr int sheetWidth = 560;
constexpr qint64 largestFile = 1'000'000;

QString saidAbout(const Error &error)
{
    return error.advice;
}

} // namespace

EnvironmentsPage::EnvironmentsPage(EnvironmentBackend *backend, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_model(new EnvironmentListModel(this))
    , m_messages(new MessageBar(this))
    , m_list(new EnvironmentList(m_model, this))
    , m_form(new EnvironmentForm(backend, this))
    , m_test(new SelfTestPane(this))
{
    setSurface(this, Surface::Base);
    auto *messages = new QWidget(this);
    setSurface(messages, Surface::Window);
    auto *messageRow = new QHBoxLayout(messages);
    messageRow->setContentsMargins(space::base, space::base, space::base, space::base);
    messageRow->addWidget(m_messages);
    messages->hide();
    m_messages->hide();
    connect(m_messages, &MessageBar::dismissed, messages, &QWidget::hide);

    auto *panes = new QHBoxLayout;
    panes->setSpacing(0);
    panes->addWidget(m_list);
    panes->addWidget(m_form);
    panes->addWidget(m_test, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(messages);
    layout->addLayout(panes, 1);
    connectParts();
    reload();
}

EnvironmentsPage::~EnvironmentsPage() = default;

void EnvironmentsPage::connectParts()
{
    connect(m_list, &EnvironmentList::chosen, this, &EnvironmentsPage::showDraft);
    connect(m_list, &EnvironmentList::addRequested, this, &EnvironmentsPage::add);
    connect(m_list, &EnvironmentList::duplicateRequested, this, &EnvironmentsPage::duplicate);
    connect(m_list, &EnvironmentList::removeRequested, this, &EnvironmentsPage::remove);
    connect(m_list, &EnvironmentList::importRequested, this, &EnvironmentsPage::importFile);
    connect(m_list, &EnvironmentList::exportRequested, this, &EnvironmentsPage::exportFile);
    connect(m_list, &EnvironmentList::useRequested, this, [this] {
        if (const auto *row = m_model->row(m_current))
            Q_EMIT useRequested(row->draft.kept);
    });
    connect(m_form, &EnvironmentForm::edited, this, &EnvironmentsPage::onEdited);
    connect(m_form, &EnvironmentForm::saveRequested, this, &EnvironmentsPage::save);
    connect(m_form, &EnvironmentForm::revertRequested, this, &EnvironmentsPage::revert);
    connect(m_form, &EnvironmentForm::mappingRequested, this, &EnvironmentsPage::openMapping);
    connect(m_form, &EnvironmentForm::tokenOwnerChanged, this, [this] {
        onEdited();
        askSecrets();
    });
    connect(m_form, &EnvironmentForm::forgetRequested, this, &EnvironmentsPage::forgetSecret);
    // Not the button's own: it goes with every new text.
    auto *saveKeys = new QShortcut(QKeySequence::Save, this);
    saveKeys->setContext(Qt::WidgetWithChildrenShortcut);
    connect(saveKeys, &QShortcut::activated, this, &EnvironmentsPage::save);
    connect(m_test, &SelfTestPane::testRequested, this, &EnvironmentsPage::test);
    connect(m_test, &SelfTestPane::stopRequested, this, &EnvironmentsPage::stopTest);
    connect(m_backend, &EnvironmentBackend::changed, this, &EnvironmentsPage::reload);
    connect(m_backend, &EnvironmentBackend::inUseChanged, this, [this] {
        m_model->setInUse(m_backend->inUse());
        showAllowed();
    });
    connect(m_backend, &EnvironmentBackend::tested, this, &EnvironmentsPage::onTested);
    connect(m_backend, &EnvironmentBackend::testEnded, this, &EnvironmentsPage::onTestEnded);
}

void EnvironmentsPage::reload()
{
    const bool known = m_model->rowOf(m_current) >= 0;
    m_reloading = true;
    m_model->setKept(m_backend->all());
    m_model->setInUse(m_backend->inUse());
    m_reloading = false;
    if (const std::optional<Error> problem = m_backend->problem()) {
        m_messages->parentWidget()->show();
        m_messages->showMessage(Status::Fail, problem->what, saidAbout(*problem));
    } else if (!m_backend->notices().isEmpty()) {
        m_messages->parentWidget()->show();
        m_messages->showMessage(Status::Warn, tr("Something in the file of environments is not used"),
                                m_backend->notices().join(u' '));
    }
    QString wanted = known ? m_current : m_backend->inUse();
    if (m_model->rowOf(m_wanted) >= 0)
        wanted = std::exchange(m_wanted, {});
    choose(m_model->rowOf(wanted) >= 0 ? wanted
           : m_model->isEmpty()        ? QString{}
                                       : m_model->row(0)->draft.key);
}

void EnvironmentsPage::chooseLater(const QString &key)
{
    if (m_model->rowOf(key) >= 0)
        choose(key);
    else
        m_wanted = key;
}

void EnvironmentsPage::choose(const QString &key)
{
    m_list->setCurrent(key);
    showDraft(key);
}

void EnvironmentsPage::showDraft(const QString &key)
{
    const auto *row = m_model->row(key);
    if (m_reloading || !row)
        return;
    const bool another = key != m_current;
    // What is being typed is not taken away by the file being read anew.
    if (!another && m_form->draft().isDirty() && row->draft.isDirty()) {
        m_form->showSuspicion();
        return;
    }
    if (another && m_sheet)
        m_sheet->cancel();
    m_current = key;
    m_form->setDraft(row->draft, m_model->names(key));
    m_form->setSaving(m_saving.contains(key));
    if (!row->draft.isDirty())
        m_form->setNote(m_savedAt.value(key));
    if (another)
        askSecrets();
    showTest();
    showAllowed();
}

void EnvironmentsPage::onEdited()
{
    EnvironmentDraft draft = m_form->draft();
    draft.key = m_current;
    m_model->setDraft(draft);
    if (!draft.isDirty())
        m_form->setNote(m_savedAt.value(m_current));
    const auto tested = m_tested.constFind(m_current);
    m_test->setStale(tested != m_tested.constEnd() && tested->environment != draft.now);
    if (tested != m_tested.constEnd())
        m_form->setFound(tested->report.mapping);
    showAllowed();
}

void EnvironmentsPage::askSecrets()
{
    const int round = ++m_asked;
    const auto *row = m_model->row(m_current);
    if (!row || row->draft.now.isEmbedded())
        return;
    for (const SecretKind kind : allSecretKinds)
        m_form->secret(kind)->setState(
            {.kind = kind, .source = std::nullopt, .where = {}, .problem = std::nullopt});
    if (row->draft.isNew)
        return; // Secrets are kept under the id, which it has not got yet.
    for (const SecretKind kind : secretsOf(row->draft.kept))
        m_form->secret(kind)->setAsking();
    const QString initiator = row->draft.tokenOf;
    whenReady(m_backend->secretStates(row->draft.kept, initiator), this,
              [this, round](const std::vector<SecretState> *states) {
                  if (round != m_asked || !states)
                      return;
                  for (const SecretKind kind : allSecretKinds) {
                      SecretState found;
                      found.kind = kind;
                      for (const SecretState &state : *states) {
                          if (state.kind == kind)
                              found = state;
                      }
                      m_form->secret(kind)->setState(found);
                  }
              });
}

// ---- Save

void EnvironmentsPage::save()
{
    const QString key = m_current;
    if (m_saving.contains(key) || !m_form->validate())
        return;
    onEdited();
    const auto *row = m_model->row(key);
    if (!row || !row->draft.isDirty())
        return;
    const EnvironmentDraft sent = row->draft;
    m_saving.insert(key, 1);
    m_form->setSaving(true);
    whenReady(m_backend->save(sent.now), this, [this, key, sent](const Result<Environment> *answer) {
        m_saving.remove(key);
        if (!answer || !*answer) {
            if (key == m_current)
                m_form->setSaving(false);
            if (answer) {
                m_messages->parentWidget()->show();
                m_messages->showMessage(Status::Fail, answer->error().what, saidAbout(answer->error()));
            }
            return;
        }
        const Environment kept = **answer;
        m_model->setSaved(key, sent.now, kept);
        if (m_tested.contains(key) && key != kept.id)
            m_tested.insert(kept.id, m_tested.take(key));
        for (QString &testing : m_running) {
            if (testing == key)
                testing = kept.id;
        }
        if (m_current == key)
            m_current = kept.id;
        keepSecrets(kept.id, sent, kept);
    });
}

void EnvironmentsPage::keepSecrets(const QString &key, const EnvironmentDraft &sent, const Environment &kept)
{
    ++m_saving[key];
    for (const SecretKind kind : allSecretKinds) {
        const std::optional<QByteArray> &value = sent.typed.of(kind);
        if (value)
            keepSecret(key, kept, kind, *value, sent);
    }
    endSaving(key);
}

void EnvironmentsPage::keepSecret(const QString &key, const Environment &kept, SecretKind kind,
                                  const QByteArray &value, const EnvironmentDraft &sent)
{
    ++m_saving[key];
    const SecretSource where = sent.keepIn.value(kind, SecretSource::Keychain);
    const QString initiator = kind == SecretKind::BackendToken ? sent.tokenOf : QString{};
    whenReady(m_backend->setSecret(kept, kind, value, where, initiator), this,
              [this, key, kind](const Result<SecretState> *answer) {
                  if (answer)
                      secretKept(key, kind, *answer);
                  endSaving(key);
              });
}

void EnvironmentsPage::secretKept(const QString &key, SecretKind kind, const Result<SecretState> &answer)
{
    const bool shown = key == m_current;
    if (!answer) {
        if (shown)
            m_form->secret(kind)->setRefused(answer.error());
        return;
    }
    if (const auto *row = m_model->row(key)) {
        EnvironmentDraft draft = row->draft;
        draft.typedOf(kind).reset();
        m_model->setDraft(draft);
    }
    if (shown) {
        m_form->secret(kind)->setState(*answer);
        m_form->secret(kind)->setTyped(std::nullopt, m_form->secret(kind)->keepIn());
    }
}

/// The last of the answers ends it.
void EnvironmentsPage::endSaving(const QString &key)
{
    if (--m_saving[key] > 0)
        return;
    m_saving.remove(key);
    const auto *row = m_model->row(key);
    m_savedAt.insert(key, tr("Saved %1").arg(QLocale().toString(QTime::currentTime(), QLocale::ShortFormat)));
    if (row)
        Q_EMIT kept(row->draft.kept);
    if (key != m_current || !row)
        return;
    if (row->draft.isDirty()) {
        // A secret was refused, or more was typed: what the form shows stays, beside what is kept now.
        EnvironmentDraft draft = m_form->draft();
        draft.key = key;
        draft.kept = row->draft.kept;
        draft.now.id = row->draft.kept.id;
        draft.isNew = false;
        QHash<SecretKind, Error> refused;
        for (const SecretKind kind : allSecretKinds) {
            if (const auto refusal = m_form->secret(kind)->refusal())
                refused.insert(kind, *refusal);
        }
        m_form->setDraft(draft, m_model->names(key));
        for (auto one = refused.cbegin(); one != refused.cend(); ++one)
            m_form->secret(one.key())->setRefused(*one);
    } else {
        m_form->setDraft(row->draft, m_model->names(key));
        m_form->setNote(m_savedAt.value(key));
        askSecrets();
    }
    m_form->setSaving(false);
    m_list->setCurrent(key);
    showTest();
    showAllowed();
}

void EnvironmentsPage::revert()
{
    const auto *row = m_model->row(m_current);
    if (!row)
        return;
    if (row->draft.isNew) {
        const QString gone = std::exchange(m_current, QString{});
        m_tested.remove(gone);
        m_model->remove(gone);
        choose(m_list->current());
        return;
    }
    EnvironmentDraft draft = row->draft;
    draft.now = draft.kept;
    draft.typed = {};
    m_model->setDraft(draft);
    m_form->setDraft(draft, m_model->names(m_current));
    m_form->setNote(m_savedAt.value(m_current));
    showTest();
    showAllowed();
}

void EnvironmentsPage::forgetSecret(SecretKind kind)
{
    const auto *row = m_model->row(m_current);
    if (!row || row->draft.isNew)
        return;
    m_form->secret(kind)->setTyped(std::nullopt, SecretSource::Keychain);
    m_form->secret(kind)->setAsking();
    const QString initiator = kind == SecretKind::BackendToken ? row->draft.tokenOf : QString{};
    whenReady(m_backend->forgetSecret(row->draft.kept, kind, initiator), this, [this](const Result<void> *answer) {
        if (answer && !*answer) {
            m_messages->parentWidget()->show();
            m_messages->showMessage(Status::Fail, answer->error().what, saidAbout(answer->error()));
        }
        askSecrets();
    });
    onEdited();
}

// ---- The whole of one

void EnvironmentsPage::add()
{
    Environment environment;
    environment.kind = chatsync::EnvironmentKind::Staging;
    environment.name = freeName(tr("New environment"), m_model->names());
    environment.writes = defaultPolicyOf(environment.kind);
    choose(m_model->add(environment));
    m_form->focusName();
}

void EnvironmentsPage::duplicate()
{
    const auto *row = m_model->row(m_current);
    if (!row)
        return;
    Environment environment = row->draft.now;
    if (environment.isEmbedded()) {
        add();
        return;
    }
    environment.id.clear();
    environment.name = freeName(tr("%1 copy").arg(environment.name), m_model->names());
    choose(m_model->add(environment));
    m_form->focusName();
}

void EnvironmentsPage::remove()
{
    const auto *row = m_model->row(m_current);
    if (!row || row->draft.kept.isEmbedded() || (m_sheet && m_sheet->isVisible()))
        return;
    if (row->draft.isNew) {
        revert();
        return;
    }
    const Environment gone = row->draft.kept;
    if (gone.id == m_backend->inUse())
        return;
    m_sheet = new Sheet(tr("Remove %1?").arg(gone.name), sheetWidth, this);
    m_sheet->setEnvironment(kindOf(gone));
    auto *text = new QLabel(tr(
        "It goes from the file of environments, and its secrets from the keychain. Runs that "
        "were made there stay in the journal. This cannot be undone; an export keeps all but the secrets."));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    m_sheet->content()->addWidget(text);
    m_sheet->footer()->addStretch();
    m_sheet->setAction(tr("Remove %1").arg(gone.name), true);
    connect(m_sheet, &Sheet::accepted, this, [this, gone] {
        m_sheet->deleteLater();
        whenReady(m_backend->remove(gone.id), this, [this](const Result<void> *answer) {
            if (!answer || *answer)
                return;
            m_messages->parentWidget()->show();
            m_messages->showMessage(Status::Fail, answer->error().what, saidAbout(answer->error()));
        });
        // It must not come back as changes that were not saved.
        if (const auto *known = m_model->row(gone.id)) {
            EnvironmentDraft draft = known->draft;
            draft.now = draft.kept;
            draft.typed = {};
            m_model->setDraft(draft);
        }
    });
    connect(m_sheet, &Sheet::cancelled, m_sheet, &QObject::deleteLater);
    m_sheet->open();
}

void EnvironmentsPage::showAllowed()
{
    const auto *row = m_model->row(m_current);
    const bool inUse = row && row->draft.key == m_backend->inUse();
    const bool use = row && !inUse && !row->draft.isNew;
    const bool remove = row && !inUse && !row->draft.kept.isEmbedded();
    m_list->allow(use, inUse ? tr("The window works there already.") : tr("Save it first."), remove,
                  inUse ? tr("It is in use. Work in another one first.") : tr("The sandbox is built in."));
}

// ---- Self-test

void EnvironmentsPage::test()
{
    const auto *row = m_model->row(m_current);
    if (!row || m_running.values().contains(m_current))
        return;
    onEdited();
    const EnvironmentDraft draft = m_form->draft();
    m_tested.insert(m_current, {.environment = draft.now, .rows = {}, .report = {}, .outcome = {}});
    m_model->setTest(m_current, {.running = true});
    const bool first = m_running.isEmpty();
    m_running.insert(m_backend->test(draft.now, draft.typed), m_current);
    showTest();
    if (first)
        Q_EMIT testingChanged(true);
}

void EnvironmentsPage::stopTest()
{
    m_test->showStopping();
    m_backend->stopTest();
}

void EnvironmentsPage::onTested(const QUuid &test, const CheckRow &row)
{
    const auto key = m_running.constFind(test);
    if (key == m_running.constEnd())
        return;
    Tested &tested = m_tested[*key];
    tested.rows.push_back(row);
    if (*key != m_current)
        return;
    m_test->tell(row);
    m_form->setResults(tested.rows, true);
}

void EnvironmentsPage::onTestEnded(const QUuid &test, const ConnectionReport &report)
{
    if (!m_running.contains(test))
        return;
    const QString key = m_running.take(test);
    Tested &tested = m_tested[key];
    tested.report = report;
    tested.rows = report.rows;
    tested.outcome = {.running = false,
                      .passed = report.count(CheckRow::State::Ok),
                      .warned = report.count(CheckRow::State::Warn),
                      .failed = report.count(CheckRow::State::Fail),
                      .stopped = report.stopped,
                      .at = QDateTime::currentDateTime()};
    m_model->setTest(key, tested.outcome);
    if (key == m_current)
        showTest();
    if (m_running.isEmpty())
        Q_EMIT testingChanged(false);
}

void EnvironmentsPage::showTest()
{
    const auto *row = m_model->row(m_current);
    if (!row)
        return;
    const bool running = m_running.values().contains(m_current);
    const auto known = m_tested.constFind(m_current);
    const QString name = row->draft.now.name;
    if (known == m_tested.constEnd()) {
        m_test->showNone(name);
        m_form->setResults({}, false);
        m_form->setFound(std::nullopt);
        return;
    }
    if (running) {
        m_test->begin(name);
        for (const CheckRow &told : known->rows)
            m_test->tell(told);
    } else {
        m_test->end(known->report, known->outcome);
        m_test->setStale(known->environment != row->draft.now);
    }
    m_form->setResults(known->rows, running);
    m_form->setFound(known->report.mapping);
}

void EnvironmentsPage::openMapping()
{
    if (m_sheet && m_sheet->isVisible())
        return;
    const auto known = m_tested.constFind(m_current);
    if (known == m_tested.constEnd() || !known->report.mapping) {
        m_messages->parentWidget()->show();
        m_messages->showMessage(
            Status::Info, tr("The tables are not known yet"),
            tr("Test the environment first: the test reads the tables, their columns and three "
               "rows of each."));
        return;
    }
    const EnvironmentDraft draft = m_form->draft();
    auto *sheet = new MappingSheet(*known->report.mapping, draft.now.mapping, this);
    m_sheet = sheet;
    sheet->setEnvironment(kindOf(draft.now));
    connect(sheet, &Sheet::cancelled, sheet, &QObject::deleteLater);
    connect(sheet, &Sheet::accepted, this, [this, sheet] {
        EnvironmentDraft changed = m_form->draft();
        changed.now.mapping = sheet->mapping();
        m_form->setDraft(changed, m_model->names(m_current));
        onEdited();
        sheet->deleteLater();
    });
    sheet->open();
}

// ---- Files

void EnvironmentsPage::importFile()
{
    auto *dialog = new QFileDialog(this, tr("Import environments"), {}, tr("Environments (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file{path};
        if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile) {
            m_messages->parentWidget()->show();
            m_messages->showMessage(Status::Fail, tr("The file could not be read."),
                                    file.isOpen() ? tr("It is too large for a file of environments.")
                                                  : file.errorString());
            return;
        }
        import(file.readAll());
    });
    dialog->setModal(false);
    dialog->show();
}

void EnvironmentsPage::import(const QByteArray &text, bool replace)
{
    whenReady(m_backend->import(text, replace), this, [this, text](const Result<ImportReport> *answer) {
        if (!answer)
            return;
        if (*answer) {
            tellImport(**answer, text);
            return;
        }
        m_messages->parentWidget()->show();
        m_messages->clearActions();
        m_messages->showMessage(Status::Fail, answer->error().what, saidAbout(answer->error()));
    });
}

void EnvironmentsPage::tellImport(const ImportReport &report, const QByteArray &text)
{
    QStringList parts;
    const QLocale locale;
    if (!report.added.isEmpty())
        parts << tr("Added: %1.").arg(locale.createSeparatedList(report.added));
    if (!report.replaced.isEmpty())
        parts << tr("Replaced: %1.").arg(locale.createSeparatedList(report.replaced));
    if (!report.skipped.isEmpty())
        parts
            << tr("Known already and left as they are: %1.").arg(locale.createSeparatedList(report.skipped));
    parts << report.notices;
    const int count = static_cast<int>(report.added.size() + report.replaced.size());
    m_messages->clearActions();
    if (!report.skipped.isEmpty()) {
        QPushButton *again = m_messages->addAction(tr("Replace them"));
        again->setToolTip(tr("Takes the file's values for those known already; their secrets stay"));
        connect(again, &QPushButton::clicked, this, [this, text] {
            m_messages->clearActions();
            import(text, true);
        });
    }
    m_messages->parentWidget()->show();
    m_messages->showMessage(report.skipped.isEmpty() && report.notices.isEmpty() ? Status::Ok : Status::Warn,
                            count > 0 ? tr("%n environment(s) imported", nullptr, count)
                                      : tr("Nothing was imported"),
                            parts.join(u' '));
}

void EnvironmentsPage::exportFile()
{
    auto *dialog = new QFileDialog(this, tr("Export environments"), QStringLiteral("environments.json"),
                                   tr("Environments (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file{path};
        const bool written =
            file.open(QIODevice::WriteOnly) && file.write(m_backend->exported()) >= 0 && file.commit();
        m_messages->parentWidget()->show();
        m_messages->clearActions();
        if (written)
            m_messages->showMessage(Status::Ok, tr("The environments were exported"), path);
        else
            m_messages->showMessage(Status::Fail, tr("The file could not be written."), file.errorString());
    });
    dialog->setModal(false);
    dialog->show();
}

} // namespace chatsync::ui
