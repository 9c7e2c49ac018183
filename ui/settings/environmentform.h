// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/connectiontest.h"
#include "ui/settings/environmentdraft.h"
#include "ui/theme/statusglyph.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace chatsync::ui {

class EnvironmentBackend;
class FormField;
class MappingTable;
class SecretField;
class SectionHead;
class SegmentedControl;

/// One environment to be filled in. Says what is wrong beside the field once it is left; a secret typed stays
/// in the draft until it is saved.
class EnvironmentForm final : public QWidget {
    Q_OBJECT
public:
    /// The backend is borrowed.
    explicit EnvironmentForm(EnvironmentBackend *backend, QWidget *parent = nullptr);

    /// @p otherNames are taken.
    void setDraft(const EnvironmentDraft &draft, const QStringList &otherNames);
    EnvironmentDraft draft() const;
    /// Checks all fields; false moves the focus to the first bad one.
    bool validate();
    void setSaving(bool saving);
    /// "Saved 14:12"
    void setNote(const QString &note);
    /// Each section's head repeats what the test came to.
    void setResults(const std::vector<CheckRow> &rows, bool running);
    void setFound(const std::optional<MappingProposal> &found);
    SecretField *secret(SecretKind kind) const;
    void focusName();
    /// Looked at again: the others it is compared with may have changed.
    void showSuspicion();

Q_SIGNALS:
    void edited();
    void saveRequested();
    void revertRequested();
    void mappingRequested();
    void forgetRequested(chatsync::SecretKind kind);
    /// Another initiator's token is meant.
    void tokenOwnerChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildFields();
    QWidget *buildSandbox();
    void buildIdentity(QBoxLayout *into);
    void buildStream(QBoxLayout *into);
    void buildDatabase(QBoxLayout *into);
    void buildBackend(QBoxLayout *into);
    void buildWrites(QBoxLayout *into);
    QLineEdit *lineEdit(const QString &example, bool mono);
    QString nameProblem() const;
    QString problemOf(QString Environment::*field) const;
    void checkOnLeaving(QLineEdit *edit, FormField *field, QString Environment::*member);
    void takePassword();
    void onEdited();
    void refresh();
    void showWrites();
    void showSignIn();

    EnvironmentBackend *m_backend;
    EnvironmentDraft m_draft;
    QStringList m_otherNames;
    bool m_showing = false;
    bool m_saving = false;

    QLabel *m_title;
    QLabel *m_note;
    QPushButton *m_revert;
    QPushButton *m_save;
    QStackedWidget *m_pages;
    QScrollArea *m_scroll;
    QLineEdit *m_name;
    SegmentedControl *m_kind;
    QLineEdit *m_streamUrl;
    QLineEdit *m_key;
    QLineEdit *m_database;
    QComboBox *m_tls;
    QWidget *m_postgres = nullptr;
    QLineEdit *m_backendUrl;
    QComboBox *m_signIn;
    QLineEdit *m_tokenOf;
    QWidget *m_proof = nullptr; ///< How to sign in; not without an address
    FormField *m_tokenOfField = nullptr;
    FormField *m_tokenField = nullptr;
    FormField *m_backendSecretField = nullptr;
    SegmentedControl *m_writes;
    QLabel *m_writesHint;
    QLabel *m_suspicion;
    QLabel *m_moved;
    FormField *m_nameField = nullptr;
    FormField *m_streamUrlField = nullptr;
    FormField *m_keyField = nullptr;
    FormField *m_databaseField = nullptr;
    FormField *m_backendField = nullptr;
    SecretField *m_streamSecret;
    SecretField *m_password;
    SecretField *m_backendToken;
    SecretField *m_backendSecret;
    MappingTable *m_mapping;
    SectionHead *m_streamHead;
    SectionHead *m_databaseHead;
    SectionHead *m_backendHead;
    SectionHead *m_writesHead;
};

} // namespace chatsync::ui
