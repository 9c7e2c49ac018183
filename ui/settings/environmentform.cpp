// SPDX-License-Identifier: MIT
#include "ui/settings/environmentform.h"

#include "ui/settings/environmentbackend.h"
#include "ui/settings/mappingtable.h"
#include "ui/settings/secretfield.h"
#include "ui/settings/sectionhead.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/panebar.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

namespace chatsync::ui {

namespace {

constexpr int formWidth = 425;
constexpr int sectionTop = 10;
constexpr int fieldGap = 8;
constexpr int longestText = 2'000;

/// A section of the form, closed by a line below.
QVBoxLayout *section(QBoxLayout *into, bool last = false)
{
    auto *bar = new PaneBar(last ? Qt::Edges{} : Qt::Edges{Qt::BottomEdge});
    auto *layout = new QVBoxLayout(bar);
    layout->setContentsMargins(space::pane, sectionTop, space::pane, sectionTop + 1);
    layout->setSpacing(fieldGap);
    into->addWidget(bar);
    return layout;
}

QHBoxLayout *sideBySide()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(fieldGap);
    return row;
}

QLabel *note(Ink ink)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFontRole(label, FontRole::Caption);
    setInk(label, ink);
    return label;
}

/// With everything but one field beyond doubt, what is wrong is wrong with that.
Environment soundBut(const Environment &environment, QString Environment::*field)
{
    Environment sound;
    sound.id = QStringLiteral("sound");
    sound.name = QStringLiteral("Sound");
    sound.streamKey = QStringLiteral("key");
    sound.database = QStringLiteral("sqlite:/sound");
    sound.*field = environment.*field;
    return sound;
}

} // namespace

EnvironmentForm::EnvironmentForm(EnvironmentBackend *backend, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_title(new ElidedLabel)
    , m_note(new QLabel)
    , m_revert(new QPushButton(tr("Revert")))
    , m_save(new QPushButton(tr("Save")))
    , m_pages(new QStackedWidget(this))
    , m_scroll(new QScrollArea)
    , m_name(lineEdit(tr("Staging"), false))
    , m_kind(new SegmentedControl)
    , m_streamUrl(lineEdit(QStringLiteral("https://chat.stream-io-api.com"), true))
    , m_key(lineEdit(QStringLiteral("q7zk2m9xw4td"), true))
    , m_database(lineEdit(QStringLiteral("postgresql://reader@host/crew"), true))
    , m_tls(new QComboBox)
    , m_backendUrl(lineEdit(tr("None"), true))
    , m_signIn(new QComboBox)
    , m_tokenOf(lineEdit(tr("Anybody's"), true))
    , m_writes(new SegmentedControl)
    , m_writesHint(note(Ink::Secondary))
    , m_suspicion(note(Ink::Warn))
    , m_moved(note(Ink::Secondary))
    , m_streamSecret(new SecretField(SecretKind::StreamSecret))
    , m_password(new SecretField(SecretKind::DatabasePassword))
    , m_backendToken(new SecretField(SecretKind::BackendToken))
    , m_backendSecret(new SecretField(SecretKind::BackendSecret))
    , m_mapping(new MappingTable)
    , m_streamHead(new SectionHead(tr("StreamChat")))
    , m_databaseHead(new SectionHead(tr("Database")))
    , m_backendHead(new SectionHead(tr("Backend")))
    , m_writesHead(new SectionHead(tr("Writing to StreamChat")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(m_pages, 1);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(buildFields());
    setSurface(m_scroll->viewport(), Surface::Window);
    m_pages->addWidget(m_scroll);
    m_pages->addWidget(buildSandbox());
    // Half of the growth is left to wrapping and eliding, as in the window.
    followTheme(this, [this] { setFixedWidth((formWidth + theme().scaled(formWidth)) / 2); });
    refresh();
}

QLineEdit *EnvironmentForm::lineEdit(const QString &example, bool mono)
{
    auto *edit = new QLineEdit;
    edit->setPlaceholderText(example);
    edit->setMaxLength(longestText);
    if (mono)
        setFontRole(edit, FontRole::Mono);
    connect(edit, &QLineEdit::textEdited, this, &EnvironmentForm::onEdited);
    return edit;
}

QWidget *EnvironmentForm::buildHead()
{
    auto *bar = new PaneBar(Qt::BottomEdge, this);
    setFontRole(m_title, FontRole::Heading);
    setFontRole(m_note, FontRole::Caption);
    setInk(m_note, Ink::Secondary);
    setSmall(m_revert);
    setSmall(m_save);
    m_revert->setToolTip(tr("Back to what is kept"));
    m_save->setToolTip(tr("Keeps the environment and its secrets (%1)")
                           .arg(QKeySequence(QKeySequence::Save).toString(QKeySequence::NativeText)));
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::pane - 2, 0, space::pane - 2, 1);
    layout->setSpacing(space::base);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_note);
    layout->addWidget(m_revert);
    layout->addWidget(m_save);
    followTheme(bar, [bar] { bar->setFixedHeight(theme().height(Height::PaneBar)); });
    connect(m_revert, &QPushButton::clicked, this, &EnvironmentForm::revertRequested);
    connect(m_save, &QPushButton::clicked, this, &EnvironmentForm::saveRequested);
    return bar;
}

QWidget *EnvironmentForm::buildFields()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildIdentity(layout);
    buildStream(layout);
    buildDatabase(layout);
    buildBackend(layout);
    buildWrites(layout);
    layout->addStretch();
    return content;
}

void EnvironmentForm::buildIdentity(QBoxLayout *into)
{
    QVBoxLayout *layout = section(into);
    for (const chatsync::EnvironmentKind kind :
         {chatsync::EnvironmentKind::Sandbox, chatsync::EnvironmentKind::Staging,
          chatsync::EnvironmentKind::Production, chatsync::EnvironmentKind::Custom})
        m_kind->addSegment(toString(kind), titleOf(kind), titleOf(kind));
    auto *row = sideBySide();
    m_nameField = new FormField(tr("Name"), m_name);
    row->addWidget(m_nameField, 2, Qt::AlignTop);
    row->addWidget(new FormField(tr("Kind"), m_kind), 5, Qt::AlignTop);
    layout->addLayout(row);
    connect(m_name, &QLineEdit::editingFinished, this, [this] { m_nameField->setError(nameProblem()); });
    connect(m_kind, &SegmentedControl::valueChanged, this, [this](const QString &value) {
        if (m_showing)
            return;
        const auto kind = environmentKindFrom(value).value_or(chatsync::EnvironmentKind::Custom);
        m_writes->setValue(toString(defaultPolicyOf(kind)));
        onEdited();
    });
}

void EnvironmentForm::buildStream(QBoxLayout *into)
{
    QVBoxLayout *layout = section(into);
    layout->addWidget(m_streamHead);
    m_streamUrlField = new FormField(tr("URL"), m_streamUrl);
    m_streamUrl->setAccessibleName(tr("StreamChat URL"));
    m_streamUrl->setToolTip(tr("Empty: StreamChat's public address"));
    layout->addWidget(m_streamUrlField);
    auto *row = sideBySide();
    m_keyField = new FormField(tr("Key"), m_key);
    m_key->setToolTip(tr("The application's key, as StreamChat's dashboard shows it"));
    row->addWidget(m_keyField, 1, Qt::AlignTop);
    row->addWidget(new FormField(tr("Secret"), m_streamSecret), 2, Qt::AlignTop);
    layout->addLayout(row);
    checkOnLeaving(m_streamUrl, m_streamUrlField, &Environment::streamUrl);
    checkOnLeaving(m_key, m_keyField, &Environment::streamKey);
    connect(m_streamSecret, &SecretField::edited, this, &EnvironmentForm::onEdited);
    connect(m_streamSecret, &SecretField::forgetRequested, this,
            [this] { Q_EMIT forgetRequested(SecretKind::StreamSecret); });
}

void EnvironmentForm::buildDatabase(QBoxLayout *into)
{
    QVBoxLayout *layout = section(into);
    layout->addWidget(m_databaseHead);
    m_databaseField = new FormField(tr("URL"), m_database);
    m_database->setAccessibleName(tr("Database URL"));
    m_database->setToolTip(tr("sqlite:PATH or postgresql://USER@HOST/NAME"));
    layout->addWidget(m_databaseField);
    m_moved->hide();
    layout->addWidget(m_moved);

    m_tls->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_tls->setMinimumContentsLength(6);
    m_tls->addItem(tr("As the server wants"), QString{});
    m_tls->addItem(tr("Verify host"), QStringLiteral("verify-full"));
    m_tls->addItem(tr("Verify authority"), QStringLiteral("verify-ca"));
    m_tls->addItem(tr("Required"), QStringLiteral("require"));
    m_tls->addItem(tr("Off"), QStringLiteral("disable"));
    m_postgres = new QWidget;
    auto *row = new QHBoxLayout(m_postgres);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(fieldGap);
    row->addWidget(new FormField(tr("TLS"), m_tls), 1, Qt::AlignTop);
    row->addWidget(new FormField(tr("Password"), m_password), 2, Qt::AlignTop);
    layout->addWidget(m_postgres);

    auto *head = new QHBoxLayout;
    auto *caption = new QLabel(tr("Schema mapping"));
    setFontRole(caption, FontRole::TableHeader);
    setInk(caption, Ink::Secondary);
    auto *change = new QPushButton(tr("Change..."));
    setButtonKind(change, ButtonKind::Flat);
    setSmall(change);
    followTheme(change,
                [change] { change->setFixedHeight(theme().lineHeight(FontRole::Label) + space::hair); });
    change->setToolTip(tr("Which tables and columns are read, with sample rows"));
    change->setAccessibleName(tr("Change the schema mapping"));
    head->addWidget(caption, 1);
    head->addWidget(change);
    auto *mapping = new QVBoxLayout;
    mapping->setSpacing(0);
    mapping->addLayout(head);
    mapping->addWidget(m_mapping);
    layout->addLayout(mapping);

    connect(m_database, &QLineEdit::editingFinished, this, &EnvironmentForm::takePassword);
    checkOnLeaving(m_database, m_databaseField, &Environment::database);
    connect(m_tls, &QComboBox::activated, this, [this] {
        m_database->setText(withTlsMode(m_database->text().trimmed(), m_tls->currentData().toString()));
        onEdited();
    });
    connect(change, &QPushButton::clicked, this, &EnvironmentForm::mappingRequested);
    connect(m_password, &SecretField::edited, this, &EnvironmentForm::onEdited);
    connect(m_password, &SecretField::forgetRequested, this,
            [this] { Q_EMIT forgetRequested(SecretKind::DatabasePassword); });
}

void EnvironmentForm::buildBackend(QBoxLayout *into)
{
    QVBoxLayout *layout = section(into);
    layout->addWidget(m_backendHead);
    m_backendField = new FormField(tr("URL"), m_backendUrl);
    m_backendUrl->setAccessibleName(tr("Backend URL"));
    m_signIn->addItem(tr("HS256"), toString(BackendSignIn::Secret));
    m_signIn->addItem(tr("Token"), toString(BackendSignIn::Token));
    m_signIn->setToolTip(
        tr("HS256: a token is made for each initiator, with the backend's secret. Token: as they were given, "
           "each for one initiator or for all."));
    auto *row = sideBySide();
    row->addWidget(m_backendField, 5, Qt::AlignTop);
    row->addWidget(new FormField(tr("Sign in by"), m_signIn), 2, Qt::AlignTop);
    layout->addLayout(row);

    m_tokenOf->setToolTip(tr("The database id of the initiator whose token it is. Empty: the token is sent for "
                             "everybody who has none of their own."));
    m_tokenOfField = new FormField(tr("Initiator"), m_tokenOf);
    m_tokenField = new FormField(tr("Token"), m_backendToken);
    m_backendSecretField = new FormField(tr("Secret"), m_backendSecret);
    m_proof = new QWidget;
    auto *proof = new QHBoxLayout(m_proof);
    proof->setContentsMargins(0, 0, 0, 0);
    proof->setSpacing(fieldGap);
    proof->addWidget(m_tokenOfField, 2, Qt::AlignTop);
    proof->addWidget(m_tokenField, 3, Qt::AlignTop);
    proof->addWidget(m_backendSecretField, 5, Qt::AlignTop);
    layout->addWidget(m_proof);

    checkOnLeaving(m_backendUrl, m_backendField, &Environment::backendUrl);
    connect(m_signIn, &QComboBox::activated, this, &EnvironmentForm::onEdited);
    connect(m_tokenOf, &QLineEdit::editingFinished, this, [this] {
        if (!m_showing && m_tokenOf->text().trimmed() != m_draft.tokenOf) {
            m_draft.tokenOf = m_tokenOf->text().trimmed();
            Q_EMIT tokenOwnerChanged();
        }
    });
    const std::pair<SecretKind, SecretField *> fields[] = {{SecretKind::BackendToken, m_backendToken},
                                                           {SecretKind::BackendSecret, m_backendSecret}};
    for (const auto &[kind, field] : fields) {
        connect(field, &SecretField::edited, this, &EnvironmentForm::onEdited);
        connect(field, &SecretField::forgetRequested, this,
                [this, kind = kind] { Q_EMIT forgetRequested(kind); });
    }
}

void EnvironmentForm::showSignIn()
{
    const bool token = draft().now.backendSignIn == BackendSignIn::Token;
    m_proof->setVisible(!m_backendUrl->text().trimmed().isEmpty());
    m_tokenOfField->setVisible(token);
    m_tokenField->setVisible(token);
    m_backendSecretField->setVisible(!token);
}

void EnvironmentForm::buildWrites(QBoxLayout *into)
{
    QVBoxLayout *layout = section(into, true);
    layout->addWidget(m_writesHead);
    m_writes->addSegment(toString(WritePolicy::ReadOnly), tr("Read-only"),
                         tr("Nothing is ever written there"));
    m_writes->addSegment(toString(WritePolicy::WhenArmed), tr("When armed"),
                         tr("Repairs, ten minutes at a time, after its name was typed"));
    m_writes->addSegment(toString(WritePolicy::Allowed), tr("Allowed"), tr("Runs and repairs may write"));
    m_writes->setAccessibleName(tr("Writing to StreamChat"));
    layout->addWidget(m_writes);
    layout->addWidget(m_suspicion);
    layout->addWidget(m_writesHint);
    connect(m_writes, &SegmentedControl::valueChanged, this, [this] {
        if (!m_showing)
            onEdited();
    });
}

QWidget *EnvironmentForm::buildSandbox()
{
    auto *page = new PaneBar({});
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(space::page, space::page, space::page, space::page);
    layout->addWidget(new EmptyState(
        Icon::Sandbox, tr("The sandbox is built in"),
        tr("A StreamChat of its own and a database of made-up people, inside this program. There is nothing "
           "to "
           "set up, nothing leaves this machine, and it can be neither changed nor removed.")));
    return page;
}

SecretField *EnvironmentForm::secret(SecretKind kind) const
{
    switch (kind) {
    case SecretKind::StreamSecret:
        return m_streamSecret;
    case SecretKind::DatabasePassword:
        return m_password;
    case SecretKind::BackendToken:
        return m_backendToken;
    case SecretKind::BackendSecret:
        return m_backendSecret;
    }
    Q_UNREACHABLE();
}

void EnvironmentForm::setDraft(const EnvironmentDraft &draft, const QStringList &otherNames)
{
    m_showing = true;
    m_draft = draft;
    m_otherNames = otherNames;
    const Environment &now = draft.now;
    m_name->setText(now.name);
    m_kind->setValue(toString(now.kind));
    m_streamUrl->setText(now.streamUrl);
    m_key->setText(now.streamKey);
    m_database->setText(now.database);
    m_backendUrl->setText(now.backendUrl);
    m_signIn->setCurrentIndex(m_signIn->findData(toString(now.backendSignIn)));
    m_tokenOf->setText(draft.tokenOf);
    for (QLineEdit *edit : {m_name, m_streamUrl, m_key, m_database, m_backendUrl, m_tokenOf})
        edit->setCursorPosition(0);
    m_writes->setValue(toString(now.writes));
    for (const SecretKind kind : allSecretKinds)
        secret(kind)->setTyped(m_draft.typedOf(kind), draft.keepIn.value(kind, SecretSource::Keychain));
    for (FormField *field : {m_nameField, m_streamUrlField, m_keyField, m_databaseField, m_backendField})
        field->setError({});
    m_moved->hide();
    m_pages->setCurrentIndex(now.isEmbedded() ? 1 : 0);
    m_showing = false;
    refresh();
}

EnvironmentDraft EnvironmentForm::draft() const
{
    EnvironmentDraft draft = m_draft;
    if (draft.now.isEmbedded())
        return draft;
    Environment &now = draft.now;
    now.name = m_name->text().trimmed();
    now.kind = environmentKindFrom(m_kind->value()).value_or(chatsync::EnvironmentKind::Custom);
    now.streamUrl = m_streamUrl->text().trimmed();
    now.streamKey = m_key->text().trimmed();
    now.database = m_database->text().trimmed();
    now.backendUrl = m_backendUrl->text().trimmed();
    now.backendSignIn =
        backendSignInFrom(m_signIn->currentData().toString()).value_or(BackendSignIn::Secret);
    draft.tokenOf = m_tokenOf->text().trimmed();
    now.writes = writePolicyFrom(m_writes->value()).value_or(WritePolicy::ReadOnly);
    for (const SecretKind kind : allSecretKinds) {
        draft.typedOf(kind) = secret(kind)->typed();
        draft.keepIn.insert(kind, secret(kind)->keepIn());
    }
    return draft;
}

QString EnvironmentForm::nameProblem() const
{
    if (const QString problem = problemOf(&Environment::name); !problem.isEmpty())
        return problem;
    if (m_otherNames.contains(m_name->text().trimmed(), Qt::CaseInsensitive))
        return tr("There is another environment of this name.");
    return {};
}

QString EnvironmentForm::problemOf(QString Environment::*field) const
{
    const Result<void> checked = checkEnvironment(soundBut(draft().now, field));
    if (checked)
        return {};
    return checked.error().advice.isEmpty() ? checked.error().what
                                            : checked.error().what + u' ' + checked.error().advice;
}

void EnvironmentForm::checkOnLeaving(QLineEdit *edit, FormField *field, QString Environment::*member)
{
    connect(edit, &QLineEdit::editingFinished, this,
            [this, field, member] { field->setError(problemOf(member)); });
}

/// Addresses are pasted with their password in them. No file may hold one: it moves to where it belongs.
void EnvironmentForm::takePassword()
{
    const Result<SplitDatabase> split = splitPassword(m_database->text().trimmed());
    if (!split || split->password.isEmpty())
        return;
    m_database->setText(split->address);
    m_password->setTyped(split->password.toUtf8(), m_password->keepIn());
    m_moved->setText(tr("The password was taken out of the address. It is kept apart, once you save."));
    m_moved->show();
    onEdited();
}

bool EnvironmentForm::validate()
{
    takePassword();
    m_nameField->setError(nameProblem());
    const std::pair<FormField *, QString Environment::*> others[] = {
        {m_streamUrlField, &Environment::streamUrl},
        {m_keyField, &Environment::streamKey},
        {m_databaseField, &Environment::database},
        {m_backendField, &Environment::backendUrl}};
    for (const auto &[field, member] : others)
        field->setError(problemOf(member));
    for (FormField *field : {m_nameField, m_streamUrlField, m_keyField, m_databaseField, m_backendField}) {
        if (field->error().isEmpty())
            continue;
        field->field()->setFocus(Qt::OtherFocusReason);
        m_scroll->ensureWidgetVisible(field);
        return false;
    }
    return true;
}

void EnvironmentForm::onEdited()
{
    // What is being mended is not to be blamed while it is.
    for (FormField *field : {m_nameField, m_streamUrlField, m_keyField, m_databaseField, m_backendField}) {
        if (field->field()->hasFocus())
            field->setError({});
    }
    refresh();
    Q_EMIT edited();
}

void EnvironmentForm::refresh()
{
    const EnvironmentDraft now = draft();
    const bool embedded = now.now.isEmbedded();
    const bool dirty = now.isDirty();
    m_title->setText(now.now.name.isEmpty() ? tr("New environment") : now.now.name);
    m_save->setVisible(!embedded);
    m_revert->setVisible(!embedded);
    m_save->setEnabled(dirty && !m_saving);
    m_save->setText(m_saving ? tr("Saving …") : tr("Save"));
    m_revert->setEnabled(dirty && !m_saving);
    m_revert->setText(now.isNew ? tr("Discard") : tr("Revert"));
    setButtonKind(m_save, dirty ? ButtonKind::Primary : ButtonKind::Normal);
    if (dirty && !embedded)
        m_note->setText(tr("Not saved"));
    const bool postgres = isPostgres(now.now.database);
    m_postgres->setVisible(postgres);
    if (postgres) {
        const QString mode = tlsModeOf(now.now.database);
        const int known = m_tls->findData(mode);
        m_tls->setCurrentIndex(known);
        m_tls->setPlaceholderText(mode);
    }
    m_mapping->setMapping(now.now.mapping, std::nullopt);
    showSignIn();
    showWrites();
    showSuspicion();
}

void EnvironmentForm::showWrites()
{
    switch (draft().now.writes) {
    case WritePolicy::Allowed:
        m_writesHint->setText(
            tr("Every repair is shown field by field and confirmed. It covers at most 100 users "
               "and 10 channels, with onecrew_ ids only."));
        break;
    case WritePolicy::WhenArmed:
        m_writesHint->setText(
            tr("Repairs after arming, ten minutes at a time. Runs, checklist and clean-up stay "
               "locked."));
        break;
    case WritePolicy::ReadOnly:
        m_writesHint->setText(tr("Nothing is ever written there, neither by a run nor by a repair."));
        break;
    }
}

void EnvironmentForm::showSuspicion()
{
    const Environment now = draft().now;
    const auto suspicion = now.isEmbedded() ? std::nullopt : m_backend->suspicion(now);
    m_suspicion->setText(suspicion.value_or(QString{}));
    m_suspicion->setVisible(suspicion.has_value());
    if (suspicion)
        m_writesHead->setState(Status::Warn, tr("Looks like Production"));
    else if (now.kind == chatsync::EnvironmentKind::Production)
        m_writesHead->clear();
    else
        m_writesHead->setState(Status::Ok, tr("Nothing of Production's"));
}

void EnvironmentForm::setSaving(bool saving)
{
    m_saving = saving;
    refresh();
}

void EnvironmentForm::setNote(const QString &note)
{
    m_note->setText(note);
}

void EnvironmentForm::setFound(const std::optional<MappingProposal> &found)
{
    m_mapping->setMapping(draft().now.mapping, found);
}

void EnvironmentForm::setResults(const std::vector<CheckRow> &rows, bool running)
{
    const std::pair<QLatin1String, SectionHead *> heads[] = {{QLatin1String("streamchat"), m_streamHead},
                                                             {QLatin1String("database"), m_databaseHead},
                                                             {QLatin1String("backend"), m_backendHead}};
    for (const auto &[service, head] : heads) {
        int warned = 0;
        int failed = 0;
        int told = 0;
        int skipped = 0;
        double took = 0;
        for (const CheckRow &row : rows) {
            if (row.service != service)
                continue;
            ++told;
            warned += row.state == CheckRow::State::Warn;
            failed += row.state == CheckRow::State::Fail;
            skipped += row.state == CheckRow::State::Skipped;
            if (took == 0)
                took = row.tookMs;
        }
        if (failed > 0)
            head->setState(Status::Fail, tr("%n failed", nullptr, failed));
        else if (warned > 0)
            head->setState(Status::Warn, tr("%n warning(s)", nullptr, warned));
        else if (running)
            head->setState(Status::Running, tr("Being tested"));
        else if (told == 0)
            head->clear();
        else if (skipped == told)
            head->setState(Status::Skipped, tr("Not tested"));
        else
            head->setState(Status::Ok,
                           took > 0 ? tr("%1 ms").arg(QLocale().toString(qRound(took))) : tr("Ready"));
    }
}

void EnvironmentForm::focusName()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
    m_scroll->ensureWidgetVisible(m_name);
}

void EnvironmentForm::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().tokens().window);
    drawEdge(painter, rect(), isRightToLeft() ? Qt::LeftEdge : Qt::RightEdge, theme().tokens().line);
}

} // namespace chatsync::ui
