// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace chatsync::backendlog {

/// What stands around a line's own text: put there by loggers, containers, process managers and services for
/// logs.
struct Framed {
    QString message; ///< The text itself, its indentation kept; several lines where the frame held several
    QDateTime at;    ///< UTC; invalid where the line has no time with a date
    bool coarse = false; ///< The time is whole seconds
    QString source; ///< Container, process or stream of logs: two of them are never one process. May be empty
    QString channel;      ///< `stdout`, `stderr`: what is written to one is in order
    QString requestId;    ///< Of one request to the backend. May be empty
    QString format;       ///< `plain`, `docker`, `kubernetes`, `pm2` … of the outermost frame
    bool partial = false; ///< The text goes on in the next line of the same source and channel
    bool quoted = false;  ///< The frame is a field of CSV that goes on in the next lines
};

/// Takes the frames off a line, up to four of them, one in another: JSON lines (pino, winston, bunyan,
/// Docker's json-file, Lambda, CloudWatch, `journalctl -o json`, PM2), Docker Compose, `docker logs -t`, the
/// Kubernetes runtime's, PM2, syslog and systemd in both kinds of time, Heroku, Lambda's tabs, CloudWatch's
/// CSV.
///
/// @p year is assumed where a time has none.
Framed unframed(const QString &line, int year);

} // namespace chatsync::backendlog
