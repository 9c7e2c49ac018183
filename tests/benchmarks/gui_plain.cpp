// SPDX-License-Identifier: MIT
// gui_plain ROWS
// The same rows in a plain QTreeView over a QStandardItemModel, as Qt gives them.
#include "app/gui/watchedapplication.h"
#include "tests/benchmarks/gui_scene.h"

#include <QFile>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTreeView>

#include <cstdio>

using namespace chatsync;

namespace {

QList<QStandardItem *> itemsOf(const QStringList &cells)
{
    QList<QStandardItem *> items;
    for (const QString &cell : cells)
        items.append(new QStandardItem(cell));
    return items;
}

/// Lines of "depth TAB cell TAB cell …", as QTreeView would be given them.
class PlainScene final : public bench::Scene {
public:
    explicit PlainScene(QString file)
        : m_file(std::move(file))
    {
        m_proxy.setSourceModel(&m_model);
        m_proxy.setRecursiveFilteringEnabled(true);
        m_proxy.setFilterKeyColumn(-1);
        m_proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
        m_view.setModel(&m_proxy);
        m_view.setUniformRowHeights(true);
        m_view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    }

    void show() override
    {
        m_view.resize(1360, 860);
        m_view.show();
    }

    void open() override
    {
        QFile file{m_file};
        if (!file.open(QIODevice::ReadOnly))
            return;
        QStandardItem *step = nullptr;
        while (!file.atEnd()) {
            QStringList cells = QString::fromUtf8(file.readLine()).chopped(1).split(u'\t');
            const bool top = cells.takeFirst() == QLatin1String("0");
            const QList<QStandardItem *> items = itemsOf(cells);
            QStandardItem *parent = top || !step ? m_model.invisibleRootItem() : step;
            parent->appendRow(items);
            if (top)
                step = items.first();
            else
                m_leaves.append(cells);
        }
        m_open = true;
    }
    bool isOpen() const override { return m_open; }
    void unfold() override { m_view.expandAll(); }
    void filter(const QString &text) override
    {
        m_proxy.setFilterFixedString(text);
        if (text.isEmpty())
            m_view.collapseAll();
        else
            m_view.expandAll();
    }
    QAbstractScrollArea *view() const override { return const_cast<QTreeView *>(&m_view); }
    QStringList filters() const override
    {
        return {QStringLiteral("fail"), QStringLiteral("POST"), QStringLiteral("users"),
                QStringLiteral("nothing like it")};
    }

    void beginStream() override
    {
        m_model.clear();
        m_proxy.setRecursiveFilteringEnabled(false); // As ours without a filter.
        m_model.appendRow(itemsOf({QStringLiteral("Step"), {}, {}, {}, {}}));
        m_view.expandAll();
    }
    bool stream(int count) override
    {
        QStandardItem *step = m_model.item(0);
        for (int i = 0; i < count && m_next < m_leaves.size(); ++i)
            step->appendRow(itemsOf(m_leaves[m_next++]));
        m_view.expand(m_proxy.index(0, 0));
        m_view.scrollToBottom();
        return m_next < m_leaves.size();
    }

private:
    QString m_file;
    QStandardItemModel m_model;
    QSortFilterProxyModel m_proxy;
    QTreeView m_view;
    QList<QStringList> m_leaves;
    qsizetype m_next = 0;
    bool m_open = false;
};

} // namespace

int main(int argc, char **argv)
{
    WatchedApplication app{argc, argv};
    app.setReporter({});
    if (argc < 2) {
        std::fputs("gui_plain ROWS\n", stderr);
        return 2;
    }
    PlainScene scene{QString::fromLocal8Bit(argv[1])};
    bench::measure(scene, [&app] { return app.takeLongest(); });
    return 0;
}
