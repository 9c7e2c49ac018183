// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/connectiontest.h"
#include "core/environment/environmentstore.h"
#include "ui/settings/environmentdraft.h"
#include "ui/settings/environmentlistmodel.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

namespace chatsync::ui {

class EnvironmentBackend;
class EnvironmentForm;
class EnvironmentList;
class MessageBar;
class SelfTestPane;
class Sheet;

/// Environments: the list, the form of the chosen one, and its self-test. What was typed stays, in every one
/// of them, until it is saved or reverted.
class EnvironmentsPage final : public QWidget {
    Q_OBJECT
public:
    /// The backend is borrowed.
    explicit EnvironmentsPage(EnvironmentBackend *backend, QWidget *parent = nullptr);
    ~EnvironmentsPage() override;

    EnvironmentListModel *model() const { return m_model; }
    EnvironmentList *list() const { return m_list; }
    EnvironmentForm *form() const { return m_form; }
    SelfTestPane *selfTest() const { return m_test; }
    bool isTesting() const { return !m_running.isEmpty(); }

    QString current() const { return m_current; }
    void choose(const QString &key);
    /// As soon as it is there: the file may not have been read yet.
    void chooseLater(const QString &key);

    /// A file's text.
    void import(const QByteArray &text, bool replace = false);

public Q_SLOTS:
    void add();
    void duplicate();
    void remove();
    void save();
    void revert();
    void test();
    void stopTest();
    void openMapping();

Q_SIGNALS:
    void useRequested(const chatsync::Environment &environment);
    void testingChanged(bool testing);
    /// It was saved, its secrets too: whoever works there has the values of before.
    void kept(const chatsync::Environment &environment);

private:
    /// The last test of one environment.
    struct Tested {
        Environment environment;
        std::vector<CheckRow> rows;
        ConnectionReport report;
        TestOutcome outcome;
    };

    void connectParts();
    void reload();
    void showDraft(const QString &key);
    void onEdited();
    void askSecrets();
    void keepSecrets(const QString &key, const EnvironmentDraft &sent, const Environment &kept);
    void keepSecret(const QString &key, const Environment &kept, SecretKind kind, const QByteArray &value,
                    const EnvironmentDraft &sent);
    void secretKept(const QString &key, SecretKind kind, const Result<SecretState> &answer);
    void forgetSecret(SecretKind kind);
    void endSaving(const QString &key);
    void onTested(const QUuid &test, const CheckRow &row);
    void onTestEnded(const QUuid &test, const ConnectionReport &report);
    void showTest();
    void showAllowed();
    void importFile();
    void exportFile();
    void tellImport(const ImportReport &report, const QByteArray &text);

    EnvironmentBackend *m_backend;
    EnvironmentListModel *m_model;
    MessageBar *m_messages;
    EnvironmentList *m_list;
    EnvironmentForm *m_form;
    SelfTestPane *m_test;
    QPointer<Sheet> m_sheet;
    QString m_current;
    QString m_wanted;                  ///< To be chosen once it is there
    QHash<QString, Tested> m_tested;   ///< By key
    QHash<QUuid, QString> m_running;   ///< Tests, with the key of what they test
    QHash<QString, int> m_saving;      ///< Answers that are awaited, by key
    QHash<QString, QString> m_savedAt; ///< By key
    int m_asked = 0;                   ///< Answers about earlier choices are dropped
    bool m_reloading = false;
};

} // namespace chatsync::ui
