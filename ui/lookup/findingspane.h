// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/verdict.h"

#include <QPointer>
#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace chatsync::ui {

/// The findings of a verdict with their evidence, the first one open, and below them what was not checked.
class FindingsPane final : public QScrollArea {
    Q_OBJECT
public:
    explicit FindingsPane(QWidget *parent = nullptr);

    /// The same verdict again keeps what is open and where one has scrolled to.
    void setVerdict(const diagnosis::Verdict &verdict, std::chrono::milliseconds took, const QDateTime &now);
    /// Counts the ages anew.
    void setNow(const QDateTime &now);
    void focusFirst();

Q_SIGNALS:
    void evidenceFollowed(const chatsync::diagnosis::Evidence &evidence);
    void codeFollowed(const QString &code);

private:
    struct Age {
        QPointer<QLabel> label;
        QDateTime at;
    };

    void addCounts(QVBoxLayout *layout, const diagnosis::Verdict &verdict, std::chrono::milliseconds took);
    void addFinding(QVBoxLayout *layout, const diagnosis::Finding &finding, bool open);
    QWidget *evidenceRow(const diagnosis::Evidence &evidence, QWidget *parent);
    void addNotChecked(QVBoxLayout *layout, const diagnosis::Verdict &verdict);

    diagnosis::Verdict m_verdict;
    QStringList m_closed; ///< Codes and sentences a person has folded, and unfolded
    QStringList m_opened;
    QList<Age> m_ages;
};

} // namespace chatsync::ui
