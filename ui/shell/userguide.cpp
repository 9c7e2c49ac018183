// SPDX-License-Identifier: MIT
#include "ui/shell/userguide.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace chatsync::ui {

namespace {

GuidePage pageOf(const QString &id)
{
    QFile file(QStringLiteral(":/help/%1.md").arg(id));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString markdown = QString::fromUtf8(file.readAll());
    return {id, markdown.section(u'\n', 0, 0).mid(2), markdown};
}

} // namespace

QList<GuidePage> userGuide()
{
    QList<GuidePage> pages{pageOf(QStringLiteral("index"))};
    static const QRegularExpression link(QStringLiteral("\\]\\(([a-z-]+)\\.md"));
    QStringList known{pages[0].id};
    for (const QRegularExpressionMatch &found : link.globalMatch(pages[0].markdown)) {
        const QString id = found.captured(1);
        if (known.contains(id))
            continue;
        known << id;
        if (const GuidePage page = pageOf(id); !page.id.isEmpty())
            pages << page;
    }
    return pages;
}

QString anchorOf(const QString &heading)
{
    QString anchor;
    for (const QChar character : heading.toLower()) {
        if (character.isSpace())
            anchor += u'-';
        else if (character.isLetterOrNumber() || character == u'-' || character == u'_')
            anchor += character;
    }
    return anchor;
}

QStringList searchWords(const QString &typed)
{
    static const QRegularExpression gap(QStringLiteral("\\s+"));
    return typed.split(gap, Qt::SkipEmptyParts);
}

bool hasAllWords(const QString &text, const QStringList &words)
{
    return std::all_of(words.cbegin(), words.cend(),
                       [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace chatsync::ui
