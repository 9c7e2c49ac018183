// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/lookup.h"
#include "ui/lookup/lookupbackend.h"
#include "ui/lookup/recentlookups.h"
#include "ui/widgets/environmentpill.h"

#include <QElapsedTimer>
#include <QHash>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>

class QAction;
class QMenu;
class QSplitter;
class QStackedWidget;
class QTimer;

namespace chatsync::ui {

class BulkPage;
class LookUpHome;
class MessageBar;
class PairCard;
class PersonCard;
class RepairSheet;
class ResultsPane;

/// The view that looks anybody up, says why a chat fails, and repairs it.
///
/// Its actions are its own (QWidget::actions()), with text, tip, shortcut and object name `lookup.*`; menus
/// and the palette show them. GUI thread; the backend is borrowed and outlives it.
class LookUpPage final : public QWidget {
    Q_OBJECT
public:
    explicit LookUpPage(LookUpBackend *backend, QWidget *parent = nullptr);
    ~LookUpPage() override;

    /// Takes whatever a person pastes; an older look-up that is under way is dropped.
    void lookUp(const QString &text);
    bool isSearching() const { return m_searching; }
    /// Null before the first one.
    const diagnosis::LookupResult *result() const { return m_result ? &*m_result : nullptr; }
    /// How long ago the result came, for pictures and tests; else a clock tells. @p took stands for what was
    /// measured of a look-up.
    void setElapsedSource(std::function<std::chrono::milliseconds()> source,
                          std::optional<std::chrono::milliseconds> took = {});

    ResultsPane *results() const { return m_results; }
    PersonCard *personCard() const { return m_person; }
    PairCard *pairCard() const { return m_pair; }
    BulkPage *bulkPage() const { return m_bulk; }
    LookUpHome *home() const { return m_home; }
    MessageBar *messages() const { return m_messages; }
    RepairSheet *repairSheet() const;
    QWidget *detail() const;
    const RecentLookUps &recent() const { return m_recent; }

    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

public Q_SLOTS:
    void checkAgain();
    /// Ends the look-up under way; what was there before stays.
    void cancel();
    void exportTable();
    /// Writes the table of a bulk look-up as CSV; false when that did not work, which is told.
    bool exportTo(const QString &path);

Q_SIGNALS:
    /// For the field: what is being looked up.
    void lookedUp(const QString &text);
    void typingRequested();
    void conversationRequested(const QList<chatsync::Participant> &people);
    void runRequested(const QUuid &run);
    /// A code of the error dictionary, or of a defect of the recipe.
    void explanationRequested(const QString &code);
    void searchingChanged(bool searching);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum class Ask { Anew, Again, More };

    void build();
    void buildActions();
    void connectCard();
    QAction *addPageAction(const QString &id, const QString &text, const QString &tip,
                           const QList<QKeySequence> &keys);
    void ask(Ask how);
    void take(const Result<diagnosis::LookupResult> &answer, Ask how);
    void append(const diagnosis::LookupResult &page);
    void recallStreamChat();
    void askRuns(const QStringList &words);
    void setSearching(bool searching);
    void refreshResults();
    void showResult(Ask how);
    void showChosen();
    void openChosen();
    void showPerson(size_t person);
    void showNothing();
    void updateActions();
    void updateAges();
    QDateTime now() const;
    QStringList wordsOf(std::optional<size_t> person) const;
    const std::vector<RunSummary> &runsOf(const QStringList &words) const;

    std::vector<diagnosis::Remedy> currentRepairs() const;
    void repair(const std::vector<diagnosis::Remedy> &remedies);
    void plan(const RepairRequest &request, bool undo);
    void openSheet(const RepairPlan &plan, bool undo);
    void takeRepair(bool worked);
    void beginAnew();
    void copyRequests(const std::vector<diagnosis::Remedy> &remedies);
    void converse();
    void showMenu(const QPoint &globalPos);
    void copyId();
    void showError(const Error &error);

    LookUpBackend *m_backend;
    QSplitter *m_splitter;
    ResultsPane *m_results;
    QStackedWidget *m_stack;
    MessageBar *m_messages;
    LookUpHome *m_home;
    PersonCard *m_person;
    PairCard *m_pair;
    BulkPage *m_bulk;
    QPointer<RepairSheet> m_sheet;
    QTimer *m_busy;
    QTimer *m_tick;
    QElapsedTimer m_since;
    std::function<std::chrono::milliseconds()> m_elapsed;
    std::optional<std::chrono::milliseconds> m_took;

    diagnosis::LookupRequest m_request;
    std::optional<diagnosis::LookupResult> m_result;
    std::optional<size_t> m_shown;                  ///< Person on the card
    QHash<QString, std::vector<RunSummary>> m_runs; ///< By the words asked for; of this look-up
    QHash<QString, diagnosis::PersonFacts> m_known; ///< As StreamChat told last, by id
    QStringList m_stale;                            ///< Ids shown from m_known
    RecentLookUps m_recent;
    int m_round = 0;
    bool m_searching = false;
    std::optional<RepairRequest> m_undo;

    QAction *m_checkAgain = nullptr;
    QAction *m_copyId = nullptr;
    QAction *m_explain = nullptr;
    QAction *m_repair = nullptr;
    QAction *m_copyRequest = nullptr;
    QAction *m_undoAction = nullptr;
    QAction *m_converse = nullptr;
    QAction *m_export = nullptr;
    QAction *m_forget = nullptr;
};

} // namespace chatsync::ui
