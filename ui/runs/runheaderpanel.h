// SPDX-License-Identifier: MIT
#pragma once

#include "ui/runs/runmodel.h"

#include <QPointer>
#include <QWidget>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace chatsync::ui {

class CodeView;
class CountdownRing;
class ElidedLabel;
class VerdictBanner;

/// What a run came to, in one sentence, and who, where, how long; for a failure the text the backend would
/// have answered, why, and what to do.
class RunHeaderPanel final : public QWidget {
    Q_OBJECT
public:
    explicit RunHeaderPanel(const RunModel *model, QWidget *parent = nullptr);

    /// As the list of runs numbers it; 0 leaves it out.
    void setRunNumber(qint64 number);
    qint64 runNumber() const { return m_number; }
    /// After events came.
    void refresh();
    /// The time goes on.
    void tick();
    QString sentence() const;

Q_SIGNALS:
    void rowRequested(const chatsync::ui::RunRow *row);
    void copied(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildTop();
    QWidget *buildError();
    void refreshTop();
    void refreshReasons();
    void refreshBanner();
    QString title() const;
    QString subline() const;
    QString progress() const;
    Status status() const;

    const RunModel *m_model;
    qint64 m_number = 0;
    StatusGlyph *m_glyph;
    CountdownRing *m_ring;
    ElidedLabel *m_title;
    ElidedLabel *m_subline;
    QLabel *m_time;
    QLabel *m_progress;
    QWidget *m_error;
    QLabel *m_errorText;
    QWidget *m_reasons;
    QVBoxLayout *m_layout;
    VerdictBanner *m_banner;
    QString m_reasonsFor; ///< What the reasons were built for: they are not built anew with each event.
};

} // namespace chatsync::ui
