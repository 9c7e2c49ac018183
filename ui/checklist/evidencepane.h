// SPDX-License-Identifier: MIT
#pragma once

#include "ui/checklist/checklisttexts.h"

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QTimer;
class QVBoxLayout;

namespace chatsync::ui {

class Badge;
class ElidedLabel;

/// What speaks for the verdict of one check, or of one cell of the sweep, with the place that shows more of
/// it one click away; and what the tester adds: a note, a ticket, a verdict of their own.
class EvidencePane final : public QWidget {
    Q_OBJECT
public:
    static constexpr int preferredWidth = 392;
    static constexpr int leastWidth = 320; ///< Where the window has no more
    QSize sizeHint() const override;

    explicit EvidencePane(QWidget *parent = nullptr);

    struct Subject {
        QString heading; ///< "Check 1", "Nordlys Maritime, new user"
        CheckResult check;
        Status status = Status::NotStarted;
        QString statusWord;
        int sameCause = 0; ///< Other companies with this cause; 0: not told
        int sameCauseNew = 0;
        bool editable = false; ///< Notes and verdicts can be given

        bool operator==(const Subject &) const = default;
    };
    /// What is typed and not told yet is told first. The same once more changes nothing.
    void show(const Subject &subject, const RunNumbers &numbers);
    /// Nothing is chosen.
    void clear(const QString &sentence);
    const Subject &subject() const { return m_subject; }

    /// Buttons of the page below the pane. "Mark as..." stands first, and is the pane's own.
    QHBoxLayout *footer() const { return m_footer; }
    QPushButton *markButton() const { return m_mark; }
    QPlainTextEdit *noteField() const { return m_note; }
    QLineEdit *ticketField() const { return m_ticket; }
    QPushButton *linkButton() const { return m_link; }
    QPushButton *sameCauseButton() const { return m_sameCause; }
    /// The links of the evidence, in their order.
    QList<QPushButton *> links() const;

Q_SIGNALS:
    void runRequested(const QUuid &run);
    void lookUpRequested(const QString &id);
    /// @p file as it was given; lines from 1 on, 0: none are named.
    void logRequested(const QString &file, int first, int last);
    void noteChanged(const QString &note);
    void verdictChosen(chatsync::CheckVerdict verdict);
    void ticketChanged(const QString &ticket);
    void sameCauseRequested(const QString &cause);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHead(QVBoxLayout *into);
    void buildInputs();
    void buildFooter(QVBoxLayout *into);
    void rebuild(const RunNumbers &numbers);
    void addBanner(QVBoxLayout *into);
    void addDone(QVBoxLayout *into);
    void addNext(QVBoxLayout *into);
    void addEvidence(QVBoxLayout *into, const RunNumbers &numbers);
    void follow(const CheckEvidence &evidence);
    void tellNote();

    Subject m_subject;
    RunNumbers m_numbers;
    bool m_shown = false;
    QLabel *m_heading;
    Badge *m_badge;
    QScrollArea *m_scroll;
    QPointer<QWidget> m_body;
    QWidget *m_inputs;
    QPlainTextEdit *m_note;
    QTimer *m_noteTimer;
    QWidget *m_known;
    QLineEdit *m_ticket;
    QPushButton *m_link;
    QPushButton *m_sameCause = nullptr;
    QHBoxLayout *m_footer = nullptr;
    QPushButton *m_mark = nullptr;
    QList<QPointer<QPushButton>> m_links;
};

} // namespace chatsync::ui
