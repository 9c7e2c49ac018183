// SPDX-License-Identifier: MIT
#include "ui/shell/errordictionary.h"

#include "core/diagnosis/dictionary.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace chatsync::ui {

namespace {

using diagnosis::DictionaryEntry;

QString tr(const char *text)
{
    return QCoreApplication::translate("ErrorDictionary", text);
}

/// Texts of others as they are: nothing in them is markup.
QString plain(const QString &text)
{
    static const QRegularExpression marks(QStringLiteral("([\\\\`*_{}\\[\\]<>#+|~])"));
    return QString{text}.replace(marks, QStringLiteral("\\\\1")).replace(u'\n', u' ');
}

QString originTitle(DictionaryEntry::Origin origin)
{
    switch (origin) {
    case DictionaryEntry::Origin::Finding:
        return tr("Findings of the look-up");
    case DictionaryEntry::Origin::Recipe:
        return tr("Defects of the documented flow");
    case DictionaryEntry::Origin::Meaning:
        return tr("What StreamChat's sentences mean");
    case DictionaryEntry::Origin::StreamCode:
        return tr("StreamChat's codes");
    }
    Q_UNREACHABLE();
}

void addList(QString &text, const QString &title, const QStringList &items)
{
    if (items.isEmpty())
        return;
    text += QStringLiteral("%1\n\n").arg(title);
    for (const QString &item : items)
        text += QStringLiteral("- %1\n").arg(plain(item));
    text += u'\n';
}

void addEntry(QString &text, const DictionaryEntry &entry)
{
    text += QStringLiteral("### %1%2\n\n%3\n\n")
                .arg(plain(dictionaryHeading(entry.code)), plain(entry.name), plain(entry.meaning));
    if (entry.status > 0)
        text += tr("HTTP status %1.").arg(entry.status) + QStringLiteral("\n\n");
    if (!entry.words.isEmpty())
        text += QStringLiteral("“%1”\n\n").arg(plain(entry.words));
    addList(text, tr("How it comes about:"), entry.causes);
    addList(text, tr("What to do:"), entry.remedies);
    text += (entry.retryable ? tr("Trying again can help.") : tr("Trying again does not help.")) +
            QStringLiteral("\n\n");
    if (!entry.seeAlso.isEmpty())
        text += tr("See also: %1").arg(plain(entry.seeAlso.join(QStringLiteral(", ")))) + QStringLiteral("\n\n");
}

} // namespace

QString dictionaryHeading(const QString &code)
{
    return code + QStringLiteral(" · ");
}

GuidePage errorDictionary()
{
    const QString title = tr("Error dictionary");
    QString text = QStringLiteral("# %1\n\n%2\n\n")
                       .arg(title, tr("What each code means, how it comes about and what to do. On the command "
                                      "line: `chat-sync explain CODE`."));
    for (const auto origin : {DictionaryEntry::Origin::Finding, DictionaryEntry::Origin::Recipe,
                              DictionaryEntry::Origin::Meaning, DictionaryEntry::Origin::StreamCode}) {
        bool first = true;
        for (const DictionaryEntry &entry : diagnosis::dictionary()) {
            if (entry.origin != origin)
                continue;
            if (std::exchange(first, false))
                text += QStringLiteral("## %1\n\n").arg(originTitle(origin));
            addEntry(text, entry);
        }
    }
    return {QStringLiteral("errors"), title, text};
}

} // namespace chatsync::ui
