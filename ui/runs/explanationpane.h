// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/runmodel.h"

#include <QScrollArea>

namespace chatsync::ui {

/// What a failed answer means, who is concerned, why, and what comes next.
class ExplanationPane final : public QScrollArea {
    Q_OBJECT
public:
    static constexpr int preferredWidth = 368;

    explicit ExplanationPane(const RunModel *model, QWidget *parent = nullptr);
    void showRow(const RunRow *row);
    /// Whether there is anything to explain.
    static bool explains(const RunModel &model, const RunRow *row);

Q_SIGNALS:
    void lookUpRequested(const QString &streamId);

private:
    QWidget *personCard(const QString &streamId, QWidget *parent);
    QString faultSentence(const RunEvent &exchange) const;
    QString nextSentence(const RunRow *row, const QString &advice) const;

    const RunModel *m_model;
};

} // namespace chatsync::ui
