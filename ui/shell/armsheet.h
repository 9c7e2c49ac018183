// SPDX-License-Identifier: MIT
#pragma once

#include "core/environment/environment.h"
#include "ui/widgets/sheet.h"

class QLineEdit;

namespace chatsync::ui {

class FormField;

/// Asks before an environment may be written for ten minutes: what becomes possible, what stays locked, its
/// name to be typed, and a reason. Arming itself is up to whoever connects to accepted().
class ArmSheet final : public Sheet {
    Q_OBJECT
public:
    /// Covers @p view. @p database as a person may see it.
    ArmSheet(const Environment &environment, const QString &database, QWidget *view);

    QString typedName() const;
    QString reason() const;

private:
    void buildFacts(const QString &host, const QString &database);
    void buildTerms();
    void buildFields();
    void showProgress();

    QString m_environment;
    QLineEdit *m_name;
    QLineEdit *m_reason;
    QLabel *m_progress;
    QPushButton *m_arm;
};

} // namespace chatsync::ui
