// SPDX-License-Identifier: MIT
#include "ui/runs/backendword.h"

#include "ui/runs/pieces.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QJsonArray>
#include <QJsonObject>

namespace chatsync::ui {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RunView", text);
}

QString namesOf(const RunFacts &facts, const QJsonValue &ids)
{
    QStringList names;
    for (const QJsonValue &id : ids.toArray())
        names << facts.displayName(id.toString());
    return names.join(QStringLiteral(", "));
}

QString presence(const QJsonValue &value, const QString &yes, const QString &no, const QString &unread)
{
    const QString found = value.toString();
    return found == QLatin1String("yes") ? yes : found == QLatin1String("no") ? no : unread;
}

QString membersSentence(const RunFacts &facts, const QJsonObject &found)
{
    if (const QString absent = namesOf(facts, found[QLatin1String("absent")]); !absent.isEmpty())
        return tr("Missing from the channel: %1.").arg(absent);
    const int count = static_cast<int>(found[QLatin1String("expected")].toArray().size());
    return QCoreApplication::translate("RunView", "All %n member(s) are in the channel.", nullptr, count);
}

bool isTrue(const QJsonObject &found)
{
    return found[QLatin1String("row")] == QLatin1String("yes") &&
           found[QLatin1String("channel")] == QLatin1String("yes") &&
           found.contains(QLatin1String("expected")) && found[QLatin1String("absent")].toArray().isEmpty();
}

void addWord(QGridLayout *grid, const QString &heading, const BackendWord &word, QWidget *parent)
{
    const int row = grid->rowCount();
    auto *glyph = new StatusGlyph(word.status, 16, parent);
    grid->addWidget(glyph, row, 0, Qt::AlignTop);
    grid->addWidget(pieces::heading(heading, parent), row, 1, Qt::AlignTop);
    grid->addWidget(pieces::text(word.text, FontRole::Body, Ink::Primary, parent), row, 2, Qt::AlignTop);
}

} // namespace

BackendWord saidByBackend(const RunFacts &facts)
{
    const QJsonObject &said = facts.backendSaid;
    if (said.isEmpty())
        return {};
    const QString status = QLocale().toString(said[QLatin1String("status")].toInt());
    if (said[QLatin1String("success")].toBool())
        return {Status::Ok, tr("Success, with HTTP %1.").arg(status)};
    const QString error = said[QLatin1String("error")].toString();
    if (said.contains(QLatin1String("code")))
        return {Status::Fail, error.isEmpty() ? facts.what : error};
    return {Status::Fail, error.isEmpty() ? tr("Failure, without a reason (HTTP %1).").arg(status)
                                          : tr("Failure (HTTP %1): %2").arg(status, error)};
}

BackendWord trueOfBackend(const RunFacts &facts)
{
    const QJsonObject &found = facts.backendTruth;
    if (found.isEmpty())
        return {};
    QStringList sentences;
    sentences << presence(found[QLatin1String("row")], tr("The conversation is in the database."),
                          tr("The conversation is not in the database."),
                          tr("The database could not be read."));
    sentences << presence(found[QLatin1String("channel")], tr("The channel exists."),
                          tr("The channel does not exist."), tr("The channel could not be read."));
    if (found.contains(QLatin1String("expected")))
        sentences << membersSentence(facts, found);
    if (const QString unknown = namesOf(facts, found[QLatin1String("users_absent")]); !unknown.isEmpty())
        sentences << tr("StreamChat does not know: %1.").arg(unknown);
    if (const QString off = namesOf(facts, found[QLatin1String("users_deactivated")]); !off.isEmpty())
        sentences << tr("Deactivated: %1.").arg(off);
    return {isTrue(found) ? Status::Ok : Status::Fail, sentences.join(u' ')};
}

QString whyBesides(const RunFacts &facts)
{
    if (facts.backendSaid.isEmpty() && facts.backendTruth.isEmpty())
        return facts.why;
    QString why = facts.why;
    const QString truth = QCoreApplication::translate("Backend", "What is true: %1").section(u'%', 0, 0);
    if (const qsizetype at = why.indexOf(truth); at >= 0)
        why.truncate(at);
    if (!facts.answerStep.isEmpty())
        why.remove(facts.answerStep);
    return why.trimmed();
}

QWidget *backendWords(const RunFacts &facts, QWidget *parent)
{
    const BackendWord said = saidByBackend(facts);
    const BackendWord truth = trueOfBackend(facts);
    if (said.text.isEmpty() && truth.text.isEmpty())
        return nullptr;
    auto *words = new QWidget(parent);
    auto *grid = new QGridLayout(words);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::base);
    grid->setVerticalSpacing(space::small);
    grid->setColumnStretch(2, 1);
    if (!said.text.isEmpty())
        addWord(grid, tr("The backend says"), said, words);
    if (!truth.text.isEmpty())
        addWord(grid, tr("What is true"), truth, words);
    return words;
}

} // namespace chatsync::ui
