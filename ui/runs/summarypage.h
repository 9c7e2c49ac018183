// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/runmodel.h"

#include <QScrollArea>

class QVBoxLayout;

namespace chatsync::ui {

/// A row, or the whole run, in words: what happened, why, evidence, what to do next; and who is in it.
class SummaryPage final : public QScrollArea {
    Q_OBJECT
public:
    explicit SummaryPage(const RunModel *model, QWidget *parent = nullptr);
    /// Null is the whole run.
    void showRow(const RunRow *row);

Q_SIGNALS:
    void rowRequested(const chatsync::ui::RunRow *row);
    void lookUpRequested(const QString &streamId);
    /// A defect of the recipe that struck in this run, by its code.
    void defectRequested(const QString &code);

private:
    void addSection(QVBoxLayout *layout, const QString &heading, const QString &text);
    void addEvidence(QVBoxLayout *layout, const RunRow *row);
    void addNext(QVBoxLayout *layout, const QStringList &next);
    void addMembers(QVBoxLayout *layout);
    void addDefects(QVBoxLayout *layout);

    const RunModel *m_model;
};

} // namespace chatsync::ui
