// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/thenandnow.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace chatsync::ui {

class VerdictBanner;

/// Then and now: whether what a log tells would succeed today, and each person's state. Texts are plain.
class CheckPane final : public QWidget {
    Q_OBJECT
public:
    explicit CheckPane(QWidget *parent = nullptr);

    void clear();
    void showBusy(const QString &environment);
    void showError(const QString &what, const QString &advice);
    void show(const diagnosis::ThenAndNow &comparison, const QString &environment);
    using QWidget::show;

    VerdictBanner *banner() const { return m_banner; }
    QStringList sentences() const { return m_sentences; }

private:
    void setChanges(const std::vector<diagnosis::Change> &changes);

    VerdictBanner *m_banner;
    QScrollArea *m_scroll;
    QStringList m_sentences;
};

} // namespace chatsync::ui
