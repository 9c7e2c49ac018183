// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/recipe.h"
#include "core/workbench/demonstration.h"
#include "ui/widgets/sheet.h"

#include <QFuture>
#include <QHash>

#include <functional>

class QListWidget;
class QScrollArea;

namespace chatsync::ui {

/// The defects of the documented flow: what each does, where it comes from, which of them struck in a run,
/// and a demonstration of each on a sandbox of its own, with one click.
class DoctorSheet final : public Sheet {
    Q_OBJECT
public:
    /// How a defect is shown: Console::demonstrate() in the program. Answers in the GUI thread.
    using Demonstrate = std::function<QFuture<Result<DemonstrationResult>>(const QString &code)>;

    /// Covers @p view.
    DoctorSheet(Demonstrate demonstrate, QWidget *view);

    /// Marks those that struck in @p run ("Run 12"), and shows the first of them.
    void setStruck(const std::vector<diagnosis::Struck> &struck, const QString &run);
    /// An unknown code changes nothing.
    void showDefect(const QString &code);
    /// Shows the one that is chosen.
    void demonstrateCurrent();
    /// One after the other.
    void demonstrateAll();

    /// Whether a demonstration of it has ended, well or not.
    bool wasShown(const QString &code) const { return m_shown.value(code).result.has_value(); }

    QListWidget *list() const { return m_list; }
    /// What the right side says, as text: for the screen reader and for tests.
    QString currentText() const;

private:
    /// What is known of one demonstration.
    struct Shown {
        bool running = false;
        std::optional<Result<DemonstrationResult>> result{};
    };

    const diagnosis::RecipeDefect &current() const;
    void start(const QString &code);
    void ended(const QString &code, const Result<DemonstrationResult> &result);
    void startNext();
    void refreshItem(int row);
    void refreshDetail();
    void addStruck(QVBoxLayout *layout, const QString &code);
    void addDemonstration(QVBoxLayout *layout, const QString &code);

    Demonstrate m_demonstrate;
    QListWidget *m_list;
    QScrollArea *m_detail;
    QHash<QString, Shown> m_shown;
    QHash<QString, diagnosis::Struck> m_struck;
    QString m_run;
    QStringList m_waiting; ///< Codes still to be shown
};

} // namespace chatsync::ui
