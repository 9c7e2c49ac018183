// SPDX-License-Identifier: MIT
#pragma once

#include "core/backendlog/lineprefix.h"
#include "core/backendlog/logrecord.h"
#include "core/domain/redactor.h"

#include <QMap>

#include <functional>
#include <map>

namespace chatsync::backendlog {

/// Puts the lines together that one call of `console.log` printed: an object or an array over several lines,
/// a stack, a dump. Lines of several sources may be mixed; those of one source and channel are in order.
///
/// Everything passes the redactor here, whole, before anything of it is kept.
class RecordAssembler {
public:
    RecordAssembler(const Redactor *redactor, std::function<void(LogRecord)> done);

    /// @p framed is a line as it came, its frames taken off.
    void add(Framed framed, qint64 line, qint64 offset);

    /// Whether the next line may belong to what has begun.
    bool isOpen() const { return !m_open.isEmpty(); }
    /// Nothing more will come: what has begun is all there is.
    void flush();

    /// How many secrets were taken out of what was kept.
    qint64 secretsFound() const { return m_secrets; }
    qint64 firstSecretLine() const { return m_firstSecretLine; }

private:
    struct Open {
        Framed frame;
        qint64 line = 0;
        qint64 lastLine = 0;
        qint64 offset = 0;
        QString text;
        int depth = 0; ///< Brackets that were opened and not closed
        bool isError = false;
        bool quoted = false;  ///< In a field of CSV
        bool partial = false; ///< The last line goes on without a line end
    };

    static bool belongs(const Open &open, const QString &line);
    static int depthOf(const QString &line);
    void take(Framed framed, qint64 line, qint64 offset);
    void release(qint64 line);
    void append(Open &open, const QString &text, qint64 line);
    void finish(Open open);

    const Redactor *m_redactor;
    std::function<void(LogRecord)> m_done;
    QMap<QString, Open> m_open;               ///< By source and channel
    QString m_latest;                         ///< The key of what was opened last
    std::multimap<qint64, LogRecord> m_ready; ///< By the lines they begin in
    qint64 m_secrets = 0;
    qint64 m_firstSecretLine = 0;
};

} // namespace chatsync::backendlog
