// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/lookup.h"
#include "core/domain/runsummary.h"
#include "ui/lookup/lookupbackend.h"

#include <QWidget>

class QSplitter;

namespace chatsync::ui {

class CardHeader;
class CellModel;
class DetailTabs;
class FindingsPane;
class RawPage;
class RemedyPane;
class VerdictBanner;

/// Two participants or more, judged together: the answer, the findings with their evidence, what to do.
class PairCard final : public QWidget {
    Q_OBJECT
public:
    explicit PairCard(QWidget *parent = nullptr);

    /// @p result has a verdict of all together; it is borrowed for the call.
    void show(const diagnosis::LookupResult &result, const std::vector<RunSummary> &runs,
              const WriteLeave &leave, const QString &environment);
    void setNow(const QDateTime &now);
    void setChecking(bool checking);
    void explain();
    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

    VerdictBanner *banner() const { return m_banner; }
    CardHeader *header() const { return m_header; }
    DetailTabs *tabs() const { return m_tabs; }
    FindingsPane *findings() const { return m_findings; }
    RemedyPane *remedies() const { return m_remedies; }

Q_SIGNALS:
    void repairRequested(const std::vector<chatsync::diagnosis::Remedy> &remedies);
    void copyRequested(const std::vector<chatsync::diagnosis::Remedy> &remedies);
    void conversationRequested();
    void checkRequested();
    void menuRequested(const QPoint &globalPos);
    void codeFollowed(const QString &code);
    void runRequested(const QUuid &run);
    void personRequested(const QString &streamId);

private:
    void build();
    void showBanner(const diagnosis::Verdict &verdict, const WriteLeave &leave);
    void followEvidence(const diagnosis::Evidence &evidence);

    CardHeader *m_header;
    VerdictBanner *m_banner;
    FindingsPane *m_findings;
    RemedyPane *m_remedies;
    DetailTabs *m_tabs;
    CellModel *m_participants;
    CellModel *m_channels;
    CellModel *m_runs;
    RawPage *m_raw;
    QSplitter *m_across;
    QSplitter *m_down;
    int m_channelsTab = 0;
    int m_runsTab = 0;
    int m_rawTab = 0;
    diagnosis::LookupResult m_result;
    std::vector<RunSummary> m_runSummaries;
};

} // namespace chatsync::ui
