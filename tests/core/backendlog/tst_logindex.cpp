// SPDX-License-Identifier: MIT
#include "core/backendlog/logindex.h"

#include "core/domain/backendlinetable.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace chatsync::backendlog;

class TestLogIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lineEnds()
    {
        QRandomGenerator random{1};
        for (const int size : {0, 1, 15, 16, 63, 64, 65, 4000, 5000, 100'001}) {
            QByteArray bytes;
            for (int i = 0; i < size; ++i)
                bytes += random.bounded(3U) == 0 ? '\n' : 'a';
            QCOMPARE(lineEndsIn(bytes), qint64(bytes.count('\n')));
        }
        QCOMPARE(lineEndsIn(QByteArray(1'000'000, '\n')), qint64{1'000'000});
    }

    /// The same as looking line by line, whatever the pieces.
    void entries()
    {
        QRandomGenerator random{2};
        QByteArray log;
        for (int i = 0; i < 2000; ++i) {
            const quint32 kind = random.bounded(6U);
            log += kind == 0   ? QByteArray{"x [createConversation] y"}
                   : kind == 1 ? QByteArray{"[createConversation] a [createConversation]"}
                   : kind == 2 ? QByteArray{"[createConversation"}
                               : QByteArray(int(random.bounded(90U)), '[');
            log += '\n';
        }
        log += "[createConversation] without an end";
        std::vector<std::pair<qint64, qint64>> wanted;
        qint64 line = 0;
        qint64 offset = 0;
        for (const QByteArray &text : log.split('\n')) {
            ++line;
            if (text.contains(chatsync::backendLineTag))
                wanted.emplace_back(offset, line);
            offset += text.size() + 1;
        }
        for (const qsizetype size :
             {qsizetype{1}, qsizetype{7}, qsizetype{19}, qsizetype{20}, qsizetype{4096}, log.size()}) {
            LogIndex index;
            for (qsizetype at = 0; at < log.size(); at += size)
                index.feed(QByteArrayView{log}.sliced(at, std::min(size, log.size() - at)));
            index.finish();
            std::vector<std::pair<qint64, qint64>> seen;
            for (const LogIndex::Entry &entry : index.entries())
                seen.emplace_back(entry.offset, entry.line);
            QVERIFY2(seen == wanted, qPrintable(QString::number(size)));
            QCOMPARE(index.lines(), line);
            QCOMPARE(index.size(), qint64(log.size()));
        }
    }
};

QTEST_GUILESS_MAIN(TestLogIndex)
#include "tst_logindex.moc"
