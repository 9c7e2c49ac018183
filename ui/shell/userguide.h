// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QStringList>

namespace chatsync::ui {

/// A page of the user guide, as it lies in resources/help.
struct GuidePage {
    QString id; ///< Its file's name without `.md`
    QString title;
    QString markdown;
};

/// All pages that are built in: `index` first, then in the order in which it links them. One that it forgets
/// is not there.
QList<GuidePage> userGuide();

/// What a link calls the heading: `The three flows` is `the-three-flows`, as everywhere where Markdown is
/// read.
QString anchorOf(const QString &heading);

/// The words of @p typed, each of which has to be found.
QStringList searchWords(const QString &typed);
/// Without regard to case. True when there are no words.
bool hasAllWords(const QString &text, const QStringList &words);

} // namespace chatsync::ui
