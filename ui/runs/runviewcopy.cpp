// SPDX-License-Identifier: MIT
// What a RunView gives to the clipboard, and the menu that offers it.
#include "ui/runs/pieces.h"
#include "ui/runs/requesttext.h"
#include "ui/runs/runfilter.h"
#include "ui/runs/runtexts.h"
#include "ui/runs/runview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonObject>
#include <QMenu>
#include <QTreeView>

namespace chatsync::ui {

void RunView::copy(const QString &text)
{
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

QString RunView::currentId() const
{
    const RunRow *row = currentRow();
    const RunFacts &facts = m_model->facts();
    if (const RunEvent *exchange = m_model->exchangeOf(row)) {
        const ExchangeError error = exchangeErrorFromJson(exchange->data[QLatin1String("error")].toObject());
        if (!error.missingIds.isEmpty())
            return error.missingIds.join(u'\n');
    }
    if (row && row->kind == RunRow::Kind::Note && row->first >= 0) {
        const QString id =
            m_model->events()[static_cast<size_t>(row->first)].data[QLatin1String("stream_id")].toString();
        if (!id.isEmpty())
            return id;
    }
    return facts.cid.isEmpty() ? facts.id.toString(QUuid::WithoutBraces) : facts.cid;
}

QString RunView::summaryText() const
{
    const RunFacts &facts = m_model->facts();
    QStringList parts{headline()};
    if (!facts.answerError.isEmpty())
        parts << facts.answerError;
    parts << facts.participantsSentence() << runtexts::presetName(facts.preset) << facts.environment
          << runtexts::duration(facts.durationMs) << facts.id.toString(QUuid::WithoutBraces);
    parts.removeAll(QString{});
    return parts.join(QStringLiteral(" · ")).replace(u'\n', u' ');
}

QString RunView::currentCurl() const
{
    const RunEvent *exchange = m_model->exchangeOf(currentRow());
    return exchange ? requesttext::curl(exchangeFromJson(exchange->data)) : QString{};
}

void RunView::copyId()
{
    copy(currentId());
}

void RunView::copyRow()
{
    const RunRow *row = currentRow();
    if (!row)
        return;
    QStringList cells{RunModel::statusWord(row)};
    for (int column = 0; column < RunModel::TimelineColumn; ++column)
        cells << m_model->indexOf(row, column).data().toString();
    copy(cells.join(u'\t'));
}

void RunView::copySummary()
{
    copy(summaryText());
}

void RunView::copyCurl()
{
    copy(currentCurl());
}

void RunView::showMenu(const QPoint &at)
{
    const RunRow *row = m_filter->rowOf(m_tree->indexAt(at));
    auto *shown = new QMenu(this);
    shown->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(shown, row);
    shown->popup(m_tree->viewport()->mapToGlobal(at));
}

void RunView::fillMenu(QMenu *menu, const RunRow *row)
{
    if (row && m_model->exchangeOf(row)) {
        const Exchange exchange = exchangeFromJson(m_model->exchangeOf(row)->data);
        menu->addAction(tr("Copy request as cURL"), this, &RunView::copyCurl);
        if (!exchange.responseBody.isEmpty())
            menu->addAction(tr("Copy response body"), this,
                            [this, exchange] { copy(QString::fromUtf8(exchange.responseBody)); });
        if (exchange.error) {
            for (const QString &id : exchange.error->missingIds.mid(0, 5)) {
                const RunFacts::Person *person = m_model->facts().person(id);
                menu->addAction(
                    tr("Look up %1")
                        .arg(QString{person ? person->name : id}.left(60).replace(u'&', QLatin1String("&&"))),
                    this, [this, id] { Q_EMIT lookUpRequested(id); });
            }
        }
        menu->addSeparator();
    }
    if (row && row->kind == RunRow::Kind::Query && row->first >= 0) {
        const QString sql =
            requesttext::statement(m_model->events()[static_cast<size_t>(row->first)].data).text;
        menu->addAction(tr("Copy statement with values"), this, [this, sql] { copy(sql); });
        menu->addSeparator();
    }
    if (row) {
        menu->addAction(tr("Copy id"), this, &RunView::copyId);
        menu->addAction(tr("Copy row"), this, &RunView::copyRow);
    }
    menu->addAction(tr("Copy summary of the run"), this, &RunView::copySummary);
    menu->addSeparator();
    if (!m_model->problems().empty()) {
        menu->addAction(tr("Next problem"), QKeySequence(Qt::Key_F8), this, &RunView::nextProblem);
        menu->addAction(tr("Previous problem"), QKeySequence(Qt::SHIFT | Qt::Key_F8), this,
                        &RunView::previousProblem);
        menu->addAction(tr("Show problems only"), this,
                        [this] { setFilterText(QStringLiteral("status:fail")); });
    }
    QAction *compress = menu->addAction(tr("Compress idle time"), QKeySequence(Qt::Key_I), this,
                                        [this] { setIdleCompressed(!isIdleCompressed()); });
    compress->setCheckable(true);
    compress->setChecked(isIdleCompressed());
    menu->addAction(tr("Filter..."), QKeySequence(QKeySequence::Find), this, &RunView::focusFilter);
    if (m_filter->isFiltering())
        menu->addAction(tr("Clear filter"), this, [this] { setFilterText({}); });
    menu->addAction(tr("Expand all"), m_tree, &QTreeView::expandAll);
}

} // namespace chatsync::ui
