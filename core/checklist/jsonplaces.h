// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/checklist.

#include "core/domain/result.h"

#include <QByteArray>
#include <QHash>
#include <QJsonDocument>

namespace chatsync::checklist {

/// JSON written by a person: what it says, and in which line each value stands, so that a complaint can name
/// the line.
class JsonPlaces {
public:
    /// An Error of kind Input for what is no JSON, with the file and the line in it.
    static Result<JsonPlaces> parse(const QByteArray &json, const QString &source);

    const QJsonDocument &document() const { return m_document; }

    /// The line of the value at a path such as `checks/2/kind`; of the next one around it that there is.
    int lineOf(QString path) const;

    /// "FILE, line N: WHAT"
    tl::unexpected<Error> complaint(const QString &path, const QString &what) const;

private:
    QJsonDocument m_document;
    QString m_source;
    QHash<QString, int> m_lines;
};

} // namespace chatsync::checklist
