// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/lookup.h"
#include "core/domain/runsummary.h"
#include "ui/lookup/lookupbackend.h"

#include <QWidget>

class QPushButton;
class QScrollArea;
class QSplitter;
class QTableView;
class QToolButton;

namespace chatsync::ui {

class CardHeader;
class CellModel;
class DetailTabs;
class ElidedLabel;
class FindingsPane;
class OtherIdentityRow;
class RawPage;
class VerdictBanner;

/// One participant: who they are, whether others can chat with them, and why.
class PersonCard final : public QWidget {
    Q_OBJECT
public:
    explicit PersonCard(QWidget *parent = nullptr);

    /// @p result is borrowed for the call. @p stale: StreamChat could not be asked, and what is shown of it
    /// is from before.
    void show(const diagnosis::LookupResult &result, size_t person, const std::vector<RunSummary> &runs,
              const WriteLeave &leave, bool stale);
    /// Counts the ages anew.
    void setNow(const QDateTime &now);
    void setChecking(bool checking);
    void explain(); ///< Shows the findings
    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

    VerdictBanner *banner() const { return m_banner; }
    CardHeader *header() const { return m_header; }
    DetailTabs *tabs() const { return m_tabs; }
    QTableView *comparison() const { return m_comparison; }
    QPushButton *repairButton() const { return m_repair; }

Q_SIGNALS:
    void repairRequested(const std::vector<chatsync::diagnosis::Remedy> &remedies);
    void copyRequested(const std::vector<chatsync::diagnosis::Remedy> &remedies);
    void conversationRequested();
    void checkRequested();
    void menuRequested(const QPoint &globalPos);
    void codeFollowed(const QString &code);
    void runRequested(const QUuid &run);
    void otherRequested();

private:
    void followEvidence(const diagnosis::Evidence &evidence);
    void showBanner(const diagnosis::Verdict &verdict, const WriteLeave &leave);
    void fill(const QDateTime &now);

    CardHeader *m_header;
    VerdictBanner *m_banner;
    QPushButton *m_repair = nullptr;
    QScrollArea *m_top;
    QSplitter *m_splitter;
    ElidedLabel *m_compared;
    QTableView *m_comparison;
    CellModel *m_comparisonModel;
    OtherIdentityRow *m_other;
    DetailTabs *m_tabs;
    CellModel *m_channels;
    CellModel *m_runs;
    CellModel *m_details;
    FindingsPane *m_findings;
    RawPage *m_raw;
    int m_findingsTab = 0;
    int m_channelsTab = 0;
    int m_runsTab = 0;
    int m_rawTab = 0;
    diagnosis::PersonFacts m_person;
    std::vector<diagnosis::ChannelFacts> m_channelFacts;
    std::vector<RunSummary> m_runSummaries;
    QString m_shownId;
    bool m_stale = false;
};

} // namespace chatsync::ui
